package wire

import (
	"context"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// answers remembers what the user of a client transaction was told.
type answers struct {
	mu  sync.Mutex
	got []string
}

func (a *answers) on(m *Message, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err != nil {
		a.got = append(a.got, err.Error())
		return
	}
	a.got = append(a.got, strconv.Itoa(m.Status))
}

func (a *answers) all() []string {
	synctest.Wait()
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.got)
}

// Trap 12: the library's timers are package globals; ours are RFC 3261's.
func TestAnInviteNobodyAnswersIsSentSevenTimesIn32Seconds(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		began := time.Now()
		w.stack.Send(toPeer(), ours(INVITE), a.on)
		if n := len(w.peer.heard(31900 * time.Millisecond)); n != 7 {
			t.Errorf("sent %d times", n)
		}
		wantLines(t, "before 64*T1", a.all())
		time.Sleep(time.Until(began.Add(timeout)))
		wantLines(t, "after 64*T1", a.all(), ErrTimeout.Error())
		if c := w.stack.Counts(); c.Clients != 0 {
			t.Errorf("%d transactions left", c.Clients)
		}
	})
}

func TestAByeNobodyAnswersIsSentElevenTimes(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		w.stack.Send(toPeer(), ours(BYE), a.on)
		if n := len(w.peer.heard(time.Minute)); n != 11 {
			t.Errorf("sent %d times, RFC 3261 17.1.2.1 counts 11", n)
		}
		wantLines(t, "told", a.all(), ErrTimeout.Error())
	})
}

// Trap 3: the library gave up after ten responses.
func TestItMayRingForTenMinutesWithTwentyResponses(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		w.stack.Send(toPeer(), ours(INVITE), a.on)
		req := w.peer.heard(time.Second)[0]
		var want []string
		for range 20 {
			w.peer.send(answer(req, 180, "b"))
			time.Sleep(30 * time.Second)
			want = append(want, "180")
		}
		if n := len(w.peer.heard(time.Second)); n != 0 {
			t.Errorf("the INVITE was repeated %d times while it rang", n)
		}
		w.peer.send(answer(req, 200, "b"))
		time.Sleep(time.Second)
		wantLines(t, "told", a.all(), append(want, "200")...)
	})
}

func TestARefusalIsAcknowledgedEachTimeItComes(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		w.stack.Send(toPeer(), ours(INVITE), a.on)
		req := w.peer.heard(100 * time.Millisecond)[0]
		for range 3 {
			w.peer.send(answer(req, 486, "b"))
		}
		heard := w.peer.heard(time.Second)
		if len(heard) != 3 {
			t.Fatalf("heard %q", heard)
		}
		for _, s := range heard {
			if !strings.HasPrefix(s, "ACK sip:b@10.0.0.2 SIP/2.0") || viaLine.FindString(s) != viaLine.FindString(req) || !strings.Contains(s, ";tag=b") {
				t.Errorf("not the ACK of this transaction: %q", s)
			}
		}
		wantLines(t, "told", a.all(), "486")
	})
}

// Trap 4: the library handed responses over while its state machine was locked; a user who
// is busy stopped timers, and a repeated refusal stopped everything for 4 s.
func TestABusyUserDelaysNobodyElse(t *testing.T) {
	inWorld(t, func(w *world) {
		release := make(chan struct{})
		var slow, quick answers
		m := ours(INVITE)
		w.stack.Send(toPeer(), m, func(m *Message, err error) {
			go func() { <-release; slow.on(m, err) }() // as a mailbox does
		})
		first := w.peer.heard(100 * time.Millisecond)[0]
		for range 5 {
			w.peer.send(answer(first, 503, "b"))
		}
		w.stack.Send(toPeer(), ours(OPTIONS), quick.on)
		for _, s := range w.peer.heard(100 * time.Millisecond) {
			if strings.HasPrefix(s, OPTIONS) {
				w.peer.send(answer(s, 200, "b"))
			}
		}
		time.Sleep(20 * time.Millisecond)
		wantLines(t, "the other", quick.all(), "200")
		wantLines(t, "the busy one", slow.all())
		close(release)
		wantLines(t, "the busy one", slow.all(), "503")
	})
}

func TestCancelWaitsForASignOfLife(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		tx := w.stack.Send(toPeer(), ours(INVITE), a.on)
		req := w.peer.heard(100 * time.Millisecond)[0]
		tx.Cancel()
		wantLines(t, "before any response", w.peer.firstLines(5*time.Second))
		w.peer.send(answer(req, 180, "b"))
		heard := w.peer.heard(100 * time.Millisecond)
		if len(heard) != 1 || !strings.HasPrefix(heard[0], "CANCEL sip:b@10.0.0.2 SIP/2.0") || viaLine.FindString(heard[0]) != viaLine.FindString(req) {
			t.Fatalf("heard %q", heard)
		}
		w.peer.send(answer(heard[0], 200, "b"))
		w.peer.send(answer(req, 487, "b"))
		wantLines(t, "then", w.peer.firstLines(time.Second), "ACK sip:b@10.0.0.2 SIP/2.0")
		wantLines(t, "told", a.all(), "180", "487")
	})
}

