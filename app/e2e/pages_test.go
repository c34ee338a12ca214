//go:build e2e

package e2e

import (
	"errors"
	"testing"

	"gudok/sim/phone"
)

// Two agents and a supervisor, each at a page of a real browser: Anna asks Ivan by keys alone,
// all three talk, her page is reloaded in the middle of it, the supervisor listens without a
// microphone, and Anna leaves the caller with Ivan.
func TestThreePagesAroundACall(t *testing.T) {
	const from = "+380671110051"
	s := serve(t, newPlace(t), t.TempDir())
	c := found(t, s, wish{})
	b := openBrowsers(t)
	enter := func(who *person) *page {
		p := b.open(who.login)
		p.signIn(s.web + c.invite(who))
		return p
	}
	begin := func(p *page) {
		p.click(`a[href="/shift"]`)
		p.click(`button:not([disabled]):has-text("Start shift")`)
	}
	one, two := c.hire("anna", "Anna Koval", "agent", ""), c.hire("ivan", "Ivan Bondar", "agent", "")
	anna, ivan := enter(one), enter(two)
	boss := enter(c.hire("boss", "Pavlo Sydorenko", "supervisor", ""))

	begin(anna)
	street, _ := telephone(t, nil)
	caller := c.dial(street, from, phone.Manner{Audio: phone.Tone(callerTone)})
	anna.sees(`button[aria-keyshortcuts="F2"]`)
	anna.press("F2")
	anna.hears(callerTone)
	name := c.onFloor(from, "talking")
	begin(ivan)
	until(t, soon, "Ivan is at work", func() error {
		b, err := c.board()
		if err != nil {
			return err
		}
		n := 0
		for _, a := range b.Agents {
			if a.Presence.State == "online" && a.Device.Healthy {
				n++
			}
		}
		return want("agents at work", n, 2)
	})

	anna.press("F7")
	anna.fill(`input[role="combobox"][aria-controls]:not([aria-controls="dial-pad"])`, "Ivan")
	anna.sees(`[role="option"][aria-selected="true"]:has-text("Ivan Bondar")`)
	anna.press("Enter")
	anna.fill(`section input[maxlength="100"]`, "Petro Marchenko")
	anna.fill(`section input[maxlength="500"]`, "a parcel that is late")
	anna.press("Control+Enter")
	ivan.sees(`:text("Petro Marchenko")`)
	ivan.press("F2")
	c.onFloor(from, "consulting")
	anna.press("Shift+F7")
	c.onFloor(from, "conference")
	ivan.hears(callerTone)
	anna.hears(callerTone)

	anna.do("reload", "", "", nil)
	anna.hears(callerTone)
	ivan.hears(callerTone)
	must(t, up(caller))

	begin(boss)
	boss.click(`a[href="/floor"]`)
	boss.sees(`table tr:has-text("67 111 0051") button`)
	var before, live int // the shift began with a check of the microphone
	boss.do("eval", "window.microphones", "", &before)
	boss.click(`table tr:has-text("67 111 0051") button`)
	boss.hears(callerTone)
	boss.do("eval", "window.microphones", "", &live)
	if live > before {
		t.Errorf("%d microphones are open in place of %d since the supervisor listens", live, before)
	}

	anna.press("F7")
	c.onFloor(from, "talking")
	anna.sees(`button[aria-keyshortcuts="1"]`) // the outcome of her part
	ivan.hears(callerTone)
	boss.hears(callerTone)
	ivan.press("F4")
	over(t, caller)
	until(t, soon, "the page of the call tells all", func() error {
		story, err := c.story(t.Context(), name)
		if err != nil {
			return err
		}
		for _, typ := range []string{"consult.started", "call.conference", "ear.opened", "ear.closed"} {
			if _, ok := story.has(typ); !ok {
				return errors.New("no " + typ)
			}
		}
		return nil
	})
}
