package sip

import (
	"strings"
	"testing"
	"time"

	"gudok/voice"
	"gudok/voice/sip/sdp"
)

// called lets the carrier call us and answers: a call that is up.
func (w *world) called() voice.Arrived {
	w.t.Helper()
	w.far.send(w.far.request("INVITE", pcma))
	w.wait(10 * time.Millisecond)
	a := one[voice.Arrived](w)
	w.gate.Do(voice.Accept{Leg: a.Leg})
	w.far.wantStatus(w.far.response(), 200)
	w.far.send(w.far.request("ACK", ""))
	one[voice.Answered](w)
	w.wait(10 * time.Millisecond)
	return a
}

func TestACallComesRingsIsAnsweredAndHungUp(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		if a.Trunk != carrier || a.From != "+380671112233" || a.To != "+380441234567" {
			t.Errorf("arrived %+v", a)
		}
		w.gate.Do(voice.Ring{Leg: a.Leg})
		ringing := w.far.response()
		w.far.wantStatus(ringing, 180)
		if bodyOf(ringing) != "" {
			t.Error("180 with sound")
		}
		w.gate.Do(voice.Accept{Leg: a.Leg})
		ok := w.far.response()
		w.far.wantStatus(ok, 200)
		if tagOf(header(ok, "To")) != tagOf(header(ringing, "To")) {
			t.Error("200 has another tag than 180")
		}
		if !strings.Contains(bodyOf(ok), "m=audio 30000 RTP/AVP 8 101") || !strings.Contains(bodyOf(ok), "c=IN IP4 10.0.0.1") {
			t.Errorf("our answer:\n%s", bodyOf(ok))
		}
		if s := w.lastSet(); s.Addr.String() != "10.0.0.2:4000" || s.Law != sdp.PCMA || s.Event != 101 || s.Direction != sdp.SendRecv {
			t.Errorf("sound %+v", s)
		}
		w.far.send(w.far.request("ACK", ""))
		one[voice.Answered](w)
		w.wait(time.Minute)
		w.far.wantStatus(w.far.do("BYE", "", "Reason: Q.850;cause=16"), 200)
		if e := one[voice.Ended](w); e.Cause != voice.CauseNormal || e.Code != 16 {
			t.Errorf("ended %+v", e)
		}
		w.empty()
	})
}

func TestWeHangUp(t *testing.T) {
	inWorld(t, func(w *world) {
		a := w.called()
		w.gate.Do(voice.End{Leg: a.Leg, Cause: voice.CauseNormal})
		if e := one[voice.Ended](w); e.Leg != a.Leg || e.Cause != voice.CauseNormal {
			t.Errorf("ended %+v", e)
		}
		bye := w.far.expect("BYE")
		if !strings.HasPrefix(bye, "BYE sip:far@10.0.0.2:5060 SIP/2.0") || tagOf(header(bye, "To")) != "far" || header(bye, "Reason") != "Q.850;cause=16" {
			t.Errorf("BYE:\n%s", bye)
		}
		w.far.reply(bye, 200, "")
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

// Trap 1: BYE may overtake ACK, and it stands for it.
func TestAByeThatOvertakesItsAckEndsTheCallCleanly(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Accept{Leg: a.Leg})
		w.far.wantStatus(w.far.response(), 200)
		one[voice.Answered](w)
		ack := w.far.request("ACK", "")
		w.far.wantStatus(w.far.do("BYE", ""), 200)
		w.far.send(ack)
		if e := one[voice.Ended](w); e.Cause != voice.CauseNormal {
			t.Errorf("ended %+v", e)
		}
		w.empty()
		if got := w.far.all(time.Minute); len(got) != 0 {
			t.Errorf("after the end: %q", got)
		}
	})
}

