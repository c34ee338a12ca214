package webrtc

import (
	"context"
	"net"
	"net/netip"
	"testing"
	"time"

	"gudok/voice"
	"gudok/voice/media"
	"gudok/voice/media/g711"
)

// A far is a telephone on the other side of the engine.
type far struct {
	conn *net.UDPConn
	seq  byte
}

// say sends one frame (payload types 8 and 101).
func (f *far) say(to int, pt byte, payload ...byte) {
	f.seq++
	pkt := append([]byte{0x80, pt, 0, f.seq, 0, 0, f.seq, 0, 9, 9, 9, 9}, payload...)
	_, _ = f.conn.WriteToUDPAddrPort(pkt, netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), uint16(to)))
}

// hears is whether a packet of the payload type comes within a moment.
func (f *far) hears(pt byte) bool {
	b := make([]byte, 1500)
	_ = f.conn.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	for {
		n, err := f.conn.Read(b)
		if err != nil {
			return false
		}
		if n > 12 && b[1]&0x7f == pt {
			return true
		}
	}
}

func TestAPageAndATelephoneTalkThroughTheEngine(t *testing.T) {
	e := make(ear, 256)
	en, err := media.New(media.Options{Sink: e, PortMin: 41000, PortMax: 41999})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- en.Run(ctx) }()
	g, stop := run(t, Options{Conn: loopback(t), Media: MediaOf(en), Sink: e})
	g.ready(t)
	b := newBrowser(t, g)
	b.open()
	b.offer()
	defer b.hang()
	next[voice.DeviceUp](t, e)

	f := &far{conn: loopback(t)}
	defer f.conn.Close()
	local, err := en.Open("leg_sip", media.Spec{})
	if err != nil {
		t.Fatal(err)
	}
	at := f.conn.LocalAddr().(*net.UDPAddr).AddrPort()
	if err := en.Set("leg_sip", media.Remote{Addr: at, Law: g711.A, EventPT: 101}); err != nil {
		t.Fatal(err)
	}
	c := invite("leg_1")
	c.AutoAnswer = true
	g.Do(c)
	g.ringing(olha, "leg_1")
	next[voice.Ringing](t, e)
	next[voice.Answered](t, e)
	en.Do(voice.Bridge{Leg: "leg_sip", Other: "leg_1"})

	frame := make([]byte, 160)
	eventually(t, "the telephone hears the page", func() bool {
		b.say(8, frame...)
		return f.hears(8)
	})
	eventually(t, "the page hears the telephone", func() bool {
		f.say(local.Port, 8, frame...)
		return len(b.headers()) > 3
	})
	en.Do(voice.SendDigits{Leg: "leg_sip", Digits: "7"})
	eventually(t, "the telephone hears the agent's key", func() bool { return f.hears(101) })

	again := newBrowser(t, g) // a reload
	g.closed(olha, b)
	again.open()
	again.offer()
	defer again.hang()
	eventually(t, "the new page hears the telephone", func() bool {
		f.say(local.Port, 8, frame...)
		return len(again.headers()) > 3
	})
	eventually(t, "the telephone hears the new page", func() bool {
		again.say(8, frame...)
		return f.hears(8)
	})
	g.Do(voice.End{Leg: "leg_1", Cause: voice.CauseNormal})
	next[voice.Ended](t, e)
	stop()
	cancel()
	if err := <-done; err != nil {
		t.Errorf("engine: %v", err)
	}
}
