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

const (
	firstCaller  = "+380671110005"
	customerTone = 700
	returnedTone = 1300
)

// A firstCall is the whole way of a call with everybody in it.
type firstCall struct {
	t      *testing.T
	c      *centre
	agent  *page
	boss   *page
	street *phone.Phone
	calls  chan *phone.Call // come to the street
	wire   *tap
	name   string // of the call
}

// TestTheFirstCall is the whole way: sipp calls with a voice of 700 Hz, an agent in a real
// browser answers, holds, reloads the page, ends and codes by keys alone; a supervisor in
// another browser sees it, and plays it afterwards. Then somebody hangs up unanswered and is
// called back by one key.
func TestTheFirstCall(t *testing.T) {
	f := &firstCall{t: t}
	f.street, f.calls = telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{After: 300 * time.Millisecond, Manner: phone.Manner{Audio: phone.Tone(returnedTone)}}
	})
	s := serve(t, newPlace(t), t.TempDir())
	f.c = found(t, s, wish{carrier: f.street.Addr(), line: object{"must_code": true}})
	f.wire = tapped(t, s.place)
	b := openBrowsers(t)
	f.agent, f.boss = b.open("agent"), b.open("supervisor")
	f.agent.signIn(s.web + f.c.invite(f.c.hire("anna", "Anna Koval", "agent", "")))
	f.boss.signIn(s.web + f.c.invite(f.c.hire("pavlo", "Pavlo Sydorenko", "supervisor", "")))
	f.startsTheShift()
	f.answers()
	f.holds()
	f.reloads()
	f.endsAndCodes()
	f.isPlayed()
	f.isRecorded()
	f.callsBack()
	f.complaints()
}

// complaints are errors in the pages' consoles. One is nothing to complain of: the desk asks
// for the note of a call that the list of calls has not heard of yet.
func (f *firstCall) complaints() {
	for _, p := range []*page{f.agent, f.boss} {
		var said []string
		p.do("said", "", "", &said)
		for _, line := range said {
			if !strings.HasPrefix(line, "404 GET "+f.c.server.web+"/api/calls/call_") {
				f.t.Errorf("the %s's page complained: %s", p.name, line)
			}
		}
	}
}

// startsTheShift goes through the checks before the shift with the browser's own microphone.
func (f *firstCall) startsTheShift() {
	f.agent.click(`a[href="/shift"]`)
	f.agent.click(`button:not([disabled]):has-text("Start shift")`)
	f.agentIs("online", "idle")
}

// agentIs waits until the only agent is so on the live floor.
func (f *firstCall) agentIs(presence, slot string) {
	f.t.Helper()
	until(f.t, soon, "the agent is "+presence+" and "+slot, func() error {
		b, err := f.c.board()
		if err != nil || len(b.Agents) != 1 {
			return fmt.Errorf("%d agents: %w", len(b.Agents), err)
		}
		return errors.Join(want("presence", b.Agents[0].Presence.State, presence), want("slot", b.Agents[0].Slot.State, slot))
	})
}

// caller waits until what the caller hears satisfies ok.
func (f *firstCall) caller(what string, ok func(s []float64) error) {
	f.t.Helper()
	if f.wire != nil {
		until(f.t, soon, "the caller hears "+what, func() error { return ok(f.wire.lastly(2 * time.Second)) })
	}
}

// beeps complains when what is heard is not the fake microphone's: short and rare.
func beeps(s []float64) error {
	if d := soundFor(s); d == 0 || d > 1.3 {
		return fmt.Errorf("sound for %.1f s of the last 2 s", d)
	}
	return nil
}

func (f *firstCall) answers() {
	callBySipp(f.t, f.c.server, firstCaller, customerTone)
	f.agent.sees(`button[aria-keyshortcuts="F2"]`)
	f.boss.click(`a[href="/floor"]`)
	f.agent.press("F2")
	f.agent.hears(customerTone)
	f.name = f.c.onFloor(firstCaller, "talking")
	f.caller("the agent's microphone", beeps)
	f.boss.sees(`table tr:has-text("Anna Koval"):has-text("67 111 0005")`)
}

func (f *firstCall) holds() {
	f.agent.press("F6")
	f.c.onFloor(firstCaller, "held")
	f.caller("music", func(s []float64) error {
		if d := soundFor(s); d < 1.5 {
			return fmt.Errorf("sound for only %.1f s of the last 2 s", d)
		}
		return nil
	})
	until(f.t, soon, "the agent hears nothing", func() error {
		list, err := f.agent.sound("phone")
		if err == nil && list[0].is(customerTone) == nil {
			err = fmt.Errorf("hears the caller: %+v", list)
		}
		return err
	})
	f.agent.press("F6")
	f.c.onFloor(firstCaller, "talking")
	f.agent.hears(customerTone)
	f.caller("the agent's microphone", beeps)
}

