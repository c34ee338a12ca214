package audit

import (
	"context"
	"fmt"
	"net/url"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd/httpdtest"
	"gudok/fact"
	"gudok/id"
)

// each runs the test on a centre with three changes for each of three tenants, a second
// apart, and other facts between.
func each(t *testing.T, test func(t *testing.T, web *httpdtest.Web)) {
	now := time.UnixMilli(0)
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return now }}
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		for i := range 9 {
			now = time.Unix(int64(i+1), 0)
			tenant := []id.Tenant{httpdtest.Shop, httpdtest.Dental, httpdtest.Other}[i%3]
			room := []string{"line", "trunk"}[i%2]
			err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
				if err := db.AppendFact(ctx, tx, fact.Head{Tenant: tenant}, fact.SignedOut{User: "usr_x"}); err != nil {
					return err
				}
				actor := fact.Actor([]string{"usr_olga", "usr_ivan"}[i/5])
				return db.Changed(ctx, tx, room, tenant, actor, fmt.Sprint("x_", i), map[string]int{"n": i}, map[string]int{"n": i + 1})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		web := httpdtest.New(t)
		New(Options{DB: d}).Routes(web.API())
		test(t, web)
	})
}

func TestChangesAreFilteredByWhatOneMaySee(t *testing.T) {
	each(t, func(t *testing.T, web *httpdtest.Web) {
		for _, c := range []struct{ name, who, query, want string }{
			{"everything, newest first", "administrator", "", "876543210"},
			{"a supervisor of the centre", "supervisor", "", "876543210"},
			{"an owner's own", "shop-owner", "", "630"},
			{"an owner of two", "shop-dental-owner", "", "764310"},
			{"one tenant of two", "shop-dental-owner", "tenant=ten_dental", "741"},
			{"one room", "administrator", "room=trunk", "7531"},
			{"one thing", "administrator", "id=x_4", "4"},
			{"one person", "administrator", "actor=usr_ivan", "8765"},
			{"from inclusive, to exclusive", "administrator", "from=3000&to=6000", "432"},
			{"all at once", "shop-owner", "room=line&actor=usr_ivan", "6"},
			{"nothing", "administrator", "room=none", ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				var got ChangeList
				web.Ask(c.who, "GET", "/audit?"+c.query, nil).Into(t, &got)
				seen := ""
				for _, ch := range got.Changes {
					seen += ch.ID[2:]
					if want := fmt.Sprintf(`{"n":%s}`, ch.ID[2:]); string(ch.Before) != want || ch.Action != "changed" || ch.At == 0 {
						t.Errorf("change %+v", ch)
					}
				}
				if seen != c.want || got.Next != "" {
					t.Errorf("seen %q next %q, want %q", seen, got.Next, c.want)
				}
			})
		}
		web.Ask("shop-owner", "GET", "/audit?tenant=ten_other", nil).Want(t, 404, "request.not_found")
		web.Ask("administrator", "GET", "/audit?cursor=x", nil).Want(t, 422, "request.invalid")
		readers := "supervisor administrator shop-supervisor shop-owner shop-dental-owner"
		web.Matrix(map[string]string{"GET /audit": readers, "GET /audit/access": readers})
	})
}

func TestPagesFollowEachOther(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	const n = 130
	err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
		for i := range n {
			if err := db.Changed(ctx, tx, "line", httpdtest.Shop, "usr_x", fmt.Sprint("x_", i), nil, i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	web := httpdtest.New(t)
	New(Options{DB: d}).Routes(web.API())
	seen, cursor := map[string]bool{}, url.Values{}
	for range 3 {
		var got ChangeList
		web.Ask("administrator", "GET", "/audit?"+cursor.Encode(), nil).Into(t, &got)
		for _, c := range got.Changes {
			seen[c.ID] = true
		}
		cursor.Set("cursor", got.Next)
	}
	if len(seen) != n || cursor.Get("cursor") != "" {
		t.Errorf("%d of %d seen in three pages, next %q", len(seen), n, cursor.Get("cursor"))
	}
}
