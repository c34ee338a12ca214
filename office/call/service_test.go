package call

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

func phones() officetest.Numbers {
	return officetest.Numbers{"num_shop_1": "+380441234567", "num_shop_2": "+380671112233", "num_dent_1": "+380501234567",
		"num_ru_1": "+74951234567", "num_house_1": "+380630000001", "num_house_9": "+380449999999"}
}

func room(t *testing.T, d *db.DB, tape *officetest.Tape) (*Service, *officetest.API) {
	t.Helper()
	s := New(Options{DB: d, Stream: tape, Numbers: phones()})
	return s, officetest.Serve(t, s)
}

// week tells of calls of two tenants: answered by Olga, by Ivan, abandoned, returned, and
// one to a number that nobody has.
func week(tape *officetest.Tape) {
	tell(tape, "call_1", officetest.Shop).arrives().offered(12, "agt_olga", "ofr_1", 1).answered(20, "agt_olga", "ofr_1").ends(60, "agt_olga")
	tell(tape, "call_2", officetest.Shop).arrivesFrom("num_shop_2").offered(12, "agt_olga", "ofr_2", 1).
		by(25, "agt_olga", "item_1", fact.ItemOfferEnded{Offer: "ofr_2", Verdict: "no_answer"}).leaves(40, "abandoned", "", false)
	tell(tape, "call_3", officetest.Dent).arrivesFrom("num_dent_1").offered(12, "agt_ivan", "ofr_3", 1).answered(20, "agt_ivan", "ofr_3").ends(600, "agt_ivan")
	tell(tape, "call_4", "").at(1, fact.CallRefused{Reason: "unknown_number", Called: "num_house_9", Caller: "num_house_1", Trunk: "trk_1"})
	s := tell(tape, "call_5", officetest.Shop)
	s.head.Promise = "prs_1"
	s.at(70, fact.CallCreated{Leg: "leg_a", Caller: "num_shop_2"}).by(70, "agt_olga", "item_1", fact.ItemCreated{Kind: "missed_return"}).
		answered(80, "agt_olga", "ofr_5").ends(90, "agt_olga")
	tell(tape, "call_6", officetest.Dent).arrivesFrom("")
	tape.Say(100_000, fact.Head{Agent: "agt_olga"}, fact.AgentSlot{Slot: "idle"})
}

func ids(l ListView) string {
	var s []string
	for _, c := range l.Calls {
		s = append(s, strings.TrimPrefix(string(c.ID), "call_"))
	}
	return strings.Join(s, " ")
}

func TestListsFilterAndKeepTenantsApart(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		week(tape)
		s, api := room(t, d, tape)
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ name, who, query, want string }{
			{"a supervisor sees all", officetest.Super, "", "5 6 4 3 2 1"},
			{"so does an administrator", officetest.Admin, "", "5 6 4 3 2 1"},
			{"a client sees his own", officetest.ShopOwner, "", "5 2 1"},
			{"the other client his", officetest.DentOwner, "", "6 3"},
			{"an agent sees those he talked in", officetest.Olga, "", "5 1"},
			{"also when he asks for another's", officetest.Olga, "?agent=agt_ivan", "5 1"},
			{"of one tenant", officetest.Super, "?tenant=ten_dent", "6 3"},
			{"of one agent", officetest.Super, "?agent=agt_ivan", "3"},
			{"by result", officetest.Super, "?result=abandoned", "2"},
			{"still going on", officetest.Super, "?result=live", "6"},
			{"those who talked with nobody", officetest.Super, "?result=lost", "2"},
			{"outgoing", officetest.Super, "?direction=out", "5"},
			{"long ones", officetest.Super, "?longer_ms=300000", "3"},
			{"from a moment on", officetest.Super, "?from=2000", "5"},
			{"before a moment", officetest.Super, "?to=2000&tenant=ten_shop", "2 1"},
			{"by a whole number", officetest.Super, "?number=%2B380441234567", "1"},
			{"by its last digits, in both tenants", officetest.Super, "?number=1234567", "3 1"},
			{"a client finds only his own", officetest.ShopOwner, "?number=1234567", "1"},
			{"the number that nobody has", officetest.Super, "?number=9999999", "4"},
			{"as people write it", officetest.Super, "?number=(044)%20123-45-67", "1"},
			{"with the Russian trunk prefix", officetest.Super, "?number=8%20495%20123-45-67", ""},
			{"a number that never called", officetest.Super, "?number=5555555", ""},
			{"an agent by number", officetest.Olga, "?number=112233", "5"},
			{"of a line", officetest.ShopOwner, "?line=lin_1&result=answered", "1"},
		} {
			t.Run(c.name, func(t *testing.T) {
				if got := ids(officetest.Must[ListView](api, c.who, "GET", "/calls"+c.query, nil)); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
		api.Refused(officetest.ShopOwner, "GET", "/calls?tenant=ten_dent", nil, "request.not_found")
		api.Refused(officetest.Nobody, "GET", "/calls", nil, "auth.sign_in")
		api.Refused(officetest.Super, "GET", "/calls?number=67", nil, "call.number_too_short")
		api.Refused(officetest.Super, "GET", "/calls?cursor=never.call_1", nil, "call.cursor")
		api.Refused(officetest.Super, "GET", "/calls?cursor=1.drop_table", nil, "call.cursor")
	})
}

