package sip

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/memnet"
)

// A party is a gate with a floor that plays: it answers or refuses what comes, and ends
// what has lasted long enough. It holds every leg to the contract of package voice.
type party struct {
	t    *testing.T
	g    *Gate
	rng  *rand.Rand
	mu   sync.Mutex
	legs map[id.Leg]*life
	fakeMedia
	stop func()
}

type life struct {
	n        uint64
	answered bool
	ended    bool
	cause    voice.Cause
}

func (p *party) Post(e voice.Event) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := e.(type) {
	case voice.Arrived:
		p.legs[e.Leg] = &life{}
		p.later(2000, voice.Ring{Leg: e.Leg})
		if p.rng.IntN(4) == 0 {
			p.later(5000, voice.End{Leg: e.Leg, Cause: voice.CauseBusy})
		} else {
			p.later(8000, voice.Accept{Leg: e.Leg})
		}
	case voice.Ringing:
		p.seen(e.Leg, e.N)
	case voice.Answered:
		l := p.seen(e.Leg, e.N)
		if l.answered {
			p.t.Errorf("%s answered twice", e.Leg)
		}
		l.answered = true
		p.later(60_000, voice.End{Leg: e.Leg, Cause: voice.CauseNormal})
	case voice.Ended:
		l := p.seen(e.Leg, e.N)
		l.ended, l.cause = true, e.Cause
	}
	return true
}

func (p *party) seen(leg id.Leg, n uint64) *life {
	l := p.legs[leg]
	switch {
	case l == nil:
		p.t.Errorf("%s is nobody's", leg)
		l = &life{}
	case l.ended:
		p.t.Errorf("%s told something after its end", leg)
	case n <= l.n:
		p.t.Errorf("%s: number %d after %d", leg, n, l.n)
	}
	l.n = n
	return l
}

// later gives a command after up to some ms.
func (p *party) later(most int, c voice.Command) {
	time.AfterFunc(time.Duration(p.rng.IntN(most))*time.Millisecond, func() { p.g.Do(c) })
}

func newParty(t *testing.T, n *memnet.Net, seed uint64, addr, other string) *party {
	p := &party{t: t, rng: rand.New(rand.NewPCG(seed, 1)), legs: map[id.Leg]*life{}}
	p.fakeMedia.ports, p.fakeMedia.taken, p.heard = map[id.Leg]int{}, map[int]bool{}, true
	a := netip.MustParseAddrPort(other)
	g, err := New(Options{UDP: []net.PacketConn{n.Listen(addr)}, Media: &p.fakeMedia, Sink: p})
	if err != nil {
		t.Fatal(err)
	}
	p.g = g
	g.Configure([]Trunk{{ID: carrier, Address: other, Sources: []netip.Prefix{netip.PrefixFrom(a.Addr(), 32)}, Probe: -1, Patience: 30 * time.Second}}, nil)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- g.Run(ctx) }()
	p.stop = func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	return p
}

// A hundred calls over a network that loses, doubles and reorders a fifth of the packets:
// every leg ends once, by either end's will, and nothing is left anywhere.
func TestAHundredCallsOverABadNetwork(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				rng := rand.New(rand.NewPCG(seed, 7))
				n := &memnet.Net{Delay: 20 * time.Millisecond, Hook: func(_, _ netip.AddrPort, _ []byte) memnet.Fate {
					mu.Lock()
					defer mu.Unlock()
					return memnet.Fate{Drop: rng.IntN(5) == 0, Twice: rng.IntN(5) == 0, Delay: time.Duration(rng.IntN(3)*rng.IntN(200)) * time.Millisecond}
				}}
				a := newParty(t, n, seed, "10.0.0.1:5060", "10.0.0.2:5060")
				b := newParty(t, n, seed+100, "10.0.0.2:5060", "10.0.0.1:5060")
				for i := range 100 {
					leg := id.Leg(fmt.Sprintf("leg_%d", i))
					a.mu.Lock()
					a.legs[leg] = &life{}
					a.later(60_000, voice.Invite{Leg: leg, Digits: "+380441234567", CallerDigits: "+380671112233", To: voice.Address{Number: "num_1"}, RingMS: 20_000, Trunks: []string{string(carrier)}})
					if i%5 == 0 {
						a.later(70_000, voice.End{Leg: leg, Cause: voice.CauseCancelled})
					}
					a.mu.Unlock()
				}
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				talked := 0
				for _, p := range []*party{a, b} {
					p.mu.Lock()
					for leg, l := range p.legs {
						if !l.ended && !(p == a && l.n == 0) { // an Invite that came after its End
							t.Errorf("%s has not ended", leg)
						}
						if l.answered {
							talked++
						}
					}
					p.mu.Unlock()
					if c := p.g.Counts(); c.Legs != 0 || c.Dialogs != 0 || c.Servers != 0 || c.Clients != 0 || p.fakeMedia.open() != 0 {
						t.Errorf("left behind: %+v", c)
					}
				}
				if talked < 80 {
					t.Errorf("only %d legs were answered", talked)
				}
				a.stop()
				b.stop()
			})
		})
	}
}
