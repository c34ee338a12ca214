package webrtc

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media"

	"github.com/pion/ice/v4"
	"github.com/pion/rtp"
	pion "github.com/pion/webrtc/v4"
)

const olha id.Agent = "agt_olha"

// A browser is an agent's page played by pion: it does what web/src/phone does.
type browser struct {
	t      *testing.T
	g      *Gate
	engine func(*pion.SettingEngine)
	said   chan message // what the gate says, pings aside
	ear    bool         // opens no microphone

	mu    sync.Mutex
	pc    *pion.PeerConnection
	heard []rtp.Header
	seq   uint16
	mic   *ptTrack
}

type message struct {
	typ  string
	data any
}

func newBrowser(t *testing.T, g *Gate) *browser {
	return &browser{t: t, g: g, said: make(chan message, 64)}
}

// Say is the page's end of the socket.
func (b *browser) Say(_, typ string, data any) { b.said <- message{typ, data} }

// hears waits for a message of the type and passes over others.
func (b *browser) hears(typ string) message {
	b.t.Helper()
	limit := time.After(20 * time.Second)
	for {
		select {
		case m := <-b.said:
			if m.typ == typ {
				return m
			}
		case <-limit:
			b.t.Fatalf("the page was never told %q", typ)
		}
	}
}

// open opens the socket.
func (b *browser) open() { b.g.opened(olha, b) }

// offer makes new sound and waits until it is connected; it gives the leg that the gate
// named in its answer.
func (b *browser) offer() id.Leg {
	b.t.Helper()
	connected := b.start()
	b.g.offered(b.t.Context(), olha, b, b.pc.LocalDescription().SDP)
	a := b.hears("answer").data.(answerData)
	if err := b.pc.SetRemoteDescription(pion.SessionDescription{Type: pion.SDPTypeAnswer, SDP: a.SDP}); err != nil {
		b.t.Fatal(err)
	}
	select {
	case <-connected:
	case <-time.After(20 * time.Second):
		b.t.Fatalf("the page's sound did not come up: %s", b.pc.ConnectionState())
	}
	return a.Leg
}

// start makes a PeerConnection with an offer like Chromium's.
func (b *browser) start() <-chan struct{} {
	b.t.Helper()
	var s pion.SettingEngine
	s.SetIncludeLoopbackCandidate(true)
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	if b.engine != nil {
		b.engine(&s)
	}
	m := &pion.MediaEngine{}
	for _, c := range []pion.RTPCodecParameters{
		{RTPCodecCapability: pion.RTPCodecCapability{MimeType: pion.MimeTypePCMU, ClockRate: 8000}, PayloadType: 0},
		{RTPCodecCapability: pion.RTPCodecCapability{MimeType: pion.MimeTypePCMA, ClockRate: 8000}, PayloadType: 8},
		{RTPCodecCapability: pion.RTPCodecCapability{MimeType: "audio/telephone-event", ClockRate: 8000}, PayloadType: 110},
	} {
		if err := m.RegisterCodec(c, pion.RTPCodecTypeAudio); err != nil {
			b.t.Fatal(err)
		}
	}
	pc, err := pion.NewAPI(pion.WithSettingEngine(s), pion.WithMediaEngine(m)).NewPeerConnection(pion.Configuration{})
	if err != nil {
		b.t.Fatal(err)
	}
	b.mu.Lock()
	b.pc, b.mic = pc, &ptTrack{}
	b.mu.Unlock()
	if b.ear {
		listen := pion.RTPTransceiverInit{Direction: pion.RTPTransceiverDirectionRecvonly}
		_, err = pc.AddTransceiverFromKind(pion.RTPCodecTypeAudio, listen)
	} else {
		_, err = pc.AddTrack(b.mic)
	}
	if err != nil {
		b.t.Fatal(err)
	}
	pc.OnTrack(b.listen)
	connected := make(chan struct{})
	pc.OnConnectionStateChange(func(s pion.PeerConnectionState) {
		if s == pion.PeerConnectionStateConnected {
			close(connected)
		}
	})
	offer, err := pc.CreateOffer(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	gathered := pion.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(offer); err != nil {
		b.t.Fatal(err)
	}
	<-gathered
	return connected
}

func (b *browser) listen(t *pion.TrackRemote, _ *pion.RTPReceiver) {
	for {
		p, _, err := t.ReadRTP()
		if err != nil {
			return
		}
		b.mu.Lock()
		b.heard = append(b.heard, p.Header)
		b.mu.Unlock()
	}
}

// say sends one packet of sound.
func (b *browser) say(pt uint8, payload ...byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seq++
	b.mic.send(&rtp.Header{Version: 2, PayloadType: pt, SequenceNumber: b.seq, Timestamp: uint32(b.seq) * 160}, payload)
}

// hang closes the page without a word.
func (b *browser) hang() {
	b.mu.Lock()
	pc := b.pc
	b.mu.Unlock()
	if pc != nil {
		_ = pc.GracefulClose()
	}
}

func (b *browser) headers() []rtp.Header {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]rtp.Header(nil), b.heard...)
}

