package survey

import (
	"context"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd/httpdtest"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

// told is a floor's facts of four callers who were asked.
func told() *officetest.Tape {
	tape := &officetest.Tape{}
	ask := func(at int64, item id.Item, line id.Line, agent id.Agent, csat, solved int, comment id.Recording, complete bool) {
		h := fact.Head{Tenant: httpdtest.Shop, Call: "call_" + id.Call(item[5:]), Item: item, Line: line, Agent: agent}
		tape.Say(at, h, fact.SurveyAsked{Flow: "flw_survey", Version: 1})
		if csat > 0 {
			tape.Say(at+1, h, fact.SurveyAnswered{Question: "csat", Value: csat})
		}
		if solved > 0 {
			tape.Say(at+2, h, fact.SurveyAnswered{Question: "solved", Value: solved})
		}
		if comment != "" {
			tape.Say(at+3, h, fact.SurveyCommented{Recording: comment})
		}
		tape.Say(at+4, h, fact.SurveyEnded{Complete: complete})
	}
	ask(1000, "item_1", "lin_a", "agt_olga", 5, 1, "rec_1", true)
	ask(2000, "item_2", "lin_a", "agt_olga", 2, 2, "", true)
	ask(3000, "item_3", "lin_b", "agt_ivan", 4, 0, "", false)
	ask(4000, "item_4", "lin_a", "agt_ivan", 0, 0, "", false)
	tape.Say(5000, fact.Head{Tenant: httpdtest.Dental, Call: "call_5", Item: "item_5", Line: "lin_d", Agent: "agt_ivan"}, fact.SurveyAsked{})
	return tape
}

func TestAnswersAreCountedByLineAndByAgent(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s := New(Options{DB: d, Stream: told()})
		for range 2 { // folding again changes nothing
			if err := s.Reader().Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		web := httpdtest.New(t)
		s.Routes(web.API())
		var lines, agents []Sum
		web.Ask("supervisor", "GET", "/surveys/summary?tenant="+string(httpdtest.Shop), nil).Into(t, &lines)
		want := []Sum{
			{Line: "lin_a", Asked: 3, N: 2, Good: 1, CSAT: 50, Mean: 3.5, SolvedN: 2, Solved: 1, Comments: 1, Response: 200.0 / 3},
			{Line: "lin_b", Asked: 1, N: 1, Good: 1, CSAT: 100, Mean: 4, Response: 100},
		}
		for i, w := range want {
			if i >= len(lines) || lines[i] != w {
				t.Errorf("by line %+v", lines)
			}
		}
		web.Ask("supervisor", "GET", "/surveys/summary?by=agent&tenant="+string(httpdtest.Shop)+"&from=2500&to=4500", nil).Into(t, &agents)
		if len(agents) != 1 || agents[0].Agent != "agt_ivan" || agents[0].Asked != 2 || agents[0].N != 1 || agents[0].Mean != 4 {
			t.Errorf("by agent %+v", agents)
		}
		var list AnswerList
		web.Ask("shop-owner", "GET", "/surveys?call=call_1", nil).Into(t, &list)
		if len(list.Answers) != 1 || list.Answers[0] != (Answer{Item: "item_1", Call: "call_1", Tenant: httpdtest.Shop, Line: "lin_a", Agent: "agt_olga",
			AskedAt: 1000, CSAT: 5, Solved: 1, Comment: "rec_1", Ended: true, Complete: true}) {
			t.Errorf("of a call %+v", list)
		}
		web.Ask("shop-owner", "GET", "/surveys", nil).Into(t, &list)
		if len(list.Answers) != 4 || list.Answers[0].Item != "item_4" || list.Next != "" {
			t.Errorf("all of the shop %+v", list)
		}
		web.Ask("shop-owner", "GET", "/surveys?tenant="+string(httpdtest.Dental), nil).Want(t, 404, "request.not_found")
	})
}

func TestALineIsToldWhomToAsk(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		var heard []core.Input
		s := New(Options{DB: d, Stream: &officetest.Tape{},
			LineTenant: func(_ context.Context, l id.Line) (id.Tenant, error) {
				return map[id.Line]id.Tenant{"lin_a": httpdtest.Shop}[l], nil
			},
			MenuTenant: func(_ context.Context, f id.Flow) (id.Tenant, error) {
				return map[id.Flow]id.Tenant{"flw_a": httpdtest.Shop, "flw_d": httpdtest.Dental}[f], nil
			},
			Changed: func(_ context.Context, in ...core.Input) { heard = append(heard, in...) }})
		web := httpdtest.New(t)
		s.Routes(web.API())
		put := func(f SettingForm) httpdtest.Answer {
			return web.Ask("administrator", "PUT", "/survey-settings/lin_a", f)
		}
		var v Setting
		put(SettingForm{Share: 50}).Into(t, &v)
		put(SettingForm{Share: 100, Flow: "flw_a", Version: v.Version}).Into(t, &v)
		put(SettingForm{Share: 1, Version: 1}).Want(t, 409, "survey.changed_meanwhile")
		put(SettingForm{Share: 1, Flow: "flw_d", Version: 2}).Want(t, 422, "survey.menu_unknown")
		web.Ask("administrator", "PUT", "/survey-settings/lin_x", SettingForm{}).Want(t, 404, "line.unknown")
		put(SettingForm{Version: 2}).Into(t, &v)
		want := []core.Input{core.SurveySet{Line: "lin_a", On: true, Share: 50}, core.SurveySet{Line: "lin_a", On: true, Share: 100, Flow: "flw_a"}, core.SurveySet{Line: "lin_a"}}
		for i, w := range want {
			if i >= len(heard) || heard[i] != w {
				t.Errorf("the core heard %+v", heard)
			}
		}
		again, err := s.Inputs(t.Context())
		if err != nil || len(again) != 1 || again[0] != want[2] {
			t.Errorf("at start %+v, %v", again, err)
		}
		var all []Setting
		web.Ask("shop-owner", "GET", "/survey-settings", nil).Into(t, &all)
		if len(all) != 1 || all[0].Version != 3 {
			t.Errorf("settings %+v", all)
		}
	})
}
