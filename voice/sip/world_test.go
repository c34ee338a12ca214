package sip

import (
	"context"
	"encoding/json"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/memnet"
	"gudok/voice/sip/wire"
)

const (
	carrier id.Trunk  = "trk_carrier"
	second  id.Trunk  = "trk_second"
	phoneA  id.Device = "dev_a"
)

// A world is a gate at 10.0.0.1:5060 in virtual time, with everything around it remembered:
// sound, events, kept values. The carrier is at 10.0.0.2:5060, a second one at 10.0.0.3:5060.
type world struct {
	t    *testing.T
	net  *memnet.Net
	gate *Gate
	far  *far
	fakeMedia
	fakeSink
	fakeKeeper

	options func(*Options)
	stop    func()
}

// fakeMedia is the sound: even ports from 30000.
type fakeMedia struct {
	mu     sync.Mutex
	ports  map[id.Leg]int
	taken  map[int]bool
	sets   []Stream
	digits string
	heard  bool
	closed int
	fail   bool
}

func (m *fakeMedia) Open(leg id.Leg, port int) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail {
		return 0, net.ErrClosed
	}
	if p := m.ports[leg]; p != 0 {
		return p, nil
	}
	if port != 0 && m.taken[port] {
		return 0, net.ErrClosed
	}
	for p := 30000; port == 0; p += 2 {
		if !m.taken[p] {
			port = p
		}
	}
	m.ports[leg], m.taken[port] = port, true
	return port, nil
}

func (m *fakeMedia) Set(_ id.Leg, s Stream) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sets = append(m.sets, s)
	return nil
}

func (m *fakeMedia) Heard(id.Leg) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.heard
}

func (m *fakeMedia) Digit(_ id.Leg, digit string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.digits += digit
}

func (m *fakeMedia) Close(leg id.Leg) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.taken, m.ports[leg])
	delete(m.ports, leg)
	m.closed++
}

func (m *fakeMedia) setCount() int {
	synctest.Wait()
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.sets)
}

func (m *fakeMedia) lastSet() Stream {
	synctest.Wait()
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.sets) == 0 {
		return Stream{}
	}
	return m.sets[len(m.sets)-1]
}

func (m *fakeMedia) open() int {
	synctest.Wait()
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.ports)
}

// fakeSink is the floor: it remembers events, and on hears each.
type fakeSink struct {
	emu    sync.Mutex
	events []voice.Event
	full   bool
	on     func(voice.Event)
}

func (s *fakeSink) Post(e voice.Event) bool {
	s.emu.Lock()
	defer s.emu.Unlock()
	if _, ok := e.(voice.Arrived); ok && s.full {
		return false
	}
	s.events = append(s.events, e)
	if s.on != nil {
		go s.on(e)
	}
	return true
}

// told are the events since the last time, when everything has come to rest.
func (s *fakeSink) told() []voice.Event {
	synctest.Wait()
	s.emu.Lock()
	defer s.emu.Unlock()
	out := s.events
	s.events = nil
	return out
}

// fakeKeeper is the floor's memory.
type fakeKeeper struct {
	kmu  sync.Mutex
	kept map[string]voice.Kept
	revs map[string]uint64
}

func (k *fakeKeeper) Keep(kind, name string, rev uint64, data json.RawMessage) {
	k.kmu.Lock()
	defer k.kmu.Unlock()
	if rev <= k.revs[kind+name] {
		return // an older one than what is kept
	}
	k.revs[kind+name] = rev
	k.kept[kind+name] = voice.Kept{Kind: kind, Name: name, Rev: rev, Data: slices.Clone(data)}
}

func (k *fakeKeeper) Drop(kind, name string) {
	k.kmu.Lock()
	defer k.kmu.Unlock()
	delete(k.kept, kind+name)
}

func (k *fakeKeeper) all() []voice.Kept {
	synctest.Wait()
	k.kmu.Lock()
	defer k.kmu.Unlock()
	var list []voice.Kept
	for _, v := range k.kept {
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b voice.Kept) int { return len(a.Name) - len(b.Name) })
	return list
}

