//go:build e2e

package e2e

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/sim/phone"
)

// TestWhoHungUpIsCalledBack is the promise of the whole program: who was not answered is on
// the list, is called from it with one command, and the books balance.
func TestWhoHungUpIsCalledBack(t *testing.T) {
	t.Parallel()
	const from = "+380671110003"
	// The street is both whence customers call and where the trunk leads back to.
	street, returned := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{After: 500 * time.Millisecond, Manner: phone.Manner{Audio: phone.Tone(700)}}
	})
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{carrier: street.Addr(), line: object{"must_code": true}})
	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(1100)}}
	})
	olga := c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", room.Addr()))

	l := c.dial(street, from, phone.Manner{})
	name := c.onFloor(from, "waiting")
	must(t, goesOn(t, 6*time.Second, func() error { return up(l) })) // longer than a short abandon
	l.Hangup()
	missed := c.told(name, "abandoned")
	if missed.Call.Promise == "" {
		t.Error("the call's page names no promise")
	}

	d := c.sitDown(olga)
	d.does("start-shift", object{"device": olga.desk})
	var owed string
	until(t, soon, "the promise is on the desk", func() error {
		if v := d.now(); len(v.Promises) == 1 && v.Promises[0].State == "open" {
			owed = v.Promises[0].Promise
			return nil
		}
		return fmt.Errorf("promises: %v", d.now().Promises)
	})
	c.balanced(1, 1)

	d.does("call-promise", object{"promise": owed})
	agent, customer := comes(t, rings), comes(t, returned)
	if got := customer.To; !strings.Contains(got, from) {
		t.Errorf("%s is called in place of %s", got, from)
	}
	if got := customer.From; !strings.Contains(got, number) {
		t.Errorf("the customer sees %s in place of the line's number", got)
	}
	hears(t, "the customer", customer, 1100)
	hears(t, "the agent", agent, 700)
	v := d.comesTo("talking")
	if v.Item == nil || v.Item.Kind != "missed_return" || v.Item.Promise != owed {
		t.Fatalf("the desk shows %+v", v.Item)
	}
	d.does("end", nil)
	over(t, customer)
	over(t, agent)
	d.comesTo("wrapup")
	if err := d.ask("finish", nil); err == nil {
		t.Error("wrap-up ended without the outcome that the line wants")
	}
	d.does("code", object{"item": v.Item.Item, "disposition": c.dispositions()[0]})
	d.does("finish", nil)
	d.comesTo("idle")

	until(t, soon, "the promise is closed", func() error {
		closed, err := c.promises("closed")
		if err != nil {
			return err
		}
		if len(closed) != 1 || closed[0].ID != owed || closed[0].Reason != "talked" {
			return fmt.Errorf("closed: %+v", closed)
		}
		return nil
	})
	c.balanced(1, 0)
	until(t, soon, "the page of the return call tells all", func() error {
		s, err := c.story(t.Context(), v.Item.Call)
		if err == nil && (s.Call.Result != "returned" || s.Call.Disposition == "" || s.Call.Number.Number != from || s.Call.Promise != owed) {
			err = fmt.Errorf("it says %+v", s.Call)
		}
		return err
	})
}

// balanced waits until so many promises were opened and are open, and holds the law.
func (c *centre) balanced(opened, open int) {
	c.t.Helper()
	until(c.t, soon, "the promises add up", func() error {
		l, err := c.law()
		switch {
		case err != nil:
			return err
		case l.Opened != opened || l.Open != open:
			return fmt.Errorf("%d opened, %d open; want %d and %d", l.Opened, l.Open, opened, open)
		case l.Opened != l.Open+l.closed():
			return fmt.Errorf("%d opened, %d open, %d closed", l.Opened, l.Open, l.closed())
		case !l.OK:
			return errors.New("the check found: " + l.Why)
		}
		return nil
	})
}

// dispositions are the outcomes of the line, in the order of their keys.
func (c *centre) dispositions() []string {
	c.t.Helper()
	var lines []struct {
		ID           string
		Dispositions []struct{ ID string }
	}
	must(c.t, c.api.Get(c.t.Context(), "/lines", &lines))
	var out []string
	for _, l := range lines {
		if l.ID == c.line {
			for _, d := range l.Dispositions {
				out = append(out, d.ID)
			}
		}
	}
	return out
}
