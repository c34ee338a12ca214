//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
)

const (
	// promiseKills is how often the demo is killed in CI; GUDOK_KILLS says otherwise.
	promiseKills = 3
	// lastLife goes on calling people back; longer than the calls of the dead take to end.
	lastLife = time.Minute
	// leaseMS is for how long a number is locked after a dial whose outcome nobody knows.
	leaseMS = 120_000
)

// TestKillsBetweenHangUpAndClosedLoseNoPromise kills a centre whose floor calls people back,
// while it does. In the end every promise is open or closed by one reason, every attempt has
// begun and ended once and rang the person once, and nobody was dialled while nobody knew
// whether his telephone was still ringing.
func TestKillsBetweenHangUpAndClosedLoseNoPromise(t *testing.T) {
	t.Parallel()
	n := promiseKills
	if s := os.Getenv("GUDOK_KILLS"); s != "" {
		var err error
		n, err = strconv.Atoi(s)
		must(t, err)
	}
	place, dir := newPlace(t), t.TempDir()
	seen := map[string]bool{} // promises that were there before a kill
	for i := range n {
		c := startDemo(t, place, dir, lively)
		if i == 0 {
			c.hurry()
		}
		began := time.Now()
		until(t, time.Minute, fmt.Sprintf("somebody is owed a call in life %d", i+1), func() error {
			open, err := c.promises("open")
			if err == nil && len(open) == 0 {
				err = fmt.Errorf("nobody")
			}
			return err
		})
		chance := time.Duration(rand.Int64N(int64(12 * time.Second)))
		must(t, goesOn(t, max(0, chance-time.Since(began)), func() error { return well(c.server.web) }))
		for _, p := range c.everyPromise() {
			seen[p.ID] = true
		}
		c.server.kill()
	}
	c := startDemo(t, place, dir, 0)
	must(t, goesOn(t, lastLife, func() error { return well(c.server.web) }))
	c.lawful()
	all := c.everyPromise()
	for _, p := range all {
		delete(seen, p.ID)
	}
	if len(seen) > 0 {
		t.Errorf("promises are lost: %v", seen)
	}
	c.once(all)
}

// hurry lets the floor call people back within seconds, not minutes.
func (c *centre) hurry() {
	c.t.Helper()
	var lines []struct{ ID string }
	must(c.t, c.api.Get(c.t.Context(), "/lines", &lines))
	for _, l := range lines {
		c.change("/lines/"+l.ID, object{
			"return_s": []int{1, 3, 5, 5, 5, 5, 5, 5, 5, 5},
			"returns":  object{"by": "floor", "bonus_s": 3600}, // before those who wait, or nobody would come to it
		})
	}
}

// everyPromise are the open ones and the closed ones.
func (c *centre) everyPromise() []promise {
	c.t.Helper()
	open, err := c.promises("open")
	must(c.t, err)
	closed, err := c.promises("closed")
	must(c.t, err)
	for _, p := range closed { // what was closed between the two looks is in both
		open = slices.DeleteFunc(open, func(o promise) bool { return o.ID == p.ID })
	}
	return append(open, closed...)
}

// An attempt as its facts tell it.
type attempt struct {
	id, number, call, outcome string
	began, ended              int64
}

// once holds that nobody was dialled twice.
func (c *centre) once(all []promise) {
	c.t.Helper()
	byNumber, closed := map[string][]attempt{}, map[string]int{}
	n, unknown := 0, 0
	for _, p := range all {
		if p.State == "closed" {
			closed[p.Reason]++
		}
		for _, a := range c.attempts(p) {
			n++
			if a.outcome == "interrupted" {
				unknown++
			}
			if rung := c.dials(a); rung > 1 {
				c.t.Errorf("in attempt %s the person was rung %d times", a.id, rung)
			}
			byNumber[a.number] = append(byNumber[a.number], a)
		}
	}
	for number, list := range byNumber {
		slices.SortFunc(list, func(a, b attempt) int { return int(a.began - b.began) })
		for i, a := range list[min(1, len(list)):] {
			before := list[i]
			rest := before.ended
			if before.outcome == "interrupted" {
				rest += leaseMS
			}
			if before.ended == 0 || a.began < rest {
				c.t.Errorf("%s was dialled at %d, in the attempt before from %d to %d (%s)", number, a.began, before.began, before.ended, before.outcome)
			}
		}
	}
	c.t.Logf("%d promises, closed %v; %d attempts, %d of them with an outcome that nobody knows", len(all), closed, n, unknown)
	if n == 0 {
		c.t.Error("nobody was called back")
	}
}

// attempts are those at a promise; each must have ended but the last of an open one.
func (c *centre) attempts(p promise) (list []attempt) {
	c.t.Helper()
	var page struct {
		Facts []struct {
			At   int64
			Type string
			Call string
			Data json.RawMessage
		}
	}
	must(c.t, c.api.Get(c.t.Context(), "/promises/"+p.ID, &page))
	ends := 0
	for _, f := range page.Facts {
		var d struct{ Attempt, Outcome string }
		must(c.t, json.Unmarshal(f.Data, &d))
		switch f.Type {
		case "attempt.started":
			list = append(list, attempt{id: d.Attempt, number: p.Number.Number, call: f.Call, began: f.At})
		case "attempt.ended":
			if i := len(list) - 1; i < 0 || list[i].id != d.Attempt || list[i].ended != 0 {
				c.t.Errorf("promise %s: attempt %s ended and had not begun", p.ID, d.Attempt)
			} else {
				list[i].ended, list[i].outcome = f.At, d.Outcome
			}
		case "promise.closed":
			ends++
		}
	}
	if (p.State == "closed") != (ends == 1) {
		c.t.Errorf("promise %s is %s and was closed %d times", p.ID, p.State, ends)
	}
	return list
}

// dials is how often the person was rung in the call of an attempt.
func (c *centre) dials(a attempt) (n int) {
	c.t.Helper()
	s, err := c.story(c.t.Context(), a.call)
	must(c.t, err)
	for _, f := range s.Facts {
		if f.Type == "leg.invited" && f.Data["number"] != nil {
			n++
		}
	}
	return n
}
