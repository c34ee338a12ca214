package sip

import (
	"bytes"
	"fmt"
	"log/slog"
	"maps"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gudok/voice"
)

func TestAStrangerIsRefusedAndLeavesNothing(t *testing.T) {
	var log bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.options = func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) }
		w.start(nil)
		defer w.far.conn.Close()
		defer func() { w.stop() }()
		stranger := w.join("10.9.9.9:5060")
		defer stranger.conn.Close()
		for _, method := range []string{"INVITE", "OPTIONS", "MESSAGE", "SUBSCRIBE", "BYE", "UPDATE"} {
			m := stranger.do(method, "")
			stranger.wantStatus(m, 403)
			if header(m, "Allow") != "" || header(m, "Server") != "" {
				t.Errorf("%s: the answer says too much:\n%s", method, m)
			}
			if len(m) > len(stranger.last)+64 {
				t.Errorf("%s: an answer of %d bytes to %d", method, len(m), len(stranger.last))
			}
		}
		if got := stranger.all(time.Minute); len(got) != 0 {
			t.Errorf("refusals are repeated to a stranger: %q", got)
		}
		w.nothing()
		w.empty()
		if c := w.gate.Counts(); c.Servers != 0 {
			t.Errorf("%d transactions", c.Servers)
		}
		w.stop()
		w.stop = func() {}
	})
	if n := strings.Count(log.String(), "stranger"); n != 1 {
		t.Errorf("%d notes for six requests within a second:\n%s", n, log.String())
	}
}

// Trap 7 at the gate: neither garbage nor well-formed calls of strangers make it grow.
func TestAFloodOfStrangersDoesNotGrowMemory(t *testing.T) {
	inWorld(t, func(w *world) {
		w.net.Delay = 0
		flood := func(n int) {
			for i := range n {
				addr := fmt.Sprintf("10.%d.%d.%d:%d", 100+i>>16, i>>8&255, i&255, 1024+i%60000)
				f := w.join(addr)
				f.send(strings.Repeat("garbage\x01", 60))
				f.send(f.request("INVITE", pcma))
				f.conn.Close()
				if i%100 == 0 {
					synctest.Wait()
				}
			}
			synctest.Wait()
		}
		flood(1000)
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		flood(3000)
		runtime.GC()
		runtime.ReadMemStats(&after)
		if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
			t.Errorf("grew by %d bytes in 3000 strangers", grown)
		}
		w.nothing()
		w.empty()
	})
}

func TestWhatCannotBeCarriedIsRefusedBeforeAnybodyHearsOfIt(t *testing.T) {
	tests := []struct {
		name, body string
		extra      []string
		want       int
	}{
		{"a codec we do not speak", strings.Replace(pcma, "RTP/AVP 8 101", "RTP/AVP 18", 1), nil, 488},
		{"no session description at all", "hello", []string{"Content-Type: text/plain"}, 415},
		{"a broken description", "v=0\r\nm=audio\r\n", nil, 400},
		{"an unknown requirement", pcma, []string{"Require: precondition"}, 420},
		{"a session that is too short", pcma, []string{"Session-Expires: 60"}, 422},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.far.wantStatus(w.far.do("INVITE", tt.body, tt.extra...), tt.want)
				w.nothing()
				w.empty()
			})
		})
	}
	t.Run("another kind of address", func(t *testing.T) {
		inWorld(t, func(w *world) {
			w.far.target = "http://example.com/"
			w.far.wantStatus(w.far.do("INVITE", pcma), 416)
			w.nothing()
		})
	})
}

func TestADescriptionBesideISUPIsFound(t *testing.T) {
	inWorld(t, func(w *world) {
		body := "--b1\r\nContent-Type: application/sdp\r\n\r\n" + pcma + "\r\n--b1\r\nContent-Type: application/isup; version=itu-t92+\r\n\r\n\x01\x02\r\n--b1--\r\n"
		w.far.send(w.far.request("INVITE", body, "Content-Type: multipart/mixed; boundary=b1"))
		w.wait(10 * time.Millisecond)
		w.gate.Do(voice.Accept{Leg: one[voice.Arrived](w).Leg})
		w.far.wantStatus(w.far.response(), 200)
		if w.lastSet().Addr.Port() != 4000 {
			t.Errorf("sound %+v", w.lastSet())
		}
	})
}

