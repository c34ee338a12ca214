package promise

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/voice"
)

// now is the moment of all tests: a thousand seconds.
const now = 1_000_000

// floor remembers what it was asked; it refuses prs_busy.
type floor struct{ asked []core.Input }

func (f *floor) Ask(_ context.Context, in core.Input) error {
	if c, ok := in.(core.PromiseCancelled); ok && c.Promise == "prs_busy" {
		return problem.New(problem.Conflict, "promise.dialling")
	}
	f.asked = append(f.asked, in)
	return nil
}

// A teller says facts of promises.
type teller struct{ *officetest.Tape }

func (s teller) say(second int64, tenant id.Tenant, p id.Promise, f fact.Fact) {
	s.Say(second*1000, fact.Head{Tenant: tenant, Line: "lin_1", Call: "call_1", Agent: "agt_olga", Promise: p, Actor: fact.System}, f)
}

func (s teller) opened(second int64, tenant id.Tenant, p id.Promise, number id.Number, dueIn int64) {
	s.say(second, tenant, p, fact.PromiseOpened{Kind: "missed", Cause: "abandoned", Number: number, OriginAt: second * 1000, DueAt: (second + dueIn) * 1000})
}

func (s teller) tried(second int64, tenant id.Tenant, p id.Promise, n int, outcome string, nextAt int64) {
	a := id.Attempt(fmt.Sprintf("att_%s_%d", p, n))
	s.say(second, tenant, p, fact.AttemptStarted{Attempt: a, N: n})
	s.say(second+10, tenant, p, fact.AttemptEnded{Attempt: a, Outcome: outcome, Cause: voice.CauseNormal, NextAt: nextAt})
}

// month tells of promises of two tenants.
func month(tape *officetest.Tape) {
	s := teller{tape}
	s.opened(100, officetest.Shop, "prs_1", "num_shop_1", 120)
	s.opened(110, officetest.Dent, "prs_2", "num_dent_1", 120)
	s.say(120, officetest.Shop, "prs_1", fact.PromiseMissedAgain{Cause: "closed_now", Misses: 2, Recording: "rec_1"})
	s.say(125, officetest.Shop, "", fact.MissWithoutNumber{Cause: "abandoned"})
	s.tried(220, officetest.Shop, "prs_1", 1, "no_answer", 1_200_000) // 120 s after the miss
	s.opened(300, officetest.Shop, "prs_3", "num_shop_2", 120)
	s.tried(340, officetest.Shop, "prs_3", 1, "talked", 0) // 40 s
	s.say(360, officetest.Shop, "prs_3", fact.PromiseClosed{Reason: "talked"})
	s.opened(400, officetest.Shop, "prs_4", "num_shop_3", 120)
	s.say(410, officetest.Shop, "prs_4", fact.PromiseClosed{Reason: "caller_reached_us"})
	s.opened(500, officetest.Shop, "prs_5", "num_shop_2", 120) // due and forgotten
	s.say(600, officetest.Shop, "prs_6", fact.PromiseOpened{Kind: "voicemail", Cause: "voicemail", Number: "num_shop_3", OriginAt: 600_000, DueAt: 2_000_000, Recording: "rec_6"})
	s.say(700, officetest.Shop, "prs_6", fact.AttemptStarted{Attempt: "att_6", N: 1}) // it rings; 100 s
	s.Say(800_000, fact.Head{Tenant: officetest.Shop, Call: "call_2"}, fact.CallCreated{Inbound: true})
}

type rig struct {
	*Service
	api   *officetest.API
	db    *db.DB
	tape  *officetest.Tape
	floor *floor
}

func onBoth(t *testing.T, test func(t *testing.T, r *rig)) {
	t.Helper()
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return time.UnixMilli(now) }}
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		r := &rig{db: d, tape: &officetest.Tape{}, floor: &floor{}}
		month(r.tape)
		r.Service = New(Options{DB: d, Stream: r.tape, Floor: r.floor, Numbers: officetest.Numbers{
			"num_shop_1": "+380441234567", "num_shop_2": "+380671112233", "num_shop_3": "+380672223344", "num_dent_1": "+380501234567"}})
		r.api = officetest.Serve(t, r.Service)
		if err := r.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		test(t, r)
	})
}

