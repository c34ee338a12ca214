package whatif

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"gudok/staffing"
)

// WriteJSON writes the whole result, for other programs.
func (r *Result) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// A row of the report.
type row struct {
	figure, words string
	form          form
	rare          bool // not told where there is nothing to tell
}

// A form is how a figure is written.
type form int

const (
	share     form = iota // 81.2 %
	inSeconds             // 12.3 s
	number                // 1234.5
)

func serviceRows() []row {
	words := map[staffing.Formula]string{
		staffing.SLA: "in time / answered", staffing.SLB: "in time / (answered + abandoned)", staffing.SLC: "(in time + abandoned in time) / both",
		staffing.SLD: "in time / (answered + abandoned later)", staffing.SLE: "in time / (offered - short abandons)", staffing.SLF: "(in time + short abandons) / offered",
	}
	var out []row
	for _, f := range staffing.Formulas() {
		out = append(out, row{string(f), string(f) + " " + words[f], share, false})
	}
	return out
}

func volumeRows() []row {
	return []row{
		{"offered", "offered a day", number, false}, {"answered", "answered a day", number, false}, {"abandoned", "abandoned a day", number, false},
		{"otherwise_lost", "lost otherwise a day", number, true}, {"asked_callback", "asked for a call a day", number, true}, {"owed", "calls owed a day", number, true}, {"kept", "  talked with", number, true},
		{"kept_after_mean", "  after, on average", inSeconds, true}, {"abandoned_share", "abandoned", share, false}, {"no_wait_share", "answered at once", share, true},
	}
}

func waitRows() []row {
	return []row{
		{"wait_mean", "wait of the answered: mean", inSeconds, false}, {"wait_p50", "  half waited at most", inSeconds, false}, {"wait_p90", "  nine of ten", inSeconds, false}, {"wait_max", "  the longest of all days", inSeconds, false},
		{"left_wait_mean", "wait of who gave up: mean", inSeconds, false}, {"left_wait_p50", "  half waited at most", inSeconds, false}, {"left_wait_p90", "  nine of ten", inSeconds, false}, {"left_wait_max", "  the longest of all days", inSeconds, false},
		{"occupancy", "occupancy of the agents", share, false}, {"hours", "agents' hours a day", number, false},
	}
}

// WriteText writes the result for people: a column for each variant, and behind each figure by
// how much it may be off (95 %).
func (r *Result) WriteText(w io.Writer) error {
	out := &printer{w: w}
	out.line("%s", r.Scenario)
	if r.About != "" {
		out.line("%s", r.About)
	}
	days := fmt.Sprintf("%d days of %.4g h for each variant, seed %d", r.Reps, r.Hours, r.Seed)
	if r.Reps < r.Asked {
		days += fmt.Sprintf(" (stopped: %d were asked for)", r.Asked)
	}
	out.line("%s. In time: within %.4g s; a short abandon: within %.4g s.", days, r.Within, r.Short)
	if r.Reps == 0 {
		out.line("No day was finished.")
		return out.err
	}
	out.line("")
	out.table("ALL CALLERS", r.Variants, func(o Outcome) Table { return o.All }, slices.Concat(volumeRows(), serviceRows(), waitRows()))
	if len(r.Variants) > 1 {
		out.table("DIFFERENCE from the scenario as it is (* beyond chance)", r.Variants[1:], func(o Outcome) Table { return o.Differs }, differenceRows())
	}
	if len(r.Variants[0].kinds) > 1 {
		for _, name := range names(r.Variants, func(o Outcome) []string { return o.kinds }) {
			out.table("CALLERS "+name, r.Variants, func(o Outcome) Table { return o.Callers[name] }, kindRows())
		}
	}
	for _, name := range names(r.Variants, func(o Outcome) []string { return o.groups }) {
		out.table("AGENTS "+name, r.Variants, func(o Outcome) Table { return o.Agents[name] }, []row{
			{"calls", "calls a day", number, false}, {"hours", "hours a day", number, false}, {"occupancy", "occupancy", share, false},
		})
	}
	r.writeLost(out)
	return out.err
}

