package media

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net"
	"net/netip"
	"os"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/spool"
)

// patience is how long a real socket is waited for before a test gives up. It decides
// nothing but how long a broken build hangs.
const patience = 10 * time.Second

// each runs a test on every packet path: our loops (where there are any), plain sockets, and
// virtual time.
func each(t *testing.T, o Options, f func(r *rig)) {
	t.Run("real sockets", func(t *testing.T) { real(t, o, nil, f) })
	t.Run("plain sockets", func(t *testing.T) {
		real(t, o, listenUDP(netip.AddrFrom4([4]byte{127, 0, 0, 1})), f)
	})
	virtually(t, o, f)
}

func real(t *testing.T, o Options, listen func(int) (net.PacketConn, error), f func(r *rig)) {
	o.Listen = listen
	r := newRig(t, o)
	r.listen = func() net.PacketConn {
		c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	defer r.stop()
	f(r)
}

func virtually(t *testing.T, o Options, f func(r *rig)) {
	t.Run("virtual time", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var n memNet
			o.Listen = func(port int) (net.PacketConn, error) { return n.listen(port) }
			r := newRig(t, o)
			r.listen = func() net.PacketConn {
				c, err := n.listen(0)
				if err != nil {
					t.Fatal(err)
				}
				return c
			}
			defer r.stop()
			f(r)
		})
	})
}

// A rig is an engine at work with somebody who listens to it and keeps for it.
type rig struct {
	*testing.T
	*Engine
	dir    string
	listen func() net.PacketConn
	said   chan voice.Event
	judged chan voice.Quality
	halt   func()
	phones []*phone

	mu   sync.Mutex
	kept map[string]voice.Kept
}

func newRig(t *testing.T, o Options) *rig {
	t.Helper()
	r := &rig{T: t, dir: t.TempDir(), said: make(chan voice.Event, 1000), judged: make(chan voice.Quality, 1000), kept: map[string]voice.Kept{}}
	root, err := os.OpenRoot(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	o.Sink, o.Keeper, o.Prompts = r, r, testPrompts{}
	if o.Spool == nil {
		o.Spool = spool.Root(root)
	}
	r.start(o, func() {})
	t.Cleanup(func() { root.Close() })
	return r
}

// start runs an engine in the rig.
func (r *rig) start(o Options, after func()) {
	r.Helper()
	e, err := New(o)
	if err != nil {
		r.Fatal(err)
	}
	r.Engine = e
	e.keepalive = int64(time.Hour) // what is counted must not depend on how slow a machine is
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := e.Run(ctx); err != nil {
			r.Error(err)
		}
	})
	r.halt = sync.OnceFunc(func() { cancel(); wg.Wait(); after() })
}

func (r *rig) stop() {
	r.halt()
	for _, p := range r.phones {
		_ = p.c.Close()
	}
}

func (r *rig) Post(e voice.Event) bool {
	if q, ok := e.(voice.Quality); ok {
		r.judged <- q
	} else {
		r.said <- e
	}
	return true
}

func (r *rig) Keep(kind, name string, rev uint64, data json.RawMessage) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if old, ok := r.kept[name]; !ok || old.Rev < rev {
		r.kept[name] = voice.Kept{Kind: kind, Name: name, Rev: rev, Data: data}
	}
}

func (r *rig) Drop(kind, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.kept, name)
}

// pass lets virtual time pass; only for tests that run in nothing else.
func (r *rig) pass(d time.Duration) {
	r.Helper()
	synctest.Wait() // panics outside of a bubble
	time.Sleep(d)
}

// next is the next thing that the engine says.
func (r *rig) next() voice.Event {
	r.Helper()
	t := time.NewTimer(patience)
	defer t.Stop()
	select {
	case e := <-r.said:
		return e
	case <-t.C:
		r.Fatal("the engine says nothing")
		return nil
	}
}

// quiet fails when the engine has said anything by now.
func (r *rig) quiet() {
	r.Helper()
	select {
	case e := <-r.said:
		r.Errorf("the engine says %#v", e)
	default:
	}
}

// testPrompts: "prm_a" is 50 ms of A-law 0x11, "prm_b" 30 ms of 0x22; µ-law is 0x33, 0x44.
type testPrompts struct{}

func (testPrompts) Open(p id.Prompt) (alaw, ulaw []byte, err error) {
	switch p {
	case "prm_a":
		return solid(400, 0x11), solid(400, 0x33), nil
	case "prm_b":
		return solid(240, 0x22), solid(240, 0x44), nil
	}
	return nil, nil, errors.New("no such prompt")
}

func solid(n int, b byte) []byte {
	s := make([]byte, n)
	for i := range s {
		s[i] = b
	}
	return s
}