// reloads presses F5 in mid-call: the same call is there again, with its sound.
func (f *firstCall) reloads() {
	began := time.Now()
	f.agent.do("reload", "", "", nil)
	loaded := time.Since(began)
	f.agent.hears(customerTone)
	f.t.Logf("reload in mid-call: page loaded after %v, caller heard again after %v", loaded.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
	if name := f.c.onFloor(firstCaller, "talking"); name != f.name {
		f.t.Errorf("after the reload there is the call %s in the place of %s", name, f.name)
	}
	f.caller("the agent's microphone", beeps)
	f.agent.sees(`button[aria-keyshortcuts="F4"]`)
}

func (f *firstCall) endsAndCodes() {
	f.agent.press("F4")
	f.agentIs("online", "wrapup")
	f.agent.press("2")
	f.agent.sees(`button[aria-keyshortcuts="2"][aria-pressed="true"]`)
	f.agent.press("Control+Enter")
	f.agentIs("online", "idle")
	outcome := f.c.dispositions()[1]
	until(f.t, soon, "the page of the call tells all", func() error {
		s, err := f.c.story(f.t.Context(), f.name)
		if err != nil {
			return err
		}
		if s.Call.Result != "answered" || s.Call.By != "agent" || s.Call.Disposition != outcome || s.Call.HoldMS == 0 {
			return fmt.Errorf("it says %+v", s.Call)
		}
		return nil
	})
}

// isPlayed: the supervisor finds the call on the list and hears it, each in one ear.
func (f *firstCall) isPlayed() {
	f.boss.click(`a[href="/calls"]`)
	f.boss.click(`table a:has-text("67 111 0005")`)
	f.boss.sees(`button[aria-keyshortcuts="K"]`)
	f.boss.press("k")
	until(f.t, soon, "the supervisor hears the customer in the left ear", func() error {
		list, err := f.boss.sound("played")
		if err != nil {
			return err
		}
		if len(list) != 2 || list[1].is(customerTone) == nil {
			return fmt.Errorf("channels: %+v", list)
		}
		return list[0].is(customerTone)
	})
	f.boss.press("k")
}

// isRecorded: the file has the customer on the left and the agent on the right.
func (f *firstCall) isRecorded() {
	list := f.c.recordings(f.name)
	if len(list) != 1 {
		f.t.Fatalf("%d recordings of one conversation", len(list))
	}
	b, err := f.c.audio(list[0].ID)
	must(f.t, err)
	sound, err := channelsOf(b)
	must(f.t, err)
	if len(sound) != 2 {
		f.t.Fatalf("the recording has %d channels", len(sound))
	}
	left, right := toneFor(sound[0], customerTone), soundFor(sound[1])
	f.t.Logf("recording of %.1f s: the customer's tone for %.1f s on the left, the microphone for %.1f s on the right", float64(len(sound[0]))/rate, left, right)
	// How long the call is depends on how quick the machine's browser is.
	if whole := float64(len(sound[0])) / rate; left < whole/2 || left < 1 || toneFor(sound[1], customerTone) > 0 || right < 0.4 {
		f.t.Errorf("left has %g Hz for %.1f s; right has it for %.1f s and sounds for %.1f s", float64(customerTone), left, toneFor(sound[1], customerTone), right)
	}
}

// callsBack: somebody hangs up while the agent's page rings, and is called back by one key.
func (f *firstCall) callsBack() {
	const from = "+380671110006"
	l := f.c.dial(f.street, from, phone.Manner{})
	f.agent.sees(`button[aria-keyshortcuts="F2"]`)
	must(f.t, goesOn(f.t, 6*time.Second, func() error { return up(l) }))
	l.Hangup()
	f.agent.sees(`button[aria-keyshortcuts="P"]`)
	f.c.balanced(1, 1)
	f.agent.press("p")
	customer := comes(f.t, f.calls)
	f.agent.hears(returnedTone)
	until(f.t, soon, "the customer hears the agent", func() error {
		if customer.Heard().Level < hush {
			return fmt.Errorf("heard: %+v", customer.Heard())
		}
		return nil
	})
	f.agent.press("F4")
	over(f.t, customer)
	f.agentIs("online", "wrapup")
	f.agent.press("1")
	f.agent.sees(`button[aria-keyshortcuts="1"][aria-pressed="true"]`)
	f.agent.press("Control+Enter")
	f.agentIs("online", "idle")
	f.c.balanced(1, 0)
}
