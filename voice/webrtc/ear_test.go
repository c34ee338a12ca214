package webrtc

import (
	"context"
	"net"
	"strings"
	"testing"

	"gudok/voice"
	"gudok/voice/media"
	"gudok/voice/media/g711"
)

func TestAnEarIsHeardOnlyAfterItIsOpened(t *testing.T) {
	e := make(ear, 256)
	en, err := media.New(media.Options{Sink: e, PortMin: 42000, PortMax: 42999})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- en.Run(ctx) }()
	k := &shelf{kept: map[string]voice.Kept{}}
	g, stop := run(t, Options{Conn: loopback(t), Media: MediaOf(en), Sink: e, Keeper: k})
	g.ready(t)
	b := newBrowser(t, g)
	b.ear = true
	b.open()
	b.offer()
	if sdp := b.pc.RemoteDescription().SDP; !strings.Contains(sdp, "a=sendonly") {
		t.Errorf("the answer to a page without a microphone:\n%s", sdp)
	}
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
	c.AutoAnswer, c.ListenOnly = true, true
	g.Do(c)
	if d := b.hears("ring").data.(ringData); !d.Ear {
		t.Errorf("the page is told %+v", d)
	}
	g.ringing(olha, "leg_1")
	next[voice.Ringing](t, e)
	next[voice.Answered](t, e)
	en.Do(voice.Bridge{Leg: "leg_sip", Other: "leg_1"}) // both ways, to see that one is shut
	frame := make([]byte, 160)
	eventually(t, "the page hears the telephone", func() bool {
		f.say(local.Port, 8, frame...)
		return len(b.headers()) > 3
	})

	loud := newBrowser(t, g) // a page that sends all the same
	g.closed(olha, b)
	loud.open()
	if d := loud.hears("legs").data.(legsData); len(d.Ears) != 1 || d.Ears[0] != "leg_1" {
		t.Errorf("the new page is told %+v", d)
	}
	if leg := loud.offer(); leg != "leg_1" {
		t.Errorf("its sound was joined to %q", leg)
	}
	defer loud.hang()
	eventually(t, "what it sends arrives", func() bool {
		loud.say(8, frame...)
		s, _ := en.Stats("leg_1")
		return s.Received > 100
	})
	if s, _ := en.Stats("leg_sip"); s.Sent > 50 { // it gets a frame of silence a second
		t.Errorf("the telephone was sent %d packets", s.Sent)
	}

	for range 2 { // twice is once
		en.Do(voice.Open{Leg: "leg_1"})
		g.Do(voice.Open{Leg: "leg_1"})
	}
	if d := loud.hears("open").data.(legData); d.Leg != "leg_1" {
		t.Errorf("the page is told %+v", d)
	}
	sent, _ := en.Stats("leg_sip")
	eventually(t, "the telephone hears the page", func() bool {
		loud.say(8, frame...)
		s, _ := en.Stats("leg_sip")
		return s.Sent > sent.Sent+10
	})
	if data := string(k.kept[KindLeg+"leg_1"].Data); strings.Contains(data, "ear") {
		t.Errorf("kept is %s", data)
	}
	stop()
	cancel()
	if err := <-done; err != nil {
		t.Errorf("engine: %v", err)
	}
}
