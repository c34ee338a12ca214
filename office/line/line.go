package line

import (
	"slices"
	"strconv"
	"strings"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// A Line is what a tenant buys. Times are in seconds, as people set them; 0 takes the
// centre's default, which [Line.input] leaves to the core.
type Line struct {
	ID       id.Line     `json:"id"`
	Tenant   id.Tenant   `json:"tenant"`
	Parent   id.Line     `json:"parent"` // a branch of that line
	Name     string      `json:"name"`
	Skill    id.Skill    `json:"skill"`
	MinLevel int         `json:"min_level"` // 1 to 5; 0: 1
	Calendar id.Calendar `json:"calendar"`  // "": always open
	Priority int         `json:"priority"`  // 0 to 100; higher goes first

	RingS     int `json:"ring_s"`
	WrapS     int `json:"wrap_s"` // -1: no wrap-up
	ReofferS  int `json:"reoffer_s"`
	RonaLimit int `json:"rona_limit"`
	TargetS   int `json:"target_s"`
	ShortS    int `json:"short_s"`
	HoldS     int `json:"hold_s"`

	Greeting Texts  `json:"greeting"` // what the agent says first
	Guide    string `json:"guide"`    // what else to know when answering for this client

	Dispositions []Disposition `json:"dispositions"`
	MustCode     bool          `json:"must_code"`

	Music     []id.Prompt `json:"music"`
	CallerDID id.DID      `json:"caller_did"`
	Trunks    []id.Trunk  `json:"trunks"`
	ReturnS   []int       `json:"return_s"` // waits before a promise's attempts
	Version   int         `json:"version"`

	Waiting
	Routing
	Returning
	Mode string `json:"mode"` // who answers: see core.ModeCentre and the others
	Own  Own    `json:"own"`
}

// Texts are one text in the languages of the house.
type Texts struct {
	RU string `json:"ru"`
	UK string `json:"uk"`
	EN string `json:"en"`
}

// A Disposition is an outcome that the agent chooses; their order is the digit that does.
type Disposition struct {
	ID   id.Disposition `json:"id"` // "": new
	Name string         `json:"name"`
}

// Limits, each with its reason.
const (
	maxName         = 80
	maxLines        = 500   // house.md 5.13: routing is measured with 500 lines
	maxText         = 2_000 // read aloud it is two minutes
	maxDispositions = 30    // more than one look; a tree comes when somebody needs it
	maxDepth        = 5     // of branches: hot line, topic, segment, and room for two
	maxSeconds      = 3_600 // of a ring, a wrap-up, a hold: longer is a mistake
	maxMusic        = 20    //
	maxTrunks       = 5     // to try for one dial; each may cost 2 s
	maxReturns      = 10    // attempts per promise
	maxReturnS      = 7 * 86400
	minRingS        = 5 // a person needs two cadences to reach the key
	maxPriority     = 100
	maxRona         = 10
)

// check puts l into its final form or says what is wrong with it.
func (l *Line) check() error {
	l.Name = strings.TrimSpace(l.Name)
	switch {
	case l.Tenant == "" || l.Tenant == id.House:
		return problem.New(problem.Invalid, "line.tenant_missing")
	case l.Name == "":
		return problem.New(problem.Invalid, "line.name_missing")
	case len([]rune(l.Name)) > maxName:
		return problem.New(problem.Invalid, "line.name_too_long", "max", strconv.Itoa(maxName))
	case l.Skill == "":
		return problem.New(problem.Invalid, "line.skill_missing")
	case l.Parent == l.ID && l.ID != "":
		return problem.New(problem.Invalid, "line.parent_is_itself")
	}
	if err := l.checkNumbers(); err != nil {
		return err
	}
	for _, t := range []string{l.Greeting.RU, l.Greeting.UK, l.Greeting.EN, l.Guide} {
		if len([]rune(t)) > maxText {
			return problem.New(problem.Invalid, "line.text_too_long", "max", strconv.Itoa(maxText))
		}
	}
	if err := l.checkLists(); err != nil {
		return err
	}
	if err := l.Waiting.check(l.ID); err != nil {
		return err
	}
	if err := l.Routing.check(); err != nil {
		return err
	}
	if err := l.Returning.check(); err != nil {
		return err
	}
	if err := l.checkOwn(); err != nil {
		return err
	}
	return l.checkDispositions()
}

// checkNumbers holds each clock and count in its range. 0 is the default everywhere.
func (l *Line) checkNumbers() error {
	for _, f := range []struct {
		field         string
		value         int
		lowest, atTop int
	}{
		{"min_level", l.MinLevel, 1, 5}, {"priority", l.Priority, 1, maxPriority},
		{"ring_s", l.RingS, minRingS, 120}, {"wrap_s", l.WrapS, -1, maxSeconds},
		{"reoffer_s", l.ReofferS, 1, maxSeconds}, {"rona_limit", l.RonaLimit, 1, maxRona},
		{"target_s", l.TargetS, 1, maxSeconds}, {"short_s", l.ShortS, 1, 60}, {"hold_s", l.HoldS, 10, maxSeconds},
	} {
		if f.value != 0 && (f.value < f.lowest || f.value > f.atTop) {
			return problem.New(problem.Invalid, "line.out_of_range", "field", f.field,
				"min", strconv.Itoa(f.lowest), "max", strconv.Itoa(f.atTop))
		}
	}
	return checkWaits("return_s", l.ReturnS)
}

func (l *Line) checkLists() error {
	for _, f := range []struct {
		field string
		n     int
		most  int
	}{{"music", len(l.Music), maxMusic}, {"trunks", len(l.Trunks), maxTrunks}, {"dispositions", len(l.Dispositions), maxDispositions}} {
		if f.n > f.most {
			return problem.New(problem.Invalid, "line.list_too_long", "field", f.field, "max", strconv.Itoa(f.most))
		}
	}
	return nil
}

func (l *Line) checkDispositions() error {
	seen := map[string]bool{}
	for i := range l.Dispositions {
		d := &l.Dispositions[i]
		d.Name = strings.TrimSpace(d.Name)
		key := strings.ToLower(d.Name)
		switch {
		case d.Name == "" || len([]rune(d.Name)) > maxName:
			return problem.New(problem.Invalid, "line.disposition_name", "max", strconv.Itoa(maxName))
		case seen[key]:
			return problem.New(problem.Invalid, "line.disposition_twice", "name", d.Name)
		}
		seen[key] = true
	}
	if l.MustCode && len(l.Dispositions) == 0 {
		return problem.New(problem.Invalid, "line.must_code_without_dispositions")
	}
	return nil
}

// checkParents refuses a parent that is unknown, another tenant's or below l itself.
func checkParents(l *Line, all []Line) error {
	at := l.Parent
	for depth := 1; at != ""; depth++ {
		i := slices.IndexFunc(all, func(o Line) bool { return o.ID == at })
		switch {
		case i < 0 || all[i].Tenant != l.Tenant:
			return problem.New(problem.Invalid, "line.parent_unknown", "parent", string(at))
		case all[i].ID == l.ID:
			return problem.New(problem.Invalid, "line.parent_is_below")
		case depth >= maxDepth:
			return problem.New(problem.Invalid, "line.too_deep", "max", strconv.Itoa(maxDepth))
		}
		at = all[i].Parent
	}
	return nil
}

// input is what the core hears of l; own is the id of the client's own number.
func (l *Line) input(own id.Number) core.Input {
	c := core.Line{
		ID: l.ID, Tenant: l.Tenant, Parent: l.Parent, Skill: l.Skill, MinLevel: l.MinLevel,
		Calendar: l.Calendar, Priority: l.Priority, MustCode: l.MustCode,
		RingMS: ms(l.RingS), WrapMS: ms(l.WrapS), ReofferMS: ms(l.ReofferS), RonaLimit: l.RonaLimit,
		TargetMS: ms(l.TargetS), ShortMS: ms(l.ShortS), HoldMS: ms(l.HoldS),
		CallerDID: l.CallerDID, Trunks: l.Trunks, Mode: l.Mode, Own: core.Own{Number: own, RingMS: ms(l.Own.RingS)},
	}
	l.Waiting.into(&c)
	l.Routing.into(&c)
	l.Returning.into(&c)
	if l.WrapS < 0 {
		c.WrapMS = -1
	}
	for _, d := range l.Dispositions {
		c.Dispositions = append(c.Dispositions, d.ID)
	}
	for _, p := range l.Music {
		c.Music = append(c.Music, voice.Sound{Prompt: p})
	}
	for _, s := range l.ReturnS {
		c.ReturnMS = append(c.ReturnMS, ms(s))
	}
	return core.LineSet{Line: c}
}

func ms(seconds int) int64 { return int64(seconds) * 1000 }

// nextIDs gives new dispositions their ids and refuses ids that l never had.
func nextIDs(l *Line, was []Disposition, next func(kind string) string) error {
	seen := map[id.Disposition]bool{}
	for i := range l.Dispositions {
		d := &l.Dispositions[i]
		known := slices.ContainsFunc(was, func(o Disposition) bool { return o.ID == d.ID })
		if d.ID != "" && (!known || seen[d.ID]) {
			return problem.New(problem.Invalid, "line.disposition_unknown", "disposition", string(d.ID))
		}
		if d.ID == "" {
			d.ID = id.Disposition(next("dsp"))
		}
		seen[d.ID] = true
	}
	return nil
}
