package sip

import (
	"strings"
	"testing"
	"time"

	"gudok/voice"
	"gudok/voice/sip/sdp"
)

// reinvite sends a re-INVITE of the far end, wants 200 and acknowledges it.
func (f *far) reinvite(body string, extra ...string) string {
	f.t.Helper()
	m := f.do("INVITE", body, extra...)
	f.wantStatus(m, 200)
	f.send(f.request("ACK", ""))
	return m
}

func TestTheFarEndHoldsAndResumes(t *testing.T) {
	holds := []struct {
		name, sdp string
		ours      sdp.Direction
	}{
		{"sendonly", withDirection("sendonly"), sdp.RecvOnly},
		{"recvonly", withDirection("recvonly"), sdp.SendOnly},
		{"inactive", withDirection("inactive"), sdp.Inactive},
		{"0.0.0.0", strings.Replace(pcma, "c=IN IP4 10.0.0.2", "c=IN IP4 0.0.0.0", 1), sdp.RecvOnly},
	}
	for _, tt := range holds {
		for _, side := range []string{"the called holds", "the caller holds"} {
			t.Run(tt.name+", "+side, func(t *testing.T) {
				inWorld(t, func(w *world) {
					if side == "the caller holds" {
						w.called()
					} else {
						w.calls()
					}
					m := w.far.reinvite(tt.sdp)
					if !strings.Contains(bodyOf(m), "a="+string(tt.ours)) {
						t.Errorf("answer:\n%s", bodyOf(m))
					}
					one[voice.Held](w)
					if s := w.lastSet(); s.Direction != tt.ours {
						t.Errorf("sound %+v", s)
					}
					w.wait(10 * time.Minute)
					w.nothing()
					m = w.far.reinvite(withDirection("sendrecv"))
					if !strings.Contains(bodyOf(m), "a=sendrecv") {
						t.Errorf("answer:\n%s", bodyOf(m))
					}
					one[voice.Resumed](w)
					if s := w.lastSet(); s.Direction != sdp.SendRecv || s.Addr.Addr().String() != "10.0.0.2" {
						t.Errorf("sound %+v", s)
					}
					w.far.wantStatus(w.far.do("BYE", ""), 200)
				})
			})
		}
	}
}

func TestARefreshWithTheSameDescriptionDoesNotTouchTheSound(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		before := w.setCount()
		first := w.far.reinvite(pcma)
		second := w.far.reinvite(pcma)
		if bodyOf(first) != bodyOf(second) {
			t.Error("the answer to the same offer differs")
		}
		if n := w.setCount(); n != before {
			t.Errorf("sound set %d times", n-before)
		}
		w.nothing()
		changed := w.far.reinvite(strings.Replace(pcma, "m=audio 4000", "m=audio 4002", 1))
		if w.lastSet().Addr.Port() != 4002 || w.setCount() != before+1 {
			t.Errorf("sound %+v", w.lastSet())
		}
		if bodyOf(changed) != bodyOf(first) {
			t.Error("our side did not change, its version should not either")
		}
	})
}

func TestTheLawMayChangeInMidCall(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		m := w.far.reinvite(strings.Replace(pcma, "RTP/AVP 8 101", "RTP/AVP 0 101", 1))
		if w.lastSet().Law != sdp.PCMU || !strings.Contains(bodyOf(m), "RTP/AVP 0 101") || !strings.Contains(bodyOf(m), " 2 IN IP4") {
			t.Errorf("answer:\n%s", bodyOf(m))
		}
	})
}

func TestALateOfferIsAnsweredInTheAck(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", ""))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Accept{Leg: a.Leg})
		m := w.far.response()
		w.far.wantStatus(m, 200)
		if !strings.Contains(bodyOf(m), "RTP/AVP 8 0 101") {
			t.Errorf("offer:\n%s", bodyOf(m))
		}
		w.nothing() // the sound is not settled
		w.far.send(w.far.request("ACK", strings.Replace(pcma, "RTP/AVP 8", "RTP/AVP 0", 1)))
		w.wait(10 * time.Millisecond)
		one[voice.Answered](w)
		if s := w.lastSet(); s.Law != sdp.PCMU || s.Addr.Port() != 4000 {
			t.Errorf("sound %+v", s)
		}
		// The same in mid-call: hold is lifted that way by some exchanges.
		m = w.far.do("INVITE", "")
		w.far.wantStatus(m, 200)
		w.far.send(w.far.request("ACK", withDirection("sendonly")))
		w.wait(10 * time.Millisecond)
		one[voice.Held](w)
		w.far.wantStatus(w.far.do("BYE", ""), 200)
	})
}

func TestALateOfferWithoutAnAnswerIsEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", ""))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Accept{Leg: a.Leg})
		w.far.wantStatus(w.far.response(), 200)
		w.far.send(w.far.request("ACK", ""))
		w.far.reply(w.far.expect("BYE"), 200, "")
		if e := one[voice.Ended](w); e.Cause != voice.CauseFailed {
			t.Errorf("ended %+v", e)
		}
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

func TestAnOfferWeCannotAcceptLeavesTheCallAsItWas(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		before := w.setCount()
		for body, want := range map[string]int{
			strings.Replace(pcma, "RTP/AVP 8", "RTP/AVP 18", 1): 488,
			"v=0\r\nrubbish": 488,
		} {
			m := w.far.do("INVITE", body)
			w.far.wantStatus(m, want)
			w.far.send(strings.Replace(w.far.request("ACK", ""), "branch=z9hG4bKfar100", "branch=z9hG4bKfar", 1))
			w.far.all(time.Second)
		}
		if w.setCount() != before {
			t.Error("the sound was touched")
		}
		w.nothing()
		w.far.wantStatus(w.far.response2("BYE"), 200)
		one[voice.Ended](w)
	})
}

func TestAnInviteOverAnInviteIsRefused(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Ring{Leg: a.Leg})
		w.far.wantStatus(w.far.response(), 180)
		m := w.far.do("INVITE", pcma)
		w.far.wantStatus(m, 500)
		if header(m, "Retry-After") == "" {
			t.Error("no Retry-After")
		}
	})
}

// Both ends send re-INVITE at once: each gets 491 and tries again after its own pause.
func TestGlare(t *testing.T) {
	for _, we := range []string{"we called", "they called"} {
		t.Run(we, func(t *testing.T) {
			inWorld(t, func(w *world) {
				var extra []string
				if we == "they called" {
					extra = []string{"Supported: timer", "Session-Expires: 90;refresher=uas"}
					w.far.send(w.far.request("INVITE", pcma, extra...))
					w.wait(10 * time.Millisecond)
					w.gate.Do(voice.Accept{Leg: one[voice.Arrived](w).Leg})
					w.far.wantStatus(w.far.response(), 200)
					w.far.send(w.far.request("ACK", ""))
				} else {
					w.invite()
					inv := w.far.expect("INVITE")
					w.far.reply(inv, 200, pcma, "Session-Expires: 90;refresher=uac", "Require: timer")
					w.far.expect("ACK")
				}
				one[voice.Answered](w)
				re := w.far.next(time.Minute)
				w.far.cseq += 100
				w.far.wantStatus(w.far.do("INVITE", pcma), 491)
				began := time.Now()
				w.far.reply(re, 491, "")
				again := w.far.next(5 * time.Second)
				for !strings.HasPrefix(again, "INVITE") {
					again = w.far.next(5 * time.Second) // ACKs
				}
				pause := time.Since(began)
				low, high := 2100*time.Millisecond, 4010*time.Millisecond
				if we == "they called" {
					low, high = 0, 2020*time.Millisecond
				}
				if pause < low || pause > high {
					t.Errorf("tried again after %v, want %v to %v", pause, low, high)
				}
				if header(again, "CSeq") == header(re, "CSeq") {
					t.Error("the same number twice")
				}
				w.far.reply(again, 200, pcma)
				w.wait(10 * time.Millisecond)
				w.nothing()
			})
		})
	}
}

func TestKeysBesideTheSound(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		info := func(kind, body string) int {
			return status(w.far.do("INFO", body, "Content-Type: "+kind))
		}
		for _, body := range []string{"Signal=5\r\nDuration=160\r\n", "Signal= *\r\n", "Signal=11", "Signal=12", "Signal=d"} {
			if s := info("application/dtmf-relay", body); s != 200 {
				t.Errorf("%q: %d", body, s)
			}
		}
		if s := info("application/dtmf", "7"); s != 200 {
			t.Errorf("application/dtmf: %d", s)
		}
		if s := info("application/dtmf-relay", "Signal=flash"); s != 200 {
			t.Errorf("flash: %d", s)
		}
		if s := info("text/plain", "hello"); s != 415 {
			t.Errorf("text: %d", s)
		}
		if w.digits != "5*#AD7" {
			t.Errorf("heard %q", w.digits)
		}
	})
}

