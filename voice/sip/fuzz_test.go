package sip

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
)

// A feed is a socket that reads what it is given, and sends into the void.
type feed struct {
	in   chan []byte
	done chan struct{}
}

func (f *feed) ReadFrom(b []byte) (int, net.Addr, error) {
	select {
	case data := <-f.in:
		return copy(b, data), net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.0.0.2:5060")), nil
	case <-f.done:
		return 0, nil, net.ErrClosed
	}
}

func (f *feed) WriteTo(b []byte, _ net.Addr) (int, error) { return len(b), nil }
func (f *feed) Close() error                              { close(f.done); return nil }
func (f *feed) LocalAddr() net.Addr                       { return &net.UDPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 5060} }
func (f *feed) SetDeadline(time.Time) error               { return nil }
func (f *feed) SetReadDeadline(time.Time) error           { return nil }
func (f *feed) SetWriteDeadline(time.Time) error          { return nil }

// alarmed counts records of level Error: panics that were survived.
type alarmed struct {
	slog.Handler
	n    atomic.Int64
	last atomic.Value
}

func (a *alarmed) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelError }
func (a *alarmed) Handle(_ context.Context, r slog.Record) error {
	a.n.Add(1)
	r.Attrs(func(at slog.Attr) bool { a.last.Store(at.String()); return true })
	return nil
}

// answering is a floor that answers every call.
type answering struct {
	fakeSink
	g    *Gate
	legs atomic.Int64
}

func (s *answering) Post(e voice.Event) bool {
	if a, ok := e.(voice.Arrived); ok {
		s.legs.Add(1)
		s.g.Do(voice.Ring{Leg: a.Leg})
		s.g.Do(voice.Accept{Leg: a.Leg})
	}
	return true
}

// hostile is a gate that hears the far end by a feed.
func hostile(t testing.TB) (*feed, *alarmed, *answering) {
	f := &feed{in: make(chan []byte), done: make(chan struct{})}
	log, sink := &alarmed{Handler: slog.DiscardHandler}, &answering{}
	g, err := New(Options{
		UDP: []net.PacketConn{f}, Sink: sink, Log: slog.New(log),
		Media: &fakeMedia{ports: map[id.Leg]int{}, taken: map[int]bool{}},
		Trace: func(TraceMessage) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	sink.g = g
	g.Configure(trunks(), phones())
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- g.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return f, log, sink
}

// settle waits until no mailbox works.
func (s *answering) settle() {
	for busy := true; busy; runtime.Gosched() {
		s.g.busy.Lock()
		busy = s.g.working > 0
		s.g.busy.Unlock()
	}
}

// conversations are whole dialogs to damage: what is said in a call, with the gate's tag
// unknown, and the torture messages of RFC 4475.
func conversations(t testing.TB) [][]byte {
	f := &far{addr: "10.0.0.2:5060", call: "fuzz", tag: "far", from: "<sip:1@x>", to: "<sip:2@y>", target: "sip:+380441234567@10.0.0.1"}
	list := [][]byte{
		[]byte(f.request("INVITE", pcma, "Session-Expires: 1800;refresher=uas", "Supported: timer, 100rel", "Diversion: <sip:0441112233@x>;reason=unconditional")),
		[]byte(f.request("INVITE", "", "P-Asserted-Identity: \"A\" <sip:0671112233@x>, <tel:+380671112233>", "Privacy: id", "Require: 100rel")),
		[]byte(f.request("REGISTER", "", `Authorization: Digest username="101", realm="gudok", nonce="00", uri="sip:x", response="00", qop=auth, nc=1, cnonce="c"`)),
		[]byte(f.request("OPTIONS", "")), []byte(f.request("BYE", "")), []byte(f.request("CANCEL", "")),
		[]byte("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContact: <sip:c@10.0.0.2>\r\nRecord-Route: <sip:p;lr>\r\nContent-Length: 0\r\n\r\n"),
	}
	files, err := filepath.Glob("wire/testdata/torture/*.dat")
	if err != nil || len(files) == 0 {
		t.Fatalf("no torture messages: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, data)
	}
	return list
}

// FuzzDatagram throws damaged messages of a trunk at the gate: no panic, nothing hangs.
func FuzzDatagram(f *testing.F) {
	for _, c := range conversations(f) {
		f.Add(c)
	}
	feed, log, sink := hostile(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		feed.in <- data
		feed.in <- []byte{} // the one before is dealt with when this is taken
		sink.settle()
		if n := log.n.Load(); n != 0 {
			t.Fatalf("%d panics, the last %v", n, log.last.Load())
		}
	})
}

func TestTenThousandDamagedMessagesOfATrunkDoNoHarm(t *testing.T) {
	corpus := conversations(t)
	feed, log, sink := hostile(t)
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 10_000 {
		data := slices.Clone(corpus[rng.IntN(len(corpus))])
		if i%4 == 0 {
			data = slices.Clone(corpus[rng.IntN(7)])
		}
		data = []byte(strings.Replace(string(data), "Call-ID: fuzz", "Call-ID: fuzz"+string(rune('a'+i%26))+string(rune('a'+i/26%26)), 1))
		for range rng.IntN(6) {
			switch at := rng.IntN(len(data)); rng.IntN(3) {
			case 0:
				data[at] = byte(rng.Uint32())
			case 1:
				data = slices.Delete(data, at, min(len(data), at+1+rng.IntN(20)))
			default:
				data = slices.Insert(data, at, []byte(`;,"<>\:=`)[rng.IntN(8)])
			}
			if len(data) == 0 {
				data = []byte{0}
			}
		}
		feed.in <- data
	}
	feed.in <- []byte{}
	sink.settle()
	if n := log.n.Load(); n != 0 {
		t.Errorf("%d panics, the last %v", n, log.last.Load())
	}
	if sink.legs.Load() == 0 {
		t.Error("no call came through: the damage is too harsh to test anything")
	}
}

func TestAGateStartsAndStopsManyTimes(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 50 {
		t.Run("", func(t *testing.T) {
			feed, _, _ := hostile(t)
			for _, c := range conversations(t)[:3] {
				feed.in <- c
			}
		})
	}
	for i := 0; runtime.NumGoroutine() > before+5; i++ {
		if i > 1_000_000 {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		runtime.Gosched()
	}
}
