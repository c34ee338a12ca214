package phone

import (
	"bytes"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

func TestHowCallsEnd(t *testing.T) {
	tests := []struct {
		name      string
		answering Answering
		dialling  Dialling
		caller    Ending
		called    Ending
	}{
		{"busy", Answering{Refuse: 486}, Dialling{}, Ending{Them, 486}, Ending{Us, 486}},
		{"declined after ringing", Answering{Refuse: 603, After: 2 * time.Second}, Dialling{}, Ending{Them, 603}, Ending{Us, 603}},
		{"the caller gives up", Answering{Never: true}, Dialling{GiveUp: 5 * time.Second}, Ending{Us, 487}, Ending{Them, 487}},
		{"the caller had enough of talking", Answering{}, Dialling{Talk: time.Second}, Ending{Us, 0}, Ending{Them, 0}},
		{"the called hangs up", Answering{Talk: time.Second}, Dialling{}, Ending{Them, 0}, Ending{Us, 0}},
		{"no law in common", Answering{Manner: Manner{Laws: []Law{PCMU}}}, Dialling{Manner: Manner{Laws: []Law{PCMA}}}, Ending{Them, 488}, Ending{Us, 488}},
		{"one lost ACK does no harm", Answering{Talk: 10 * time.Second}, Dialling{Manner: Manner{Faults: Faults{LoseACKs: 1}}}, Ending{Them, 0}, Ending{Us, 0}},
		{"no ACK ever", Answering{}, Dialling{Manner: Manner{Faults: Faults{LoseACKs: -1}}}, Ending{Them, 0}, Ending{Nobody, 0}},
		{"BYE right behind the ACK", Answering{}, Dialling{Manner: Manner{Faults: Faults{ByeWithACK: true}}}, Ending{Us, 0}, Ending{Them, 0}},
		{"BYE ahead of the ACK", Answering{}, Dialling{Manner: Manner{Faults: Faults{ByeBeforeACK: true}}}, Ending{Us, 0}, Ending{Them, 0}},
		{"two equal INVITEs are one call", Answering{Talk: time.Second}, Dialling{Manner: Manner{Faults: Faults{Twice: true}}}, Ending{Them, 0}, Ending{Us, 0}},
		{"the called party offers", Answering{Talk: time.Second}, Dialling{Manner: Manner{Faults: Faults{LateOffer: true}}}, Ending{Them, 0}, Ending{Us, 0}},
		{"sound before the answer", Answering{Early: true, After: time.Second, Talk: time.Second}, Dialling{}, Ending{Them, 0}, Ending{Us, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				answer, got := keep(tt.answering)
				a, b, stop := pair(t, newHub(), answer)
				defer stop()
				c, err := a.Dial(t.Context(), "sip:600@"+b.Addr(), tt.dialling)
				if err != nil {
					t.Fatal(err)
				}
				d := <-got
				c.mustEnd(t, tt.caller)
				d.mustEnd(t, tt.called)
				time.Sleep(2 * time.Minute)
				for _, p := range []*Phone{a, b} {
					p.mu.Lock()
					defer p.mu.Unlock()
				}
				if len(got) != 0 || len(a.calls)+len(b.calls)+len(b.in)+len(a.txs)+len(b.txs) != 0 {
					t.Errorf("left over: %d calls, %d and %d known, %d and %d transactions", len(got), len(a.calls), len(b.calls), len(a.txs), len(b.txs))
				}
			})
		})
	}
}

func TestSilentAndDeadPhones(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer, got := keep(Answering{Manner: Manner{Audio: Tone(500)}})
		a, b, stop := pair(t, newHub(), answer)
		defer stop()
		c, _ := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{Manner: Manner{Faults: Faults{Silent: true, NoBye: true}}})
		<-c.Answered()
		d := <-got
		_ = c.AwaitTone(t.Context(), 500)
		if n := d.Heard().Packets; n != 0 {
			t.Errorf("a silent phone sent %d packets", n)
		}
		c.Hangup()
		c.mustEnd(t, Ending{By: Us})
		time.Sleep(5 * time.Minute)
		select {
		case <-d.Done():
			t.Error("a phone that went dead told the other")
		default:
		}
		d.Hangup()
		time.Sleep(time.Minute)
	})
}