func names(l ListView) string {
	var s []string
	for _, p := range l.Promises {
		s = append(s, strings.TrimPrefix(string(p.ID), "prs_")+string(p.State[0]))
	}
	return strings.Join(s, " ")
}

func TestListsShowWhatIsOwedAndHowTheRestWasClosed(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		for _, c := range []struct{ name, who, query, want string }{
			// d due or dialling, c cooldown or closed: the letter after the number
			{"the most urgent first", officetest.Super, "", "2d 5d 1c 6d"},
			{"a client sees his own", officetest.ShopOwner, "", "5d 1c 6d"},
			{"the other client his", officetest.DentOwner, "", "2d"},
			{"an agent sees all he may have to keep", officetest.Olga, "", "2d 5d 1c 6d"},
			{"of one tenant", officetest.Super, "?tenant=ten_dent", "2d"},
			{"only voicemails, and misses that became one", officetest.Super, "?kind=voicemail", "1c 6d"},
			{"closed ones, the latest first", officetest.Super, "?state=closed", "4c 3c"},
			{"closed by a conversation", officetest.Super, "?state=closed&reason=talked", "3c"},
			{"of another line", officetest.Super, "?line=lin_2", ""},
			{"the next page", officetest.Super, "?cursor=1200000.prs_1", "6d"},
		} {
			t.Run(c.name, func(t *testing.T) {
				if got := names(officetest.Must[ListView](r.api, c.who, "GET", "/promises"+c.query, nil)); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
		r.api.Refused(officetest.ShopOwner, "GET", "/promises?tenant=ten_dent", nil, "request.not_found")
		r.api.Refused(officetest.Nobody, "GET", "/promises", nil, "auth.sign_in")
		r.api.Refused(officetest.Super, "GET", "/promises?cursor=x", nil, "promise.cursor")
		r.api.Refused(officetest.Super, "GET", "/promises?state=perhaps", nil, "request.invalid")
	})
}

func TestAPromiseTellsItsStory(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		for who, number := range map[string]string{officetest.Super: "+380441234567", officetest.ShopOwner: "+380441234567",
			officetest.Olga: "+38044•••••67", officetest.Admin: "+38044•••••67"} {
			p := officetest.Must[PageView](r.api, who, "GET", "/promises/prs_1", nil)
			if p.Promise.Number.Number != number {
				t.Errorf("%s sees %+v", who, p.Promise.Number)
			}
			v := p.Promise
			if v.Misses != 2 || v.Attempts != 1 || v.Outcome != "no_answer" || v.Cause != "closed_now" || v.Recording != "rec_1" ||
				v.OpenedAt != 100_000 || v.FirstTryAt != 220_000 || v.DueAt != 1_200_000 || v.Agent != "agt_olga" || v.Call != "call_1" {
				t.Errorf("promise %+v", v)
			}
			if len(p.Facts) != 4 || p.Facts[0].Type != "promise.opened" || p.Facts[3].Type != "attempt.ended" {
				t.Errorf("facts %+v", p.Facts)
			}
		}
		r.api.Refused(officetest.DentOwner, "GET", "/promises/prs_1", nil, "promise.unknown")
		r.api.Refused(officetest.Super, "GET", "/promises/prs_99", nil, "promise.unknown")
	})
}

