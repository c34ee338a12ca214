package webrtc

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/id"
	"gudok/voice"

	"github.com/pion/logging"
	"github.com/pion/transport/v4/vnet"
	pion "github.com/pion/webrtc/v4"
)

// An idle is a socket on which nothing ever comes; for tests in virtual time.
type idle struct {
	once sync.Once
	gone chan struct{}
}

func newIdle() *idle { return &idle{gone: make(chan struct{})} }

func (c *idle) ReadFrom([]byte) (int, net.Addr, error)    { <-c.gone; return 0, nil, net.ErrClosed }
func (c *idle) WriteTo(b []byte, _ net.Addr) (int, error) { return len(b), nil }
func (c *idle) Close() error                              { c.once.Do(func() { close(c.gone) }); return nil }
func (c *idle) LocalAddr() net.Addr                       { return &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 7000} }
func (c *idle) SetDeadline(time.Time) error               { return os.ErrNoDeadline }
func (c *idle) SetReadDeadline(time.Time) error           { return os.ErrNoDeadline }
func (c *idle) SetWriteDeadline(time.Time) error          { return os.ErrNoDeadline }

func TestRingsThatNobodyAnswersEndInTime(t *testing.T) {
	tests := []struct {
		name   string
		page   bool
		acks   bool
		accept bool
		cause  voice.Cause
		after  time.Duration
	}{
		{"no page", false, false, false, voice.CauseUnreachable, ackWithin},
		{"a page that does not say that it rings", true, false, false, voice.CauseUnreachable, ackWithin},
		{"a page that rings to the end", true, true, false, voice.CauseNoAnswer, 20 * time.Second},
		{"answered without sound", true, true, true, voice.CauseUnreachable, connectWithin},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, e := &mixer{}, make(ear, 64)
				g, stop := run(t, Options{Conn: newIdle(), Media: m, Sink: e})
				defer stop()
				synctest.Wait()
				b := newBrowser(t, g)
				if tt.page {
					b.open()
				}
				began := time.Now()
				g.Do(invite("leg_1"))
				if tt.acks {
					b.hears("ring")
					g.ringing(olha, "leg_1")
					next[voice.Ringing](t, e)
				}
				if tt.accept {
					g.Do(voice.Accept{Leg: "leg_1"})
					b.hears("reoffer")
				}
				end := next[voice.Ended](t, e)
				if end.Cause != tt.cause || time.Since(began) != tt.after {
					t.Errorf("ended %q after %v, want %q after %v", end.Cause, time.Since(began), tt.cause, tt.after)
				}
				if tt.page {
					b.hears("stopped")
				}
				time.Sleep(5 * time.Minute)
				e.nothing(t)
				if len(m.legs) != 0 {
					t.Errorf("%d legs left in the mixer", len(m.legs))
				}
			})
		})
	}
}

func TestAPageThatIsReloadedWhileItRingsIsRungAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := make(ear, 64)
		g, stop := run(t, Options{Conn: newIdle(), Media: &mixer{}, Sink: e})
		defer stop()
		synctest.Wait()
		b := newBrowser(t, g)
		b.open()
		g.Do(invite("leg_1"))
		g.ringing(olha, "leg_1")
		g.ringing("agt_somebody_else", "leg_1")
		next[voice.Ringing](t, e)
		g.closed(olha, b)
		time.Sleep(3 * time.Second)
		again := newBrowser(t, g)
		again.open()
		again.hears("ring")
		g.ringing(olha, "leg_1")
		g.Do(voice.End{Leg: "leg_1", Cause: voice.CauseCancelled})
		if end := next[voice.Ended](t, e); end.Cause != voice.CauseCancelled {
			t.Errorf("ended %+v", end)
		}
		again.hears("stopped")
		e.nothing(t)
	})
}

