package call

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

func TestPeoplesDataGoesWhenItsTimeIsOverUnlessTheCallIsHeld(t *testing.T) {
	now := time.UnixMilli(0)
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return now }}
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		now = time.UnixMilli(1_000_000)
		tape, m, erased := &officetest.Tape{}, &mouth{}, []string{}
		week(tape)
		s := New(Options{DB: d, Stream: tape, Numbers: phones(), Speech: m,
			Forget: func(_ context.Context, tenant id.Tenant, ids []id.Number) (int, error) {
				for _, n := range ids {
					erased = append(erased, string(n))
				}
				return len(ids), nil
			}})
		api := officetest.Serve(t, s)
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, c := range []string{"call_1", "call_2", "call_3"} {
			officetest.Must[NoteView](api, officetest.Super, "PUT", "/calls/"+c+"/note", NoteForm{Text: "a note"})
			officetest.Must[HandoverView](api, officetest.Super, "PUT", "/calls/"+c+"/handover", HandoverForm{Name: "Smith", Speak: "en"})
		}
		api.Refused(officetest.Admin, "PUT", "/personal-retention/ten_shop", PersonalRetentionForm{Days: 29}, "retention.days")
		officetest.Must[Retention](api, officetest.Admin, "PUT", "/personal-retention/ten_shop", PersonalRetentionForm{Days: 30})
		api.Refused(officetest.Admin, "PUT", "/personal-retention/ten_shop", PersonalRetentionForm{Days: 40}, "retention.changed_meanwhile")
		api.Refused(officetest.Super, "PUT", "/calls/call_2/hold", HoldForm{Held: true}, "hold.no_reason")
		api.Refused(officetest.Olga, "PUT", "/calls/call_2/hold", HoldForm{Held: true, Why: "x"}, "auth.forbidden")
		api.Ask(officetest.Super, "PUT", "/calls/call_2/hold", HoldForm{Held: true, Why: "a complaint of Mr. Smith"})
		page := officetest.Must[PageView](api, officetest.Admin, "GET", "/calls/call_2", nil)
		if page.Hold == nil || page.Hold.By != "usr_super" || !page.MayHold {
			t.Errorf("the page says %+v", page.Hold)
		}
		left := func() (n int) {
			for _, c := range []id.Call{"call_1", "call_2", "call_3"} {
				for _, tenant := range []id.Tenant{officetest.Shop, officetest.Dent} {
					if h, err := s.Handover(t.Context(), tenant, c); err == nil && h.Version > 0 {
						n++
					}
					if w, err := note(t.Context(), d.Scope(tenant), c); err == nil && w.Version > 0 {
						n++
					}
				}
			}
			return n
		}
		sweep := func(want int) {
			t.Helper()
			if err := s.Sweep(t.Context()); err != nil || left() != want {
				t.Errorf("%d left, %v; want %d", left(), err, want)
			}
		}
		sweep(6)
		now = now.Add(30*24*time.Hour + time.Millisecond)
		sweep(4) // call_2 is held, call_3 is of a tenant that keeps it
		if got := strings.Join(erased, " "); got != "num_shop_1" {
			t.Errorf("erased %q: shop_2 is of the held call", got)
		}
		api.Ask(officetest.Admin, "PUT", "/calls/call_2/hold", HoldForm{})
		sweep(2)
		if !slices.Contains(erased, "num_shop_2") || len(m.forgotten) != 2 {
			t.Errorf("erased %v, forgotten %v", erased, m.forgotten)
		}
		swept, err := db.FactsOfType(t.Context(), d, fact.RetentionSwept{}.FactType(), officetest.Shop, 0, now.UnixMilli()+1, 0, 100)
		if err != nil || len(swept) != 6 {
			t.Errorf("%d facts of sweeps, %v", len(swept), err)
		}
		for _, e := range swept {
			if f, err := fact.Open[fact.RetentionSwept](e); err != nil || f.Removed == 0 {
				t.Error(fmt.Sprint(f, err))
			}
		}
		noText(t, d)
	})
}