func TestOtherRequestsInACall(t *testing.T) {
	tests := []struct {
		method string
		want   int
		header string
	}{
		{"OPTIONS", 200, "Allow"}, {"REFER", 405, "Allow"}, {"SUBSCRIBE", 405, "Allow"}, {"MESSAGE", 405, "Allow"},
		{"NOTIFY", 405, "Allow"}, {"INFO", 200, ""}, {"UPDATE", 200, "Contact"}, {"PRACK", 481, ""}, {"FLY", 501, "Allow"},
	}
	inWorld(t, func(w *world) {
		w.called()
		for _, tt := range tests {
			m := w.far.do(tt.method, "")
			if status(m) != tt.want || tt.header != "" && header(m, tt.header) == "" {
				t.Errorf("%s:\n%s", tt.method, m)
			}
		}
		m := w.far.do("INVITE", pcma, "Require: teleport")
		w.far.wantStatus(m, 420)
		if header(m, "Unsupported") != "teleport" {
			t.Errorf("got\n%s", m)
		}
	})
}

func TestAnUpdateMayHoldToo(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		m := w.far.do("UPDATE", withDirection("sendonly"))
		w.far.wantStatus(m, 200)
		if !strings.Contains(bodyOf(m), "a=recvonly") {
			t.Errorf("answer:\n%s", bodyOf(m))
		}
		one[voice.Held](w)
		w.far.wantStatus(w.far.do("UPDATE", pcma), 200)
		one[voice.Resumed](w)
	})
}

// reliability.md 4, row 17: nobody else speaks in a call.
func TestRequestsFromElsewhereAreNotOfThisCall(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		other := w.join("10.0.0.3:5060") // a trunk, but not this call's
		defer other.conn.Close()
		stranger := w.join("10.9.9.9:5060")
		defer stranger.conn.Close()
		bye := w.far.request("BYE", "")
		w.far.cseq--
		for _, f := range []*far{other, stranger} {
			f.send(strings.Replace(bye, "z9hG4bKfar", "z9hG4bK"+f.addr[:8], 1))
			if m := f.next(time.Second); status(m) != 481 {
				t.Errorf("got\n%s", m)
			}
		}
		other.send(strings.Replace(strings.Replace(bye, "z9hG4bKfar", "z9hG4bKx", 1), "tag=far", "tag=fake", 1))
		if m := other.next(time.Second); status(m) != 481 {
			t.Errorf("got\n%s", m)
		}
		w.nothing()
		w.far.wantStatus(w.far.do("BYE", ""), 200)
		one[voice.Ended](w)
	})
}

func TestBothHangUpAtOnce(t *testing.T) {
	inWorld(t, func(w *world) {
		a := w.called()
		w.gate.Do(voice.End{Leg: a.Leg, Cause: voice.CauseNormal})
		bye := w.far.expect("BYE")
		w.far.wantStatus(w.far.do("BYE", ""), 200)
		w.far.reply(bye, 481, "")
		one[voice.Ended](w)
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

func TestTheRouteSetAndTheTargetAreFollowed(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma, "Record-Route: <sip:10.0.0.2:5060;lr>, <sip:far.side;lr>"))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Accept{Leg: a.Leg})
		ok := w.far.response()
		if rr := headers(ok, "Record-Route"); len(rr) != 2 {
			t.Errorf("Record-Route %q", rr)
		}
		w.far.send(w.far.request("ACK", ""))
		w.far.reinvite(pcma, "Contact: <sip:moved@10.0.0.99:9999>")
		w.gate.Do(voice.End{Leg: a.Leg, Cause: voice.CauseNormal})
		bye := w.far.expect("BYE") // at the first hop, not at the new target
		if !strings.HasPrefix(bye, "BYE sip:moved@10.0.0.99:9999 SIP/2.0") || strings.Join(headers(bye, "Route"), ",") != "<sip:10.0.0.2:5060;lr>,<sip:far.side;lr>" {
			t.Errorf("BYE:\n%s", bye)
		}
	})
}

func TestAReliableRingingOnlyWhenRequired(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma, "Require: 100rel"))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Ring{Leg: a.Leg})
		ringing := w.far.response()
		if header(ringing, "Require") != "100rel" || header(ringing, "RSeq") == "" {
			t.Fatalf("180:\n%s", ringing)
		}
		if got := w.far.all(2 * time.Second); len(got) != 2 { // repeated after 0.5 and 1.5 s
			t.Errorf("repeated %q", got)
		}
		w.far.wantStatus(w.far.do("PRACK", "", "RAck: "+header(ringing, "RSeq")+" 1 INVITE"), 200)
		if got := w.far.all(30 * time.Second); len(got) != 0 {
			t.Errorf("after PRACK %q", got)
		}
		w.gate.Do(voice.Accept{Leg: a.Leg})
		w.far.wantStatus(w.far.response(), 200)
	})
}
