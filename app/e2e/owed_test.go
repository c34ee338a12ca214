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

// A debtor is a centre that owes people calls and pays by itself: a line whose waits are
// short, an agent with a desk phone who comes later, and the street.
type debtor struct {
	*centre
	street *phone.Phone
	dialed chan *phone.Call // people who are called by us
	rings  chan *phone.Call // the agent's telephone
	olga   *person
}

// rests is how long somebody who has just hung up is left alone, whatever is due.
const rests = 30 * time.Second

func owe(t *testing.T, line object) *debtor {
	t.Helper()
	street, dialed := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{After: 300 * time.Millisecond, Manner: phone.Manner{Audio: phone.Tone(callerTone)}}
	})
	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(olgaTone)}}
	})
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{carrier: street.Addr(), line: line})
	return &debtor{centre: c, street: street, dialed: dialed, rings: rings, olga: c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", room.Addr()))}
}

// owed waits until exactly one promise of the kind is open to that number.
func (d *debtor) owed(from, kind string) promise {
	d.t.Helper()
	var p promise
	until(d.t, soon, from+" is owed a call", func() error {
		open, err := d.promises("open")
		if err != nil {
			return err
		}
		if len(open) != 1 || open[0].Kind != kind || open[0].Number.Number != from {
			return fmt.Errorf("open: %+v", open)
		}
		p = open[0]
		return nil
	})
	return p
}

// pays waits until the floor has brought the agent and the person together, each hears the
// other, the person sees the line's own number, and the promise is closed by the talk.
func (d *debtor) pays(p promise) {
	d.t.Helper()
	var agent *phone.Call
	select {
	case agent = <-d.rings:
	case <-time.After(rests + soon):
		d.t.Fatal("nobody of us is rung")
	}
	person := comes(d.t, d.dialed)
	if got := person.To; !strings.Contains(got, p.Number.Number) {
		d.t.Errorf("%s is called in place of %s", got, p.Number.Number)
	}
	if got := person.From; !strings.Contains(got, number) {
		d.t.Errorf("the person sees %s in place of the line's number", got)
	}
	hears(d.t, "the person", person, olgaTone)
	hears(d.t, "the agent", agent, callerTone)
	person.Hangup()
	over(d.t, agent)
	until(d.t, soon, "the promise is kept", func() error {
		closed, err := d.promises("closed")
		if err != nil {
			return err
		}
		for _, x := range closed {
			if x.ID == p.ID && x.Reason == "talked" {
				return nil
			}
		}
		return fmt.Errorf("closed: %+v", closed)
	})
	d.balanced(1, 0)
}

// TestTheFloorCallsWhoWasMissed: sipp calls, nobody is there, it hangs up. When an agent comes
// to work the floor rings the agent and then the person, without anybody's asking.
func TestTheFloorCallsWhoWasMissed(t *testing.T) {
	t.Parallel()
	const from = "+380671110091"
	d := owe(t, object{"return_s": []int{1}})
	missedBySipp(t, d.server, from)
	p := d.owed(from, "missed")
	d.online(d.olga)
	d.pays(p)
}

// TestAPlaceIsKeptForWhoPressesOne: who waits is offered a call, presses 1, hangs up and is
// called in his turn.
func TestAPlaceIsKeptForWhoPressesOne(t *testing.T) {
	t.Parallel()
	const from = "+380671110092"
	d := owe(t, object{"offer": object{"after_s": 5, "every_s": 15}})
	l := d.dial(d.street, from, phone.Manner{})
	d.onFloor(from, "waiting")
	// The key counts once the offer has begun to be said.
	until(t, soon, "the key is taken", func() error {
		if err := up(l); err == nil {
			if err := l.SendDigits("1"); err != nil {
				return err
			}
		}
		open, err := d.promises("open")
		if err == nil && len(open) == 0 {
			err = errors.New("nothing is owed yet")
		}
		return err
	})
	over(t, l) // after it was said that we call
	p := d.owed(from, "virtual_hold")
	d.online(d.olga)
	d.pays(p)
}
