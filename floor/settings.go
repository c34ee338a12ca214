package floor

import (
	"slices"

	"gudok/core"
)

// settings are what the core was told since the start, the last word of each thing, in the
// order of their first: for a core that must begin anew.
type settings struct {
	byID  map[string]core.Input
	order []string
}

// learn notes a setting.
func (f *Floor) learn(in core.Input) {
	switch in := in.(type) {
	case core.TenantSet:
		f.told.put(string(in.Tenant), in)
	case core.LineSet:
		f.told.put(string(in.ID), in)
	case core.DIDSet:
		f.told.put(string(in.ID), in)
	case core.AgentSet:
		f.told.put(string(in.ID), in)
	case core.PauseSet:
		f.told.put(string(in.ID), in)
	case core.FlowSet:
		f.told.put(string(in.ID), in)
	case core.CalendarSet:
		f.told.put(string(in.ID), in)
	case core.FloorSet:
		f.told.put("floor", in)
	case core.ZoneSet:
		f.told.put(in.Zone, in)
	case core.Removed:
		f.told.remove(in.ID)
	}
}

func (s *settings) put(name string, in core.Input) {
	if s.byID == nil {
		s.byID = map[string]core.Input{}
	}
	if _, known := s.byID[name]; !known {
		s.order = append(s.order, name)
	}
	s.byID[name] = in
}

func (s *settings) remove(name string) {
	delete(s.byID, name)
	s.order = slices.DeleteFunc(s.order, func(o string) bool { return o == name })
}

// all are the settings in the order in which they were first told. A copy: telling them
// again notes them again.
func (s *settings) all() []core.Input {
	list := make([]core.Input, 0, len(s.order))
	for _, name := range s.order {
		list = append(list, s.byID[name])
	}
	return list
}
