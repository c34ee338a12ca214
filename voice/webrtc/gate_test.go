package webrtc

import (
	"bytes"
	"net"
	"slices"
	"sync"
	"testing"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

func invite(leg id.Leg) voice.Invite {
	return voice.Invite{Leg: leg, Call: "call_1", To: voice.Address{Agent: olha, Device: id.Browser}, RingMS: 20_000}
}

// packet is a packet of voice/media: its own SSRC, the payload type and number given.
func packet(pt, seq uint8, payload ...byte) []byte {
	return append([]byte{0x80, pt, 0, seq, 0, 0, 0, 160, 1, 2, 3, 4}, payload...)
}

func TestAPageRingsIsAnsweredTalksAndStops(t *testing.T) {
	m, e := &mixer{}, make(ear, 64)
	g, stop := run(t, Options{Conn: loopback(t), Media: m, Sink: e})
	defer stop()
	g.ready(t)
	b := newBrowser(t, g)
	b.open()
	if leg := b.offer(); leg != "" {
		t.Errorf("the first offer was joined to %q", leg)
	}
	defer b.hang()
	if up := next[voice.DeviceUp](t, e); up.Agent != olha || up.Device != id.Browser {
		t.Errorf("device up: %+v", up)
	}

	g.Do(invite("leg_1"))
	g.Do(invite("leg_1")) // said twice is done once
	if r := b.hears("ring").data.(ringData); r.Leg != "leg_1" || r.Auto {
		t.Errorf("ring %+v", r)
	}
	g.ringing(olha, "leg_1")
	next[voice.Ringing](t, e)
	g.Do(voice.Accept{Leg: "leg_1"})
	if a := next[voice.Answered](t, e); a.Leg != "leg_1" {
		t.Errorf("answered %+v", a)
	}
	b.hears("joined")

	in := m.leg("leg_1")
	if in.codec.Law != g711.A || in.codec.EventPT != 110 {
		t.Errorf("agreed on %+v, want A-law and the page's own event number", in.codec)
	}
	eventually(t, "the page is heard", func() bool {
		b.say(8, 1, 2, 3)
		b.say(110, 5, 10, 0, 160)
		return len(in.packets()) > 3
	})
	for _, p := range in.packets() {
		if pt := p[1] & 0x7f; pt != 8 && pt != 110 {
			t.Errorf("payload type %d reached the mixer", pt)
		}
	}
	_ = in.write(packet(8, 1, make([]byte, 160)...))
	_ = in.write(packet(110, 2, 7, 10, 0, 160))
	eventually(t, "the page hears sound and digit", func() bool { return len(b.headers()) >= 2 })
	if h := b.headers(); h[0].PayloadType != 8 || h[1].PayloadType != 110 || h[0].SSRC == 0x01020304 {
		t.Errorf("the page heard %+v", h)
	}

	g.Do(voice.End{Leg: "leg_1", Cause: voice.CauseNormal})
	if end := next[voice.Ended](t, e); end.Leg != "leg_1" || end.Cause != voice.CauseNormal {
		t.Errorf("ended %+v", end)
	}
	b.hears("stopped")
	g.Do(voice.End{Leg: "leg_1"})
	if !slices.Equal(m.closed, []id.Leg{"leg_1"}) || !in.shut {
		t.Errorf("closed %v, feed shut %v", m.closed, in.shut)
	}
	e.nothing(t)
}

func TestAReloadInMidCallGoesOnWithTheSameLeg(t *testing.T) {
	m, e := &mixer{}, make(ear, 64)
	g, stop := run(t, Options{Conn: loopback(t), Media: m, Sink: e})
	defer stop()
	g.ready(t)
	b := newBrowser(t, g)
	b.open()
	b.offer()
	next[voice.DeviceUp](t, e)
	c := invite("leg_1")
	c.AutoAnswer = true
	g.Do(c)
	b.hears("ring")
	g.ringing(olha, "leg_1")
	next[voice.Ringing](t, e)
	next[voice.Answered](t, e) // by itself
	before := m.leg("leg_1")

	g.closed(olha, b) // the page goes without a word and comes again
	again := newBrowser(t, g)
	again.open()
	if l := again.hears("legs").data.(legsData); !slices.Equal(l.Legs, []id.Leg{"leg_1"}) {
		t.Errorf("the new page was told of %v", l.Legs)
	}
	if leg := again.offer(); leg != "leg_1" {
		t.Errorf("the new page's sound was joined to %q, want leg_1", leg)
	}
	defer again.hang()
	eventually(t, "the new page's sound takes the old one's place", func() bool { return m.leg("leg_1") != before })
	in := m.leg("leg_1")
	eventually(t, "the new page is heard on the same leg", func() bool {
		again.say(8, 9)
		return len(in.packets()) > 0
	})
	_ = in.write(packet(8, 1, 0xd5))
	eventually(t, "the new page hears", func() bool { return len(again.headers()) > 0 })
	b.hang()
	e.nothing(t) // nobody above noticed
	if len(m.closed) != 0 {
		t.Errorf("closed %v", m.closed)
	}
	g.Do(voice.End{Leg: "leg_1"})
	next[voice.Ended](t, e)
}

func TestASecondTabTakesThePhoneOver(t *testing.T) {
	m, e := &mixer{}, make(ear, 64)
	g, stop := run(t, Options{Conn: loopback(t), Media: m, Sink: e})
	defer stop()
	g.ready(t)
	one := newBrowser(t, g)
	one.open()
	one.offer()
	defer one.hang()
	next[voice.DeviceUp](t, e)

	g.closed(olha, one) // what the socket's server says of a take-over
	two := newBrowser(t, g)
	two.open()
	two.offer()
	defer two.hang()
	g.closed(olha, one) // late, and of a tab that owns nothing any more
	g.offered(t.Context(), olha, one, one.pc.LocalDescription().SDP)
	g.bye(olha, one)
	g.Do(invite("leg_1"))
	two.hears("ring")
	select {
	case m := <-one.said:
		t.Errorf("the former tab was told %q", m.typ)
	default:
	}
	if g.Pages() != 1 {
		t.Errorf("%d pages, want 1", g.Pages())
	}
	e.nothing(t)
	g.bye(olha, two)
	if d := next[voice.DeviceDown](t, e); d.Why != "closed" {
		t.Errorf("device down: %+v", d)
	}
}

// A tap is a socket that keeps what is sent through it.
type tap struct {
	*net.UDPConn
	mu   sync.Mutex
	sent [][]byte
}

func (c *tap) WriteTo(b []byte, to net.Addr) (int, error) {
	c.mu.Lock()
	c.sent = append(c.sent, bytes.Clone(b))
	c.mu.Unlock()
	return c.UDPConn.WriteTo(b, to)
}

func TestTheCheapSRTPProfileIsChosen(t *testing.T) {
	conn := &tap{UDPConn: loopback(t)}
	g, stop := run(t, Options{Conn: conn, Media: &mixer{}, Sink: make(ear, 64)})
	defer stop()
	g.ready(t)
	b := newBrowser(t, g)
	b.open()
	b.offer()
	defer b.hang()
	// The ServerHello goes in the clear; use_srtp (RFC 5764, 4.1.1) is extension 14 with
	// one profile, 7 being AEAD_AES_128_GCM (RFC 7714, 14.2), and no MKI.
	want := []byte{0, 14, 0, 5, 0, 2, 0, 7, 0}
	conn.mu.Lock()
	defer conn.mu.Unlock()
	if !slices.ContainsFunc(conn.sent, func(b []byte) bool { return bytes.Contains(b, want) }) {
		t.Error("no ServerHello chose AEAD_AES_128_GCM")
	}
}

func TestOffersThatCannotBeUsedAreRefused(t *testing.T) {
	e := make(ear, 64)
	g, stop := run(t, Options{Conn: loopback(t), Media: &mixer{}, Sink: e})
	defer stop()
	g.ready(t)
	b := newBrowser(t, g)
	b.open()
	video := "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=rtpmap:96 VP8/90000\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 00\r\na=setup:actpass\r\na=mid:0\r\n"
	for _, sdp := range []string{"", "rubbish", video} {
		g.offered(t.Context(), olha, b, sdp)
		if r := b.hears("refused").data.(refusedData); r.Code != "rtc.bad_offer" {
			t.Errorf("refused with %q", r.Code)
		}
	}
	for range maxOffers {
		g.offered(t.Context(), olha, b, "")
	}
	for {
		if r := b.hears("refused").data.(refusedData); r.Code == "rtc.too_many_offers" {
			break
		}
	}
	e.nothing(t)
}

func TestStartAndStopManyTimes(t *testing.T) {
	for range 10 {
		e := make(ear, 64)
		g, stop := run(t, Options{Conn: loopback(t), Media: &mixer{}, Sink: e})
		g.ready(t)
		b := newBrowser(t, g)
		b.open()
		b.offer()
		g.Do(invite("leg_1"))
		b.hears("ring")
		g.ringing(olha, "leg_1")
		g.Do(voice.Accept{Leg: "leg_1"})
		stop()
		b.hang()
	}
}
