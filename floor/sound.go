package floor

import (
	"context"
	"slices"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// A LegSound is how well one leg of a call sounds here, as media told last (voice.Quality).
type LegSound struct {
	Leg      id.Leg   `json:"leg"`
	Side     string   `json:"side"` // customer, agent, third, ear, outside
	Agent    id.Agent `json:"agent,omitempty"`
	LossPct  float64  `json:"loss_pct"`
	JitterMS float64  `json:"jitter_ms"`
	MOS      float64  `json:"mos"` // 1.0 to 4.5; 0: not known
	OneWay   bool     `json:"one_way,omitempty"`
}

// sounds passes a leg's quality by the core to the board and to whoever keeps it. When many
// calls wait it is left out: the next one comes in ten seconds.
func (f *Floor) sounds(q voice.Quality) {
	if f.opt.Quality != nil {
		f.opt.Quality(q)
	}
	if len(f.mail) >= arrivalsLimit {
		return
	}
	l := &letter{reply: make(chan error, 1), look: func(s *core.State, _ uint64, _ int64) {
		if v, ok := s.LegView(q.Leg); ok {
			f.board.sounded(q, v)
		}
	}}
	_ = f.put(context.Background(), l) // a floor that stops shows nothing any more
}

// sounded shows the leg's quality beside its call, and raises or clears the alarm of a leg
// that we send to and that is not heard.
func (b *board) sounded(q voice.Quality, v core.LegView) {
	b.mu.Lock()
	defer b.mu.Unlock()
	row := b.calls.rows[v.Call]
	if row == nil || row.gone {
		return
	}
	legs := slices.DeleteFunc(slices.Clone(b.sounds[v.Call]), func(l LegSound) bool { return l.Leg == q.Leg })
	legs = append(legs, LegSound{Leg: q.Leg, Side: v.Side, Agent: v.Agent, LossPct: q.LossPct, JitterMS: q.JitterMS, MOS: q.MOS, OneWay: q.OneWay})
	b.sounds[v.Call], b.sounding[q.Leg] = legs, v.Call
	changed := row.row
	changed.Sound = legs
	b.calls.put(v.Call, changed, b.rev+1)
	b.setLocked(Alarm{ID: oneWay(q.Leg), Kind: "one_way", Severity: Warning, Tenant: v.Tenant, Line: v.Line, Agent: row.row.Agent,
		Params: map[string]string{"call": string(v.Call), "side": v.Side}}, q.OneWay)
	b.changed = true
	nudge(b.wake)
}

// legOver forgets the sound of a leg that is gone while its call may go on: who was not heard
// and has left is no alarm any more.
func (b *board) legOver(name id.Leg) {
	b.mu.Lock()
	defer b.mu.Unlock()
	call, ok := b.sounding[name]
	if !ok {
		return
	}
	delete(b.sounding, name)
	b.sounds[call] = slices.DeleteFunc(slices.Clone(b.sounds[call]), func(l LegSound) bool { return l.Leg == name })
	b.setLocked(Alarm{ID: oneWay(name)}, false)
}

// silent forgets the sound of a call that is over. The lock is held.
func (b *board) silent(name id.Call) {
	for _, l := range b.sounds[name] {
		delete(b.sounding, l.Leg)
		b.setLocked(Alarm{ID: oneWay(l.Leg)}, false)
	}
	delete(b.sounds, name)
}

func oneWay(l id.Leg) string { return "one_way " + string(l) }
