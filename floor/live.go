package floor

import (
	"cmp"
	"slices"

	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// live is what the floor has seen of legs and devices since the start: after a panic it says
// what exists without asking the gates, whose calls go on all the while.
type live struct {
	legs    map[id.Leg]bool // true: answered
	devices map[core.RestoredDevice]bool
}

func newLive() *live {
	return &live{legs: map[id.Leg]bool{}, devices: map[core.RestoredDevice]bool{}}
}

// hear follows what the telephone told.
func (l *live) hear(in core.Input) {
	switch in := in.(type) {
	case core.CallArrived:
		l.legs[in.Leg] = false
	case core.LegAnswered:
		if _, ok := l.legs[in.Leg]; ok {
			l.legs[in.Leg] = true
		}
	case core.LegEnded:
		delete(l.legs, in.Leg)
	case core.DeviceUp:
		l.devices[core.RestoredDevice{Agent: in.Agent, Device: in.Device}] = true
	case core.DeviceDown:
		delete(l.devices, core.RestoredDevice{Agent: in.Agent, Device: in.Device})
	case core.Restored:
		for _, r := range in.Legs {
			l.legs[r.Leg] = r.Answered
		}
		for _, d := range in.Devices {
			l.devices[d] = true
		}
	}
}

// do follows what legs are told: an invited one exists as far as the core knows.
func (l *live) do(c voice.Command) {
	if i, ok := c.(voice.Invite); ok {
		l.legs[i.Leg] = false
	}
}

// restored is all that exists, in an order that does not depend on chance.
func (l *live) restored() core.Restored {
	r := core.Restored{Legs: []voice.Restored{}, Devices: []core.RestoredDevice{}}
	for leg, answered := range l.legs {
		r.Legs = append(r.Legs, voice.Restored{Leg: leg, Answered: answered})
	}
	for d := range l.devices {
		r.Devices = append(r.Devices, d)
	}
	slices.SortFunc(r.Legs, func(a, b voice.Restored) int { return cmp.Compare(a.Leg, b.Leg) })
	slices.SortFunc(r.Devices, func(a, b core.RestoredDevice) int {
		return cmp.Or(cmp.Compare(a.Agent, b.Agent), cmp.Compare(a.Device, b.Device))
	})
	return r
}