// Trap 1: numbers decide, within 200 ms; a key that was pressed first is heard first.
func TestRequestsThatChangedPlacesAreDealtWithInTheOrderOfTheirNumbers(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		one := w.far.request("INFO", "Signal=1\r\n", "Content-Type: application/dtmf-relay")
		two := w.far.request("INFO", "Signal=2\r\n", "Content-Type: application/dtmf-relay")
		three := w.far.request("INFO", "Signal=3\r\n", "Content-Type: application/dtmf-relay")
		w.far.send(three)
		w.far.send(two)
		w.wait(50 * time.Millisecond)
		if w.digits != "" {
			t.Errorf("heard %q too early", w.digits)
		}
		w.far.send(one)
		w.wait(50 * time.Millisecond)
		if w.digits != "123" {
			t.Errorf("heard %q", w.digits)
		}
		w.far.all(time.Second)
		// One that is lost for good holds the others up for 200 ms only.
		w.far.request("INFO", "Signal=4\r\n", "Content-Type: application/dtmf-relay")
		w.far.send(w.far.request("INFO", "Signal=5\r\n", "Content-Type: application/dtmf-relay"))
		w.wait(gapTime + 50*time.Millisecond)
		if w.digits != "1235" {
			t.Errorf("heard %q", w.digits)
		}
		w.far.all(time.Second)
		old := strings.Replace(one, "branch=z9hG4bK", "branch=z9hG4bKlate", 1)
		w.far.send(old)
		w.far.wantStatus(w.far.response(), 500)
	})
}

// Trap 2: our answer is repeated after 0.5, 1, 2, 4, 4 … s; 64*T1 without any sign of the
// caller is the end.
func TestOurAnswerIsRepeatedUntilItsAckAndThenTheCallIsEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		began := time.Now()
		w.gate.Do(voice.Accept{Leg: a.Leg})
		var at []time.Duration
		for {
			m := w.far.next(40 * time.Second)
			if strings.HasPrefix(m, "BYE") {
				w.far.reply(m, 200, "")
				break
			}
			w.far.wantStatus(m, 200)
			at = append(at, time.Since(began).Round(100*time.Millisecond))
		}
		want := []time.Duration{0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500}
		if len(at) != len(want) {
			t.Fatalf("sent at %v", at)
		}
		for i := range want {
			if at[i] != want[i]*time.Millisecond {
				t.Errorf("sent at %v", at)
				break
			}
		}
		events := w.told()
		if e, ok := events[len(events)-1].(voice.Ended); !ok || e.Cause != voice.CauseFailed || e.Code != 408 {
			t.Errorf("told %+v", events)
		}
		w.wait(time.Second)
		w.empty()
	})
}

func TestACallWithoutAckGoesOnAsLongAsTheCallerIsThere(t *testing.T) {
	t.Run("sound is heard", func(t *testing.T) {
		inWorld(t, func(w *world) {
			w.far.send(w.far.request("INVITE", pcma))
			w.wait(10 * time.Millisecond)
			w.gate.Do(voice.Accept{Leg: one[voice.Arrived](w).Leg})
			w.fakeMedia.heard = true
			w.far.wantStatus(w.far.response(), 200)
			w.wait(5 * time.Minute)
			one[voice.Answered](w)
			if n := len(w.far.all(time.Second)); n != 10 {
				t.Errorf("%d messages", n)
			}
			w.far.wantStatus(w.far.response2("BYE"), 200)
		})
	})
	t.Run("a request in the dialog came", func(t *testing.T) {
		inWorld(t, func(w *world) {
			w.far.send(w.far.request("INVITE", pcma))
			w.wait(10 * time.Millisecond)
			w.gate.Do(voice.Accept{Leg: one[voice.Arrived](w).Leg})
			w.far.wantStatus(w.far.response(), 200)
			w.far.send(w.far.request("OPTIONS", ""))
			w.wait(5 * time.Minute)
			one[voice.Answered](w)
		})
	})
}

// response2 sends and skips everything that is not the response to it.
func (f *far) response2(method string) string {
	f.send(f.request(method, ""))
	for {
		m := f.next(40 * time.Second)
		if m == "" || strings.HasPrefix(m, "SIP/2.0") && strings.HasSuffix(header(m, "CSeq"), method) {
			return m
		}
	}
}

func TestALostAckIsCuredByTheRepeatedAnswer(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		w.gate.Do(voice.Accept{Leg: one[voice.Arrived](w).Leg})
		w.far.wantStatus(w.far.response(), 200) // its ACK is lost
		w.far.wantStatus(w.far.response(), 200)
		w.far.send(w.far.request("ACK", ""))
		if got := w.far.all(time.Minute); len(got) != 0 {
			t.Errorf("after the ACK: %q", got)
		}
		one[voice.Answered](w)
	})
}