func trunks() []Trunk {
	return []Trunk{
		{ID: carrier, Name: "carrier", Address: "10.0.0.2:5060", Sources: []netip.Prefix{netip.MustParsePrefix("10.0.0.2/32")}, Region: "UA", Probe: -1},
		{ID: second, Name: "second", Address: "10.0.0.3:5060", Sources: []netip.Prefix{netip.MustParsePrefix("10.0.0.3/32")}, Region: "UA", Probe: -1},
	}
}

func phones() []Device {
	return []Device{{
		ID: phoneA, Login: "101",
		HA1MD5: ha1(hasher("MD5"), "101", "gudok", "s3cret"), HA1SHA256: ha1(hasher("SHA-256"), "101", "gudok", "s3cret"),
	}}
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, net: &memnet.Net{Delay: 5 * time.Millisecond}}
	w.fakeMedia.ports, w.fakeMedia.taken = map[id.Leg]int{}, map[int]bool{}
	w.fakeKeeper.kept, w.fakeKeeper.revs = map[string]voice.Kept{}, map[string]uint64{}
	w.far = w.join("10.0.0.2:5060")
	return w
}

// inWorld runs f in a bubble with a gate at work, and stops everything after it.
func inWorld(t *testing.T, f func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.start(nil)
		defer w.far.conn.Close()
		defer func() { w.stop() }() // of the last gate
		f(w)
	})
}

// start makes a gate, restores what was kept, and runs it.
func (w *world) start(kept []voice.Kept) []voice.Restored {
	w.t.Helper()
	w.make()
	w.gate.Configure(trunks(), phones())
	restored, err := w.gate.Restore(context.Background(), kept)
	if err != nil {
		w.t.Fatal(err)
	}
	w.run()
	return restored
}

func (w *world) make() {
	w.t.Helper()
	o := Options{
		UDP: []net.PacketConn{w.net.Listen("10.0.0.1:5060")}, Media: &w.fakeMedia, Sink: &w.fakeSink, Keeper: &w.fakeKeeper,
	}
	if w.options != nil {
		w.options(&o)
	}
	g, err := New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.gate = g
}

func (w *world) run() {
	w.t.Helper()
	g := w.gate
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- g.Run(ctx) }()
	w.stop = func() {
		cancel()
		if err := <-done; err != nil {
			w.t.Errorf("run: %v", err)
		}
	}
	synctest.Wait()
}

// crash ends the gate and forgets what it had in memory; sound and kept values stay.
func (w *world) crash() []voice.Kept {
	kept := w.fakeKeeper.all()
	w.stop()
	return kept
}

// empty fails if the gate still holds anything.
func (w *world) empty() {
	w.t.Helper()
	synctest.Wait()
	if c := w.gate.Counts(); c.Legs != 0 || c.Dialogs != 0 {
		w.t.Errorf("%d legs and %d dialogs are left", c.Legs, c.Dialogs)
	}
	if n := len(w.fakeKeeper.all()); n != 0 {
		w.t.Errorf("%d values are kept", n)
	}
	if n := w.fakeMedia.open(); n != 0 {
		w.t.Errorf("%d ports are open", n)
	}
}

// one is the only event since the last time, of the wanted type.
func one[E voice.Event](w *world) E {
	w.t.Helper()
	events := w.told()
	if len(events) == 1 {
		if e, ok := events[0].(E); ok {
			return e
		}
	}
	var none E
	w.t.Fatalf("told %#v, want one %T", events, none)
	return none
}

// nothing fails if anything was told.
func (w *world) nothing() {
	w.t.Helper()
	if e := w.told(); len(e) != 0 {
		w.t.Fatalf("told %#v", e)
	}
}

// wait lets virtual time pass.
func (w *world) wait(d time.Duration) { time.Sleep(d); synctest.Wait() }

func flowOf(transport, remote string) wire.Flow {
	return wire.Flow{Transport: transport, Remote: netip.MustParseAddrPort(remote)}
}

type legID = id.Leg

// lastN is the number of the leg's newest kept state.
func (w *world) lastN(leg id.Leg) uint64 {
	for _, k := range w.fakeKeeper.all() {
		var d Dialog
		if k.Name == string(leg) && json.Unmarshal(k.Data, &d) == nil {
			return d.N
		}
	}
	return 0
}