func TestNumbersAreShownByRole(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	tape := &officetest.Tape{}
	week(tape)
	s, api := room(t, d, tape)
	if err := s.Reader().CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[string]string{officetest.Super: "+380441234567", officetest.ShopOwner: "+380441234567",
		officetest.Olga: "+380441234567", officetest.Admin: "+38044•••••67"} {
		p := officetest.Must[PageView](api, who, "GET", "/calls/call_1", nil)
		if p.Call.Number.Number != want || p.Legs[0].Number.Number != want || p.Call.Number.Masked != (who == officetest.Admin) {
			t.Errorf("%s sees %+v and %+v", who, p.Call.Number, p.Legs[0].Number)
		}
	}
	u := officetest.Must[[]UnknownView](api, officetest.Admin, "GET", "/unknown-calls", nil)
	if len(u) != 1 || u[0].Called.Number != "+380449999999" || !u[0].Caller.Masked || u[0].Trunk != "trk_1" {
		t.Errorf("unknown: %+v", u)
	}
	api.Refused(officetest.ShopOwner, "GET", "/unknown-calls", nil, "auth.forbidden")
	if l := officetest.Must[ListView](api, officetest.Super, "GET", "/calls?result=live", nil); l.Calls[0].Number != nil {
		t.Errorf("a withheld number is %+v", l.Calls[0].Number)
	}
}

