package core

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"

	"gudok/core/acd"
	"gudok/core/call"
	"gudok/core/dial"
	"gudok/core/flow"
	"gudok/id"
)

// saved is a State as it is stored: tables in the order of names, no maps, so that equal
// states are equal bytes and saving what was loaded changes nothing.
type saved struct {
	Version   int          `json:"version"`
	Now       int64        `json:"now"`
	Epoch     uint16       `json:"epoch"`
	Chance    chance       `json:"chance"`
	Timers    timers       `json:"timers"`
	Routing   acd.Saved    `json:"routing"`
	Calls     call.Saved   `json:"calls"`
	Ledger    dial.Saved   `json:"ledger"`
	Items     []*item      `json:"items"`
	Tenants   []*TenantSet `json:"tenants"`
	Lines     []*Line      `json:"lines"`
	DIDs      []*DID       `json:"dids"`
	Menus     []*menu      `json:"menus"`
	Calendars []*calendar  `json:"calendars"`
	Zones     []*ZoneSet   `json:"zones,omitempty"`
	Paces     []*pace      `json:"paces,omitempty"`
	Tries     []*Tried     `json:"tries,omitempty"`
	Met       []*meeting   `json:"met,omitempty"`
	MetBefore []*meeting   `json:"met_before,omitempty"`

	Surveys    []*SurveySet `json:"surveys,omitempty"`
	Asked      []*asking    `json:"asked,omitempty"`
	Extensions []Extension  `json:"extensions,omitempty"`
}

// Encode is the state as bytes: equal states give equal bytes. The state must not be
// stepped meanwhile; Clone first to encode elsewhere.
func (s *State) Encode() []byte {
	data, err := json.Marshal(saved{
		Version: Version, Now: s.now, Epoch: s.names.Epoch, Chance: s.chance, Timers: s.timers,
		Routing: s.acd.Save(), Calls: s.calls.Save(), Ledger: s.ledger.Save(), Items: s.items.All(),
		Tenants: s.tenants.All(), Lines: s.lines.All(), DIDs: s.dids.All(), Menus: s.menus.All(), Calendars: s.calendars.All(),
		Zones: s.zones.All(), Paces: s.paces.All(), Tries: s.tries.All(), Met: s.met.All(), MetBefore: s.metBefore.All(),
		Surveys: s.surveys.All(), Asked: s.asked.All(), Extensions: s.extensions,
	})
	if err != nil {
		panic(fmt.Sprintf("core: state cannot be encoded: %v", err)) // all of it is plain data
	}
	return data
}

// oldest is the first Version whose states are still read: since then fields have only been
// added, and what they are not there for is as it was.
const oldest = 2

// Decode is the inverse of Encode. It fails on what is not a state and on the state of a newer
// Version. One of an older Version is read, so that a program that decides otherwise goes on
// with whom the former one left: from here on it decides in its own way.
func Decode(data []byte) (*State, error) {
	var v saved
	if err := json.Unmarshal(data, &v); err != nil {
		return nil, fmt.Errorf("decode state: %w", err)
	}
	if v.Version < oldest || v.Version > Version {
		return nil, fmt.Errorf("decode state: it is of version %d, this is %d", v.Version, Version)
	}
	s := &State{
		now: v.Now, names: id.Maker{Epoch: v.Epoch}, chance: v.Chance, timers: v.Timers,
		acd: acd.Load(v.Routing), calls: call.Load(v.Calls), ledger: dial.Load(v.Ledger),
	}
	for _, it := range v.Items {
		s.items.Put(it.ID, it)
	}
	for _, t := range v.Tenants {
		s.tenants.Put(t.Tenant, t)
	}
	for _, l := range v.Lines {
		s.lines.Put(l.ID, l)
	}
	for _, d := range v.DIDs {
		s.dids.Put(d.ID, d)
	}
	for _, m := range v.Menus {
		s.menus.Put(m.ID, m)
	}
	for _, c := range v.Calendars {
		s.calendars.Put(c.ID, c)
	}
	for _, z := range v.Zones {
		s.zones.Put(z.Zone, z)
	}
	for _, p := range v.Paces {
		s.paces.Put(p.Line, p)
	}
	for _, m := range v.Met {
		s.met.Put(m.Key, m)
	}
	for _, m := range v.MetBefore {
		s.metBefore.Put(m.Key, m)
	}
	for _, t := range v.Tries {
		s.tries.Put(t.Agent, t)
	}
	for _, v := range v.Surveys {
		s.surveys.Put(v.Line, v)
	}
	for _, q := range v.Asked {
		s.asked.Put(q.Call, q)
	}
	s.extensions = v.Extensions
	return s, nil
}

// Hash tells states apart: the SHA-256 of Encode.
func (s *State) Hash() [32]byte { return sha256.Sum256(s.Encode()) }

// Clone is a copy that shares nothing that changes. Settings are shared: they are replaced,
// never changed.
func (s *State) Clone() *State {
	return &State{
		now: s.now, names: id.Maker{Epoch: s.names.Epoch}, chance: s.chance,
		timers: timers{Heap: slices.Clone(s.timers.Heap), N: s.timers.N},
		acd:    s.acd.Clone(), calls: s.calls.Clone(), ledger: s.ledger.Clone(),
		items:     s.items.Clone(cloneItem),
		tenants:   s.tenants.Clone(same[TenantSet]),
		lines:     s.lines.Clone(same[Line]),
		dids:      s.dids.Clone(same[DID]),
		calendars: s.calendars.Clone(same[calendar]),
		zones:     s.zones.Clone(same[ZoneSet]),
		tries:     s.tries.Clone(same[Tried]),
		met:       s.met.Clone(same[meeting]),
		metBefore: s.metBefore.Clone(same[meeting]),
		surveys:   s.surveys.Clone(same[SurveySet]),
		asked:     s.asked.Clone(cloneAsking), extensions: s.extensions,
		paces: s.paces.Clone(func(p *pace) *pace { q := *p; return &q }),
		menus: s.menus.Clone(func(m *menu) *menu {
			n := *m
			n.Editions = nil
			for _, e := range m.Editions {
				f := *e
				n.Editions = append(n.Editions, &f)
			}
			return &n
		}),
	}
}

func same[V any](v *V) *V { return v }

func cloneItem(it *item) *item {
	j := *it
	j.Path, j.Parts = slices.Clone(it.Path), slices.Clone(it.Parts)
	if it.Third != nil {
		t := *it.Third
		j.Third = &t
	}
	if it.Run != nil {
		r := cloneRun(*it.Run)
		j.Run = &r
	}
	return &j
}

func cloneRun(r flow.Run) flow.Run {
	r.Path, r.Vars = slices.Clone(r.Path), slices.Clone(r.Vars)
	r.Stack, r.Pins = slices.Clone(r.Stack), slices.Clone(r.Pins)
	return r
}
