//go:build e2e

package e2e

import (
	"fmt"
	"testing"

	"gudok/sim/phone"
)

// who waits in a line, by their numbers in the order of service.
func (c *centre) waiting(line string) ([]string, error) {
	var queue struct{ Rows []struct{ Number string } }
	err := c.api.Get(c.t.Context(), "/floor/lines/"+line+"/waiting", &queue)
	var out []string
	for _, r := range queue.Rows {
		out = append(out, r.Number)
	}
	return out, err
}

// waits waits until exactly these people wait in the line, in this order.
func (c *centre) waits(line string, numbers ...string) {
	c.t.Helper()
	until(c.t, soon, fmt.Sprintf("%v wait in %s", numbers, line), func() error {
		got, err := c.waiting(line)
		if err != nil {
			return err
		}
		return want("who waits", fmt.Sprint(got), fmt.Sprint(numbers))
	})
}

// TestASupervisorsHandOnTheLiveFloor: two people wait. In a real browser the supervisor puts
// the second one first, takes him, and leads the other one to another line.
func TestASupervisorsHandOnTheLiveFloor(t *testing.T) {
	t.Parallel()
	const first, second = "+380671110101", "+380671110102"
	street, _ := telephone(t, nil)
	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(supervisorTone)}}
	})
	s := serve(t, newPlace(t), t.TempDir())
	c := found(t, s, wish{carrier: street.Addr()})
	help := c.newLine("Help", wish{})
	boss := c.hire("boss", "Pavlo Sydorenko", "supervisor", c.deskPhone("boss", room.Addr()))
	c.dial(street, first, phone.Manner{Audio: phone.Tone(ivanTone)})
	c.waits(c.line, first)
	caller := c.dial(street, second, phone.Manner{Audio: phone.Tone(callerTone)})
	c.waits(c.line, first, second)

	p := openBrowsers(t).open("boss")
	p.signIn(s.web + c.invite(boss))
	p.sees(`nav a`)
	p.visit(s.web + "/floor")
	p.click(`td button:has-text("Orders")`)
	row := func(number string) string { return `li:has-text("` + number[6:9] + ` ` + number[9:] + `") ` }
	p.click(row(second) + `button[aria-label^="Up"]`)
	c.waits(c.line, second, first)

	c.online(boss)
	p.click(row(second) + `button[data-item]`)
	p.click(`button:has-text("Take it myself")`)
	desk := comes(t, rings)
	hears(t, "the supervisor", desk, callerTone)
	hears(t, "the caller", caller, supervisorTone)
	c.onFloor(second, "talking")

	p.click(row(first) + `button[data-item]`)
	p.do("choose", `select[aria-label="To another line"]`, "Help", nil)
	c.waits(help, first)
	c.waits(c.line)
	var said []string
	if p.do("said", "", "", &said); len(said) > 0 {
		t.Errorf("the page complained: %v", said)
	}
}
