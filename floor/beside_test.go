package floor

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"gudok/base/httpd"
	"gudok/base/httpd/httpdtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// say sends a wish as the page of the agent would, and returns its code.
func (w *world) say(a id.Agent, who httpd.Person, typ, data string) string {
	err := w.floor.wish(httpd.As(w.t.Context(), who), a, true, httpd.Envelope{Ch: "floor", Type: typ, Data: json.RawMessage(data)})
	if err != nil {
		return problem.Of(err).Code
	}
	return "ok"
}

// called is the call that the agent has in hand.
func (w *world) called(a id.Agent) id.Call { return w.agent(a).Call }

func olga() httpd.Person { return somebody("olga", httpd.Agent) }

func somebody(name string, role httpd.Role) httpd.Person {
	return httpd.Person{User: id.User("usr_" + name), Grants: []httpd.Grant{{Tenant: id.House, Role: role}}}
}

func TestWishesAboutSeveralPeopleAreUnderstood(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.twoCalls()
		for _, c := range []struct{ name, typ, data, want string }{
			{"nobody", "transfer", `{"to":{}}`, "floor.bad_target"},
			{"two at a time", "transfer", `{"to":{"agent":"agt_web","line":"lin_shop"}}`, "floor.bad_target"},
			{"no number", "consult", `{"to":{"number":"dad"}}`, "floor.bad_number"},
			{"a novel of a number", "consult", `{"to":{"number":"` + strings.Repeat("1", 100) + `"}}`, "request.invalid"},
			{"a colleague with a caller", "consult", `{"to":{"agent":"agt_ivan"}}`, "floor.agent_busy"},
			{"another client's line", "transfer", `{"to":{"line":"lin_clinic"}}`, "floor.other_tenant"},
			{"somebody outside", "consult", `{"to":{"number":"+380503334455"}}`, "ok"},
			{"too early", "connect", `{}`, "floor.not_answered"},
			{"too early", "conference", `{}`, "floor.not_answered"},
			{"back", "back", `{}`, "ok"},
			{"help", "help", `{"on":true}`, "ok"},
			{"a call while in another", "dial", `{"to":{"number":"+380503334455"},"line":"lin_shop"}`, "floor.busy"},
			{"a call for no line", "dial", `{"to":{"number":"+380503334455"}}`, "floor.bad_target"},
			{"an agent does not listen to others", "ear", `{"call":"call_x","mode":"listen"}`, "auth.forbidden"},
			{"away with the caller", "transfer", `{"to":{"number":"+380503334455"}}`, "ok"},
		} {
			if got := w.say("agt_olga", olga(), c.typ, c.data); got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
		}
		w.end()
	})
}

func TestASupervisorHearsACallAtHisOwnSeat(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.settings = append(w.settings, core.AgentSet{Agent: core.Agent{ID: "agt_supervisor", Desk: "dev_9"}})
		w.begin()
		w.twoCalls()
		w.phones.up("dev_9")
		web := httpdtest.New(t)
		w.floor.Routes(web.API())
		call, boss := w.called("agt_olga"), somebody("supervisor", httpd.Supervisor)
		ear := func(who string) httpdtest.Answer {
			return web.Ask(who, "PUT", "/floor/calls/"+string(call)+"/ear", map[string]string{"mode": "whisper"})
		}
		ear("agent").Want(t, 403, "auth.forbidden")
		ear("shop-supervisor").Want(t, 403, "auth.forbidden")
		if got := w.say("agt_supervisor", boss, "ear", `{"call":"`+string(call)+`","mode":"listen"}`); got != "floor.no_shift" {
			t.Errorf("without a shift: %s", got)
		}
		w.ask(core.ShiftStarted{Agent: "agt_supervisor", Device: "dev_9"})
		if got := w.say("agt_supervisor", boss, "ear", `{"call":"`+string(call)+`","mode":"listen"}`); got != "ok" {
			t.Errorf("listen: %s", got)
		}
		pass(5 * time.Second)
		if v := w.agent("agt_supervisor"); v.Slot.State != "listening" || v.Ear == nil || v.Ear.Call != call || v.Ear.Since == 0 {
			t.Errorf("the supervisor is %+v, ear %+v", v.Slot, v.Ear)
		}
		watch := func(v View) (b Board) {
			x := w.floor.Watch(v)
			defer x.Close()
			b, err := x.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		pass(2 * time.Second)
		ears := func(b Board) (n int) {
			for _, c := range b.Calls {
				n += len(c.Ears)
			}
			return n
		}
		if house, client := ears(watch(View{})), ears(watch(View{Tenants: []id.Tenant{"ten_shop"}})); house != 1 || client != 0 {
			t.Errorf("the house sees %d ears, a client %d", house, client)
		}
		web.Ask("supervisor", "POST", "/floor/calls/"+string(call)+"/take-over", nil).Want(t, 204, "")
		if v := w.agent("agt_supervisor"); v.Slot.State != "talking" || v.Call != call {
			t.Errorf("after taking over the supervisor is %+v", v)
		}
		web.Ask("supervisor", "DELETE", "/floor/ear", nil).Want(t, 409, "floor.not_listening")
		w.end()
	})
}

func TestHelpAndLateHoldsAreAlarms(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.twoCalls()
		web := httpdtest.New(t)
		w.floor.Routes(web.API())
		w.ask(core.HelpAsked{Agent: "agt_olga", On: true})
		w.ask(core.HoldAsked{Agent: "agt_olga", PromisedMS: 10_000})
		pass(5 * time.Second)
		if got := w.alarms(); !got["help"] || got["hold_late"] {
			t.Errorf("alarms %v", got)
		}
		pass(10 * time.Second)
		if got := w.alarms(); !got["hold_late"] {
			t.Errorf("alarms %v", got)
		}
		web.Ask("supervisor", "POST", "/floor/agents/agt_olga/help", nil).Want(t, 204, "")
		w.ask(core.ResumeAsked{Agent: "agt_olga"})
		pass(5 * time.Second)
		if got := w.alarms(); got["help"] || got["hold_late"] {
			t.Errorf("alarms stay: %v", got)
		}
		w.end()
	})
}
