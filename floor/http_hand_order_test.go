package floor

import (
	"testing"

	"gudok/core"
	"gudok/fact"
)

func TestASupervisorOrdersTheQueue(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.settings = append(w.settings, core.LineSet{Line: core.Line{ID: "lin_other", Tenant: "ten_shop", Skill: "skl_all"}})
		w.begin()
		web := w.queueing()
		q, order := w.queue(web, "lin_shop")
		if order != "123" {
			t.Fatalf("at first %s", order)
		}
		one, three := string(q.Rows[0].Item), string(q.Rows[2].Item)
		web.Ask("shop-supervisor", "POST", "/floor/items/"+three+"/place", map[string]any{"place": 1}).Want(t, 204, "")
		if _, order = w.queue(web, "lin_shop"); order != "312" {
			t.Errorf("the third was put first: %s", order)
		}
		web.Ask("shop-supervisor", "POST", "/floor/items/"+one+"/rank", map[string]any{"priority": 50}).Want(t, 204, "")
		web.Ask("shop-supervisor", "POST", "/floor/items/"+one+"/move", map[string]any{"line": "lin_other"}).Want(t, 204, "")
		if _, order = w.queue(web, "lin_shop"); order != "32" {
			t.Errorf("after the move: %s", order)
		}
		if moved, order := w.queue(web, "lin_other"); order != "1" || moved.Rows[0].OriginAt != q.Rows[0].OriginAt {
			t.Errorf("in the other line: %s %+v", order, moved.Rows)
		}
		web.Ask("shop-supervisor", "POST", "/floor/items/"+one+"/place", map[string]any{"place": 1}).Want(t, 409, "floor.not_waiting") // it has left that line
		w.shift()
		web.Ask("supervisor", "POST", "/floor/items/"+string(q.Rows[1].Item)+"/take", map[string]any{"agent": "agt_ivan"})
		placed, heads := facts[fact.ItemPlaced](w)
		if len(placed) != 1 || placed[0].By != "usr_shop-supervisor" || placed[0].Was != 3 || placed[0].Place != 1 || heads[0].Tenant != "ten_shop" {
			t.Errorf("facts %+v", placed)
		}
		if ranked, _ := facts[fact.ItemRanked](w); len(ranked) != 1 || ranked[0].Priority != 50 || ranked[0].By == "" {
			t.Errorf("facts %+v", ranked)
		}
		w.end()
	})
}
