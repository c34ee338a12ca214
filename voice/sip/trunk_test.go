package sip

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"gudok/voice"
)

// probed makes the carrier's trunk one that is asked whether it lives.
func (w *world) probed() {
	list := trunks()
	list[0].Probe = 0
	w.gate.Configure(list, nil)
}

func (w *world) status() TrunkStatus {
	synctest.Wait()
	return w.gate.Status()[0]
}

// answerProbes answers OPTIONS for d; code 0 lets them go unanswered.
func (f *far) answerProbes(d time.Duration, code int) (seen int) {
	for end := time.Now().Add(d); ; {
		m := f.next(time.Until(end))
		if m == "" {
			return seen
		}
		if strings.HasPrefix(m, "OPTIONS ") {
			seen++
			if code != 0 {
				f.reply(m, code, "")
			}
		}
	}
}

func TestATrunkIsAskedWhetherItLives(t *testing.T) {
	inWorld(t, func(w *world) {
		w.probed()
		if n := w.far.answerProbes(time.Minute, 200); n < 11 || n > 13 {
			t.Errorf("asked %d times in a minute", n)
		}
		if s := w.status(); !s.Up || s.RTT != 10*time.Millisecond || s.Code != 200 || s.Err != "" {
			t.Errorf("status %+v", s)
		}
		// One lost answer is no end.
		w.far.expect("OPTIONS")
		w.far.answerProbes(10*time.Second, 404) // any answer is a sign of life
		if s := w.status(); !s.Up || s.Code != 404 {
			t.Errorf("status %+v", s)
		}
		died := time.Now()
		for w.status().Up && time.Since(died) < time.Minute {
			w.far.answerProbes(100*time.Millisecond, 0)
		}
		if d := time.Since(died); d > 10*time.Second {
			t.Errorf("dead for %v before it was noticed", d)
		}
		if s := w.status(); s.Err == "" {
			t.Errorf("status %+v", s)
		}
		back := time.Now()
		for !w.status().Up && time.Since(back) < time.Minute {
			w.far.answerProbes(100*time.Millisecond, 200)
		}
		if d := time.Since(back); d > 30*time.Second || d < 5*time.Second {
			t.Errorf("back after %v", d)
		}
		w.far.answerProbes(12*time.Second, 503)
		if s := w.status(); s.Up || s.Code != 503 {
			t.Errorf("a trunk that answers 503: %+v", s)
		}
	})
}

func TestADeadTrunkIsPassedOverAtOnce(t *testing.T) {
	inWorld(t, func(w *world) {
		w.probed() // only the carrier; nobody answers
		list := trunks()
		list[0].Probe = 0
		w.gate.Configure(list, nil)
		w.far.answerProbes(12*time.Second, 0)
		if w.status().Up {
			t.Fatal("still up")
		}
		other := w.join("10.0.0.3:5060")
		defer other.conn.Close()
		w.invite(func(c *voice.Invite) { c.Trunks = []string{string(carrier), string(second)} })
		began := time.Now()
		inv := other.expect("INVITE")
		if d := time.Since(began); d > 50*time.Millisecond {
			t.Errorf("tried after %v", d)
		}
		// When the other fails too, the dead one is tried all the same.
		other.reply(inv, 503, "")
		for {
			m := w.far.next(time.Second)
			if m == "" {
				t.Fatal("the last trunk was not tried")
			}
			if strings.HasPrefix(m, "INVITE") {
				break
			}
		}
	})
}

func TestATrunkByNameIsLookedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		var found atomic.Bool
		w.options = func(o *Options) {
			o.Resolve = func(_ context.Context, host string) ([]netip.Addr, error) {
				if host != "sip.carrier.example" {
					t.Errorf("asked for %q", host)
				}
				if !found.Load() {
					return nil, errors.New("no such host")
				}
				return []netip.Addr{netip.MustParseAddr("2001:db8::5"), netip.MustParseAddr("10.0.0.2")}, nil
			}
		}
		w.start(nil)
		defer w.far.conn.Close()
		defer func() { w.stop() }()
		list := trunks()[:1]
		list[0].Address, list[0].Sources = "sip.carrier.example:5060", nil
		w.gate.Configure(list, nil)
		w.wait(2 * time.Second)
		if s := w.status(); s.Address.IsValid() || s.Err == "" {
			t.Errorf("status %+v", s)
		}
		w.invite()
		if e := one[voice.Ended](w); e.Cause != voice.CauseCongestion {
			t.Errorf("ended %+v", e)
		}
		found.Store(true)
		w.wait(resolveRetry + 2*time.Second)
		if s := w.status(); s.Address.String() != "10.0.0.2:5060" || s.Err != "" {
			t.Errorf("status %+v", s)
		}
		w.invite()
		if inv := w.far.expect("INVITE"); !strings.HasPrefix(inv, "INVITE sip:+380501112233@sip.carrier.example:5060 SIP/2.0") {
			t.Errorf("INVITE:\n%s", inv)
		}
	})
}

// Some carriers take calls and never answer OPTIONS: they are not down.
func TestATrunkThatAnswersOnlyCallsIsUp(t *testing.T) {
	inWorld(t, func(w *world) {
		w.probed()
		if s := w.status(); !s.Up || !s.Since.IsZero() || !s.Heard.IsZero() {
			t.Errorf("before anything is known: %+v", s)
		}
		w.far.answerProbes(12*time.Second, 0)
		if s := w.status(); s.Up || s.Cause != "OPTIONS: no response" || s.CauseAt.IsZero() || s.Refused != 0 {
			t.Errorf("silent: %+v", s)
		}
		call := func(code int) {
			w.invite()
			for inv := ""; !strings.HasPrefix(inv, "INVITE"); {
				if inv = w.far.next(time.Second); strings.HasPrefix(inv, "INVITE") && code != 0 {
					w.far.reply(inv, code, "")
				} else if inv == "" {
					t.Fatal("no INVITE")
				}
			}
			w.wait(3 * time.Second) // past its patience
			w.told()
			w.far.all(time.Millisecond) // what was repeated meanwhile
		}
		call(486) // who was called is busy: the trunk works
		if s := w.status(); !s.Up || s.Refused != 0 || s.Heard.IsZero() {
			t.Errorf("after a call: %+v", s)
		}
		w.far.answerProbes(time.Minute, 0)
		if s := w.status(); !s.Up || s.Err == "" {
			t.Errorf("a minute later: %+v", s)
		}
		call(403) // it lives and says no
		if s := w.status(); !s.Up || s.Refused != 1 || s.Cause != "403 Answer" {
			t.Errorf("refused: %+v", s)
		}
		call(503)
		call(0)
		if s := w.status(); s.Up || s.Refused != 3 || !strings.HasSuffix(s.Cause, "no response") {
			t.Errorf("two calls failed: %+v", s)
		}
		call(486)
		if s := w.status(); !s.Up || s.Refused != 3 {
			t.Errorf("back: %+v", s)
		}
	})
}
