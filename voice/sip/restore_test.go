package sip

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"gudok/voice"
	"gudok/voice/sip/sdp"
	"gudok/voice/sip/wire"
)

// answerCheck answers what a restored dialog is asked.
func (f *far) answerCheck(code int) string {
	f.t.Helper()
	re := f.expect2("INVITE")
	body := ""
	if code == 200 {
		body = pcma
	}
	f.reply(re, code, body)
	f.expect2("ACK")
	return re
}

// expect2 is expect that leaves the dialog as it is.
func (f *far) expect2(method string) string {
	f.t.Helper()
	m := f.next(time.Minute)
	if !strings.HasPrefix(m, method+" ") {
		f.t.Fatalf("expected %s, got\n%s", method, m)
	}
	return m
}

func TestACallSurvivesTheEndOfTheProcess(t *testing.T) {
	for _, side := range []string{"they called", "we called"} {
		t.Run(side, func(t *testing.T) {
			inWorld(t, func(w *world) {
				leg := ours
				if side == "we called" {
					w.calls()
				} else {
					leg = w.called().Leg
				}
				before := w.lastSet()
				numbers := w.lastN(leg)
				kept := w.crash()
				w.fakeMedia.ports, w.fakeMedia.taken = map[legID]int{}, map[int]bool{} // sound is gone too
				w.wait(3 * time.Second)

				restored := w.start(kept)
				if len(restored) != 1 || restored[0] != (voice.Restored{Leg: leg, Answered: true}) {
					t.Fatalf("restored %+v", restored)
				}
				if w.fakeMedia.ports[leg] != 30000 || w.lastSet() != before {
					t.Errorf("sound on port %d, %+v", w.fakeMedia.ports[leg], w.lastSet())
				}
				re := w.far.answerCheck(200)
				if !strings.Contains(bodyOf(re), "m=audio 30000 ") {
					t.Errorf("asked by\n%s", re)
				}
				w.wait(time.Hour)
				w.nothing()
				// The far end holds and hangs up as if nothing had been.
				w.far.reinvite(withDirection("sendonly"))
				w.wait(10 * time.Millisecond)
				if h := one[voice.Held](w); h.N <= numbers {
					t.Errorf("number %d after %d", h.N, numbers)
				}
				w.far.wantStatus(w.far.do("BYE", ""), 200)
				one[voice.Ended](w)
				w.wait(10 * time.Millisecond)
				w.empty()
			})
		})
	}
}

func TestANumberNeverGoesBack(t *testing.T) {
	inWorld(t, func(w *world) {
		a := w.called()
		kept := w.crash()
		w.start(kept)
		first := cseqOf(w.far.answerCheck(200))
		kept = w.crash()
		w.start(kept)
		second := cseqOf(w.far.answerCheck(200))
		w.gate.Do(voice.End{Leg: a.Leg, Cause: voice.CauseNormal})
		bye := w.far.expect2("BYE")
		if !(first < second && second < cseqOf(bye)) || first < restoredCSeq {
			t.Errorf("numbers %d, %d, %d", first, second, cseqOf(bye))
		}
	})
}

func cseqOf(m string) int {
	n := 0
	for _, c := range strings.Fields(header(m, "CSeq"))[0] {
		n = n*10 + int(c-'0')
	}
	return n
}

func TestACallTheFarEndNoLongerKnowsEnds(t *testing.T) {
	inWorld(t, func(w *world) {
		a := w.called()
		w.start2(w.crash())
		w.far.answerCheck(481)
		w.wait(10 * time.Millisecond)
		if e := one[voice.Ended](w); e.Leg != a.Leg || e.Cause != voice.CauseUnknown || e.Code != 481 {
			t.Errorf("ended %+v", e)
		}
		w.empty()
	})
}

// start2 is start with the sound's ports free again.
func (w *world) start2(kept []voice.Kept) []voice.Restored {
	w.fakeMedia.ports, w.fakeMedia.taken = map[legID]int{}, map[int]bool{}
	return w.start(kept)
}

func TestAPortThatIsTakenIsReplacedAndTheFarEndIsTold(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		kept := w.crash()
		w.fakeMedia.ports = map[legID]int{}
		w.fakeMedia.taken = map[int]bool{30000: true}
		if r := w.start(kept); len(r) != 1 {
			t.Fatalf("restored %+v", r)
		}
		re := w.far.answerCheck(200)
		if !strings.Contains(bodyOf(re), "m=audio 30002 ") || !strings.Contains(bodyOf(re), " 2 IN IP4 10.0.0.1") {
			t.Errorf("asked by\n%s", re)
		}
	})
}