func TestATrunkHasItsLimits(t *testing.T) {
	t.Run("calls at once", func(t *testing.T) {
		inWorld(t, func(w *world) {
			list := trunks()
			list[0].Channels = 1
			w.gate.Configure(list, phones())
			a := w.called()
			w.far.call, w.far.gtag, w.far.tag, w.far.target = "call-2", "", "far2", "sip:100@10.0.0.1"
			w.far.wantStatus(w.far.do("INVITE", pcma), 503)
			w.invite()
			if e := one[voice.Ended](w); e.Cause != voice.CauseCongestion {
				t.Errorf("ended %+v", e)
			}
			w.gate.Do(voice.End{Leg: a.Leg, Cause: voice.CauseNormal})
			one[voice.Ended](w)
			if s := w.gate.Status()[0]; s.Calls != 0 {
				t.Errorf("%d calls counted", s.Calls)
			}
		})
	})
	t.Run("calls a second", func(t *testing.T) {
		inWorld(t, func(w *world) {
			list := trunks()
			list[0].PerSecond = 3
			w.gate.Configure(list, phones())
			w.wait(time.Second)
			refused := 0
			for i := range 5 {
				w.far.call, w.far.gtag = fmt.Sprintf("c%d", i), ""
				w.far.send(w.far.request("INVITE", pcma))
			}
			for _, line := range w.far.all(100 * time.Millisecond) {
				if strings.HasPrefix(line, "SIP/2.0 503") {
					refused++
				}
			}
			if n := len(w.told()); n != 3 || refused != 2 {
				t.Errorf("%d arrived, %d refused", n, refused)
			}
		})
	})
}

func TestTrunksAreToldApartByAddress(t *testing.T) {
	inWorld(t, func(w *world) {
		list := trunks()
		list = append(list, Trunk{ID: "trk_net", Region: "RU", Sources: []netip.Prefix{netip.MustParsePrefix("10.7.0.0/16")}, Probe: -1})
		w.gate.Configure(list, nil)
		far := w.join("10.7.1.1:5099")
		defer far.conn.Close()
		far.from, far.target = "<sip:84951234567@x>", "sip:8(800)555-35-35@10.0.0.1"
		far.send(far.request("INVITE", pcma))
		w.wait(10 * time.Millisecond)
		if a := one[voice.Arrived](w); a.Trunk != "trk_net" || a.From != "+74951234567" || a.To != "+78005553535" {
			t.Errorf("arrived %+v", a)
		}
		off := list[2]
		off.Disabled = true
		w.gate.Configure([]Trunk{off}, nil)
		far.call, far.gtag = "again", ""
		far.wantStatus(far.do("INVITE", pcma), 403)
	})
}

func TestAnAnswerToNobodyIsAcknowledgedAndEnded(t *testing.T) {
	inWorld(t, func(w *world) {
		// As if a process before us had invited.
		inv := "INVITE sip:x@10.0.0.2 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKgone\r\nFrom: <sip:us@10.0.0.1>;tag=old\r\nTo: <sip:x@10.0.0.2>\r\nCall-ID: lost\r\nCSeq: 5 INVITE\r\n\r\n"
		w.far.reply(inv, 200, pcma)
		w.far.expect("ACK")
		bye := w.far.expect("BYE")
		if header(bye, "Call-ID") != "lost" || header(bye, "CSeq") != "6 BYE" {
			t.Errorf("BYE:\n%s", bye)
		}
		stranger := w.join("10.9.9.9:5060")
		defer stranger.conn.Close()
		stranger.reply(inv, 200, pcma)
		if m := stranger.next(time.Second); m != "" {
			t.Errorf("a stranger's answer is answered:\n%s", m)
		}
	})
}

func TestOptionsOfATrunkAreAnswered(t *testing.T) {
	inWorld(t, func(w *world) {
		m := w.far.do("OPTIONS", "")
		w.far.wantStatus(m, 200)
		if !strings.Contains(header(m, "Allow"), "INVITE") || !strings.Contains(header(m, "Accept"), "application/sdp") {
			t.Errorf("got\n%s", m)
		}
		w.far.gtag = ""
		w.far.wantStatus(w.far.do("BYE", ""), 481)
		w.far.gtag = ""
		w.far.wantStatus(w.far.do("REFER", ""), 405)
	})
}

func TestAdvertisedAddresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.options = func(o *Options) {
			o.Advertise, o.Inside = netip.MustParseAddr("203.0.113.9"), netip.MustParseAddr("10.0.0.1")
		}
		w.start(nil)
		defer w.far.conn.Close()
		defer func() { w.stop() }()
		outside := w.join("198.51.100.5:5060")
		defer outside.conn.Close()
		list := trunks()
		list[1].Sources, list[1].Address = []netip.Prefix{netip.MustParsePrefix("198.51.100.5/32")}, "198.51.100.5:5060"
		w.gate.Configure(list, nil)
		for f, want := range map[*far]string{outside: "203.0.113.9", w.far: "10.0.0.1"} {
			f.send(f.request("INVITE", pcma))
			w.wait(10 * time.Millisecond)
			w.gate.Do(voice.Accept{Leg: one[voice.Arrived](w).Leg})
			m := f.response()
			if !strings.Contains(header(m, "Contact"), "@"+want+":5060") || !strings.Contains(bodyOf(m), "c=IN IP4 "+want) {
				t.Errorf("towards %s:\n%s", f.addr, m)
			}
			f.send(f.request("ACK", ""))
			one[voice.Answered](w)
		}
	})
}

func TestATraceHasEveryMessageOfALegAndNoSecret(t *testing.T) {
	var got []TraceMessage
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.options = func(o *Options) { o.Trace = func(m TraceMessage) { got = append(got, m) } }
		w.start(nil)
		defer w.far.conn.Close()
		defer func() { w.stop() }()
		a := w.called()
		w.far.do("INFO", "Signal=4\r\nDuration=100\r\n", "Content-Type: application/dtmf-relay", `Proxy-Authorization: Digest username="x", response="topsecret"`)
		w.far.do("OPTIONS", "")
		w.far.do("BYE", "")
		w.wait(time.Second)
		var ladder []string
		for _, m := range got {
			if m.Leg != a.Leg || m.Transport != "udp" || m.Peer.String() != "10.0.0.2:5060" {
				t.Errorf("a message of another leg: %+v", m)
			}
			line, _, _ := strings.Cut(m.Text, "\r\n")
			arrow := "->"
			if m.In {
				arrow = "<-"
			}
			ladder = append(ladder, arrow+strings.Fields(line)[0]+strings.Fields(line)[1])
			if strings.Contains(m.Text, "topsecret") || strings.Contains(m.Text, "Signal=4") {
				t.Errorf("a secret is shown:\n%s", m.Text)
			}
		}
		want := "<-INVITEsip:+380441234567@10.0.0.1 ->SIP/2.0200 <-ACKsip:gudok@10.0.0.1:5060 <-INFOsip:gudok@10.0.0.1:5060 ->SIP/2.0200 " +
			"<-OPTIONSsip:gudok@10.0.0.1:5060 ->SIP/2.0200 <-BYEsip:gudok@10.0.0.1:5060 ->SIP/2.0200"
		if s := strings.Join(ladder, " "); s != want {
			t.Errorf("ladder\n got %s\nwant %s", s, want)
		}
	})
}

// A desk phone may share its address with a trunk, and a call may have several trunks: a
// message is told to belong to whom it was said, not to who has such an address.
func TestATraceNamesTheTrunkOrTheTelephoneOfEachMessage(t *testing.T) {
	var got []TraceMessage
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.options = func(o *Options) { o.Trace = func(m TraceMessage) { got = append(got, m) } }
		w.start(nil)
		defer w.far.conn.Close()
		defer func() { w.stop() }()
		p := w.phone("10.0.0.2:5062") // the carrier's IP
		defer p.conn.Close()
		other := w.join("10.0.0.3:5060")
		defer other.conn.Close()
		p.wantStatus(p.register(100), 200)
		w.gate.Do(voice.Invite{Leg: "leg_phone", To: voice.Address{Device: phoneA}})
		p.reply(p.expect("INVITE"), 486, "")
		p.expect("ACK")
		w.gate.Do(voice.Invite{Leg: "leg_trunks", To: voice.Address{Number: "num_1"}, Digits: "+380501112233", Trunks: []string{string(carrier), string(second)}})
		w.far.reply(w.far.expect("INVITE"), 503, "")
		other.reply(other.expect("INVITE"), 486, "")
		w.wait(time.Second)
	})
	seen := map[string]int{}
	for _, m := range got {
		seen[string(m.Leg)+" "+m.Peer.String()+" "+string(m.Trunk)+string(m.Device)]++
	}
	want := map[string]int{"leg_phone 10.0.0.2:5062 dev_a": 3, "leg_trunks 10.0.0.2:5060 trk_carrier": 3, "leg_trunks 10.0.0.3:5060 trk_second": 3}
	if !maps.Equal(seen, want) {
		t.Errorf("told %v\nwant %v", seen, want)
	}
}