func TestAnAnswerInTheMomentOfGivingUpIsHungUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHub()
		h.lose = func(b []byte) bool { return bytes.HasPrefix(b, []byte("CANCEL")) } // the called never learns
		answer, got := keep(Answering{After: 2 * time.Second})
		a, b, stop := pair(t, h, answer)
		defer stop()
		c, _ := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{GiveUp: time.Second})
		d := <-got
		c.mustEnd(t, Ending{By: Us})
		d.mustEnd(t, Ending{By: Them})
		time.Sleep(2 * time.Minute)
	})
}

func TestBothHoldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHub()
		answer, got := keep(Answering{})
		a, b, stop := pair(t, h, answer)
		defer stop()
		c, _ := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{})
		<-c.Answered()
		d := <-got
		h.mu.Lock()
		h.delay = 10 * time.Millisecond // so that the two meet on the way
		h.mu.Unlock()
		errs := make(chan error, 2)
		go func() { errs <- c.Hold(t.Context()) }()
		go func() { errs <- d.Hold(t.Context()) }()
		if one, two := <-errs, <-errs; one == nil && two == nil {
			t.Error("both re-INVITEs on the wire at once were taken, want 491 for at least one")
		}
		c.Hangup()
		<-d.Done()
		time.Sleep(time.Minute)
	})
}

// registrar answers REGISTER with a challenge first, like the ones of carriers.
func registrar(t *testing.T, h *hub, algorithm string) (addr string, seen chan string, stop func()) {
	t.Helper()
	conn, _ := h.listen()
	seen = make(chan string, 100)
	go func() {
		b := make([]byte, maxMessage)
		for {
			n, from, err := conn.ReadFrom(b)
			if err != nil {
				return
			}
			m, err := parse(b[:n])
			if err != nil {
				t.Error(err)
				return
			}
			r := m.answer(200, "reg")
			if cred := m.get("Authorization"); cred == "" {
				r = m.answer(401, "reg")
				r.add("WWW-Authenticate", fmt.Sprintf(`Digest realm="gudok", nonce="n1", qop="auth", algorithm=%s`, algorithm))
			} else {
				r.add("Contact", m.get("Contact")+";expires=60")
				seen <- m.get("Expires") + " " + cred
			}
			_, _ = conn.WriteTo(r.bytes(), from)
		}
	}()
	return conn.LocalAddr().String(), seen, func() { _ = conn.Close() }
}

func TestRegistersWithDigestAndKeepsItFresh(t *testing.T) {
	for _, algorithm := range []string{"MD5", "SHA-256"} {
		synctest.Test(t, func(t *testing.T) {
			h := newHub()
			addr, seen, stopReg := registrar(t, h, algorithm)
			defer stopReg()
			conn, _ := h.listen()
			p, stop := start(t, Options{Conn: conn})
			defer stop()
			r, err := p.Register(t.Context(), Account{Registrar: addr, User: "bob", Password: "x"})
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(5 * time.Minute)
			if n := len(seen); n < 6 || n > 7 { // each 48 s
				t.Errorf("registered %d times in five minutes", n)
			}
			r.Close()
			time.Sleep(time.Minute)
			var last string
			for len(seen) > 0 {
				last = <-seen
			}
			if last[:2] != "0 " {
				t.Errorf("the last REGISTER was %q, want one with Expires 0", last)
			}
			if r.Code() != 200 {
				t.Errorf("last answer %d", r.Code())
			}
		})
	}
}

func TestARegistrarThatIsNotThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		conn, _ := newHub().listen()
		p, stop := start(t, Options{Conn: conn})
		defer stop()
		if _, err := p.Register(t.Context(), Account{Registrar: "192.0.2.9:5060", User: "bob"}); err == nil {
			t.Error("registered with nobody")
		}
	})
}
