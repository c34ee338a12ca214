package db_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

func TestAFullDiskRefusesAndHealsByItself(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	pages := func(n string) {
		if _, err := d.Exec(t.Context(), `pragma max_page_count = `+n); err != nil {
			t.Fatal(err)
		}
	}
	pages("1") // SQLite takes the present size: not one page more
	var err error
	for range 200 {
		err = d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
			return db.AppendFact(ctx, tx, fact.Head{Tenant: id.Tenant(strings.Repeat("x", 1000))}, fact.SignedOut{})
		})
		if err != nil {
			break
		}
	}
	if !db.Full(err) {
		t.Fatalf("a full database said %v", err)
	}
	pages("1000000")
	if err := sign(t.Context(), d, "usr_1"); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestAFileThatAnotherHoldsIsNamed(t *testing.T) {
	opt := db.Options{Schema: db.Office, Dir: t.TempDir(), Wait: 20 * time.Millisecond}
	mine, other := dbtest.Open(t, opt), dbtest.Open(t, opt)
	err := other.In(t.Context(), func(context.Context, *db.Tx) error {
		err := sign(t.Context(), mine, "usr_1")
		if !db.Locked(err) || !problem.Is(err, "data.locked") {
			t.Errorf("a locked database said %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if err := sign(t.Context(), mine, "usr_1"); err != nil {
		t.Errorf("after the other has gone: %v", err)
	}
}