// A phone is the far end of a SIP leg.
type phone struct {
	r    *rig
	name id.Leg
	c    net.PacketConn
	addr netip.AddrPort
	to   net.Addr
	law  g711.Law
	ssrc uint32
	seq  uint16
	ts   uint32
	size int // of a frame
}

// dial opens a leg with a phone at its end; change may be nil.
func (r *rig) dial(name id.Leg, change func(*Remote)) *phone {
	r.Helper()
	local, err := r.Open(name, Spec{})
	if err != nil {
		r.Fatal(err)
	}
	p := r.phone(name, local.Port)
	p.set(change)
	return p
}

func (r *rig) phone(name id.Leg, port int) *phone {
	r.Helper()
	c := r.listen()
	p := &phone{r: r, name: name, c: c, ssrc: random32(), seq: uint16(random32()), ts: random32(), size: frameSize}
	p.addr = c.LocalAddr().(*net.UDPAddr).AddrPort()
	p.to = &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}
	r.phones = append(r.phones, p)
	return p
}

// set is an offer or answer of this phone.
func (p *phone) set(change func(*Remote)) {
	p.r.Helper()
	r := Remote{Addr: p.addr, EventPT: 101}
	if change != nil {
		change(&r)
	}
	p.law = r.Law
	if err := p.r.Set(p.name, r); err != nil {
		p.r.Fatal(err)
	}
}

// send sends one packet as it is.
func (p *phone) send(pt uint8, marker bool, ts uint32, payload []byte) {
	b := make([]byte, headerSize, headerSize+len(payload))
	putHeader(b, pt, marker, p.seq, ts, p.ssrc)
	p.seq++
	if _, err := p.c.WriteTo(append(b, payload...), p.to); err != nil {
		p.r.Fatal(err)
	}
}

// say sends one frame of sound.
func (p *phone) say(payload []byte) {
	p.send(p.law.PT(), false, p.ts, payload)
	p.ts += uint32(len(payload))
}

// sayHz sends n frames of a tone, 20 ms apart where time is virtual, at once where it is not.
func (p *phone) sayHz(n int, hz float64) {
	for range n {
		b := make([]byte, p.size)
		for i := range b {
			b[i] = p.law.Encode(int16(8000 * math.Sin(2*math.Pi*hz*float64(p.ts+uint32(i))/g711.Rate)))
		}
		p.say(b)
	}
}

// key sends one digit as a real phone does: three packets while pressed, the end thrice,
// sound in between as sipp's files and some phones have it.
func (p *phone) key(code byte, between []byte) {
	ts := p.ts
	for i := range 6 {
		dur := uint16(min(i+1, 4) * frameSize)
		b := []byte{code, 10, byte(dur >> 8), byte(dur)}
		if i >= 3 {
			b[1] |= 0x80
		}
		p.send(101, i == 0, ts, b)
		if between != nil {
			p.say(between)
		} else {
			p.ts += frameSize
		}
	}
}

// hear reads the next packet that comes.
func (p *phone) hear() packet {
	p.r.Helper()
	pk, ok := p.try(patience)
	if !ok {
		p.r.Fatalf("%s hears nothing", p.name)
	}
	return pk
}

func (p *phone) try(wait time.Duration) (pk packet, ok bool) {
	p.r.Helper()
	if err := p.c.SetReadDeadline(time.Now().Add(wait)); err != nil {
		p.r.Fatal(err)
	}
	b := make([]byte, maxPacket)
	n, _, err := p.c.ReadFrom(b)
	if err != nil {
		return packet{}, false
	}
	if !pk.parse(b[:n]) {
		p.r.Fatalf("%s is sent what is no RTP: %x", p.name, b[:n])
	}
	return pk, true
}

// hearOnly reads packets until one whose first byte is b: what came before it on the way
// (a keepalive) is passed over.
func (p *phone) hearOnly(b byte) packet {
	p.r.Helper()
	for range 1000 {
		if pk := p.hear(); pk.payload()[0] == b {
			return pk
		}
	}
	p.r.Fatalf("%s never hears %#x", p.name, b)
	return packet{}
}

// eventually waits for what cannot be awaited otherwise: a counter behind a real socket.
func (r *rig) eventually(what string, ok func() bool) {
	r.Helper()
	for end := time.Now().Add(patience); !ok(); runtime.Gosched() {
		if time.Now().After(end) {
			r.Fatal("never: " + what)
		}
		idle(r.T)
	}
}

// idle lets a moment pass: virtually by the bubble's clock, really by a timer.
func idle(t *testing.T) {
	t.Helper()
	<-time.NewTimer(time.Millisecond).C
}
