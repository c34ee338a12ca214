package core_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// The stories in testdata are the manual of routing: sentences about people, and below each
// what the core says to it. `go test ./core -run Stories -rewrite` tells them anew; the
// difference is to be read before it is committed.
var rewrite = flag.Bool("rewrite", false, "tell the stories anew")

func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d stories found: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".story"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			st := newStory(t)
			for n, line := range strings.Split(strings.TrimRight(string(want), "\n"), "\n") {
				st.at = fmt.Sprintf("%s:%d", file, n+1)
				st.line(line)
			}
			got := st.text.String()
			if *rewrite {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(want) {
				t.Errorf("%s is told otherwise now:\n%s", file, diff(string(want), got))
			}
		})
	}
}

// midnight of the first day of all stories: Monday 5 January 2026, UTC.
const midnight = int64(1_767_571_200_000)

// A story is a floor, a telephone that does what it is told at once, and the names by
// which people know things.
type story struct {
	t    *testing.T
	at   string // file and line, for complaints
	text bytes.Buffer

	s     *core.State
	now   int64
	day   int64
	seq   uint64
	epoch uint16

	show  []string               // subjects of facts that are told; empty: all but legs
	alias map[string]string      // made name -> name in the story
	count map[string]int         // how many of a kind have a name
	real  map[string]string      // the inverse of alias
	leg   map[string]id.Leg      // who -> the leg on which he is
	plays map[id.Leg]uint64      // what a leg hears
	keys  map[id.Leg]uint64      // under which token its keys count
	whose map[id.Leg]string      // the inverse of leg, kept for ever
	tapes map[id.Recording]int64 // running recordings and when they began
	desks map[string]string      // agent -> desk phone
	zones map[string]string      // caller -> zone
	asks  asks
}

func newStory(t *testing.T) *story {
	return &story{
		t: t, s: core.New(), day: midnight, now: midnight, alias: map[string]string{}, count: map[string]int{}, real: map[string]string{},
		leg: map[string]id.Leg{}, plays: map[id.Leg]uint64{}, keys: map[id.Leg]uint64{}, whose: map[id.Leg]string{},
		tapes: map[id.Recording]int64{}, desks: map[string]string{},
		zones: map[string]string{}, asks: asks{},
	}
}

// line tells one line: a comment, a sentence with its moment, or what was told before and
// is told anew.
func (st *story) line(line string) {
	switch {
	case strings.HasPrefix(line, "  "):
	case line == "" || strings.HasPrefix(line, "#"):
		fmt.Fprintln(&st.text, line)
	case strings.HasPrefix(line, "show "):
		st.show = strings.Fields(line)[1:]
		fmt.Fprintln(&st.text, line)
	case strings.HasPrefix(line, "day "):
		n, err := strconv.Atoi(strings.TrimPrefix(line, "day "))
		st.must(err)
		st.day = midnight + int64(n-1)*24*3_600_000
		fmt.Fprintln(&st.text, line)
	default:
		clock, sentence, ok := strings.Cut(line, " ")
		if !ok {
			st.t.Fatalf("%s: a moment and a sentence, please: %q", st.at, line)
		}
		st.until(st.moment(clock))
		fmt.Fprintln(&st.text, line)
		st.sentence(strings.Fields(sentence))
	}
}

// until lets time pass: what was to wake the core does.
func (st *story) until(moment int64) {
	for {
		wake := st.s.NextWake()
		if wake == 0 || wake >= moment {
			break
		}
		st.now = wake
		before := st.text.Len()
		st.step(core.Tick{})
		if st.text.Len() > before { // a timer that was outlived is no story
			told := st.text.String()[before:]
			st.text.Truncate(before)
			fmt.Fprintf(&st.text, "  -- %s\n%s", st.clock(wake), told)
		}
	}
	st.now = moment
}

func (st *story) moment(clock string) int64 {
	var h, m, s, ms int64
	hms, frac, _ := strings.Cut(clock, ".")
	if _, err := fmt.Sscanf(hms, "%d:%d:%d", &h, &m, &s); err != nil {
		st.t.Fatalf("%s: %q is no moment", st.at, clock)
	}
	if frac != "" {
		var err error
		ms, err = strconv.ParseInt(frac, 10, 64)
		st.must(err)
	}
	at := st.day + h*3_600_000 + m*60_000 + s*1000 + ms
	if at < st.now {
		st.t.Fatalf("%s: time goes back", st.at)
	}
	return at
}

func (st *story) must(err error) {
	st.t.Helper()
	if err != nil {
		st.t.Fatalf("%s: %v", st.at, err)
	}
}

// step gives an input to the core, tells what it says, and lets the telephone obey.
func (st *story) step(in core.Input) {
	st.t.Helper()
	st.seq++
	var out core.Out
	st.s.Step(st.now, st.seq, in, &out)
	if r := out.Refused; r != nil {
		fmt.Fprintf(&st.text, "  no: %s\n", r.Code)
	}
	for _, f := range out.Facts {
		st.tellFact(f)
	}
	for _, c := range out.Effects {
		st.tellCommand(c)
	}
	for _, a := range out.Asks {
		st.tellAsk(a)
	}
	if err := st.s.Check(); err != nil {
		st.t.Fatalf("%s: after %T: %v", st.at, in, err)
	}
	for _, c := range out.Effects {
		st.obey(c)
	}
}

// obey is the telephone: devices connect and end at once, files close.
func (st *story) obey(c voice.Command) {
	switch c := c.(type) {
	case voice.Accept:
		if strings.HasPrefix(st.whose[c.Leg], "agt_") {
			st.step(core.LegAnswered{Answered: voice.Answered{Leg: c.Leg}})
		}
	case voice.End:
		st.step(core.LegEnded{Ended: voice.Ended{Leg: c.Leg, Cause: c.Cause}})
	case voice.Invite:
		who := string(c.To.Number)
		if who == "" {
			who = st.agentAt(c.To)
		}
		st.leg[who], st.whose[c.Leg] = c.Leg, who
	case voice.Play:
		st.plays[c.Leg] = c.Token
	case voice.Listen:
		st.keys[c.Leg] = c.Token
	case voice.Record:
		st.tapes[c.Recording] = st.now
	case voice.StopRecord:
		if at, ok := st.tapes[c.Recording]; ok {
			delete(st.tapes, c.Recording)
			st.step(core.Recorded{Recorded: voice.Recorded{Recording: c.Recording, MS: st.now - at}})
		}
	}
}

// agentAt is whose device the address is.
func (st *story) agentAt(to voice.Address) string {
	if to.Agent != "" {
		return string(to.Agent)
	}
	for who, desk := range st.desks {
		a, ok := st.s.AgentView(id.Agent(who))
		if desk == string(to.Device) && ok && a.Device.Device == to.Device {
			return who
		}
	}
	st.t.Fatalf("%s: nobody sits at %s", st.at, to.Device)
	return ""
}

// diff shows the first lines that differ.
func diff(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from, to := max(0, i-3), i+6
			return fmt.Sprintf("line %d, was:\n%s\nis:\n%s", i+1, strings.Join(a[from:min(to, len(a))], "\n"), strings.Join(b[from:min(to, len(b))], "\n"))
		}
	}
	return "one is longer"
}
