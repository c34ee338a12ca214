package core_test

import (
	"fmt"
	"testing"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// In the morning hundreds may be due at once: so many wait in the line, and when one has gone
// the next one comes.
func TestReturnsOfAMorningComeOneAfterAnother(t *testing.T) {
	const people, room = 300, 200
	s, now, seq := core.New(), midnight, uint64(0)
	waiting := 0
	var promises []id.Promise
	step := func(in core.Input) {
		t.Helper()
		seq++
		var out core.Out
		s.Step(now, seq, in, &out)
		if out.Refused != nil {
			t.Fatalf("%T: %s", in, out.Refused.Code)
		}
		for _, f := range out.Facts {
			switch f.Fact.(type) {
			case fact.ItemCreated:
				waiting++
			case fact.ItemLeft:
				waiting--
			case fact.PromiseOpened:
				promises = append(promises, f.Head.Promise)
			}
		}
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
	}
	step(core.LineSet{Line: core.Line{ID: "lin_a", Tenant: "ten_a", Skill: "skl_a", Returns: &core.Returns{}}})
	for i := range people {
		step(core.PromiseRequested{Tenant: "ten_a", Line: "lin_a", Number: id.Number(fmt.Sprint("num_", i)), At: midnight + 9*3_600_000, By: "usr_1"})
	}
	if waiting != 0 {
		t.Fatalf("%d wait in the night", waiting)
	}
	now = midnight + 9*3_600_000
	step(core.Tick{})
	if waiting != room {
		t.Fatalf("%d wait in the morning, want %d", waiting, room)
	}
	for i, p := range promises {
		step(core.PromiseCancelled{Promise: p, Reason: "other", By: "usr_1"})
		if want := min(room, people-i-1); waiting != want {
			t.Fatalf("%d wait when %d are served, want %d", waiting, i+1, want)
		}
	}
	if l := s.Law(); l.Holds != nil || l.Opened != people || l.Closed != people || len(l.Open) != 0 {
		t.Errorf("the law: %+v", l)
	}
}

// The line hears at once that it keeps its promises in another way; so do those below it.
func TestALineChangesHowItKeepsItsPromises(t *testing.T) {
	s, now, seq := core.New(), midnight, uint64(0)
	var said []string
	step := func(in core.Input) {
		seq++
		var out core.Out
		s.Step(now, seq, in, &out)
		said = said[:0]
		for _, f := range out.Facts {
			if typ := f.Fact.FactType(); typ == "item.created" || typ == "item.left" {
				said = append(said, typ)
			}
		}
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
	}
	root := core.Line{ID: "lin_a", Tenant: "ten_a", Skill: "skl_a"}
	step(core.LineSet{Line: root})
	step(core.LineSet{Line: core.Line{ID: "lin_b", Tenant: "ten_a", Skill: "skl_a", Parent: "lin_a"}})
	step(core.PromiseRequested{Tenant: "ten_a", Line: "lin_b", Number: "num_1", By: "usr_1"})
	for _, row := range []struct {
		name    string
		returns *core.Returns
		want    string
	}{
		{"nobody said anything: by hand", nil, "[]"},
		{"the floor", &core.Returns{}, "[item.created]"},
		{"the floor, said once more", &core.Returns{}, "[]"},
		{"customer first", &core.Returns{CustomerFirst: true}, "[]"},
		{"by hand", &core.Returns{Hand: true}, "[item.left]"},
	} {
		root.Returns = row.returns
		if step(core.LineSet{Line: root}); fmt.Sprint(said) != row.want {
			t.Errorf("%s: %v, want %s", row.name, said, row.want)
		}
	}
}
