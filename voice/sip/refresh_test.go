package sip

import (
	"strings"
	"testing"
	"time"

	"gudok/voice"
)

// accept answers a call that asks for a session timer.
func (w *world) calledWith(extra ...string) (voice.Arrived, string) {
	w.t.Helper()
	w.far.send(w.far.request("INVITE", pcma, extra...))
	w.wait(10 * time.Millisecond)
	a := one[voice.Arrived](w)
	w.gate.Do(voice.Accept{Leg: a.Leg})
	m := w.far.response()
	w.far.wantStatus(m, 200)
	w.far.send(w.far.request("ACK", ""))
	one[voice.Answered](w)
	w.wait(10 * time.Millisecond)
	return a, m
}

func TestATwoHourCallThatTheFarEndRefreshes(t *testing.T) {
	inWorld(t, func(w *world) {
		_, m := w.calledWith("Supported: timer", "Session-Expires: 1800;refresher=uac")
		if header(m, "Session-Expires") != "1800;refresher=uac" || header(m, "Require") != "timer" {
			t.Errorf("200:\n%s", m)
		}
		before := w.setCount()
		for range 8 {
			w.wait(15 * time.Minute)
			w.far.reinvite(pcma, "Supported: timer", "Session-Expires: 1800;refresher=uac")
		}
		w.nothing()
		if n := w.setCount(); n != before {
			t.Errorf("the sound was set %d times", n-before)
		}
		// Then it falls silent: 1800 - 32 s after the last refresh it is gone for us.
		w.wait(1800*time.Second - 33*time.Second)
		w.nothing()
		w.wait(2 * time.Second)
		if e := one[voice.Ended](w); e.Cause != voice.CauseUnknown {
			t.Errorf("ended %+v", e)
		}
		w.far.reply(w.far.expect("BYE"), 481, "")
		w.wait(10 * time.Millisecond)
		w.empty()
	})
}

func TestATwoHourCallThatWeRefresh(t *testing.T) {
	for _, how := range []string{"INVITE", "UPDATE"} {
		t.Run(how, func(t *testing.T) {
			inWorld(t, func(w *world) {
				extra := []string{"Session-Expires: 1800"} // and cannot refresh itself
				if how == "UPDATE" {
					extra = append(extra, "Allow: INVITE, ACK, BYE, UPDATE")
				}
				_, m := w.calledWith(extra...)
				if header(m, "Session-Expires") != "1800;refresher=uas" || header(m, "Require") != "" {
					t.Errorf("200:\n%s", m)
				}
				before, numbers := w.setCount(), map[string]bool{}
				for range 8 {
					began := time.Now()
					w.far.conn.SetReadDeadline(time.Now().Add(time.Hour))
					re := w.far.next(time.Hour)
					if d := time.Since(began).Round(time.Second); d != 15*time.Minute || !strings.HasPrefix(re, how+" ") {
						t.Fatalf("after %v\n%s", d, re)
					}
					numbers[header(re, "CSeq")] = true
					body := ""
					if how == "INVITE" {
						body = pcma
					}
					w.far.reply(re, 200, body, "Session-Expires: 1800;refresher=uac")
					if how == "INVITE" {
						w.far.expect("ACK")
					}
				}
				w.nothing()
				if len(numbers) != 8 || w.setCount() != before {
					t.Errorf("%d numbers, sound set %d times", len(numbers), w.setCount()-before)
				}
			})
		})
	}
}

func TestWhatComesOfARefresh(t *testing.T) {
	tests := []struct {
		name string
		code int
		want voice.Cause // "" the call goes on
	}{
		{"the dialog is unknown", 481, voice.CauseUnknown},
		{"no answer in time", 408, voice.CauseUnknown},
		{"not now", 500, ""},
		{"not like this", 488, ""},
		{"a challenge is not answered", 401, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.calledWith("Session-Expires: 90")
				re := w.far.next(time.Minute)
				w.far.reply(re, tt.code, "", `WWW-Authenticate: Digest realm="gudok", nonce="x"`)
				ack := w.far.expect("ACK")
				if strings.Contains(ack, "Authorization") {
					t.Error("a password was given away")
				}
				w.wait(10 * time.Millisecond)
				if tt.want != "" {
					if e := one[voice.Ended](w); e.Cause != tt.want {
						t.Errorf("ended %+v", e)
					}
					return
				}
				w.nothing()
				again := w.far.next(30 * time.Second)
				if !strings.HasPrefix(again, "INVITE") || strings.Contains(again, "Authorization") {
					t.Errorf("got\n%s", again)
				}
			})
		})
	}
}

func TestAFarEndThatIsSilentAtARefreshIsGone(t *testing.T) {
	inWorld(t, func(w *world) {
		w.calledWith("Session-Expires: 90")
		w.wait(2 * time.Minute)
		if e := one[voice.Ended](w); e.Cause != voice.CauseUnknown {
			t.Errorf("ended %+v", e)
		}
	})
}

func TestAnIntervalThatIsTooSmallIsRefused(t *testing.T) {
	inWorld(t, func(w *world) {
		m := w.far.do("INVITE", pcma, "Supported: timer", "Session-Expires: 30")
		w.far.wantStatus(m, 422)
		if header(m, "Min-SE") != "90" {
			t.Errorf("got\n%s", m)
		}
		w.nothing()
	})
}

func TestTheLongestCallIsEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		w.called()
		w.wait(4*time.Hour - time.Second)
		w.nothing()
		w.wait(2 * time.Second)
		if e := one[voice.Ended](w); e.Cause != voice.CauseTooLong {
			t.Errorf("ended %+v", e)
		}
		bye := w.far.expect("BYE")
		if header(bye, "Reason") != "Q.850;cause=102" {
			t.Errorf("BYE:\n%s", bye)
		}
	})
}
