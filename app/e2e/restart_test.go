//go:build e2e

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/sim/phone"
)

// TestCallsOutliveTheProcess kills the program while two people talk and three wait: who
// talks goes on talking, who waits keeps the place.
func TestCallsOutliveTheProcess(t *testing.T) {
	t.Parallel()
	const customers, agents = 700, 1100
	place, dir := newPlace(t), t.TempDir()
	first := serve(t, place, dir)
	c := found(t, first, wish{wrapS: -1})
	var agentHeard, customerHeard ear
	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(agents), Capture: &agentHeard}}
	})
	c.online(c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", room.Addr())))
	street, _ := telephone(t, nil)

	talking := c.dial(street, "+380671110010", phone.Manner{Audio: phone.Tone(customers), Capture: &customerHeard})
	hears(t, "the caller", talking, agents)
	desk := comes(t, rings)
	hears(t, "the agent", desk, customers)
	var waiting []*phone.Call
	var heard [3]ear
	for i := range heard {
		from := fmt.Sprintf("+3806711100%d", 11+i)
		waiting = append(waiting, c.dial(street, from, phone.Manner{Audio: phone.Tone(customers), Capture: &heard[i]}))
		c.onFloor(from, "waiting")
	}
	agentHeard.reset()
	customerHeard.reset()

	first.kill()
	began := time.Now()
	c.server = serve(t, place, dir)
	t.Logf("well again %v after kill -9", time.Since(began).Round(time.Millisecond))
	hears(t, "the caller after the restart", talking, agents)
	hears(t, "the agent after the restart", desk, customers)
	t.Logf("sound was gone for %v at the caller's, %v at the agent's", customerHeard.longest().Round(time.Millisecond), agentHeard.longest().Round(time.Millisecond))
	for i, l := range waiting {
		must(t, up(l))
		heard[i].reset()
		hearsMusic(t, fmt.Sprintf("waiting caller %d", i), &heard[i], agents, customers)
	}
	b, err := c.board()
	must(t, err)
	for i := range waiting {
		if _, state := b.call(fmt.Sprintf("+3806711100%d", 11+i)); state != "waiting" {
			t.Errorf("caller %d is %s after the restart", i, state)
		}
	}

	// Each hangs up in turn: signalling works in the old dialogs, and the order is the old one.
	turn := talking
	for i, next := range waiting {
		turn.Hangup()
		over(t, desk)
		desk = comes(t, rings)
		if from := fmt.Sprintf("+3806711100%d", 11+i); !strings.Contains(desk.From, from) {
			t.Errorf("%s is offered in the place of %s", desk.From, from)
		}
		hears(t, "a caller who waited", next, agents)
		turn = next
	}
	turn.Hangup()
	over(t, desk)
	for i := range 4 {
		from := fmt.Sprintf("+3806711100%d", 10+i)
		until(t, soon, "the call of "+from+" is on the list", func() error {
			all, err := c.calls(from)
			if err != nil || len(all) != 1 {
				return fmt.Errorf("%d calls: %w", len(all), err)
			}
			return want("its result", all[0].Result, "answered")
		})
	}
	c.heardTwice("+380671110010", customers, agents)
}

// heardTwice holds that the recording of a call goes on after a restart, in both channels.
func (c *centre) heardTwice(from string, customer, agent float64) {
	c.t.Helper()
	all, err := c.calls(from)
	must(c.t, err)
	list := c.recordings(all[0].ID)
	if len(list) != 1 {
		c.t.Fatalf("%d recordings of one conversation", len(list))
	}
	b, err := c.audio(list[0].ID)
	must(c.t, err)
	sound, err := channelsOf(b)
	must(c.t, err)
	if len(sound) != 2 {
		c.t.Fatalf("the recording has %d channels", len(sound))
	}
	whole := float64(len(sound[0])) / rate
	left, right := toneFor(sound[0], customer), toneFor(sound[1], agent)
	c.t.Logf("recording: %.1f s, customer's tone %.1f s, agent's %.1f s, %d gaps", whole, left, right, list[0].Gaps)
	if left < whole/2 || right < whole/2 {
		c.t.Errorf("of %.1f s the customer is heard for %.1f s, the agent for %.1f s", whole, left, right)
	}
}
