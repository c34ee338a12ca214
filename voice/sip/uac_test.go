package sip

import (
	"strings"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
)

const ours id.Leg = "leg_ours"

// invite rings a number over the carrier.
func (w *world) invite(change ...func(*voice.Invite)) {
	c := voice.Invite{
		Leg: ours, Call: "call_1", To: voice.Address{Number: "num_1", Tenant: "ten_a"}, Digits: "+380501112233",
		CallerDigits: "+380440000000", CallerName: "Shop \"A\"", RingMS: 30_000, Trunks: []string{string(carrier)},
	}
	for _, f := range change {
		f(&c)
	}
	w.gate.Do(c)
	w.wait(0)
}

// calls is an outgoing call that is up.
func (w *world) calls(change ...func(*voice.Invite)) {
	w.t.Helper()
	w.invite(change...)
	inv := w.far.expect("INVITE")
	w.far.reply(inv, 200, pcma)
	w.far.expect("ACK")
	one[voice.Answered](w)
}

func TestANumberIsRungOverATrunk(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		for name, want := range map[string]string{
			"From": `"Shop \"A\"" <sip:+380440000000@10.0.0.1:5060>;tag=`, "To": "<sip:+380501112233@10.0.0.2:5060>",
			"Contact": "<sip:gudok@10.0.0.1:5060>", "Max-Forwards": "70",
		} {
			if got := header(inv, name); !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
		if !strings.HasPrefix(inv, "INVITE sip:+380501112233@10.0.0.2:5060 SIP/2.0\r\n") || !strings.Contains(bodyOf(inv), "m=audio 30000 RTP/AVP 8 0 101") {
			t.Errorf("INVITE:\n%s", inv)
		}
		w.far.reply(inv, 100, "")
		w.far.reply(inv, 180, "")
		w.wait(10 * time.Millisecond)
		if r := one[voice.Ringing](w); r.Early {
			t.Error("180 without sound is not early sound")
		}
		w.far.reply(inv, 200, pcma)
		ack := w.far.expect("ACK")
		if !strings.HasPrefix(ack, "ACK sip:far@10.0.0.2:5060 SIP/2.0") || strings.Fields(header(ack, "CSeq"))[0] != strings.Fields(header(inv, "CSeq"))[0] {
			t.Errorf("ACK:\n%s", ack)
		}
		one[voice.Answered](w)
		if s := w.lastSet(); s.Early || s.Addr.String() != "10.0.0.2:4000" {
			t.Errorf("sound %+v", s)
		}
		w.far.reply(inv, 200, pcma)
		if again := w.far.expect("ACK"); again != ack {
			t.Error("a repeated answer gets another ACK")
		}
		w.far.wantStatus(w.far.do("BYE", ""), 200)
		one[voice.Ended](w)
		w.wait(time.Minute)
		w.empty()
	})
}

// Trap 3: twenty provisional responses and ten minutes of ringing are no reason to give up.
func TestItMayRingForALongTime(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite(func(c *voice.Invite) { c.RingMS = 20 * 60_000 })
		inv := w.far.expect("INVITE")
		for range 20 {
			w.far.reply(inv, 180, "")
			w.wait(30 * time.Second)
		}
		one[voice.Ringing](w)
		w.far.reply(inv, 200, pcma)
		w.far.expect("ACK")
		one[voice.Answered](w)
	})
}

func TestEarlySoundIsHeardAndTheAnswerMayDiffer(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 180, "")
		w.far.reply(inv, 183, pcma)
		w.far.reply(inv, 180, "")
		w.far.reply(inv, 183, pcma)
		w.wait(10 * time.Millisecond)
		events := w.told()
		if len(events) != 2 || events[0].(voice.Ringing).Early || !events[1].(voice.Ringing).Early {
			t.Errorf("told %+v", events)
		}
		if s := w.lastSet(); !s.Early || s.Addr.Port() != 4000 {
			t.Errorf("early sound %+v", s)
		}
		w.far.reply(inv, 200, strings.Replace(pcma, "4000", "4444", 1))
		w.far.expect("ACK")
		if s := w.lastSet(); s.Early || s.Addr.Port() != 4444 {
			t.Errorf("sound %+v", s)
		}
	})
}

func TestAnAnswerWithoutSoundUsesTheEarlySound(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 183, pcma)
		w.far.reply(inv, 200, "")
		w.far.expect("ACK")
		w.wait(10 * time.Millisecond)
		if s := w.lastSet(); s.Early || s.Addr.Port() != 4000 {
			t.Errorf("sound %+v", s)
		}
	})
}

func TestAnAnswerWithoutAnySoundIsEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 200, "")
		w.far.expect("ACK")
		w.far.reply(w.far.expect("BYE"), 200, "")
		if e := one[voice.Ended](w); e.Cause != voice.CauseFailed || e.Code != 488 {
			t.Errorf("ended %+v", e)
		}
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

func TestRefusalsOfOthers(t *testing.T) {
	tests := []struct {
		name   string
		code   int
		reason string
		want   voice.Cause
	}{
		{"busy", 486, "", voice.CauseBusy},
		{"busy everywhere", 600, "", voice.CauseBusy},
		{"declined", 603, "", voice.CauseDeclined},
		{"no such number", 404, "", voice.CauseNotFound},
		{"gone", 410, "", voice.CauseNotFound},
		{"unavailable", 480, "", voice.CauseUnreachable},
		{"no service", 503, "", voice.CauseCongestion},
		{"forbidden", 403, "", voice.CauseFailed},
		{"unavailable, but Q.850 knows more", 480, `Q.850;cause=17;text="User busy"`, voice.CauseBusy},
		{"a moved number is not followed", 302, "", voice.CauseFailed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.invite()
				inv := w.far.expect("INVITE")
				var extra []string
				if tt.reason != "" {
					extra = append(extra, "Reason: "+tt.reason)
				}
				w.far.reply(inv, tt.code, "", extra...)
				w.far.expect("ACK")
				if e := one[voice.Ended](w); e.Cause != tt.want || e.Code != tt.code {
					t.Errorf("ended %+v", e)
				}
				w.wait(time.Minute)
				w.empty()
			})
		})
	}
}

func TestWeGiveUpWhileItRings(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 180, "")
		w.wait(10 * time.Millisecond)
		w.told()
		w.gate.Do(voice.End{Leg: ours, Cause: voice.CauseCancelled})
		if e := one[voice.Ended](w); e.Cause != voice.CauseCancelled {
			t.Errorf("ended %+v", e)
		}
		w.far.reply(w.far.expect("CANCEL"), 200, "")
		w.far.reply(inv, 487, "")
		w.far.expect("ACK")
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

// CANCEL and 200 cross: the answer is acknowledged and ended.
func TestAnAnswerThatCrossesOurCancelIsEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 180, "")
		w.wait(10 * time.Millisecond)
		w.told()
		w.gate.Do(voice.End{Leg: ours, Cause: voice.CauseNoAnswer})
		w.far.reply(inv, 200, pcma)
		w.far.reply(w.far.expect("CANCEL"), 481, "")
		w.far.expect("ACK")
		bye := w.far.expect("BYE")
		if tagOf(header(bye, "To")) != "far" {
			t.Errorf("BYE:\n%s", bye)
		}
		w.far.reply(bye, 200, "")
		one[voice.Ended](w)
		w.far.reply(inv, 200, pcma)
		w.far.expect("ACK")
		w.empty()
	})
}

func TestASecondAnswerOfAForkIsEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 200, pcma)
		w.far.expect("ACK")
		w.far.tag = "fork"
		w.far.reply(inv, 200, pcma)
		ack, bye := w.far.expect("ACK"), w.far.expect("BYE")
		if tagOf(header(ack, "To")) != "fork" || tagOf(header(bye, "To")) != "fork" {
			t.Errorf("ACK:\n%s\nBYE:\n%s", ack, bye)
		}
		w.far.reply(bye, 200, "")
		w.wait(time.Second)
		one[voice.Answered](w)
		w.far.tag = "far"
		w.far.wantStatus(w.far.do("BYE", ""), 200)
	})
}

func TestNobodyAnswersWithinTheGuard(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 180, "")
		w.wait(29 * time.Second)
		one[voice.Ringing](w)
		w.wait(1100 * time.Millisecond)
		if e := one[voice.Ended](w); e.Cause != voice.CauseNoAnswer {
			t.Errorf("ended %+v", e)
		}
		w.far.reply(w.far.expect("CANCEL"), 200, "")
		w.far.reply(inv, 487, "")
		w.far.expect("ACK")
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

