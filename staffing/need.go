package staffing

import "errors"

// A Target is what a line promises. A zero field asks for nothing.
type Target struct {
	Formula   Formula // "": SL-B, the share of all calls that is served in time
	Level     float64 // at least, 0 to 1
	Within    float64 // in this time
	Short     float64 // limit of a short abandon, for SL-E and SL-F
	Abandon   float64 // at most this share gives up
	Wait      float64 // at most this mean wait, of all
	Occupancy float64 // at most this share of an agent's time is handling
}

// ErrTarget is the answer to a target that no number of agents meets, or that asks for nothing.
var ErrTarget = errors.New("no number of agents meets this target")

// Meets reports whether the line keeps the target.
func (t Target) Meets(v Line) bool {
	f := t.Formula
	if f == "" {
		f = SLB
	}
	switch {
	case t.Abandon > 0 && v.Abandon > t.Abandon, t.Wait > 0 && v.MeanWait > t.Wait, t.Occupancy > 0 && v.Occupancy > t.Occupancy:
		return false
	case t.Level > 0:
		return v.Counts(t.Within, t.Short).Level(f) >= t.Level
	}
	return true
}

// Agents is the least number of agents with which the line keeps the target: those who are
// there and ready to answer; pauses and absences (shrinkage) come on top.
func (t Target) Agents(l Load) (int, error) {
	if err := l.check(); err != nil {
		return 0, err
	}
	if t.Level <= 0 && t.Abandon <= 0 && t.Wait <= 0 && t.Occupancy <= 0 {
		return 0, ErrTarget
	}
	ok := func(n int) bool {
		v, err := Erlang(l, n)
		return err == nil && t.Meets(v)
	}
	hi := int(l.Erlangs()) + 1
	for step := 1; !ok(hi); step *= 2 {
		if hi += step; hi > maxAgents {
			return 0, ErrTarget
		}
	}
	lo := -1 // the last that is known not to do
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; ok(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi, nil
}
