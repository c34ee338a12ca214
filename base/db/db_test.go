package db_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/fact"
	"gudok/id"
)

func count(t *testing.T, q db.Querier, text string, args ...any) (n int) {
	t.Helper()
	if err := q.QueryRow(t.Context(), text, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// sign appends a fact, the smallest change there is.
func sign(ctx context.Context, d *db.DB, u id.User) error {
	return d.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return db.AppendFact(ctx, tx, fact.Head{Actor: fact.Actor(u)}, fact.SignedIn{User: u, How: "password"})
	})
}

func TestATransactionIsAllOrNothing(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		stop := errors.New("stop")
		err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
			return errors.Join(db.AppendFact(ctx, tx, fact.Head{}, fact.SignedOut{User: "usr_1"}), stop)
		})
		if !errors.Is(err, stop) {
			t.Errorf("In = %v", err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
				panic(db.AppendFact(ctx, tx, fact.Head{}, fact.SignedOut{User: "usr_1"}))
			})
		}()
		if n := count(t, d, `select count(*) from fact`); n != 0 {
			t.Errorf("%d facts after a rollback and a panic", n)
		}
		if err := sign(t.Context(), d, "usr_1"); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d, `select max(seq) from fact where stream = ? and type = ?`, db.OfficeStream, "user.signed_in"); n != 1 {
			t.Errorf("the first fact has number %d: rollbacks left a gap", n)
		}
	})
}

func TestATransactionInATransactionIsRefused(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		err := d.In(t.Context(), func(ctx context.Context, _ *db.Tx) error { return sign(ctx, d, "usr_1") })
		if err == nil {
			t.Error("it was begun")
		}
	})
}

func TestFactsAreNumberedWithoutGapsByManyWriters(t *testing.T) {
	var mu sync.Mutex
	var told []uint64
	opt := db.Options{Schema: db.Office, Published: func(es []fact.Envelope) {
		mu.Lock()
		defer mu.Unlock()
		for _, e := range es {
			told = append(told, e.Seq)
		}
	}}
	const writers, each = 8, 10
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		told = nil
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				for i := range each {
					if err := sign(t.Context(), d, id.User(fmt.Sprintf("usr_%d", i))); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		facts, err := db.FactsAfter(t.Context(), d, 0, 1000)
		if err != nil || len(facts) != writers*each {
			t.Fatalf("%d facts, %v", len(facts), err)
		}
		for i, e := range facts {
			if e.Seq != uint64(i+1) {
				t.Fatalf("fact %d has number %d", i, e.Seq)
			}
		}
		slices.Sort(told)
		if len(told) != writers*each || told[len(told)-1] != writers*each {
			t.Errorf("published were %v", told)
		}
	})
}

func TestFactsOfATypeAreFoundNewestFirst(t *testing.T) {
	now := int64(1000)
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return time.UnixMilli(now) }}
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		for i, tenant := range []id.Tenant{"ten_a", "ten_b", "ten_a", "ten_a"} {
			now = int64(1000 + i)
			err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
				return db.Changed(ctx, tx, "line", tenant, "usr_1", "lin_1", nil, map[string]int{"n": i})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		found := func(tenant id.Tenant, from, to int64, below uint64, limit int) (seqs []uint64) {
			es, err := db.FactsOfType(t.Context(), d, "config.changed", tenant, from, to, below, limit)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range es {
				seqs = append(seqs, e.Seq)
			}
			return seqs
		}
		for _, c := range []struct {
			name      string
			got, want []uint64
		}{
			{"all", found("", 0, math.MaxInt64, 0, 10), []uint64{4, 3, 2, 1}},
			{"one tenant", found("ten_a", 0, math.MaxInt64, 0, 10), []uint64{4, 3, 1}},
			{"a page after another", found("", 0, math.MaxInt64, 3, 1), []uint64{2}},
			{"from inclusive, to exclusive", found("", 1001, 1003, 0, 10), []uint64{3, 2}},
		} {
			if !slices.Equal(c.got, c.want) {
				t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
			}
		}
	})
}

func TestARefusedRowIsToldFromAMissingOne(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		insert := func() error {
			_, err := d.Exec(t.Context(), `insert into fact_stream (stream, seq) values (?, ?)`, "x", 1)
			return err
		}
		if err := insert(); err != nil {
			t.Fatal(err)
		}
		if err := insert(); !db.Taken(err) || db.NotFound(err) {
			t.Errorf("a second row of one key: %v", err)
		}
		var n int
		if err := d.QueryRow(t.Context(), `select seq from fact_stream where stream = 'y'`).Scan(&n); !db.NotFound(err) || db.Taken(err) {
			t.Errorf("no row: %v", err)
		}
		changed, err := d.Exec(t.Context(), `update fact_stream set seq = 2 where stream in ('x', 'y')`)
		if err != nil || changed != 1 {
			t.Errorf("changed %d rows, %v", changed, err)
		}
	})
}

func TestAQuestionMarkInATextIsNoParameter(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		var a, b string
		const text = `select 'who?' /* ? */ as a, -- really?
			cast(? as text) || '?' as b`
		if err := d.Scope("ten_a").QueryRow(t.Context(), text, "you").Scan(&a, &b); err != nil || a != "who?" || b != "you?" {
			t.Errorf("read %q %q, %v", a, b, err)
		}
	})
}

func TestReadersSeeTheOldWhileOneWrites(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		err := d.In(t.Context(), func(ctx context.Context, tx *db.Tx) error {
			err := db.AppendFact(ctx, tx, fact.Head{}, fact.SignedOut{User: "usr_1"})
			if in, out := count(t, tx.Scope("ten_a"), `select count(*) from fact`), count(t, d, `select count(*) from fact`); in != 1 || out != 0 {
				t.Errorf("inside %d facts, outside %d", in, out)
			}
			tx.After(func() {
				if n := count(t, d, `select count(*) from fact`); n != 1 {
					t.Errorf("%d facts after the commit", n)
				}
			})
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestWhoWaitsForItsTurnMayGiveUp(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	err := d.In(t.Context(), func(context.Context, *db.Tx) error {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- sign(ctx, d, "usr_2") }()
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("who waited got %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestInABubbleTheDatabaseUsesVirtualTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := dbtest.SQLite(t, db.Office)
		time.Sleep(2 * time.Hour)
		if err := sign(t.Context(), d, "usr_1"); err != nil {
			t.Fatal(err)
		}
		facts, err := db.FactsAfter(t.Context(), d, 0, 10)
		want := time.Date(2000, 1, 1, 2, 0, 0, 0, time.UTC).UnixMilli()
		if err != nil || len(facts) != 1 || facts[0].At != want {
			t.Errorf("facts %+v, %v; want one at %d", facts, err, want)
		}
	})
}

func BenchmarkOneFactPerTransaction(b *testing.B) {
	d, err := db.Open(b.Context(), db.Options{Schema: db.Office, Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	for b.Loop() {
		if err := sign(b.Context(), d, "usr_1"); err != nil {
			b.Fatal(err)
		}
	}
}