func TestAPageTellsTheWholeStoryToWhomItConcerns(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		week(tape)
		s, api := room(t, d, tape)
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		p := officetest.Must[PageView](api, officetest.Super, "GET", "/calls/call_1", nil)
		if len(p.Facts) < 15 || p.Facts[0].Type != "call.created" || !strings.Contains(string(p.Facts[0].Data), `"trk_1"`) || len(p.Legs) != 2 ||
			p.Why == nil || p.Why.Code != "why.only_one" || p.Note.Version != 0 || !p.MayNote || !p.MayListen || !p.MayTrace || !p.MayDownload {
			t.Errorf("page %+v", p)
		}
		own := officetest.Must[PageView](api, officetest.Olga, "GET", "/calls/call_1", nil)
		if !own.MayNote || !own.MayListen || own.MayTrace || own.MayDownload {
			t.Errorf("an agent may %+v", own)
		}
		for who, paths := range map[string][]string{officetest.Olga: {"call_2", "call_3"}, officetest.Ivan: {"call_1"},
			officetest.ShopOwner: {"call_3", "call_4", "call_6"}, officetest.DentOwner: {"call_1"}, officetest.Super: {"call_99"}} {
			for _, name := range paths {
				api.Refused(who, "GET", "/calls/"+name, nil, "call.unknown")
			}
		}
		// Notes: who talked and supervisors write, one after the other.
		n := officetest.Must[NoteView](api, officetest.Olga, "PUT", "/calls/call_1/note", NoteForm{" Wants a refund ", 0})
		if n.Text != "Wants a refund" || n.By != "usr_olga" || n.Version != 1 {
			t.Errorf("note %+v", n)
		}
		api.Refused(officetest.Super, "PUT", "/calls/call_1/note", NoteForm{"Me too", 0}, "note.changed_meanwhile")
		officetest.Must[NoteView](api, officetest.Super, "PUT", "/calls/call_1/note", NoteForm{"Got it", 1})
		api.Refused(officetest.Olga, "PUT", "/calls/call_1/note", NoteForm{"Late", 1}, "note.changed_meanwhile")
		api.Refused(officetest.Ivan, "PUT", "/calls/call_1/note", NoteForm{"Hello", 2}, "call.unknown")
		api.Refused(officetest.ShopOwner, "PUT", "/calls/call_1/note", NoteForm{"Hello", 2}, "auth.forbidden")
		api.Refused(officetest.Super, "PUT", "/calls/call_1/note", NoteForm{strings.Repeat("я", 4001), 2}, "request.invalid")
		if got := officetest.Must[PageView](api, officetest.ShopOwner, "GET", "/calls/call_1", nil); got.Note.Text != "Got it" || got.MayNote {
			t.Errorf("the client reads %+v", got.Note)
		}
		// While he talks the agent writes through the floor: the last word counts.
		for _, text := range []string{"Draft", "Draft", "Done"} {
			if err := s.Note(t.Context(), officetest.Shop, "call_young", "agt_olga", text); err != nil {
				t.Fatal(err)
			}
		}
		if n, err := note(t.Context(), d.Scope(officetest.Shop), "call_young"); err != nil || n.Text != "Done" || n.By != "usr_olga" || n.Version != 2 {
			t.Errorf("the agent's note %+v, %v", n, err)
		}
		facts, err := db.FactsAfter(t.Context(), d, 0, 10)
		if err != nil || len(facts) != 4 || strings.Contains(string(facts[0].Data), "refund") {
			t.Errorf("facts of notes: %+v, %v", facts, err)
		}
	})
}

func TestMyDayCountsMyCalls(t *testing.T) {
	dbtest.EachWith(t, db.Options{Schema: db.Office, Now: at(100_000)}, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		week(tape)
		s, api := room(t, d, tape)
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		// Olga: 40 s of talk and 20 of wrap-up, then 10 and 20; Ivan: 580 and 20.
		day := officetest.Must[DayView](api, officetest.Olga, "GET", "/my/day?since=500", nil)
		if day.Count != 2 || day.HandleMS != 45_000 || day.Returned != 1 || day.MissedOffers != 1 || ids(ListView{Calls: day.Calls}) != "5 1" {
			t.Errorf("Olga's day %+v", day)
		}
		if day := officetest.Must[DayView](api, officetest.Ivan, "GET", "/my/day", nil); day.Count != 1 || day.HandleMS != 600_000 {
			t.Errorf("Ivan's day %+v", day)
		}
		if day := officetest.Must[DayView](api, officetest.Olga, "GET", "/my/day?since=50000", nil); day.Count != 1 || day.MissedOffers != 0 {
			t.Errorf("Olga's afternoon %+v", day)
		}
		api.Refused(officetest.Super, "GET", "/my/day", nil, "auth.forbidden")
	})
}

