package floor

import (
	"testing"
	"time"

	"gudok/fact"
	"gudok/id"
)

func TestTheLevelCountsWhoAskedToBeCalledOnlyWhenItWasLate(t *testing.T) {
	const target = 20_000
	for _, row := range []struct {
		name string
		left fact.ItemLeft
		want int // people in the level beside one who was answered in time
	}{
		{"asked in time", fact.ItemLeft{Reason: "callback_requested", WaitedMS: target}, 0},
		{"asked too late", fact.ItemLeft{Reason: "callback_requested", WaitedMS: target + 1}, 1},
		{"flowed over into another line", fact.ItemLeft{Reason: "overflowed", WaitedMS: 60_000}, 1},
		{"gave up", fact.ItemLeft{Reason: "abandoned", WaitedMS: 60_000}, 1},
		{"gave up at once", fact.ItemLeft{Reason: "abandoned", WaitedMS: 2_000, Short: true}, 0},
		{"closed at once", fact.ItemLeft{Reason: "closed_now"}, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := day{zone: time.UTC}
			d.turn(time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC).UnixMilli())
			tell := func(item id.Item, f fact.Fact) {
				if x, ok := tallied(d.begin+1000, fact.Head{Line: "lin_a", Item: item}, f); ok {
					d.add(x, target)
				}
			}
			tell("item_1", fact.ItemEnqueued{Position: 1})
			tell("item_2", fact.ItemEnqueued{Position: 2})
			tell("item_1", fact.ItemConnected{WaitedMS: 5_000})
			tell("item_1", fact.ItemLeft{Reason: "answered", WaitedMS: 5_000})
			tell("item_2", row.left)
			s := d.of("lin_a")
			if got := s.counted(); got != 1+row.want {
				t.Errorf("%d people in the level, want %d", got, 1+row.want)
			}
			if l := s.level(); l == nil || *l != 1/float64(1+row.want) {
				t.Errorf("level %v", l)
			}
		})
	}
}
