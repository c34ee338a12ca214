//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gudok/sim/client"
)

const (
	// kills is how often the demo is killed (issue 2, section 6).
	kills = 20
	// lively is how many invented people may call at once: some are in the menu, some wait, some
	// talk, some leave a message when the process dies.
	lively = 12
)

// TestTwentyKillsLoseNothing kills the demo, callers and robots with it, at moments that
// nobody chose, and starts it again on the same folder. In the end the books balance: every
// item has one end, every promise is open or closed by one reason, every recording is sound.
func TestTwentyKillsLoseNothing(t *testing.T) {
	t.Parallel()
	place, dir := newPlace(t), t.TempDir()
	var slowest time.Duration
	for i := range kills {
		c := startDemo(t, place, dir, lively)
		slowest = max(slowest, c.server.ready)
		began := time.Now()
		until(t, soon, fmt.Sprintf("somebody calls in life %d", i+1), func() error {
			b, err := c.board()
			if err == nil && len(b.Calls) < 2 {
				err = fmt.Errorf("%d calls", len(b.Calls))
			}
			return err
		})
		c.lawful()
		c.accounted()
		chance := time.Duration(rand.Int64N(int64(4 * time.Second)))
		must(t, goesOn(t, max(0, chance-time.Since(began)), func() error { return well(c.server.web) }))
		c.server.kill()
	}
	c := startDemo(t, place, dir, 0)
	t.Logf("%d kills, the slowest start took %v", kills, slowest.Round(time.Millisecond))
	began := time.Now()
	until(t, time.Minute, "the calls of the dead are over", func() error {
		b, err := c.board()
		if err == nil && len(b.Calls) > 0 {
			err = fmt.Errorf("%d calls are on the floor: %+v", len(b.Calls), b.Calls)
		}
		return err
	})
	t.Logf("the calls of the dead were over after %v", time.Since(began).Round(time.Millisecond))
	c.allEnded()
	c.server.stop() // the law is checked soon after each start
	c = startDemo(t, place, dir, 0)
	until(t, 2*soon, "the law of promises was checked", func() error {
		l, err := c.law()
		if err == nil && l.CheckedAt == 0 {
			err = fmt.Errorf("not yet: %+v", l)
		}
		return err
	})
	c.lawful()
	c.allAudible()
}

// startDemo runs `gudok demo` on dir and signs in as its own administrator. A first start has
// set its centre up when this returns.
func startDemo(t *testing.T, at place, dir string, callers int) *centre {
	t.Helper()
	args := append([]string{"demo"}, at.flags(dir)...)
	s := run(t, at, dir, exec.Command(program(t), append(args, "--speed", "3", "--callers", fmt.Sprint(callers))...))
	until(t, soon, "the demo's links are printed", func() error {
		if !strings.Contains(s.out.String(), "supervisor") {
			return fmt.Errorf("it said %q", s.out.String())
		}
		return nil
	})
	var memory struct{ Password string }
	text, err := os.ReadFile(filepath.Join(dir, "demo.json"))
	must(t, err)
	must(t, json.Unmarshal(text, &memory))
	c := &centre{t: t, server: s, api: client.New(s.web)}
	must(t, c.api.SignIn(t.Context(), "demo", memory.Password))
	return c
}

// lawful holds the law of promises at this moment.
func (c *centre) lawful() {
	c.t.Helper()
	l, err := c.law()
	must(c.t, err)
	if l.Opened != l.Open+l.closed() || !l.OK {
		c.t.Fatalf("%d promises opened, %d open, %d closed; check: %v %s", l.Opened, l.Open, l.closed(), l.OK, l.Why)
	}
}

// A ledger is what became of all items of all calls.
type ledger struct {
	calls, created int
	reasons        map[string]int    // why they were left
	open           map[string]string // item -> call, of those that were not
}

func (l *ledger) left() int {
	n := 0
	for _, count := range l.reasons {
		n += count
	}
	return n
}

