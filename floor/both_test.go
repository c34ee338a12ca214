package floor

import (
	"context"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/base/journal/faulty"
	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// TestAFloorComesBackOnBothDatabases runs in real time: PostgreSQL knows no other.
func TestAFloorComesBackOnBothDatabases(t *testing.T) {
	dbtest.Each(t, db.Floor, func(t *testing.T, d *db.DB) {
		process := new(faulty.Process)
		live := func() (*Floor, func() error) {
			f := New(Options{DB: d, Hands: nobody{}, Store: &faulty.Store{Store: journal.NewSQL(d, id.Main), Process: process}})
			f.SetNumbers(table{"+380441111111": "did_shop", "+380442222222": "did_clinic"})
			ctx, cancel := context.WithCancel(context.Background())
			done := make(chan error, 1)
			go func() { done <- f.Run(ctx) }()
			<-f.Ready()
			return f, func() error { cancel(); return <-done }
		}
		f, stop := live()
		if err := f.Configure(t.Context(), shop()...); err != nil {
			t.Fatal(err)
		}
		f.Keep("test.leg", "leg_1", 1, []byte(`{"a":1}`))
		if !f.Post(voice.Arrived{Leg: "leg_1", Trunk: "trk_1", From: "+380501112233", To: "+380441111111"}) {
			t.Fatal("refused")
		}
		if err := f.Ask(t.Context(), core.AgentForced{Agent: "agt_olga", Presence: "online"}); err != nil {
			t.Fatal(err)
		}
		process.Kill()
		_ = stop() // a dead process may say what it likes
		seq, before := f.seq, f.state.Hash()

		f = New(Options{DB: d, Hands: nobody{}, Epoch: 9})
		if err := f.recall(t.Context()); err != nil {
			t.Fatal(err)
		}
		if f.seq != seq || f.state.Hash() != before {
			t.Errorf("input %d leads back to another state than input %d did", f.seq, seq)
		}
		kept, err := f.sql.Kept(t.Context())
		if err != nil || len(kept) != 1 || string(kept[0].Data) != `{"a":1}` {
			t.Errorf("kept %v, %v", kept, err)
		}
		ids, err := f.Ending(t.Context(), []id.Tenant{"ten_shop"}, "2233", 10)
		if err != nil || len(ids) != 1 {
			t.Errorf("numbers %v, %v", ids, err)
		}
		process = new(faulty.Process)
		f, stop = live()
		var waiting int
		if err := f.look(t.Context(), func(s *core.State, _ uint64, now int64) {
			v, _ := s.LineView("lin_shop", now)
			waiting = v.Waiting
		}); err != nil {
			t.Fatal(err)
		}
		if waiting != 0 { // its leg did not come back
			t.Errorf("%d wait", waiting)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}