// network is two computers on one wire, in virtual time.
func network(t *testing.T) (server, client *vnet.Net, stop func()) {
	t.Helper()
	wan, err := vnet.NewRouter(&vnet.RouterConfig{CIDR: "192.0.2.0/24", LoggerFactory: logging.NewDefaultLoggerFactory()})
	if err != nil {
		t.Fatal(err)
	}
	nets := make([]*vnet.Net, 2)
	for i, ip := range []string{"192.0.2.1", "192.0.2.2"} {
		if nets[i], err = vnet.NewNet(&vnet.NetConfig{StaticIPs: []string{ip}}); err != nil {
			t.Fatal(err)
		}
		if err := wan.AddNet(nets[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := wan.Start(); err != nil {
		t.Fatal(err)
	}
	return nets[0], nets[1], func() { _ = wan.Stop() }
}

// virtual runs a test with a gate and a page over a network in virtual time.
func virtual(t *testing.T, test func(t *testing.T, g *Gate, e ear, m *mixer, page func() *browser)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		server, client, unplug := network(t)
		conn, err := server.ListenPacket("udp4", "192.0.2.1:7000")
		if err != nil {
			t.Fatal(err)
		}
		m, e := &mixer{}, make(ear, 64)
		g, stop := run(t, Options{Conn: conn, Media: m, Sink: e})
		synctest.Wait()
		test(t, g, e, m, func() *browser {
			b := newBrowser(t, g)
			b.engine = func(s *pion.SettingEngine) { s.SetNet(client) }
			return b
		})
		stop()
		unplug()
		time.Sleep(time.Minute)
	})
}

func TestAPageThatIsGoneIsToldAfterAGrace(t *testing.T) {
	virtual(t, func(t *testing.T, g *Gate, e ear, m *mixer, page func() *browser) {
		b := page()
		b.open()
		b.offer()
		next[voice.DeviceUp](t, e)
		g.Do(invite("leg_1"))
		g.ringing(olha, "leg_1")
		g.Do(voice.Accept{Leg: "leg_1"})
		next[voice.Ringing](t, e)
		next[voice.Answered](t, e)

		began := time.Now()
		g.closed(olha, b) // a browser that is closed
		b.hang()
		if d := next[voice.DeviceDown](t, e); d.Agent != olha || d.Why != "page_lost" {
			t.Errorf("device down: %+v", d)
		}
		if d := time.Since(began); d > pageGrace {
			t.Errorf("told after %v", d)
		}
		time.Sleep(time.Minute)
		e.nothing(t) // the leg goes on until somebody decides otherwise
		if g.Pages() != 0 || m.leg("leg_1") == nil {
			t.Errorf("%d pages, leg %v", g.Pages(), m.leg("leg_1"))
		}

		again := page() // and it is there when the page comes back after all
		again.open()
		if leg := again.offer(); leg != "leg_1" {
			t.Errorf("joined to %q", leg)
		}
		next[voice.DeviceUp](t, e)
		again.hang()
		time.Sleep(time.Minute)
	})
}

func TestAReloadIsNoEdgeOfTheDevice(t *testing.T) {
	virtual(t, func(t *testing.T, g *Gate, e ear, _ *mixer, page func() *browser) {
		b := page()
		b.open()
		b.offer()
		next[voice.DeviceUp](t, e)
		for range 3 {
			g.closed(olha, b)
			time.Sleep(2 * time.Second)
			again := page()
			again.open()
			again.offer()
			b.hang()
			b = again
			time.Sleep(time.Minute)
		}
		e.nothing(t)
		b.hang()
		g.closed(olha, b)
		next[voice.DeviceDown](t, e)
	})
}

func TestSoundThatStopsIsAskedForAndTold(t *testing.T) {
	virtual(t, func(t *testing.T, g *Gate, e ear, _ *mixer, page func() *browser) {
		b := page()
		b.open()
		b.offer()
		next[voice.DeviceUp](t, e)
		b.hang() // the socket stays: a firewall that shut
		b.hears("reoffer")
		if d := next[voice.DeviceDown](t, e); d.Why != "no_sound" {
			t.Errorf("device down: %+v", d)
		}
		b.offer()
		next[voice.DeviceUp](t, e)
		b.hang()
		time.Sleep(time.Minute)
	})
}

// A shelf is a keeper.
type shelf struct {
	mu   sync.Mutex
	kept map[string]voice.Kept
}

func (s *shelf) Keep(kind, name string, rev uint64, data json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept[kind+name] = voice.Kept{Kind: kind, Name: name, Rev: rev, Data: data}
}

func (s *shelf) Drop(kind, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, kind+name)
}

func TestAnAnsweredLegSurvivesARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, client, unplug := network(t)
		keep := &shelf{kept: map[string]voice.Kept{}}
		start := func(e ear, m *mixer, kept []voice.Kept) (*Gate, *browser, func()) {
			conn, err := server.ListenPacket("udp4", "192.0.2.1:7000")
			if err != nil {
				t.Fatal(err)
			}
			g, stop := run(t, Options{Conn: conn, Media: m, Sink: e, Keeper: keep})
			synctest.Wait()
			legs, err := g.Restore(context.Background(), kept)
			if err != nil || len(legs) != len(kept) {
				t.Errorf("restored %v, %v", legs, err)
			}
			b := newBrowser(t, g)
			b.engine = func(s *pion.SettingEngine) { s.SetNet(client) }
			b.open()
			return g, b, stop
		}
		e := make(ear, 64)
		g, b, stop := start(e, &mixer{}, nil)
		b.offer()
		next[voice.DeviceUp](t, e)
		g.Do(invite("leg_1"))
		g.ringing(olha, "leg_1")
		next[voice.Ringing](t, e)
		g.Do(voice.Accept{Leg: "leg_1"})
		n := next[voice.Answered](t, e).N
		g.Do(invite("leg_2")) // rings only: not worth a restart
		stop()
		b.hang()
		if len(keep.kept) != 1 {
			t.Fatalf("kept %v", keep.kept)
		}
		time.Sleep(time.Second)

		m, e := &mixer{}, make(ear, 64)
		g, b, stop = start(e, m, []voice.Kept{keep.kept[KindLeg+"leg_1"]})
		if m.leg("leg_1") == nil {
			t.Error("the leg's sound was not claimed at once")
		}
		b.hears("reoffer")
		if leg := b.offer(); leg != "leg_1" {
			t.Errorf("joined to %q", leg)
		}
		next[voice.DeviceUp](t, e)
		g.Do(voice.Accept{Leg: "leg_1"}) // done already
		g.Do(voice.End{Leg: "leg_1", Cause: voice.CauseNormal})
		if end := next[voice.Ended](t, e); end.N <= n || end.Leg != id.Leg("leg_1") {
			t.Errorf("ended %+v, want a number above %d", end, n)
		}
		if len(keep.kept) != 0 {
			t.Errorf("still kept: %v", keep.kept)
		}
		b.hang()
		stop()
		unplug()
		time.Sleep(time.Minute)
	})
}
