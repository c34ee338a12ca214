package wire

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// Trap 1 of telephony.md 2.3: a goroutine per message loses the order.
func TestMessagesAreHandedOverInTheOrderTheyCame(t *testing.T) {
	inWorld(t, func(w *world) {
		w.net.Delay = 0
		var want []string
		for i := range 300 {
			for _, method := range []string{INVITE, ACK, BYE} {
				w.peer.send(request(method, fmt.Sprintf("z9hG4bK-%s-%d", method, i)))
				want = append(want, method)
			}
		}
		if got := w.methods(); !slices.Equal(got, want) {
			t.Errorf("%d messages came, the order was lost", len(got))
		}
	})
}

func TestARepeatedInviteIsAnsweredButNotHandedOverAgain(t *testing.T) {
	inWorld(t, func(w *world) {
		w.request = func(m *Message) {
			if tx := w.stack.Open(m); !tx.Respond(m.Response(180, "Ringing", "tag")) {
				t.Error("180 not sent")
			}
		}
		for range 3 {
			w.peer.send(request(INVITE, "z9hG4bK1"))
		}
		wantLines(t, "answers", w.peer.firstLines(time.Second), "SIP/2.0 180 Ringing", "SIP/2.0 180 Ringing", "SIP/2.0 180 Ringing")
		wantLines(t, "handed over", w.methods(), INVITE)
	})
}

func TestTryingGoesOutByItselfWhenTheUserTakesItsTime(t *testing.T) {
	inWorld(t, func(w *world) {
		w.request = func(m *Message) { w.stack.Open(m) }
		w.peer.send(request(INVITE, "z9hG4bK1"))
		wantLines(t, "in the first 200 ms", w.peer.firstLines(200*time.Millisecond))
		wantLines(t, "after that", w.peer.firstLines(time.Second), "SIP/2.0 100 Trying")
	})
}

func TestARefusalIsRepeatedUntilItsAck(t *testing.T) {
	inWorld(t, func(w *world) {
		w.request = func(m *Message) { w.stack.Open(m).Respond(m.Response(486, "Busy Here", "tag")) }
		w.peer.send(request(INVITE, "z9hG4bK1"))
		// At 0, 0.5, 1.5, 3.5, 7.5 s: T1, doubled up to T2.
		got := w.peer.firstLines(8 * time.Second)
		wantLines(t, "in 8 s", got, slices.Repeat([]string{"SIP/2.0 486 Busy Here"}, 5)...)
		w.peer.send(request(ACK, "z9hG4bK1"))
		wantLines(t, "after the ACK", w.peer.firstLines(20*time.Second))
		wantLines(t, "handed over", w.methods(), INVITE)
		if c := w.stack.Counts(); c.Servers != 0 {
			t.Errorf("%d transactions left", c.Servers)
		}
	})
}

func TestARefusalWithoutAckIsGivenUpAfter32Seconds(t *testing.T) {
	inWorld(t, func(w *world) {
		w.request = func(m *Message) { w.stack.Open(m).Respond(m.Response(486, "Busy Here", "tag")) }
		w.peer.send(request(INVITE, "z9hG4bK1"))
		if n := len(w.peer.firstLines(time.Minute)); n != 11 {
			t.Errorf("sent %d times, RFC 3261 17.2.1 counts 11", n)
		}
		if c := w.stack.Counts(); c.Servers != 0 {
			t.Errorf("%d transactions left", c.Servers)
		}
	})
}

// Trap 13: the library answered CANCEL and INVITE below the user, with another To tag.
func TestCancelIsAnsweredOnceAndTheInviteByTheUserOnce(t *testing.T) {
	inWorld(t, func(w *world) {
		w.request = func(m *Message) {
			tx := w.stack.Open(m)
			tx.Respond(m.Response(180, "Ringing", "tag7"))
			tx.OnCancel(func() { tx.Respond(m.Response(487, "Request Terminated", "tag7")) })
		}
		w.peer.send(request(INVITE, "z9hG4bK1"))
		w.peer.send(request(CANCEL, "z9hG4bK1"))
		w.peer.send(request(CANCEL, "z9hG4bK1"))
		heard := w.peer.heard(300 * time.Millisecond)
		w.peer.send(request(ACK, "z9hG4bK1"))
		var lines []string
		for _, s := range heard {
			line, rest, _ := strings.Cut(s, "\r\n")
			lines = append(lines, line)
			if line != "SIP/2.0 200 OK" && !strings.Contains(rest, ";tag=tag7") {
				t.Errorf("%s without the tag of the 180", line)
			}
		}
		wantLines(t, "answers", lines, "SIP/2.0 180 Ringing", "SIP/2.0 200 OK", "SIP/2.0 487 Request Terminated", "SIP/2.0 200 OK")
		wantLines(t, "after the ACK", w.peer.firstLines(10*time.Second))
	})
}