func kindRows() []row {
	return []row{
		{"offered", "offered a day", number, false}, {"abandoned_share", "abandoned", share, false}, {string(staffing.SLA), "SL-A", share, false}, {string(staffing.SLE), "SL-E", share, false},
		{"wait_mean", "wait of the answered: mean", inSeconds, false}, {"wait_p90", "  nine of ten waited at most", inSeconds, false}, {"left_wait_mean", "wait of who gave up: mean", inSeconds, false},
	}
}

func differenceRows() []row {
	return []row{
		{"answered", "answered a day", number, false}, {"abandoned_share", "abandoned", share, false}, {string(staffing.SLA), "SL-A", share, false}, {string(staffing.SLB), "SL-B", share, false},
		{string(staffing.SLE), "SL-E", share, false}, {"wait_mean", "wait of the answered: mean", inSeconds, false}, {"wait_p90", "  nine of ten", inSeconds, false},
		{"occupancy", "occupancy of the agents", share, false}, {"hours", "agents' hours a day", number, false},
	}
}

// writeLost says what else became of callers.
func (r *Result) writeLost(out *printer) {
	for _, v := range r.Variants {
		for _, why := range slices.Sorted(maps.Keys(v.Lost)) {
			out.line("%s: %d callers of all days were lost to %q.", v.Name, v.Lost[why], why)
		}
		if v.Left > 0 {
			out.line("%s: %d callers of all days still waited when the day was closed: nobody was there for them.", v.Name, v.Left)
		}
	}
}

// names are those of all variants, each once, in order.
func names(list []Outcome, of func(Outcome) []string) []string {
	var out []string
	for _, o := range list {
		for _, n := range of(o) {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// A printer keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

// table writes a block of rows with a column for each variant.
func (p *printer) table(title string, list []Outcome, of func(Outcome) Table, rows []row) {
	cells := [][]string{{title}}
	for _, o := range list {
		cells[0] = append(cells[0], o.Name)
	}
	signed := strings.HasPrefix(title, "DIFFERENCE")
	for _, r := range rows {
		line := []string{"  " + r.words}
		some := false
		for _, o := range list {
			f, ok := of(o)[r.figure]
			some = some || ok && (f.Value != 0 || !r.rare)
			line = append(line, r.form.cell(f, ok, signed))
		}
		if some {
			cells = append(cells, line)
		}
	}
	width := make([]int, len(cells[0]))
	for _, line := range cells {
		for i, c := range line {
			width[i] = max(width[i], len([]rune(c)))
		}
	}
	for _, line := range cells {
		text := ""
		for i, c := range line {
			pad := strings.Repeat(" ", width[i]-len([]rune(c)))
			if i == 0 {
				text += c + pad
			} else {
				text += "  " + pad + c
			}
		}
		p.line("%s", strings.TrimRight(text, " "))
	}
	p.line("")
}

// cell writes a figure and its interval.
func (k form) cell(f Figure, ok, signed bool) string {
	if !ok {
		return "-"
	}
	scale, digits, unit := 1.0, 1, ""
	switch k {
	case share:
		scale, digits, unit = 100, 2, " %"
		if signed {
			unit = " points"
		}
	case inSeconds:
		unit = " s"
	case number:
	}
	format := "%.*f"
	if signed {
		format = "%+.*f"
	}
	text := fmt.Sprintf(format, digits, f.Value*scale)
	if f.Plus >= 0 {
		text += fmt.Sprintf(" ±%.*f", digits, f.Plus*scale)
	}
	text += unit
	if signed {
		if f.Plus >= 0 && math.Abs(f.Value) > f.Plus {
			text += " *"
		} else {
			text += "  "
		}
	}
	return text
}
