package floor

import (
	"cmp"
	"slices"

	"gudok/core"
	"gudok/id"
)

// draw makes the board of a scene.
func (h *history) draw(s *scene, v View, at int64) Then {
	t := Then{Exact: s.walk != nil, Version: s.version(), Unknown: []string{}, Steps: []Did{},
		Board: Board{Now: at, Rev: 1, Full: true, Lines: []BoardLine{}, Agents: []core.AgentView{}, Calls: []BoardCall{},
			Gone: Gone{Lines: []id.Line{}, Agents: []id.Agent{}, Calls: []id.Call{}}}}
	lines, agents, calls := s.views(at)
	if s.walk == nil {
		t.Unknown = []string{"ready", "online", "open", "promises", "overdue"}
		lines = h.known(lines)
	}
	for _, l := range lines {
		if v.sees(l.Tenant) {
			sum := s.day.of(l.Line)
			t.Lines = append(t.Lines, BoardLine{LineView: l, Today: sum.today()})
		}
	}
	for _, a := range agents {
		if a.Away || !v.sees(a.Tenant) {
			continue
		}
		if !v.all() {
			a.Ear, a.Help = nil, 0
		}
		t.Agents = append(t.Agents, a)
	}
	for _, c := range calls {
		if v.sees(c.Tenant) {
			b := BoardCall{CallView: c}
			if !v.all() {
				b = b.forClient()
			}
			t.Calls = append(t.Calls, b)
		}
	}
	t.Figures = figuresThen(t.Lines, t.Agents, &s.day, v.all())
	t.Alarms = alarmsThen(&t.Board, &s.day, t.Exact)
	return t
}

// known adds to lines that facts told of what the settings of today say of them.
func (h *history) known(lines []core.LineView) []core.LineView {
	b := h.floor.board
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range lines {
		l := &lines[i]
		if l.Open = true; b.lines.rows[l.Line] != nil {
			l.TargetMS = b.lines.rows[l.Line].row.TargetMS
		}
		l.TargetMS = targetOf(l.TargetMS)
	}
	return lines
}

// figuresThen sum up what the viewer sees, as figuresFor does of the present.
func figuresThen(lines []BoardLine, agents []core.AgentView, d *day, all bool) Figures {
	f := Figures{Formula: Formula}
	var today sums
	for i := range lines {
		l := &lines[i]
		f.Waiting += l.Waiting
		if l.Longest != 0 && (f.Longest == 0 || l.Longest < f.Longest) {
			f.Longest = l.Longest
		}
		f.Talking += l.Talking
		f.Ready = max(f.Ready, l.Ready)
		f.PromisesOpen += l.Promises
		f.Overdue += l.Overdue
		today.add(d.of(l.Line))
	}
	f.Abandoned, f.Level = today.abandoned, today.level()
	if all {
		f.Ready = 0
		for i := range agents {
			if isFree(&agents[i]) {
				f.Ready++
			}
		}
	}
	return f
}

// alarmsThen are the alarms that follow from the board: what the house's machines reported is
// not recorded.
func alarmsThen(b *Board, d *day, exact bool) []Alarm {
	list := []Alarm{}
	for i := range b.Lines {
		list = append(list, lineAlarms(&b.Lines[i], d, b.Now, exact)...)
	}
	for _, c := range b.Calls {
		if c.Late {
			list = append(list, Alarm{ID: "hold_late " + string(c.Call), Kind: "hold_late", Severity: Warning, Since: c.PromisedUntil,
				Tenant: c.Tenant, Line: c.Line, Agent: c.Agent, Params: callParam(c.Call)})
		}
	}
	for _, a := range b.Agents {
		if a.Help != 0 {
			list = append(list, Alarm{ID: "help " + string(a.Agent), Kind: "help", Severity: Warning, Since: a.Help, Agent: a.Agent, Line: a.Line, Params: callParam(a.Call)})
		}
	}
	slices.SortFunc(list, func(x, y Alarm) int {
		return cmp.Or(cmp.Compare(x.Severity, y.Severity), cmp.Compare(x.Since, y.Since), cmp.Compare(x.ID, y.ID))
	})
	return list[:min(len(list), maxAlarms)]
}

func lineAlarms(v *BoardLine, d *day, now int64, exact bool) (list []Alarm) {
	limit := max(v.TargetMS*waitingLong, waitingLongMin)
	of := func(kind string, s Severity, since int64) {
		list = append(list, Alarm{ID: kind + " " + string(v.Line), Kind: kind, Severity: s, Since: since, Tenant: v.Tenant, Line: v.Line})
	}
	if v.Waiting > 0 && now-v.Longest > limit {
		of("waiting_long", Warning, v.Longest+limit)
	}
	if exact && v.Waiting > 0 && v.Online == 0 {
		of("no_agents", Critical, v.Longest)
	}
	if v.Overdue > 0 {
		of("promise_overdue", Warning, now)
	}
	s := d.of(v.Line)
	if level := s.level(); s.counted() >= levelLowAfter && level != nil && *level < levelLow {
		of("level_low", Warning, now)
	}
	return list
}