func TestACancelThatComesAfterTheAnswerChangesNothing(t *testing.T) {
	inWorld(t, func(w *world) {
		cancelled := false
		w.request = func(m *Message) {
			tx := w.stack.Open(m)
			tx.OnCancel(func() { cancelled = true })
			tx.Respond(m.Response(200, "OK", "tag"))
			if tx.Respond(m.Response(487, "Request Terminated", "tag")) {
				t.Error("a second final response was sent")
			}
		}
		w.peer.send(request(INVITE, "z9hG4bK1"))
		w.peer.send(request(CANCEL, "z9hG4bK1"))
		wantLines(t, "answers", w.peer.firstLines(time.Second), "SIP/2.0 200 OK", "SIP/2.0 200 OK")
		if cancelled {
			t.Error("the user was told of a CANCEL that came too late")
		}
	})
}

func TestACancelForNothingIsTheUsersToAnswer(t *testing.T) {
	inWorld(t, func(w *world) {
		w.peer.send(request(CANCEL, "z9hG4bK1"))
		wantLines(t, "answers", w.peer.firstLines(time.Second))
		wantLines(t, "handed over", w.methods(), CANCEL)
	})
}

func TestAnInviteRepeatedAfterTheAnswerIsSwallowed(t *testing.T) {
	inWorld(t, func(w *world) {
		var tx *ServerTx
		w.request = func(m *Message) {
			if m.Method == INVITE {
				tx = w.stack.Open(m)
				tx.Respond(m.Response(200, "OK", "tag"))
			}
		}
		w.peer.send(request(INVITE, "z9hG4bK1"))
		w.peer.send(request(INVITE, "z9hG4bK1"))
		wantLines(t, "answers", w.peer.firstLines(10*time.Second), "SIP/2.0 200 OK")
		tx.Resend()
		wantLines(t, "repeated by the user", w.peer.firstLines(time.Second), "SIP/2.0 200 OK")
		// Some far ends use the INVITE's branch for the ACK to a 2xx: it is the user's all the same.
		w.peer.send(request(ACK, "z9hG4bK1"))
		wantLines(t, "handed over", w.methods(), INVITE)
		w.wait(20 * time.Millisecond)
		wantLines(t, "handed over", w.methods(), INVITE, ACK)
		w.wait(40 * time.Second)
		if c := w.stack.Counts(); c.Servers != 0 {
			t.Errorf("%d transactions left", c.Servers)
		}
	})
}

func TestAnAnsweredByeIsAnsweredAgain(t *testing.T) {
	inWorld(t, func(w *world) {
		w.request = func(m *Message) { w.stack.Open(m).Respond(m.Response(200, "OK", "tag")) }
		w.peer.send(request(BYE, "z9hG4bK1"))
		w.peer.send(request(BYE, "z9hG4bK1"))
		wantLines(t, "answers", w.peer.firstLines(time.Second), "SIP/2.0 200 OK", "SIP/2.0 200 OK")
		wantLines(t, "handed over", w.methods(), BYE)
	})
}

func TestResponsesGoWhereTheRequestCameFrom(t *testing.T) {
	tests := []struct{ name, via, port string }{
		{"with rport to the source port", "10.0.0.2:9999;rport;branch=z9hG4bK1", "5060"},
		{"without rport to the port of the Via", "10.0.0.2:5070;branch=z9hG4bK1", "5070"},
		{"never to a host that the Via only names", "192.0.2.77:5070;branch=z9hG4bK1", "5070"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				other := w.join("10.0.0.2:5070")
				defer other.conn.Close()
				third := w.join("192.0.2.77:5070")
				defer third.conn.Close()
				w.request = func(m *Message) { w.stack.Open(m).Respond(m.Response(200, "OK", "tag")) }
				w.peer.send(strings.Replace(request(OPTIONS, "z9hG4bK1"), "10.0.0.2:5060;rport;branch=z9hG4bK1", tt.via, 1))
				got := map[string]int{"5060": len(w.peer.heard(time.Second)), "5070": len(other.heard(time.Second)), "third": len(third.heard(time.Second))}
				want := map[string]int{"5060": 0, "5070": 0, "third": 0}
				want[tt.port] = 1
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("got %v, want %v", got, want)
				}
			})
		})
	}
}

func TestACallerWhoWaitsIsAdoptedAfterARestart(t *testing.T) {
	var kept Pending
	inWorld(t, func(w *world) {
		w.request = func(m *Message) {
			tx := w.stack.Open(m)
			tx.Respond(m.Response(180, "Ringing", "tag"))
			kept, _ = tx.Pending()
		}
		w.peer.send(request(INVITE, "z9hG4bK1"))
		wantLines(t, "answers", w.peer.firstLines(time.Second), "SIP/2.0 180 Ringing")
	})
	inWorld(t, func(w *world) {
		req := &Message{From: Addr{Text: "<sip:a@10.0.0.2>;tag=peer"}, To: Addr{Text: "<sip:100@10.0.0.1>"}, CallID: "call-1", CSeq: 1}
		tx := w.stack.Adopt(kept, req, nil)
		w.peer.send(request(INVITE, "z9hG4bK1"))
		wantLines(t, "a repetition", w.peer.firstLines(time.Second), "SIP/2.0 180 Ringing")
		tx.Respond(req.Response(200, "OK", "tag"))
		got := w.peer.heard(time.Second)
		if len(got) != 1 || !strings.HasPrefix(got[0], "SIP/2.0 200 OK") || !strings.Contains(got[0], "branch=z9hG4bK1") || !strings.Contains(got[0], "CSeq: 1 INVITE") {
			t.Errorf("got %q", got)
		}
	})
}
