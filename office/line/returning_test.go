package line

import (
	"testing"

	"gudok/core"
	"gudok/core/dial"
)

func TestTheFloorKeepsPromisesUnlessALineSaysOtherwise(t *testing.T) {
	for _, c := range []struct {
		name string
		with func(*Line)
		want *core.Returns
	}{
		{"a root that says nothing", func(*Line) {}, &core.Returns{}},
		{"a branch that says nothing takes it from above", func(l *Line) { l.Parent = "lin_0" }, nil},
		{"by hand", func(l *Line) { l.Returns.By = byHand }, &core.Returns{Hand: true}},
		{"a branch of its own", func(l *Line) {
			l.Parent, l.Returns = "lin_0", Returns{By: byFloor, CustomerFirst: true, BonusS: 60, SameAgentS: 900}
		}, &core.Returns{CustomerFirst: true, BonusMS: 60_000, SameAgentMS: 900_000}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := Line{ID: "lin_1"}
			c.with(&l)
			got := l.input("").(core.LineSet).Returns
			if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
				t.Errorf("the core hears %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestHowPromisesAreKeptIsChecked(t *testing.T) {
	for _, c := range []struct {
		name string
		with Returning
		code string
	}{
		{"nothing said", Returning{}, ""},
		{"by a robot", Returning{Returns: Returns{By: "robot"}}, "line.returns_unknown"},
		{"by hand with the person first", Returning{Returns: Returns{By: byHand, CustomerFirst: true}}, "line.returns_alone"},
		{"a bonus of two hours", Returning{Returns: Returns{By: byFloor, BonusS: 7200}}, "line.out_of_range"},
		{"waits of a kind", Returning{ReturnKinds: []ReturnWaits{{dial.Web, []int{1, 300}}}}, ""},
		{"an unknown kind", Returning{ReturnKinds: []ReturnWaits{{"dream", []int{1}}}}, "line.return_kind_unknown"},
		{"a kind twice", Returning{ReturnKinds: []ReturnWaits{{dial.Web, []int{1}}, {dial.Web, []int{2}}}}, "line.return_kind_twice"},
		{"a kind without attempts", Returning{ReturnKinds: []ReturnWaits{{dial.Web, nil}}}, "line.return_kind_empty"},
		{"eleven attempts of a kind", Returning{ReturnKinds: []ReturnWaits{{dial.Web, make([]int, 11)}}}, "line.too_many_returns"},
		{"an attempt of a kind at once", Returning{ReturnKinds: []ReturnWaits{{dial.Web, []int{0}}}}, "line.out_of_range"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.with.check(); codeOf(err) != c.code {
				t.Errorf("check: %v, want %q", err, c.code)
			}
		})
	}
}
