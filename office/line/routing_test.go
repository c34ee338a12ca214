package line

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/id"
	"gudok/office/officetest"
)

func TestARoutingSaysWhatIsWrongWithIt(t *testing.T) {
	step := func(after, level int, skills ...id.Skill) Relaxation { return Relaxation{after, level, skills} }
	for _, c := range []struct {
		name    string
		routing Routing
		code    string
	}{
		{"nothing is set", Routing{}, ""},
		{"a strategy that nobody knows", Routing{Strategy: "by_birthday"}, "line.strategy_unknown"},
		{"three rung at once", Routing{Strategy: core.RingAll, RingMany: 3}, ""},
		{"nine rung at once", Routing{Strategy: core.RingAll, RingMany: 9}, "line.out_of_range"},
		{"how many for a strategy that rings one", Routing{Strategy: core.MostSkilled, RingMany: 3}, "line.ring_many_alone"},
		{"how many for an inherited strategy", Routing{RingMany: 3}, ""},
		{"waiting for the last agent, whenever that was", Routing{Sticky: Sticky{WaitS: 20}}, "line.sticky_without_age"},
		{"waiting for the agent of yesterday", Routing{Sticky: Sticky{MaxAgeH: 24, WaitS: 20}}, ""},
		{"three steps that open the line", Routing{Relax: []Relaxation{step(20, 2), step(40, 1), step(60, 0, "skl_2", "skl_1")}}, ""},
		{"a step that comes before the one above", Routing{Relax: []Relaxation{step(40, 2), step(20, 1)}}, "line.relax_order"},
		{"a step that lets nobody in", Routing{Relax: []Relaxation{step(40, 0)}}, "line.relax_empty"},
		{"a step at once", Routing{Relax: []Relaxation{step(0, 2)}}, "line.out_of_range"},
		{"four steps", Routing{Relax: []Relaxation{step(1, 5), step(2, 4), step(3, 3), step(4, 2)}}, "line.relax_too_many"},
		{"a weight that leaves nothing to others", Routing{Weight: 101}, "line.out_of_range"},
		{"more waiting than the core takes", Routing{MaxWaiting: 1001}, "line.out_of_range"},
		{"an action that nobody knows", Routing{WhenLate: "sing"}, "line.action_unknown"},
		{"a grace for nothing", Routing{NoAgents: NoAgents{GraceS: 30}}, "line.no_agents_without_action"},
		{"nobody there, at once", Routing{NoAgents: NoAgents{Action: core.ThenCallback}}, ""},
		{"a reserve of nobody", Routing{Keep: Keep{Skill: "skl_1"}}, "line.keep_incomplete"},
		{"a reserve of two", Routing{Keep: Keep{Skill: "skl_1", N: 2}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := good()
			l.Routing = c.routing
			if err := l.check(); codeOf(err) != c.code {
				t.Errorf("check: %v, want %q", err, c.code)
			}
		})
	}
}

func TestWhoIsLedOnNeedsAPlaceToGo(t *testing.T) {
	all := []Line{{ID: "lin_1", Tenant: "ten_shop", Waiting: Waiting{Overflow: Overflow{To: "lin_9", AfterS: 60}}}, {ID: "lin_2", Tenant: "ten_shop"}}
	for _, c := range []struct {
		name   string
		line   Line
		code   string
		action string
	}{
		{"its own overflow", Line{Waiting: all[0].Waiting}, "", core.ThenOverflow},
		{"that of the line above", Line{Parent: "lin_1"}, "", core.ThenOverflow},
		{"none above", Line{Parent: "lin_2"}, "line.action_without_overflow", core.ThenOverflow},
		{"none is needed", Line{}, "", core.ThenCallback},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.line.WhenLate = c.action
			if err := c.line.checkActions(all); codeOf(err) != c.code {
				t.Errorf("%v, want %q", err, c.code)
			}
		})
	}
}

