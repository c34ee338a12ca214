package media

import (
	"slices"

	"gudok/voice"
)

// Who hears whom. What a leg hears is its own matter (leg.from); whom a leg is heard by
// follows from it (leg.ears). One source is relayed packet by packet, two and more are mixed
// (mix.go). All legs that hear each other, however far around, are on one loop.

// hear obeys voice.Hear.
func (e *Engine) hear(c voice.Hear) {
	l := e.find(c.Leg)
	if l == nil {
		return
	}
	from := make([]*leg, 0, len(c.From))
	for _, name := range c.From {
		if s := e.find(name); s != nil && s != l && !slices.Contains(from, s) {
			from = append(from, s)
		}
	}
	unlock := lockAll(append([]*leg{l}, from...)...)
	defer unlock()
	if l.closed {
		return
	}
	from = slices.DeleteFunc(from, func(s *leg) bool { return s.closed })
	if l.play == nil && l.hearsJust(from) {
		return // said again, after a restart perhaps: the stream goes on as it is
	}
	l.endPlay()
	from = slices.DeleteFunc(from, func(s *leg) bool { return !s.gather(l.loop.Load()) })
	l.listenTo(from)
	l.changed()
}

// bridge obeys voice.Bridge: Hear both ways.
func (e *Engine) bridge(c voice.Bridge) {
	a, b := e.find(c.Leg), e.find(c.Other)
	if a == nil || b == nil || a == b {
		return
	}
	unlock := lockAll(a, b)
	defer unlock()
	if a.closed || b.closed || !b.gather(a.loop.Load()) {
		return
	}
	for l, from := range map[*leg][]*leg{a: {b}, b: {a}} {
		if l.play == nil && l.hearsJust(from) {
			continue
		}
		l.endPlay()
		l.listenTo(from)
		l.changed()
	}
}

// part obeys voice.Part. Of two who do not hear each other any more nothing is changed: a
// late command. Other may be left out where Leg hears one only.
func (e *Engine) part(c voice.Part) {
	a, b := e.find(c.Leg), e.find(c.Other)
	if a == nil || b == nil && c.Other != "" {
		return
	}
	legs := []*leg{a}
	if b != nil {
		legs = append(legs, b)
	}
	unlock := lockAll(legs...)
	defer unlock()
	if b == nil && len(a.from) == 1 {
		b = a.from[0] // on the same loop
	}
	if b == nil || !a.hears(b) && !b.hears(a) {
		return
	}
	for _, l := range []*leg{a, b} {
		l.listenTo(nil)
		l.changed()
	}
}

func (l *leg) hears(s *leg) bool { return slices.Contains(l.from, s) }

// hearsJust reports whether l hears these legs and no other, in whatever order.
func (l *leg) hearsJust(from []*leg) bool {
	if len(l.from) != len(from) {
		return false
	}
	for _, s := range from {
		if !l.hears(s) {
			return false
		}
	}
	return true
}

// listenTo has l hear the sum of these legs, all of its loop, none twice and not itself.
// What it goes on hearing is heard without a break.
func (l *leg) listenTo(from []*leg) {
	if l.hearsJust(from) {
		return
	}
	for _, s := range l.from {
		if !slices.Contains(from, s) {
			s.ears = slices.DeleteFunc(s.ears, func(x *leg) bool { return x == l })
		}
	}
	for _, s := range from {
		if !l.hears(s) {
			s.ears = append(s.ears, l)
		}
	}
	l.from = from
	switch {
	case len(from) < 2:
		l.mix = nil
		l.out.cut()
	case l.mix == nil:
		l.out.cut()
		l.mix = newMix(from)
	default:
		l.mix.change(from)
	}
	if l.mix != nil {
		l.loop.Load().activate(l)
	}
	if l.rec != nil {
		l.rec.turn(right)
	}
}

// silence ends whatever l hears. Who hears l goes on: that is for others to say.
func (l *leg) silence() {
	l.endPlay()
	l.listenTo(nil)
	l.out.cut()
}

// lose has l hear what it hears without s.
func (l *leg) lose(s *leg) {
	if !l.hears(s) {
		return
	}
	rest := make([]*leg, 0, len(l.from))
	for _, x := range l.from {
		if x != s {
			rest = append(rest, x)
		}
	}
	l.listenTo(rest)
	l.changed()
}

// leave takes l out of all company: it hears nobody and nobody hears it.
func (l *leg) leave() {
	l.listenTo(nil)
	for len(l.ears) > 0 {
		l.ears[0].lose(l)
	}
}

// endPlay ends what is played to l.
func (l *leg) endPlay() {
	if p := l.play; p != nil {
		l.play = nil
		l.out.cut()
		l.ended(p, voice.OutcomeReplaced)
	}
}

// gather brings l and all who are joined with it to the loop to. All loops concerned are
// locked. false: l could not be moved.
func (l *leg) gather(to *loop) bool {
	if l.loop.Load() == to {
		return true
	}
	for _, m := range l.company() {
		if err := m.move(to); err != nil {
			l.e.log.Error("leg cannot change its loop", "leg", m.id, "err", err)
			m.leave()
		}
	}
	return l.loop.Load() == to
}

// company is l and everybody who is joined with it by hearing, through however many others.
func (l *leg) company() []*leg {
	all := []*leg{l}
	for i := 0; i < len(all); i++ {
		for _, near := range [][]*leg{all[i].from, all[i].ears} {
			for _, m := range near {
				if !slices.Contains(all, m) {
					all = append(all, m)
				}
			}
		}
	}
	return all
}
