//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/sim/phone"
)

// The client's own telephone rings first. While it is busy the centre takes over; when
// somebody answers there the centre has nothing to do with it; and its owner, or a
// supervisor for him, sends all calls to the centre by one switch.
func TestTheClientsOwnTelephoneRingsFirst(t *testing.T) {
	t.Parallel()
	const own, from = "+380445550177", "+380671110061"
	busy := true
	street, reached := telephone(t, func(c *phone.Call) phone.Answering {
		switch {
		case strings.Contains(c.To, own) && busy:
			return phone.Answering{Refuse: 486}
		default:
			return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(ivanTone)}}
		}
	})
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{carrier: street.Addr(), line: object{"mode": "own_first", "own": object{"number": own, "ring_s": 5}}})
	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(olgaTone)}}
	})
	olga := c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", room.Addr()))
	c.online(olga)

	caller := c.dial(street, from, phone.Manner{Audio: phone.Tone(callerTone)})
	comes(t, reached)
	comes(t, rings)
	hears(t, "the caller", caller, olgaTone)
	caller.Hangup()
	c.told(c.lastCall(from), "answered")
	c.free(olga)

	busy = false
	caller = c.dial(street, from, phone.Manner{Audio: phone.Tone(callerTone)})
	client := comes(t, reached)
	hears(t, "the caller", caller, ivanTone)
	hears(t, "the client", client, callerTone)
	client.Hangup()
	over(t, caller)

	must(t, c.api.Put(t.Context(), "/lines/"+c.line+"/mode", object{"mode": ""}, nil))
	caller = c.dial(street, from, phone.Manner{Audio: phone.Tone(callerTone)})
	comes(t, rings)
	hears(t, "the caller", caller, olgaTone)
	caller.Hangup()
	if n := len(reached); n != 0 {
		t.Errorf("the client's telephone rang %d times after the switch", n)
	}
}

// lastCall is the newest call of a number.
func (c *centre) lastCall(number string) string {
	c.t.Helper()
	var name string
	until(c.t, soon, "the call of "+number+" is listed", func() error {
		all, err := c.calls(number)
		if err != nil || len(all) == 0 {
			return fmt.Errorf("%d calls: %w", len(all), err)
		}
		name = all[0].ID
		return nil
	})
	return name
}

// free ends the wrap-up of an agent by bringing him to work again.
func (c *centre) free(p *person) {
	c.t.Helper()
	d := c.sitDown(p)
	until(c.t, soon, p.login+" has written it up", func() error { return d.ask("finish", nil) })
	d.comesTo("idle")
}

// Who waits too long in one line flows over into another, where somebody is.
func TestWhoWaitsTooLongFlowsOver(t *testing.T) {
	t.Parallel()
	const from = "+380671110062"
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{})
	other := c.make("/skills", object{"name": "Nobody has it"})
	c.change("/lines/"+c.line, object{"skill": other})
	second := c.newLine("Reserve", wish{wrapS: 600})
	c.change("/lines/"+c.line, object{"overflow": object{"to": second, "after_s": 2}})
	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(olgaTone)}}
	})
	c.online(c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", room.Addr())))
	street, _ := telephone(t, nil)
	began := time.Now()
	caller := c.dial(street, from, phone.Manner{Audio: phone.Tone(callerTone)})
	comes(t, rings)
	hears(t, "the caller", caller, olgaTone)
	if waited := time.Since(began); waited < 2*time.Second {
		t.Errorf("flowed over after %v", waited)
	}
	caller.Hangup()
	s := c.told(c.lastCall(from), "answered")
	if f, ok := s.has("item.left"); !ok {
		t.Errorf("nothing was left: %+v", f)
	}
}