// Trap 12: patience is each trunk's own; traps of failover: which refusals go elsewhere.
func TestTheNextTrunkIsTriedWhenThisOneFails(t *testing.T) {
	tests := []struct {
		name string
		fail func(w *world, inv string)
		next bool
	}{
		{"silence for two seconds", func(w *world, _ string) { w.wait(patience) }, true},
		{"100 and then nothing", func(w *world, inv string) {
			w.far.reply(inv, 100, "")
			w.wait(progress)
			w.far.reply(w.far.expect("CANCEL"), 200, "")
		}, true},
		{"503", func(w *world, inv string) { w.far.reply(inv, 503, "") }, true},
		{"500", func(w *world, inv string) { w.far.reply(inv, 500, "") }, true},
		{"408", func(w *world, inv string) { w.far.reply(inv, 408, "") }, true},
		{"486 is an answer of the called", func(w *world, inv string) { w.far.reply(inv, 486, "") }, false},
		{"603 is one", func(w *world, inv string) { w.far.reply(inv, 603, "") }, false},
		{"404 will be no better elsewhere", func(w *world, inv string) { w.far.reply(inv, 404, "") }, false},
		{"503 because the called is busy", func(w *world, inv string) { w.far.reply(inv, 503, "", "Reason: Q.850;cause=17") }, false},
		{"503 after it rang", func(w *world, inv string) { w.far.reply(inv, 180, ""); w.far.reply(inv, 503, "") }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				other := w.join("10.0.0.3:5060")
				defer other.conn.Close()
				w.invite(func(c *voice.Invite) { c.Trunks = []string{string(carrier), string(second)} })
				first := w.far.expect("INVITE")
				tt.fail(w, first)
				w.wait(50 * time.Millisecond)
				if !tt.next {
					events := w.told()
					if _, ok := events[len(events)-1].(voice.Ended); !ok {
						t.Fatalf("told %+v", events)
					}
					if got := other.all(time.Minute); len(got) != 0 {
						t.Errorf("the other trunk got %q", got)
					}
					return
				}
				inv := other.expect("INVITE")
				if header(inv, "Call-ID") == header(first, "Call-ID") {
					t.Error("the second attempt has the Call-ID of the first")
				}
				w.nothing()
				other.reply(inv, 200, pcma)
				other.expect("ACK")
				one[voice.Answered](w)
			})
		})
	}
}

// A carrier that takes so many calls a second is not asked for more: the next one is.
func TestATrunkThatHasHadItsCallsOfTheSecondIsPassedOver(t *testing.T) {
	inWorld(t, func(w *world) {
		other := w.join("10.0.0.3:5060")
		defer other.conn.Close()
		list := trunks()
		list[0].PerSecond = 1
		w.gate.Configure(list, phones())
		w.wait(2 * time.Second) // the limit's bucket fills
		both := []string{string(carrier), string(second)}
		w.invite(func(c *voice.Invite) { c.Trunks = both })
		w.far.expect("INVITE")
		w.invite(func(c *voice.Invite) { c.Leg, c.Trunks = "leg_more", both })
		other.expect("INVITE")
	})
}

func TestATrunkThatAnswersAfterItWasGivenUpIsEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		other := w.join("10.0.0.3:5060")
		defer other.conn.Close()
		w.invite(func(c *voice.Invite) { c.Trunks = []string{string(carrier), string(second)} })
		late := w.far.expect("INVITE")
		w.wait(patience + 50*time.Millisecond)
		w.far.all(10 * time.Millisecond) // repetitions
		inv := other.expect("INVITE")
		w.far.reply(late, 180, "")
		w.far.reply(w.far.expect("CANCEL"), 200, "")
		w.far.reply(late, 200, pcma)
		w.far.expect("ACK")
		w.far.reply(w.far.expect("BYE"), 200, "")
		other.reply(inv, 200, pcma)
		other.expect("ACK")
		one[voice.Answered](w)
	})
}

func TestAllTrunksFail(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite(func(c *voice.Invite) { c.Trunks = []string{string(second), "trk_unknown", string(carrier)} })
		w.wait(patience + 50*time.Millisecond) // nobody is at the second
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 503, "")
		w.far.expect("ACK")
		if e := one[voice.Ended](w); e.Cause != voice.CauseCongestion || e.Code != 503 {
			t.Errorf("ended %+v", e)
		}
		w.wait(time.Minute)
		w.empty()
	})
}