func TestOpenedIsOpenPlusClosedByReason(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		if err := r.CheckLaw(t.Context()); err != nil {
			t.Fatal(err)
		}
		all := officetest.Must[SummaryView](r.api, officetest.Super, "GET", "/promises/summary", nil)
		if all.Opened != 6 || all.Open != 4 || len(all.Closed) != 2 || all.Closed[0] != (ReasonView{"caller_reached_us", 1}) ||
			all.Overdue != 2 || all.NoNumber != 1 || !all.OK || all.CheckedAt != now || all.Hash != "" {
			t.Errorf("all: %+v", all)
		}
		if all.Tried != 3 || all.P50MS != 100_000 || all.P90MS != 120_000 {
			t.Errorf("first return of %d: p50 %d, p90 %d", all.Tried, all.P50MS, all.P90MS)
		}
		shop := officetest.Must[SummaryView](r.api, officetest.ShopOwner, "GET", "/promises/summary", nil)
		if shop.Opened != 5 || shop.Open != 3 || len(shop.Hash) != 64 || !shop.OK {
			t.Errorf("the shop: %+v", shop)
		}
		part := officetest.Must[SummaryView](r.api, officetest.Super, "GET", "/promises/summary?from=300000&to=500000", nil)
		if part.Opened != 2 || part.Open != 0 || part.Tried != 1 || part.P50MS != 40_000 {
			t.Errorf("a part of the month: %+v", part)
		}
		r.api.Refused(officetest.ShopOwner, "GET", "/promises/summary?tenant=ten_dent", nil, "request.not_found")
	})
}

func TestTheCheckFindsWhatWasTamperedWith(t *testing.T) {
	for _, c := range []struct {
		name   string
		tamper func(t *testing.T, r *rig)
		why    string
	}{
		{"a byte of a fact", func(_ *testing.T, r *rig) {
			r.tape.Change(1, func(e *fact.Envelope) {
				e.Data = []byte(strings.Replace(string(e.Data), "abandoned", "abandonee", 1))
			})
		}, "changed"},
		{"a fact given to another promise", func(_ *testing.T, r *rig) {
			r.tape.Change(8, func(e *fact.Envelope) { e.Promise = "prs_9" })
		}, "changed"},
		{"a fact taken away", func(_ *testing.T, r *rig) {
			r.tape.Change(3, func(e *fact.Envelope) { e.Type = "call.created" })
		}, "missing"},
		{"a row taken away", func(t *testing.T, r *rig) {
			if _, err := r.db.Exec(t.Context(), `delete from promise where id = 'prs_5'`); err != nil {
				t.Fatal(err)
			}
		}, "sum"},
		{"a row closed by hand", func(t *testing.T, r *rig) {
			if _, err := r.db.Exec(t.Context(), `update promise set state = 'closed', reason = 'talked' where id = 'prs_5'`); err != nil {
				t.Fatal(err)
			}
		}, "sum"},
	} {
		t.Run(c.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, r *rig) {
				c.tamper(t, r)
				if err := r.CheckLaw(t.Context()); err != nil {
					t.Fatal(err)
				}
				shop := officetest.Must[SummaryView](r.api, officetest.ShopOwner, "GET", "/promises/summary", nil)
				dent := officetest.Must[SummaryView](r.api, officetest.DentOwner, "GET", "/promises/summary", nil)
				if shop.OK || shop.Why != c.why || !dent.OK {
					t.Errorf("the shop's law: %v %q; the other's: %v", shop.OK, shop.Why, dent.OK)
				}
			})
		})
	}
}

func TestASupervisorCancels(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		officetest.Must[none](r.api, officetest.Super, "POST", "/promises/prs_5/cancel", CancelForm{"wrong_number"})
		if want := (core.PromiseCancelled{Promise: "prs_5", Reason: "wrong_number", By: "usr_super"}); len(r.floor.asked) != 1 || r.floor.asked[0] != core.Input(want) {
			t.Errorf("asked %+v", r.floor.asked)
		}
		r.api.Refused(officetest.Super, "POST", "/promises/prs_3/cancel", CancelForm{"other"}, "promise.already_closed")
		r.api.Refused(officetest.Super, "POST", "/promises/prs_99/cancel", CancelForm{"other"}, "promise.unknown")
		r.api.Refused(officetest.Super, "POST", "/promises/prs_5/cancel", CancelForm{"lazy"}, "request.invalid")
		for _, who := range []string{officetest.Olga, officetest.Admin, officetest.ShopOwner} {
			r.api.Refused(who, "POST", "/promises/prs_5/cancel", CancelForm{"other"}, "auth.forbidden")
		}
		teller{r.tape}.opened(900, officetest.Shop, "prs_busy", "num_shop_1", 1)
		if err := r.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.api.Refused(officetest.Super, "POST", "/promises/prs_busy/cancel", CancelForm{"other"}, "promise.dialling")
	})
}