func TestPagesFollowEachOtherWithoutGapsOrRepeats(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		for n := range 120 { // many of one moment: the cursor must look at the name too
			h := fact.Head{Tenant: []id.Tenant{officetest.Shop, officetest.Dent}[n%2], Call: id.Call(fmt.Sprintf("call_%03d", n))}
			tape.Say(int64(n/7)*1000, h, fact.CallCreated{Inbound: true})
		}
		s, _ := room(t, d, tape)
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, tenants := range [][]id.Tenant{nil, {officetest.Dent, officetest.Shop}} {
			var got []string
			f := Filter{Tenants: tenants}
			for pages := 1; ; pages++ {
				list, next, err := s.List(t.Context(), f)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range list {
					got = append(got, string(c.ID))
				}
				if next == "" {
					if pages != 3 {
						t.Errorf("%d pages", pages)
					}
					break
				}
				f.Cursor = next
			}
			for i, name := range got {
				if want := fmt.Sprintf("call_%03d", 119-i); name != want {
					t.Fatalf("call %d of the pages is %s, want %s", i, name, want)
				}
			}
			if len(got) != 120 {
				t.Errorf("%d calls", len(got))
			}
		}
	})
}

// dump is all that the projection wrote, as text.
func dump(t *testing.T, d *db.DB) string {
	t.Helper()
	var b strings.Builder
	for _, text := range []string{
		`select id || tenant || line || number || direction || result || data from call order by id`,
		`select agent || call || cast(talked as text) || cast(started_at as text) from call_agent order by agent, call`,
	} {
		rows, err := d.Query(t.Context(), text)
		all, err := db.Collect(rows, err, func(scan func(...any) error) (s string, err error) { return s, scan(&s) })
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(strings.Join(all, "\n") + "\n")
	}
	return b.String()
}

func TestARebuildGivesTheSameBytes(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape, all := &officetest.Tape{}, &officetest.Tape{}
		week(all)
		s, api := room(t, d, tape)
		facts, err := all.After(t.Context(), 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range facts { // as they came: one after the other
			tape.Append(e)
			if err := s.Reader().CatchUp(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		officetest.Must[NoteView](api, officetest.Super, "PUT", "/calls/call_1/note", NoteForm{"Kept", 0})
		once := dump(t, d)
		if err := s.Reader().Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		if again := dump(t, d); again != once || len(once) < 1000 {
			t.Errorf("rebuilt:\n%s\nwas:\n%s", again, once)
		}
		if p := officetest.Must[PageView](api, officetest.Super, "GET", "/calls/call_1", nil); p.Note.Text != "Kept" {
			t.Error("a rebuild lost a note")
		}
	})
}

func TestABatchThatWasRolledBackLeavesNoTrace(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		week(tape)
		s, _ := room(t, d, tape)
		full := errors.New("disk full")
		for _, n := range []int{5, 20} { // in the middle of a call, and over several
			facts, err := tape.After(t.Context(), 0, n)
			if err != nil {
				t.Fatal(err)
			}
			err = d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
				return errors.Join(s.foldAll(ctx, tx, facts), full)
			})
			if !errors.Is(err, full) {
				t.Fatal(err)
			}
		}
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		once := dump(t, d)
		if err := s.Reader().Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		if again := dump(t, d); again != once {
			t.Errorf("rebuilt:\n%s\nwas:\n%s", again, once)
		}
	})
}

func TestAFactThatCannotBeReadIsPassedOver(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	tape := &officetest.Tape{}
	week(tape)
	tape.Change(3, func(e *fact.Envelope) { e.Data = []byte(`{"leg":7}`); e.Type = "leg.answered" })
	s, api := room(t, d, tape)
	if err := s.Reader().CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ids(officetest.Must[ListView](api, officetest.Super, "GET", "/calls", nil)); got != "5 6 4 3 2 1" {
		t.Errorf("calls %s", got)
	}
}

func TestANewFactIsInTheListAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := dbtest.SQLite(t, db.Office)
		tape := &officetest.Tape{}
		s, api := room(t, d, tape)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.Reader().Run(ctx) }()
		time.Sleep(time.Second / 2)
		tell(tape, "call_1", officetest.Shop).arrives()
		s.Reader().Wake()
		synctest.Wait() // no time passes
		if got := ids(officetest.Must[ListView](api, officetest.Super, "GET", "/calls", nil)); got != "1" {
			t.Errorf("calls %q", got)
		}
		stop()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	})
}

func at(ms int64) func() time.Time { return func() time.Time { return time.UnixMilli(ms) } }
