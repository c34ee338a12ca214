//go:build e2e

package e2e

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"gudok/sim/phone"

	_ "modernc.org/sqlite"
)

// TestALockedDatabaseHoldsUpNoCall: another program holds the floor's database for three
// seconds, as a careless backup does. People go on talking, commands are obeyed, callers are
// taken; the board says what is wrong and stops saying it.
func TestALockedDatabaseHoldsUpNoCall(t *testing.T) {
	t.Parallel()
	const customers, agents = 700, 1100
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{wrapS: -1})
	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(agents)}}
	})
	olga := c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", room.Addr()))
	d := c.sitDown(olga)
	d.does("start-shift", object{"device": olga.desk})
	street, _ := telephone(t, nil)
	var heard ear
	l := c.dial(street, "+380671110030", phone.Manner{Audio: phone.Tone(customers), Capture: &heard})
	hears(t, "the caller", l, agents)
	desk := comes(t, rings)
	hears(t, "the agent", desk, customers)
	d.comesTo("talking")
	heard.reset()

	file, err := sql.Open("sqlite", "file:"+filepath.Join(c.server.dir, "floor.db")+"?_pragma=busy_timeout(5000)")
	must(t, err)
	defer file.Close()
	other, err := file.Conn(t.Context())
	must(t, err)
	defer other.Close()
	_, err = other.ExecContext(t.Context(), "begin exclusive")
	must(t, err)
	held := time.Now()
	d.does("hold", object{})
	d.comesTo("held")
	hearsMusic(t, "the caller on hold", &heard, agents, customers)
	d.does("resume", nil)
	hears(t, "the caller", l, agents)
	var waits ear
	second := c.dial(street, "+380671110031", phone.Manner{Capture: &waits})
	answered(t, second)
	hearsMusic(t, "who calls meanwhile", &waits, agents, customers)
	until(t, soon, "the board shows the alarm", func() error { return c.alarmIs("journal_slow", true) })
	must(t, goesOn(t, 3*time.Second-time.Since(held), func() error { return errors.Join(up(l), up(desk), up(second)) }))
	_, err = other.ExecContext(t.Context(), "rollback")
	must(t, err)
	t.Logf("locked for %v; the longest gap in the caller's sound was %v", time.Since(held).Round(time.Millisecond), heard.longest().Round(time.Millisecond))
	until(t, soon, "the alarm clears", func() error { return c.alarmIs("journal_slow", false) })
	if gap := heard.longest(); gap > time.Second {
		t.Errorf("the caller's sound had a gap of %v", gap)
	}

	l.Hangup()
	hears(t, "who called meanwhile", second, agents)
	second.Hangup()
	over(t, second)
	for _, from := range []string{"+380671110030", "+380671110031"} {
		until(t, soon, "the call of "+from+" is remembered", func() error {
			all, err := c.calls(from)
			if err == nil && len(all) != 1 {
				err = errors.New("it is not")
			}
			if err != nil {
				return err
			}
			return want("its result", all[0].Result, "answered")
		})
	}
}

// alarmIs complains when an alarm of the kind is not (or is) on the board.
func (c *centre) alarmIs(kind string, on bool) error {
	b, err := c.board()
	if err != nil {
		return err
	}
	return want("alarm "+kind, b.alarm(kind), on)
}
