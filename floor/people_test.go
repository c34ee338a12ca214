package floor

import (
	"testing"
	"time"

	"gudok/base/httpd/httpdtest"
)

func TestAgentsSeeWhoCouldTakeACall(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.twoCalls()
		pass(2 * time.Second)
		web := httpdtest.New(t)
		w.floor.Routes(web.API())
		web.Ask("", "GET", "/floor/people", nil).Want(t, 401, "auth.sign_in")
		web.Ask("shop-owner", "GET", "/floor/people", nil).Want(t, 403, "auth.forbidden")
		web.Ask("shop-supervisor", "GET", "/floor/people", nil).Want(t, 403, "auth.forbidden")
		a := web.Ask("agent", "GET", "/floor/people", nil)
		a.Want(t, 200, "")
		var p People
		a.Into(t, &p)
		if len(p.Lines) != 2 || len(p.Agents) == 0 {
			t.Fatalf("%d lines, %d agents; want 2 and some", len(p.Lines), len(p.Agents))
		}
		for _, c := range p.Agents {
			if v := w.agent(c.Agent); v.Presence.State == "offline" || v.Slot.State != c.Slot || v.Device.Device != c.Device {
				t.Errorf("colleague %+v; the core says %+v", c, v)
			}
		}
		w.end()
	})
}
