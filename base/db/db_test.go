package db_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
)

func count(t *testing.T, q db.Querier, text string, args ...any) (n int) {
	t.Helper()
	if err := q.QueryRow(t.Context(), text, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestATransactionIsAllOrNothing(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		signed := func(tx *db.Tx) error {
			return db.AppendFact(t.Context(), tx, fact.Head{Actor: "usr_1"}, fact.SignedIn{User: "usr_1", How: "password"})
		}
		stop := errors.New("stop")
		err := d.In(t.Context(), func(_ context.Context, tx *db.Tx) error { return errors.Join(signed(tx), stop) })
		if !errors.Is(err, stop) {
			t.Errorf("In = %v", err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = d.In(t.Context(), func(_ context.Context, tx *db.Tx) error { _ = signed(tx); panic("x") })
		}()
		if n := count(t, d, `select count(*) from fact`); n != 0 {
			t.Errorf("%d facts after a rollback and a panic", n)
		}
		if err := d.In(t.Context(), func(_ context.Context, tx *db.Tx) error { return signed(tx) }); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d, `select max(seq) from fact where stream = ? and type = ?`, db.OfficeStream, "user.signed_in"); n != 1 {
			t.Errorf("the first fact has number %d: rollbacks left a gap", n)
		}
	})
}

func TestInABubbleTheDatabaseUsesVirtualTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := dbtest.SQLite(t, db.Office)
		time.Sleep(2 * time.Hour)
		err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
			return db.AppendFact(ctx, tx, fact.Head{}, fact.SignedOut{User: "usr_1"})
		})
		if err != nil {
			t.Fatal(err)
		}
		facts, err := db.FactsAfter(t.Context(), d, 0, 10)
		want := time.Date(2000, 1, 1, 2, 0, 0, 0, time.UTC).UnixMilli()
		if err != nil || len(facts) != 1 || facts[0].At != want {
			t.Errorf("facts %+v, %v; want one at %d", facts, err, want)
		}
	})
}
