package sip

import (
	"strings"
	"testing"
	"time"

	"gudok/voice"
	"gudok/voice/sip/sdp"
)

func listenOnly(c *voice.Invite) { c.ListenOnly = true }

func TestAnEarIsOfferedSoundOnlyAndBothWaysWhenItIsOpened(t *testing.T) {
	for name, allow := range map[string]string{"re-INVITE": "Allow: INVITE, ACK, BYE", "one that takes UPDATE": "Allow: INVITE, ACK, BYE, UPDATE"} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.invite(listenOnly)
				inv := w.far.expect("INVITE")
				if !strings.Contains(bodyOf(inv), "a=sendonly") {
					t.Errorf("the offer:\n%s", inv)
				}
				w.far.reply(inv, 200, withDirection("recvonly"), allow)
				w.far.expect("ACK")
				one[voice.Answered](w)
				w.nothing() // it does as it was told: that is no hold
				if s := w.lastSet(); s.Direction != sdp.SendOnly {
					t.Errorf("sound %+v", s)
				}
				for range 2 { // twice is once
					w.gate.Do(voice.Open{Leg: ours})
				}
				re := w.far.expect("INVITE")
				if !strings.Contains(bodyOf(re), "a=sendrecv") && strings.Contains(bodyOf(re), "a=sendonly") {
					t.Errorf("opened with\n%s", re)
				}
				w.far.reply(re, 491, "") // both at once
				w.far.expect("ACK")
				re = w.far.next(5 * time.Second)
				w.far.reply(re, 200, withDirection("sendrecv"))
				w.far.expect("ACK")
				if s := w.lastSet(); s.Direction != sdp.SendRecv {
					t.Errorf("sound after it was opened %+v", s)
				}
				w.nothing()
			})
		})
	}
}

func TestAnEarThatSendsAllTheSameIsNotHeard(t *testing.T) {
	inWorld(t, func(w *world) {
		w.calls(listenOnly) // answers as if nothing had been said of a direction
		if s := w.lastSet(); s.Direction != sdp.SendOnly {
			t.Errorf("sound %+v", s)
		}
		w.gate.Do(voice.Open{Leg: ours})
		re := w.far.expect("INVITE")
		w.far.reply(re, 200, pcma) // the very same words
		w.far.expect("ACK")
		if s := w.lastSet(); s.Direction != sdp.SendRecv {
			t.Errorf("sound after it was opened %+v", s)
		}
	})
}

func TestAnEarOpenedWhileItRingsSpeaksFromItsAnswerOn(t *testing.T) {
	inWorld(t, func(w *world) {
		w.invite(listenOnly)
		inv := w.far.expect("INVITE")
		w.gate.Do(voice.Open{Leg: ours})
		w.wait(0)
		w.far.reply(inv, 200, pcma)
		w.far.expect("ACK")
		re := w.far.expect("INVITE")
		if strings.Contains(bodyOf(re), "a=sendonly") {
			t.Errorf("opened with\n%s", re)
		}
		w.far.reply(re, 200, pcma)
		w.far.expect("ACK")
		one[voice.Answered](w)
		if s := w.lastSet(); s.Direction != sdp.SendRecv {
			t.Errorf("sound %+v", s)
		}
	})
}
