package floor

import (
	"context"
	"testing"
	"time"

	"gudok/base/httpd/httpdtest"
	"gudok/id"
	"gudok/phone"
)

// queueing are three callers who wait in the shop's line with nobody there: their numbers end
// in 1, 2 and 3, in the order in which they came.
func (w *world) queueing() *httpdtest.Web {
	w.t.Helper()
	for _, n := range []string{"1", "2", "3"} {
		w.phones.ring("+38050111000"+n, "+380441111111")
		pass(time.Second)
	}
	web := httpdtest.New(w.t)
	w.floor.Routes(web.API())
	return web
}

// queue asks who waits in a line; order is the last digits of their numbers.
func (w *world) queue(web *httpdtest.Web, line id.Line) (q Queue, order string) {
	w.t.Helper()
	web.Ask("supervisor", "GET", "/floor/lines/"+string(line)+"/waiting", nil).Into(w.t, &q)
	for _, r := range q.Rows {
		order += r.Number[len(r.Number)-1:]
	}
	return q, order
}

func TestWhoWaitsInALineIsSeenByItsSupervisors(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.set = func(_ *world, o *Options) {
			o.List = func(_ context.Context, tenant id.Tenant, n phone.Number) string {
				if tenant == "ten_shop" && n == "+380501110003" {
					return "vip"
				}
				return ""
			}
		}
		w.begin()
		web := w.queueing()
		q, _ := w.queue(web, "lin_shop")
		if q.Total != 3 || len(q.Rows) != 3 || q.Now == 0 {
			t.Fatalf("queue %+v", q)
		}
		for i, r := range q.Rows {
			if r.Place != i+1 || r.Pretty == "" || r.Kind != "call" || r.Call == "" || r.EnqueuedAt == 0 || r.Offered != "" {
				t.Errorf("row %d: %+v", i, r)
			}
		}
		for who, want := range map[string]int{"": 401, "agent": 403, "shop-owner": 403, "administrator": 403, "shop-supervisor": 200, "supervisor": 200} {
			if a := web.Ask(who, "GET", "/floor/lines/lin_shop/waiting", nil); a.Status != want {
				t.Errorf("%s: %d %s", who, a.Status, a.Code)
			}
		}
		web.Ask("shop-supervisor", "GET", "/floor/lines/lin_clinic/waiting", nil).Want(t, 404, "request.not_found")
		web.Ask("supervisor", "GET", "/floor/lines/lin_none/waiting", nil).Want(t, 404, "request.not_found")
		w.end()
	})
}

func TestTheHandIsOnlyOfTheTenantsSupervisorsAndOnlyForWhoWaits(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		web := w.queueing()
		q, _ := w.queue(web, "lin_shop")
		item := "/floor/items/" + string(q.Rows[0].Item)
		bodies := map[string]any{"/move": map[string]any{"line": "lin_shop"}, "/place": map[string]any{"place": 1}, "/rank": map[string]any{"priority": 5},
			"/take": map[string]any{"agent": "agt_olga"}}
		for path, body := range bodies {
			web.Ask("agent", "POST", item+path, body).Want(t, 403, "auth.forbidden")
			web.Ask("shop-owner", "POST", item+path, body).Want(t, 403, "auth.forbidden")
			web.Ask("supervisor", "POST", "/floor/items/itm_gone"+path, body).Want(t, 409, "floor.not_waiting")
		}
		web.Ask("shop-supervisor", "POST", item+"/take", bodies["/take"]).Want(t, 403, "auth.forbidden") // agents are the house's
		web.Ask("supervisor", "POST", item+"/move", map[string]any{"line": "lin_clinic"}).Want(t, 422, "floor.bad_target")
		web.Ask("supervisor", "POST", item+"/place", map[string]any{"place": 0}).Want(t, 422, "request.invalid")
		w.phones.ring("+380501110009", "+380442222222")
		pass(time.Second)
		foreign, _ := w.queue(web, "lin_clinic")
		web.Ask("shop-supervisor", "POST", "/floor/items/"+string(foreign.Rows[0].Item)+"/place", bodies["/place"]).Want(t, 409, "floor.not_waiting")
		w.end()
	})
}