// items counts the items of all calls by their facts.
func (c *centre) items() (l ledger, err error) {
	all, err := c.calls("")
	if err != nil {
		return l, err
	}
	l = ledger{calls: len(all), reasons: map[string]int{}, open: map[string]string{}}
	for _, one := range all {
		s, err := c.story(c.t.Context(), one.ID)
		if err != nil {
			return l, err
		}
		items := map[string]int{}
		for _, f := range s.Facts {
			switch f.Type {
			case "item.created":
				items[f.Item]++
				l.created++
				l.open[f.Item] = one.ID
			case "item.left":
				items[f.Item] += 1000
				l.reasons[fmt.Sprint(f.Data["reason"])]++
				delete(l.open, f.Item)
			}
		}
		for item, n := range items {
			if n != 1 && n != 1001 {
				return l, fmt.Errorf("item %s of call %s was created %d times and left %d times", item, one.ID, n%1000, n/1000)
			}
		}
	}
	return l, nil
}

// accounted holds that items created = left + in progress, while the centre goes on: whatever
// has no end belongs to a call on the floor.
func (c *centre) accounted() {
	c.t.Helper()
	until(c.t, soon, "all items are accounted for", func() error {
		l, err := c.items()
		if err != nil {
			return err
		}
		b, err := c.board()
		if err != nil {
			return err
		}
		live := map[string]bool{}
		for _, one := range b.Calls {
			live[one.Call] = true
		}
		for item, call := range l.open {
			if !live[call] { // it may have ended between two looks: then the next look says so
				return fmt.Errorf("item %s of call %s is in nobody's hands", item, call)
			}
		}
		return want("created", l.created, l.left()+len(l.open))
	})
}

// allEnded holds that nothing is in progress any more, and tells by which reasons it ended.
func (c *centre) allEnded() {
	c.t.Helper()
	l, err := c.items()
	must(c.t, err)
	if len(l.open) > 0 || l.created != l.left() || l.created == 0 {
		c.t.Errorf("%d items were created, %d left, %d are open", l.created, l.left(), len(l.open))
	}
	for _, r := range slices.Sorted(maps.Keys(l.reasons)) {
		c.t.Logf("%5d %s", l.reasons[r], r)
	}
	c.t.Logf("%5d items in %d calls", l.created, l.calls)
}

// allAudible holds that every recording can be read and is as long as it says.
func (c *centre) allAudible() {
	c.t.Helper()
	all, err := c.calls("")
	must(c.t, err)
	heard := 0
	for _, l := range all {
		if len(l.Recordings) == 0 {
			continue
		}
		for _, r := range c.recordings(l.ID) {
			b, err := c.audio(r.ID)
			if err != nil {
				c.t.Errorf("recording %s (%s) of call %s: %v", r.ID, r.State, l.ID, err)
				continue
			}
			sound, err := channelsOf(b)
			if err != nil {
				c.t.Errorf("recording %s (%s): %v", r.ID, r.State, err)
				continue
			}
			heard++
			if ms := int64(len(sound[0])) * 1000 / rate; ms < r.MS-20 || ms > r.MS+20 {
				c.t.Errorf("recording %s says %d ms and has %d", r.ID, r.MS, ms)
			}
		}
	}
	c.t.Logf("%5d recordings", heard)
	var failed []recording
	must(c.t, c.api.Get(c.t.Context(), "/recordings/failed", &failed))
	if len(failed) > 0 {
		c.t.Errorf("recordings that failed: %+v", failed)
	}
}

// recordings are those of a call, once they are closed.
func (c *centre) recordings(call string) (all []recording) {
	c.t.Helper()
	until(c.t, soon, "the recordings of "+call+" are closed", func() error {
		all = nil
		if err := c.api.Get(c.t.Context(), "/recordings?call="+call, &all); err != nil {
			return err
		}
		for _, r := range all {
			if r.State == "open" {
				return fmt.Errorf("%s is open", r.ID)
			}
		}
		return nil
	})
	return all
}