func TestTheCoreHearsTheRouting(t *testing.T) {
	l := Line{ID: "lin_1", Tenant: "ten_shop", Skill: "skl_1", Routing: Routing{Strategy: core.RingProgressively, RingMany: 4, StepS: 6,
		Sticky: Sticky{MaxAgeH: 48, WaitS: 15}, Relax: []Relaxation{{20, 1, nil}, {40, 0, []id.Skill{"skl_2"}}}, GeneralistsEqual: true,
		Weight: 5, BonusS: 40, Strict: true, MaxWaiting: 20, WhenFull: core.ThenOverflow, MaxWaitS: 300, WhenLate: core.ThenCallback,
		NoAgents: NoAgents{30, core.ThenTell}, Keep: Keep{"skl_3", 2}}}
	got, err := json.Marshal(l.input(""))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"strategy":"ring_progressively","ring_many":4,"step_ms":6000`, `"sticky":{"max_age_ms":172800000,"wait_ms":15000}`,
		`"relax":[{"after_ms":20000,"min_level":1},{"after_ms":40000,"skills":["skl_2"]}]`, `"generalists_equal":true`, `"weight":5`, `"bonus_ms":40000`,
		`"strict":true`, `"max_waiting":20`, `"max_wait_ms":300000`, `"when_full":"overflow"`, `"when_late":"callback"`,
		`"no_agents":{"grace_ms":30000,"action":"tell"}`, `"keep":{"skill":"skl_3","n":2}`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

func TestARoutingIsKeptAndOldLinesHaveNone(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, _ := room(t, d)
		f := form(officetest.Shop, "Orders")
		made := officetest.Must[LineView](api, officetest.Admin, "POST", "/lines", f)
		if !reflect.DeepEqual(made.Routing, Routing{}) {
			t.Fatalf("a line without a routing has %+v", made.Routing)
		}
		made.Routing = Routing{Strategy: core.TopDown, Relax: []Relaxation{{30, 0, []id.Skill{"skl_2"}}}, Keep: Keep{"skl_3", 1}}
		path := "/lines/" + string(made.ID)
		officetest.Must[LineView](api, officetest.Admin, "PUT", path, made.LineForm)
		if l, err := s.Line(t.Context(), made.ID); err != nil || !reflect.DeepEqual(l.Routing, made.Routing) {
			t.Fatalf("kept %+v, %v", l.Routing, err)
		}
		stranger := made.LineForm
		stranger.Version, stranger.Relax = 2, []Relaxation{{30, 0, []id.Skill{"skl_none"}}}
		api.Refused(officetest.Admin, "PUT", path, stranger, "line.names_unknown")
		led := made.LineForm
		led.Version, led.WhenFull = 2, core.ThenOverflow
		api.Refused(officetest.Admin, "PUT", path, led, "line.action_without_overflow")
	})
}

func TestTheFloorsRuleIsSetOnceAndForAllLines(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h := room(t, d)
		if r := officetest.Must[Rule](api, officetest.Super, "GET", "/routing", nil); r != (Rule{}) {
			t.Fatalf("before anything was set: %+v", r)
		}
		before, err := s.Inputs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r := officetest.Must[Rule](api, officetest.Admin, "PUT", "/routing", Rule{Pick: core.PickSlack, StarveS: 300})
		if r != (Rule{core.PickSlack, 300, 1}) || h.inputs[0] != core.Input(core.FloorSet{Pick: core.PickSlack, StarveMS: 300_000}) {
			t.Fatalf("set %+v, the core heard %+v", r, h.inputs)
		}
		api.Refused(officetest.Admin, "PUT", "/routing", Rule{Pick: core.PickAge}, "line.changed_meanwhile")
		api.Refused(officetest.Admin, "PUT", "/routing", Rule{StarveS: 5, Version: 1}, "line.out_of_range")
		api.Refused(officetest.Super, "PUT", "/routing", Rule{Version: 1}, "auth.forbidden")
		api.Refused(officetest.ShopOwner, "GET", "/routing", nil, "auth.forbidden")
		if after, err := s.Inputs(t.Context()); err != nil || len(after) != len(before)+1 {
			t.Errorf("%d inputs at start, before the rule %d, %v", len(after), len(before), err)
		}
	})
}