// Trap 13, and a CANCEL that races with the answer.
func TestTheCallerGivesUp(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Ring{Leg: a.Leg})
		ringing := w.far.response()
		w.far.gtag = ""
		w.far.send(w.far.request("CANCEL", ""))
		w.far.wantStatus(w.far.response(), 200)
		over := w.far.response()
		w.far.wantStatus(over, 487)
		if tagOf(header(over, "To")) != tagOf(header(ringing, "To")) {
			t.Error("487 has another tag than 180")
		}
		if e := one[voice.Ended](w); e.Cause != voice.CauseCancelled || e.Code != 487 {
			t.Errorf("ended %+v", e)
		}
		w.gate.Do(voice.Accept{Leg: a.Leg})
		w.wait(time.Minute)
		w.nothing()
		w.empty()
	})
}

func TestAnAnswerThatWasFasterThanTheCancelStands(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Accept{Leg: a.Leg})
		cancel := strings.Replace(w.far.request("CANCEL", ""), "z9hG4bKfar", "z9hG4bKfar", 1)
		w.far.send(cancel)
		w.far.wantStatus(w.far.response(), 200) // to the INVITE
		w.far.send(w.far.request("ACK", ""))
		one[voice.Answered](w)
		w.wait(time.Second)
		w.nothing()
		w.far.wantStatus(w.far.response2("BYE"), 200)
	})
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		cause voice.Cause
		want  int
	}{
		{voice.CauseBusy, 486}, {voice.CauseDeclined, 603}, {voice.CauseNotFound, 404}, {voice.CauseOverload, 503},
		{voice.CauseCongestion, 503}, {voice.CauseNormal, 480}, {voice.CauseUnreachable, 480}, {voice.CauseFailed, 500},
	}
	for _, tt := range tests {
		t.Run(string(tt.cause), func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.far.send(w.far.request("INVITE", pcma))
				w.wait(10 * time.Millisecond)
				a := one[voice.Arrived](w)
				w.gate.Do(voice.End{Leg: a.Leg, Cause: tt.cause})
				m := w.far.response()
				w.far.wantStatus(m, tt.want)
				if tt.want == 503 && header(m, "Retry-After") == "" {
					t.Error("503 without Retry-After")
				}
				w.far.gtag = tagOf(header(m, "To"))
				w.far.send(strings.Replace(w.far.request("ACK", ""), "z9hG4bKfar1001", "z9hG4bKfar1", 1))
				if got := w.far.all(time.Minute); len(got) != 0 {
					t.Errorf("after the ACK: %q", got)
				}
				one[voice.Ended](w)
				w.empty()
			})
		})
	}
}

func TestWithoutRoomForACallItIsRefusedAndNobodyHearsOfIt(t *testing.T) {
	inWorld(t, func(w *world) {
		w.fakeSink.full = true
		m := w.far.do("INVITE", pcma)
		w.far.wantStatus(m, 503)
		if header(m, "Retry-After") == "" {
			t.Error("no Retry-After")
		}
		w.nothing()
		w.empty()
	})
}

func TestWithoutAPortTheCallIsRefused(t *testing.T) {
	inWorld(t, func(w *world) {
		w.fakeMedia.fail = true
		w.far.wantStatus(w.far.do("INVITE", pcma), 503)
		w.nothing()
		w.empty()
	})
}

func TestALongWaitIsRungAgainEachMinute(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Ring{Leg: a.Leg})
		if got := w.far.all(5*time.Minute + time.Second); len(got) != 6 {
			t.Errorf("in five minutes: %q", got)
		}
	})
}

func TestTheSameInviteByTwoWaysIsALoop(t *testing.T) {
	inWorld(t, func(w *world) {
		inv := w.far.request("INVITE", pcma)
		w.far.send(inv)
		w.far.send(strings.Replace(inv, "branch=z9hG4bK", "branch=z9hG4bKother", 1))
		w.far.wantStatus(w.far.response(), 482)
		one[voice.Arrived](w)
	})
}