func TestAnAnswerThatCrossesTheCancelIsToldToTheUser(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		tx := w.stack.Send(toPeer(), ours(INVITE), a.on)
		req := w.peer.heard(100 * time.Millisecond)[0]
		w.peer.send(answer(req, 180, "b"))
		time.Sleep(100 * time.Millisecond)
		tx.Cancel()
		w.peer.send(answer(req, 200, "b"))
		w.peer.send(answer(req, 200, "fork"))
		time.Sleep(time.Second)
		wantLines(t, "told", a.all(), "180", "200", "200")
	})
}

func TestAFarEndThatIgnoresCancelIsForgottenAfter32Seconds(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		tx := w.stack.Send(toPeer(), ours(INVITE), a.on)
		req := w.peer.heard(100 * time.Millisecond)[0]
		w.peer.send(answer(req, 180, "b"))
		time.Sleep(10 * time.Minute)
		tx.Cancel()
		time.Sleep(33 * time.Second)
		wantLines(t, "told", a.all(), "180", ErrTimeout.Error())
		if c := w.stack.Counts(); c.Clients != 0 {
			t.Errorf("%d transactions left", c.Clients)
		}
	})
}

func TestAnAnswerToNothingIsAStray(t *testing.T) {
	inWorld(t, func(w *world) {
		var a answers
		w.stack.Send(toPeer(), ours(INVITE), a.on)
		req := w.peer.heard(100 * time.Millisecond)[0]
		w.peer.send(answer(req, 200, "b"))
		time.Sleep(time.Minute) // the transaction is over
		w.peer.send(answer(req, 200, "b"))
		w.peer.send(answer(req, 486, "b"))
		time.Sleep(time.Second)
		wantLines(t, "told", a.all(), "200")
		if len(w.strays) != 1 || w.strays[0].Status != 200 {
			t.Errorf("strays %v", w.strays)
		}
	})
}

// Trap 6: a request to an address never heard from left from a port of its own.
func TestEveryRequestLeavesFromTheListeningPort(t *testing.T) {
	inWorld(t, func(w *world) {
		never := w.join("10.0.0.77:7777")
		defer never.conn.Close()
		var a answers
		flow := toPeer()
		flow.Remote = netip.MustParseAddrPort("10.0.0.77:7777")
		w.stack.Send(flow, ours(BYE), a.on)
		buf := make([]byte, 2048)
		n, from, err := never.conn.ReadFrom(buf)
		if err != nil || from.String() != "10.0.0.1:5060" {
			t.Fatalf("from %v, %v", from, err)
		}
		if !strings.Contains(string(buf[:n]), "Via: SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK") {
			t.Errorf("%s", buf[:n])
		}
	})
}

// Trap 5: the library refused to send more than 1300 bytes over UDP.
func TestAMessageOfNineKilobytesPassesBothWays(t *testing.T) {
	inWorld(t, func(w *world) {
		fat := make([]string, 3)
		for i := range fat {
			fat[i] = "X-Fat: " + strings.Repeat("f", 3000)
		}
		w.request = func(m *Message) {
			res := m.Response(200, "OK", "tag")
			res.Other = m.Other
			w.stack.Open(m).Respond(res)
		}
		w.peer.send(request(OPTIONS, "z9hG4bK1", fat...))
		heard := w.peer.heard(time.Second)
		if len(heard) != 1 || len(heard[0]) < 9000 {
			t.Errorf("heard %d messages", len(heard))
		}
	})
}

func TestRunEndsWithItsGoroutines(t *testing.T) {
	for range 20 {
		inWorld(t, func(w *world) {
			var a answers
			w.stack.Send(toPeer(), ours(INVITE), a.on)
			w.request = func(m *Message) { w.stack.Open(m) }
			w.peer.send(request(INVITE, "z9hG4bK1"))
			time.Sleep(50 * time.Millisecond)
		})
	}
}

func TestAClosedStackSaysNothingMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{Handler: &world{}})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Run(ctx); err != nil {
			t.Errorf("a stack without sockets ended with %v", err)
		}
		var a answers
		s.Send(toPeer(), ours(OPTIONS), a.on)
		time.Sleep(time.Second)
		if got := a.all(); len(got) != 0 {
			t.Errorf("told %v by a closed stack", got)
		}
	})
}