// A ptTrack sends packets as they are, under the announced SSRC.
type ptTrack struct {
	track
}

func (t *ptTrack) send(h *rtp.Header, payload []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.writer != nil {
		h.SSRC = t.ssrc
		_, _ = t.writer.WriteRTP(h, payload)
	}
}

// A mixer stands for voice/media: it remembers what was attached and hears what comes.
type mixer struct {
	mu     sync.Mutex
	legs   map[id.Leg]*input
	closed []id.Leg
}

type input struct {
	m      *mixer
	codec  media.Codec
	write  func([]byte) error
	pushed [][]byte
	shut   bool
}

func (m *mixer) Attach(leg id.Leg, c media.Codec, write func([]byte) error) Feed {
	m.mu.Lock()
	defer m.mu.Unlock()
	in := &input{m: m, codec: c, write: write}
	if m.legs == nil {
		m.legs = map[id.Leg]*input{}
	}
	m.legs[leg] = in
	return in
}

func (m *mixer) Close(leg id.Leg) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = append(m.closed, leg)
	delete(m.legs, leg)
}

func (m *mixer) leg(l id.Leg) *input {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.legs[l]
}

func (i *input) Push(b []byte) {
	i.m.mu.Lock()
	defer i.m.mu.Unlock()
	i.pushed = append(i.pushed, bytes.Clone(b))
}

func (i *input) Close() {
	i.m.mu.Lock()
	defer i.m.mu.Unlock()
	i.shut = true
}

func (i *input) packets() [][]byte {
	i.m.mu.Lock()
	defer i.m.mu.Unlock()
	return append([][]byte(nil), i.pushed...)
}

// An ear is the floor: it hears events.
type ear chan voice.Event

func (e ear) Post(v voice.Event) bool {
	if _, ok := v.(voice.Quality); !ok { // said of every leg of a real engine
		e <- v
	}
	return true
}

// next is the next event, which must be of the type.
func next[E voice.Event](t *testing.T, e ear) E {
	t.Helper()
	select {
	case v := <-e:
		if got, ok := v.(E); ok {
			return got
		}
		t.Fatalf("heard %#v", v)
	case <-time.After(30 * time.Second):
		t.Fatal("heard nothing")
	}
	panic("unreachable")
}

// nothing checks that no event is waiting.
func (e ear) nothing(t *testing.T) {
	t.Helper()
	select {
	case v := <-e:
		t.Errorf("heard %#v, want nothing", v)
	default:
	}
}

// eventually waits until ok; for what real sockets do in their own time.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(20 * time.Second)
	for !ok() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("never: %s", what)
		}
	}
}

// run runs a gate until the returned function is called.
func run(t *testing.T, o Options) (*Gate, func()) {
	t.Helper()
	g := New(o)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- g.Run(ctx) }()
	return g, func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	}
}

func loopback(t testing.TB) *net.UDPConn {
	t.Helper()
	c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.MustParseAddrPort("127.0.0.1:0")))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// ready is Run having begun.
func (g *Gate) ready(t *testing.T) {
	t.Helper()
	eventually(t, "the gate is ready", func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return g.maker != nil
	})
}