func TestACallerWhoHidesIsHidden(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite(func(c *voice.Invite) { c.CallerDigits, c.CallerName = "", "" })
		inv := w.far.expect("INVITE")
		if !strings.HasPrefix(header(inv, "From"), `"Anonymous" <sip:anonymous@anonymous.invalid>;tag=`) || header(inv, "Privacy") != "id" || header(inv, "P-Asserted-Identity") != "" {
			t.Errorf("INVITE:\n%s", inv)
		}
	})
}

func TestATrunkWantsItsAccountInFromAndItsPassword(t *testing.T) {
	inWorld(t, func(w *world) {
		list := trunks()
		list[0].Account, list[0].User, list[0].Secret, list[0].Domain, list[0].Format = "acc7", "acc7", "pass", "sip.carrier.example", Bare
		w.gate.Configure(list, phones())
		w.invite()
		inv := w.far.expect("INVITE")
		if !strings.Contains(header(inv, "From"), "<sip:acc7@sip.carrier.example>") || header(inv, "P-Asserted-Identity") != "<sip:380440000000@sip.carrier.example>" {
			t.Errorf("INVITE:\n%s", inv)
		}
		w.far.reply(inv, 407, "", `Proxy-Authenticate: Digest realm="carrier", nonce="n1", qop="auth,auth-int", algorithm=MD5`)
		w.far.expect("ACK")
		again := w.far.expect("INVITE")
		d, ok := parseDigest(header(again, "Proxy-Authorization"))
		if !ok || d["username"] != "acc7" || d["realm"] != "carrier" || !d.answers("INVITE", ha1(hasher("MD5"), "acc7", "carrier", "pass")) {
			t.Errorf("authorization %v", d)
		}
		if header(again, "Call-ID") != header(inv, "Call-ID") || header(again, "CSeq") == header(inv, "CSeq") {
			t.Errorf("the second INVITE:\n%s", again)
		}
		// A second challenge means that the password is wrong.
		w.far.reply(again, 407, "", `Proxy-Authenticate: Digest realm="carrier", nonce="n2", qop="auth"`)
		w.far.expect("ACK")
		one[voice.Ended](w)
	})
}

func TestAnInviteWithMuchInItIsSentOverUDP(t *testing.T) { // trap 5
	inWorld(t, func(w *world) {
		w.invite(func(c *voice.Invite) { c.CallerName = strings.Repeat("n", 79) })
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 200, pcma+"a=x:"+strings.Repeat("y", 3000)+"\r\n", "Record-Route: <sip:10.0.0.2;lr;x="+strings.Repeat("z", 2000)+">")
		if ack := w.far.expect("ACK"); len(ack) < 2000 {
			t.Errorf("ACK:\n%s", ack)
		}
		one[voice.Answered](w)
	})
}

// Trap 6: the Contact is on another port of the far end; BYE must leave from our port, and
// go there.
func TestByeGoesToTheContactFromOurOwnPort(t *testing.T) {
	inWorld(t, func(w *world) {
		elsewhere := w.join("10.0.0.2:7070")
		defer elsewhere.conn.Close()
		w.invite()
		inv := w.far.expect("INVITE")
		w.far.reply(inv, 200, pcma, "Contact: <sip:far@10.0.0.2:7070>")
		elsewhere.expect("ACK")
		w.gate.Do(voice.End{Leg: ours, Cause: voice.CauseNormal})
		buf := make([]byte, 4096)
		n, from, err := elsewhere.conn.ReadFrom(buf)
		if err != nil || from.String() != "10.0.0.1:5060" || !strings.HasPrefix(string(buf[:n]), "BYE sip:far@10.0.0.2:7070") {
			t.Errorf("%v from %v:\n%s", err, from, buf[:n])
		}
	})
}

// Trap 10: transports that the library mixed up do not exist here.
func TestAContactWithAnotherTransportIsReachedOverTheFlow(t *testing.T) {
	d := Dialog{Direct: true, Flow: flowOf("udp", "10.0.0.2:5060")}
	for _, target := range []string{"sip:a@192.0.2.9;transport=wss", "sip:a@192.0.2.9;transport=tcp", "sips:a@x.invalid", "sip:a@0.0.0.0", "sip:a@224.0.0.1", "nonsense"} {
		d.Target = target
		if got := d.next(); got != d.Flow {
			t.Errorf("%s would go to %s", target, got)
		}
	}
	d.Target = "sip:a@192.0.2.9"
	if got := d.next(); got != flowOf("udp", "192.0.2.9:5060") {
		t.Errorf("would go to %s", got)
	}
}
