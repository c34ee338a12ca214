package call

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/id"
	"gudok/office/officetest"
)

// mouth is a Speech that writes down what it is asked.
type mouth struct {
	said, forgotten []string
	dumb            bool
}

func (m *mouth) Announce(_ context.Context, t id.Tenant, lang, text string) (id.Prompt, error) {
	if m.dumb {
		return "", problem.New(problem.Unavailable, "speech.absent")
	}
	m.said = append(m.said, string(t)+" "+lang+" "+text)
	return id.Prompt(fmt.Sprint("say_", len(m.said))), nil
}

func (m *mouth) Forget(_ context.Context, p id.Prompt) error {
	m.forgotten = append(m.forgotten, string(p))
	return nil
}

func TestTheReceiverIsToldWhoCallsAndWhatFor(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape, m := &officetest.Tape{}, &mouth{}
		week(tape)
		hands := map[id.Agent]id.Call{}
		s := New(Options{DB: d, Stream: tape, Numbers: phones(), Speech: m,
			InHand: func(_ context.Context, a id.Agent) (id.Tenant, id.Call, error) { return officetest.Shop, hands[a], nil }})
		api := officetest.Serve(t, s)
		// Before the list knows any call: Olga has one in hand, Ivan is offered the same.
		hands["agt_olga"], hands["agt_ivan"] = "call_new", "call_new"
		form := HandoverForm{Name: " Mr. Smith ", Purpose: "lost parcel", Speak: "en"}
		told := officetest.Must[HandoverView](api, officetest.Olga, "PUT", "/calls/call_new/handover", form)
		if told.Announce != "say_1" || told.Version != 1 || told.By != "usr_olga" {
			t.Errorf("told %+v", told)
		}
		if got := officetest.Must[HandoverView](api, officetest.Ivan, "GET", "/calls/call_new/handover", nil); got != told || got.Name != "Mr. Smith" {
			t.Errorf("the receiver reads %+v", got)
		}
		form.Purpose = "lost parcel, second call"
		officetest.Must[HandoverView](api, officetest.Ivan, "PUT", "/calls/call_new/handover", form)
		m.dumb = true
		silent := officetest.Must[HandoverView](api, officetest.Olga, "PUT", "/calls/call_new/handover", form)
		if silent.Unspoken != "speech.absent" || silent.Announce != "" || silent.Version != 3 {
			t.Errorf("without speech %+v", silent)
		}
		if s := strings.Join(m.said, "|") + " forgot " + strings.Join(m.forgotten, " "); s !=
			"ten_shop en Mr. Smith. lost parcel|ten_shop en Mr. Smith. lost parcel, second call forgot say_1 say_2" {
			t.Error(s)
		}
		hands["agt_ivan"] = "call_9"
		api.Refused(officetest.Ivan, "GET", "/calls/call_new/handover", nil, "call.unknown")
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		if v := officetest.Must[HandoverView](api, officetest.Olga, "GET", "/calls/call_1/handover", nil); v.Version != 0 {
			t.Errorf("nothing was told: %+v", v)
		}
		api.Refused(officetest.Ivan, "PUT", "/calls/call_1/handover", form, "call.unknown")
		api.Refused(officetest.Olga, "PUT", "/calls/call_1/handover", HandoverForm{Name: " "}, "handover.empty")
		api.Refused(officetest.Olga, "PUT", "/calls/call_1/handover", HandoverForm{Name: strings.Repeat("я", 101)}, "handover.too_long")
		api.Refused(officetest.ShopOwner, "GET", "/calls/call_1/handover", nil, "auth.forbidden")
		officetest.Must[HandoverView](api, officetest.Super, "PUT", "/calls/call_3/handover", form)
		if h, err := s.Handover(t.Context(), officetest.Dent, "call_3"); err != nil || h.Version != 1 {
			t.Errorf("a supervisor's: %+v, %v", h, err)
		}
		if h, err := s.Handover(t.Context(), officetest.Shop, "call_3"); err != nil || h.Version != 0 {
			t.Errorf("by another tenant: %+v, %v", h, err)
		}
		noText(t, d)
	})
}

// noText holds that facts say nothing of what was written.
func noText(t *testing.T, d *db.DB) {
	t.Helper()
	facts, err := db.FactsAfter(t.Context(), d, 0, 100)
	if err != nil || len(facts) == 0 {
		t.Fatal(len(facts), errors.Join(err))
	}
	for _, f := range facts {
		if strings.Contains(string(f.Data), "Smith") || strings.Contains(string(f.Data), "parcel") {
			t.Errorf("a fact holds a person's data: %s", f.Data)
		}
	}
}