func TestACallerWhoWaitsKeepsWaitingOverARestart(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma, "Supported: timer", "Session-Expires: 1800"))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.gate.Do(voice.Ring{Leg: a.Leg})
		ringing := w.far.response()
		restored := w.start2(w.crash())
		if len(restored) != 1 || restored[0] != (voice.Restored{Leg: a.Leg}) {
			t.Fatalf("restored %+v", restored)
		}
		w.far.send(w.far.last) // a proxy asks again
		w.far.wantStatus(w.far.response(), 180)
		w.gate.Do(voice.Accept{Leg: a.Leg})
		ok := w.far.response()
		w.far.wantStatus(ok, 200)
		if header(ok, "To") != header(ringing, "To") || header(ok, "Via") != header(ringing, "Via") || header(ok, "Session-Expires") == "" {
			t.Errorf("200 does not belong to the INVITE:\n%s\n%s", ok, ringing)
		}
		w.far.send(w.far.request("ACK", ""))
		w.wait(10 * time.Millisecond)
		one[voice.Answered](w)
		w.far.wantStatus(w.far.do("BYE", ""), 200)
		one[voice.Ended](w)
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

func TestACallerWhoWaitsMayStillGiveUpAfterARestart(t *testing.T) {
	inWorld(t, func(w *world) {
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		w.start2(w.crash())
		w.far.gtag = ""
		w.far.send(w.far.request("CANCEL", ""))
		w.far.wantStatus(w.far.response(), 200)
		w.far.wantStatus(w.far.response(), 487)
		if e := one[voice.Ended](w); e.Leg != a.Leg {
			t.Errorf("ended %+v", e)
		}
		w.empty()
	})
}

func TestATelephoneThatRangDoesNotRingForNobody(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 180, "")
		w.wait(10 * time.Millisecond)
		w.told()
		if r := w.start2(w.crash()); len(r) != 0 {
			t.Errorf("restored %+v", r)
		}
		cancel := w.far.expect2("CANCEL")
		if header(cancel, "Via") != header(inv, "Via") || cseqOf(cancel) != cseqOf(inv) {
			t.Errorf("CANCEL:\n%s\nINVITE:\n%s", cancel, inv)
		}
		w.far.reply(cancel, 200, "")
		w.far.reply(inv, 200, pcma) // and yet somebody answers
		w.far.expect2("ACK")
		w.far.reply(w.far.expect2("BYE"), 200, "")
		w.wait(10 * time.Millisecond)
		w.nothing()
		w.empty()
	})
}

func TestAByeThatWasLostWithTheProcessIsSaidAgain(t *testing.T) {
	inWorld(t, func(w *world) {
		a := w.called()
		w.gate.Do(voice.End{Leg: a.Leg, Cause: voice.CauseNormal})
		one[voice.Ended](w)
		w.far.expect2("BYE") // not answered
		if r := w.start2(w.crash()); len(r) != 0 {
			t.Errorf("restored %+v", r)
		}
		w.far.reply(w.far.expect2("BYE"), 200, "")
		w.wait(10 * time.Millisecond)
		w.nothing()
		w.empty()
	})
}

func TestRegistrationsAndTimersSurvive(t *testing.T) {
	inWorld(t, func(w *world) {
		p := w.phone("10.5.0.1:40000")
		defer p.conn.Close()
		p.wantStatus(p.register(120), 200)
		one[voice.DeviceUp](w)
		w.calledWith("Session-Expires: 1800", "Supported: timer")
		kept := w.crash()
		w.wait(60 * time.Second)
		w.start2(kept)
		if e := one[voice.DeviceUp](w); e.Device != phoneA {
			t.Errorf("told %+v", e)
		}
		w.far.answerCheck(500) // no refresh, but a sign of life
		w.wait(59 * time.Second)
		w.nothing()
		w.wait(2 * time.Second)
		if e := one[voice.DeviceDown](w); e.Why != "expired" {
			t.Errorf("told %+v", e)
		}
		w.wait(30 * time.Minute)
		if e := one[voice.Ended](w); e.Cause != voice.CauseUnknown {
			t.Errorf("the silent far end: %+v", e)
		}
	})
}

