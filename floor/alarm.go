package floor

import (
	"cmp"
	"slices"

	"gudok/id"
)

// A Severity says how loud an alarm is.
type Severity string

const (
	Warning  Severity = "warning"  // somebody should look
	Critical Severity = "critical" // people are being lost now
)

// An Alarm is what a supervisor should know at once. Kinds of the floor itself: waiting_long,
// no_agents, promise_overdue, level_low (of a line), promises_broken, journal_slow, not_remembered, overload,
// panic, help (of an agent), hold_late (of a call). Others are set by app: disk_full, recording_failed, trunk_down, …
type Alarm struct {
	ID       string            `json:"id"` // stable while it lasts
	Kind     string            `json:"kind"`
	Severity Severity          `json:"severity"`
	Since    int64             `json:"since"`            // ms UTC
	Tenant   id.Tenant         `json:"tenant,omitempty"` // whose; "" is the house's
	Line     id.Line           `json:"line,omitempty"`
	Trunk    id.Trunk          `json:"trunk,omitempty"`
	Agent    id.Agent          `json:"agent,omitempty"`
	Params   map[string]string `json:"params,omitempty"`
}

const (
	// waitingLong: a line's longest wait of so many times its target is an alarm …
	waitingLong = 4
	// … and is never one below this, ms: a target of 5 s is no reason to ring bells at 20.
	waitingLongMin = 60_000
	// levelLow is the service level below which a line's day is an alarm, once so many people
	// have been counted that one more or less does not matter.
	levelLow      = 0.8
	levelLowAfter = 20
	// panicFor is how long the alarm of a panic stays, ms: the shift should hear of it.
	panicFor = 3_600_000
	// crowdedFor is how long the alarm of refused calls stays, ms: long enough to be seen.
	crowdedFor = 20_000
	// maxAlarms bounds the list: with more, nobody reads it.
	maxAlarms = 200
)

// SetAlarm raises an alarm or changes it; its Since is kept. Safe for concurrent use.
func (f *Floor) SetAlarm(a Alarm) { f.board.set(a, true) }

// ClearAlarm ends the alarm of that id, if there is one.
func (f *Floor) ClearAlarm(name string) { f.board.set(Alarm{ID: name}, false) }

// set raises or clears an alarm.
func (b *board) set(a Alarm, on bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.setLocked(a, on)
}

func (b *board) setLocked(a Alarm, on bool) {
	was, known := b.alarms[a.ID]
	switch {
	case !on && !known:
		return
	case !on:
		delete(b.alarms, a.ID)
	case !known && len(b.alarms) >= maxAlarms:
		return
	default:
		if a.Since = was.Since; !known {
			a.Since = b.floor.Now()
		}
		b.alarms[a.ID] = a
	}
	b.changed = true
	nudge(b.wake)
}

// watchLines raises and clears the alarms that follow from the lines' rows. The lock is held.
func (b *board) watchLines(now int64) {
	for name, l := range b.lines.rows {
		v := &l.row
		limit := max(v.TargetMS*waitingLong, waitingLongMin)
		of := func(kind string, s Severity) Alarm {
			return Alarm{ID: kind + " " + string(name), Kind: kind, Severity: s, Tenant: v.Tenant, Line: name}
		}
		gone := l.gone
		b.setLocked(of("waiting_long", Warning), !gone && v.Waiting > 0 && now-v.Longest > limit)
		b.setLocked(of("no_agents", Critical), !gone && v.Waiting > 0 && v.Online == 0)
		b.setLocked(of("promise_overdue", Warning), !gone && v.Overdue > 0)
		s := b.day.of(name)
		level := s.level()
		b.setLocked(of("level_low", Warning), !gone && s.counted() >= levelLowAfter && level != nil && *level < levelLow)
	}
}

// watchPanics keeps the alarm of a panic up for a while. The lock is held.
func (b *board) watchPanics(now int64) {
	b.setLocked(Alarm{ID: "panic", Kind: "panic", Severity: Critical}, b.panicked != 0 && now-b.panicked < panicFor)
}

// panic raises the alarm of a panic.
func (b *board) panic(now int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.panicked = now
	b.watchPanics(now)
}

// watchRefused keeps the alarm of refused calls up for a while. The lock is held.
func (b *board) watchRefused(now int64) {
	if n := b.floor.Refused(); n > b.refused {
		b.refused, b.crowded = n, now
	}
	b.setLocked(Alarm{ID: "overload", Kind: "overload", Severity: Critical}, b.crowded != 0 && now-b.crowded < crowdedFor)
}

// alarmsFor are those that somebody with the view may see, the loudest and oldest first.
func (b *board) alarmsFor(v *View) []Alarm {
	list := []Alarm{}
	for _, a := range b.alarms {
		if v.all() || a.Tenant != "" && v.sees(a.Tenant) {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(x, y Alarm) int {
		return cmp.Or(cmp.Compare(x.Severity, y.Severity), cmp.Compare(x.Since, y.Since), cmp.Compare(x.ID, y.ID))
	})
	return list
}
