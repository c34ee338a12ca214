//go:build e2e

package e2e

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"gudok/sim/phone"
)

// serveOnSmallDisk runs `gudok serve` on a disk of its own that has only so many megabytes: a
// tmpfs that is mounted for the process alone. The path given back is that disk, seen from
// outside.
func serveOnSmallDisk(t *testing.T, place place, megabytes int) (s *server, disk string) {
	t.Helper()
	dir := t.TempDir()
	unshare := []string{"--mount"}
	if os.Geteuid() != 0 {
		unshare = append(unshare, "--map-root-user")
	}
	mount := fmt.Sprintf(`mount -t tmpfs -o size=%dm tmpfs "$0" && exec "$@"`, megabytes)
	args := append(unshare, "sh", "-c", mount, dir, program(t), "serve")
	s = run(t, place, dir, exec.Command("unshare", append(args, place.flags(dir)...)...))
	return s, filepath.Join("/proc", fmt.Sprint(s.pid()), "root", dir)
}

// fill writes into a file until the disk takes no more.
func fill(t *testing.T, disk string) (name string) {
	t.Helper()
	name = filepath.Join(disk, "something else")
	f, err := os.Create(name)
	must(t, err)
	defer f.Close()
	for block := make([]byte, 64<<10); len(block) > 0; {
		_, err := f.Write(block)
		switch {
		case errors.Is(err, syscall.ENOSPC):
			block = block[:len(block)/2] // to the last byte
		case err != nil:
			t.Fatal(err)
		}
	}
	return name
}

// A pair of people who talk.
type conversation struct {
	from   string
	caller *phone.Call
	ear    *ear
}

// TestAFullDiskIsHeardByNobody fills the disk while twenty people talk: their sound has no gap,
// who calls meanwhile is answered, the board says what is wrong, and when there is room again
// everything is remembered.
func TestAFullDiskIsHeardByNobody(t *testing.T) {
	t.Parallel()
	const customers, agents, talks = 700, 1100, 20
	s, disk := serveOnSmallDisk(t, newPlace(t), 96)
	c := found(t, s, wish{wrapS: -1})
	room, _ := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(agents)}}
	})
	for i := range talks {
		login := fmt.Sprintf("agent%d", i)
		c.online(c.hire(login, fmt.Sprintf("Agent %d", i), "agent", c.deskPhone(login, room.Addr())))
	}
	street, _ := telephone(t, nil)
	var all []conversation
	talk := func(from string) {
		l := conversation{from: from, ear: &ear{}}
		l.caller = c.dial(street, l.from, phone.Manner{Audio: phone.Tone(customers), Capture: l.ear})
		all = append(all, l)
	}
	for i := range talks {
		talk(fmt.Sprintf("+3806711101%02d", i))
	}
	for _, l := range all {
		hears(t, l.from, l.caller, agents)
	}
	must(t, c.alarmIs("disk_full", false))
	for _, l := range all {
		l.ear.reset()
	}

	filler := fill(t, disk)
	filled := time.Now()
	until(t, soon, "the board shows the alarm", func() error { return c.alarmIs("disk_full", true) })
	// Three hang up and three others call: each is answered.
	for i := range 3 {
		all[i].caller.Hangup()
		over(t, all[i].caller)
		talk(fmt.Sprintf("+3806711102%02d", i))
	}
	for _, l := range all[talks:] {
		hears(t, l.from, l.caller, agents)
	}
	must(t, goesOn(t, 6*time.Second-time.Since(filled), func() error {
		for _, l := range all[3:] {
			if err := up(l.caller); err != nil {
				return fmt.Errorf("%s: %w", l.from, err)
			}
		}
		return well(c.server.web)
	}))
	b, err := c.board()
	must(t, err)
	t.Logf("alarms on the full disk: %+v", b.Alarms)
	worst := time.Duration(0)
	for _, l := range all[3:talks] {
		worst = max(worst, l.ear.longest())
		if got := toneFor(l.ear.lastly(4*time.Second), agents); got < 3.6 {
			t.Errorf("%s heard the agent for only %.1f of the last 4 s", l.from, got)
		}
	}
	t.Logf("full for %v; the longest gap in the sound of %d callers was %v", time.Since(filled).Round(time.Millisecond), talks-3, worst.Round(time.Millisecond))
	if worst > 500*time.Millisecond {
		t.Errorf("somebody heard nothing for %v", worst)
	}

	must(t, os.Remove(filler))
	for _, kind := range []string{"disk_full", "journal_slow", "not_remembered"} {
		until(t, soon, "the alarm clears", func() error { return c.alarmIs(kind, false) })
	}
	for _, l := range all[3:] {
		must(t, up(l.caller))
		l.caller.Hangup()
	}
	c.rememberedAll(all)
	c.recordedAgain(street, agents)
}

// rememberedAll holds that every call is on the list as answered.
func (c *centre) rememberedAll(all []conversation) {
	c.t.Helper()
	until(c.t, 2*soon, "all calls are remembered", func() error {
		list, err := c.calls("")
		if err != nil {
			return err
		}
		results := map[string]string{}
		for _, l := range list {
			results[l.Number.Number] = l.Result
		}
		for _, l := range all {
			if err := want("the result of "+l.from, results[l.from], "answered"); err != nil {
				return err
			}
		}
		return want("the number of calls", len(list), len(all))
	})
}

// recordedAgain holds that a call after all that is recorded as ever.
func (c *centre) recordedAgain(street *phone.Phone, agents float64) {
	c.t.Helper()
	const from = "+380671110299"
	l := c.dial(street, from, phone.Manner{Audio: phone.Tone(700)})
	hears(c.t, from, l, agents)
	name := c.onFloor(from, "talking")
	must(c.t, goesOn(c.t, 2*time.Second, func() error { return up(l) }))
	l.Hangup()
	c.told(name, "answered")
	list := c.recordings(name)
	if len(list) != 1 || list[0].Failed != "" {
		c.t.Fatalf("recordings after the fault: %+v", list)
	}
	b, err := c.audio(list[0].ID)
	must(c.t, err)
	sound, err := channelsOf(b)
	must(c.t, err)
	if got := toneFor(sound[0], 700); got < 1 {
		c.t.Errorf("the customer's tone is in the recording for %.1f s", got)
	}
}