func TestASupervisorMovesAPromiseOrGivesItToSomebody(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		officetest.Must[none](r.api, officetest.Super, "PUT", "/promises/prs_5", ChangeForm{At: 2_000_000, Owner: "agt_olga"})
		want := core.PromiseChanged{Promise: "prs_5", DueAt: 2_000_000, Owner: "agt_olga", By: "usr_super"}
		if len(r.floor.asked) != 1 || r.floor.asked[0] != core.Input(want) {
			t.Errorf("asked %+v", r.floor.asked)
		}
		r.api.Refused(officetest.Super, "PUT", "/promises/prs_3", ChangeForm{}, "promise.already_closed")
		r.api.Refused(officetest.Olga, "PUT", "/promises/prs_5", ChangeForm{}, "auth.forbidden")
	})
}

func TestAPromiseWaitsForAnEnquiryAndIsFreed(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		say := teller{r.tape}
		say.say(950, officetest.Shop, "prs_5", fact.PromiseBlocked{Enquiry: "enq_1", Until: 3_000_000})
		read := func() View {
			t.Helper()
			if err := r.Reader().CatchUp(t.Context()); err != nil {
				t.Fatal(err)
			}
			return officetest.Must[PageView](r.api, officetest.Super, "GET", "/promises/prs_5", nil).Promise
		}
		if p := read(); p.State != Waiting || p.Enquiry != "enq_1" || p.Until != 3_000_000 {
			t.Errorf("%+v", p)
		}
		say.say(960, officetest.Shop, "prs_5", fact.PromiseFreed{Enquiry: "enq_1", Outcome: "answered", DueAt: 960_000})
		if p := read(); p.State != Due || p.Enquiry != "" || p.Cause != "enquiry_answered" || p.DueAt != 960_000 {
			t.Errorf("%+v", p)
		}
		say.say(970, officetest.Shop, "prs_5", fact.PromiseDeferred{Why: "quiet_hours", DueAt: 5_000_000})
		say.say(980, officetest.Shop, "prs_5", fact.PromiseChanged{DueAt: 6_000_000, Owner: "agt_ivan"})
		if p := read(); p.DueAt != 6_000_000 || p.Owner != "agt_ivan" || p.State != Open {
			t.Errorf("%+v", p)
		}
		if why, at := r.broken(t); why != "" {
			t.Errorf("%s at %+v", why, at)
		}
	})
}

func TestARebuildGivesTheSameBytesAndChain(t *testing.T) {
	onBoth(t, func(t *testing.T, r *rig) {
		dump := func() string {
			rows, err := r.db.Query(t.Context(), `select `+promiseColumns+` from promise order by id`)
			all, err := db.Collect(rows, err, scan)
			if err != nil {
				t.Fatal(err)
			}
			chains, err := laws(t.Context(), r.db)
			if err != nil {
				t.Fatal(err)
			}
			return fmt.Sprintf("%+v %+v", all, chains)
		}
		once := dump()
		// One fact at a time, as they came.
		single := New(Options{DB: r.db, Stream: slow{r.tape}})
		if err := single.Reader().Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		if again := dump(); again != once {
			t.Errorf("rebuilt %s\nwas %s", again, once)
		}
	})
}

// slow gives one fact at a time.
type slow struct{ *officetest.Tape }

func (s slow) After(ctx context.Context, seq uint64, _ int) ([]fact.Envelope, error) {
	return s.Tape.After(ctx, seq, 1)
}

func TestRank(t *testing.T) {
	for _, c := range []struct {
		name    string
		values  []int64
		percent int
		want    int64
	}{
		{"of none", nil, 50, 0}, {"of one", []int64{7}, 90, 7}, {"the median of two is the lower", []int64{1, 2}, 50, 1},
		{"nine tenths of ten", []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 90, 9}, {"of three", []int64{1, 2, 3}, 50, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rank(c.values, c.percent); got != c.want {
				t.Errorf("%d, want %d", got, c.want)
			}
		})
	}
}