func TestRubbishThatWasKeptIsPassedOver(t *testing.T) {
	inWorld(t, func(w *world) {
		w.stop()
		r := w.start([]voice.Kept{
			{Kind: KindDialog, Name: "leg_x", Data: json.RawMessage(`{"leg":`)},
			{Kind: KindDialog, Name: "leg_y", Data: json.RawMessage(`{}`)},
			{Kind: KindRegistration, Name: "dev_gone", Data: json.RawMessage(`[]`)},
			{Kind: KindRegistration, Name: string(phoneA), Data: json.RawMessage(`7`)},
			{Kind: "media.leg", Name: "leg_z", Data: json.RawMessage(`{}`)},
		})
		if len(r) != 0 {
			t.Errorf("restored %+v", r)
		}
		w.empty()
	})
}

func TestADialogIsTheSameAfterWritingAndReading(t *testing.T) {
	d := Dialog{
		Leg: "leg_1", Call: "call_1", Trunk: carrier, Device: phoneA, Phase: Up, Caller: true, N: 7, CallID: "c", Local: "<sip:a@b>;tag=1",
		Remote: "<sip:b@c>;tag=2", LocalTag: "1", RemoteTag: "2", Target: "sip:b@c", Routes: []string{"<sip:p;lr>"}, Flow: flowOf("tcp", "10.0.0.2:5060"),
		Direct: true, LocalCSeq: 3, RemoteCSeq: 4, InviteCSeq: 5, TheirInvite: 6, Updates: true, Port: 30000, SDPID: 8, Version: 9,
		LocalSDP: "v=0", RemoteSDP: "v=0", Agreed: sdp.Agreed{Law: sdp.PCMA, Event: 101, PTime: 20, Ours: sdp.SendRecv}, NAT: true, Held: true, ListenOnly: true, Opening: true,
		AnsweredAt: 10, Expires: 90, Refresh: true, RefreshAt: 11, Pending: &wire.Pending{Key: "k", Flow: flowOf("udp", "10.0.0.2:5060"), Via: []string{"v"}, Last: []byte{0, 1}},
		Asked: []wire.Header{{Name: "Supported", Value: "timer"}}, Rang: true, Reliable: true, Via: "v", Rev: 12,
	}
	for i := range reflect.TypeOf(d).NumField() {
		if reflect.ValueOf(d).Field(i).IsZero() {
			t.Errorf("%s is not covered", reflect.TypeOf(d).Field(i).Name)
		}
	}
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back Dialog
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(d, back) {
		t.Errorf("\n got %+v\nwant %+v", back, d)
	}
}

// The sockets may be read before the gate knows its trunks and its calls: whatever comes
// until then is not answered, since a wrong answer cannot be taken back.
func TestNothingIsAnsweredBeforeTheGateKnowsWhatItHasToKnow(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		kept := w.crash()
		w.fakeMedia.ports, w.fakeMedia.taken = map[legID]int{}, map[int]bool{}
		w.make()
		w.run()
		caller := w.join("10.0.0.3:5060")
		defer caller.conn.Close()
		caller.send(caller.request("INVITE", pcma))
		w.far.send(w.far.request("BYE", ""))
		if got := append(caller.all(time.Second), w.far.all(time.Second)...); len(got) != 0 {
			t.Errorf("answered too early: %q", got)
		}
		w.gate.Configure(trunks(), phones())
		if _, err := w.gate.Restore(t.Context(), kept); err != nil {
			t.Fatal(err)
		}
		w.far.send(w.far.last) // as it does after half a second
		for m := w.far.next(time.Second); status(m) != 200; m = w.far.next(time.Second) {
			if !strings.HasPrefix(m, "INVITE ") { // we ask whether it lives
				t.Fatalf("got\n%s", m)
			}
		}
		one[voice.Ended](w)
		caller.send(caller.last)
		w.wait(10 * time.Millisecond)
		one[voice.Arrived](w)
	})
}

func TestAGateThatIsNeverToldOfCallsBeforeWorksAfterAWhile(t *testing.T) {
	inWorld(t, func(w *world) {
		w.crash()
		w.make()
		w.gate.Configure(trunks(), phones())
		w.run()
		w.wait(settleTime)
		w.far.send(w.far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		one[voice.Arrived](w)
	})
}
