package sip

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"gudok/id"
	"gudok/voice/sip/wire"
)

const (
	// probeTime is how often OPTIONS goes out, probeWait how long its answer may take. Two
	// failures in a row take a trunk down, two answers bring it back: at most
	// probeTime + 2*probeWait until calls go elsewhere at once (reliability.md 3, row 13).
	probeTime  = 5 * time.Second
	probeWait  = 2 * time.Second
	hysteresis = 2
	// resolveTime is how often the host of a trunk is looked up again.
	resolveTime = 5 * time.Minute
	// resolveRetry after a look-up that failed.
	resolveRetry = 10 * time.Second
)

// A trunk is a carrier as configured, and as it is: live is shared by all values that the
// trunk has had, since legs hold on to the one they began with.
type trunk struct {
	cfg Trunk // never changed
	*live
}

type live struct {
	mu       sync.Mutex
	addr     netip.AddrPort
	err      string
	resolved time.Time // when to look up again
	looking  bool

	up     bool
	since  time.Time
	rtt    time.Duration
	code   int
	good   int // answers in a row
	bad    int // failures in a row
	probed time.Time
	asking bool

	calls  int
	tokens float64
	at     time.Time
}

// A config is all trunks, in the order they were given, never changed.
type config struct {
	trunks []*trunk
	exact  map[netip.AddrPort]*trunk // by the address that they are called at
	hosts  map[netip.Addr]bool       // single addresses that calls come from
	nets   []netip.Prefix            // wider ones
	names  []*trunk                  // whose address has to be looked up
}

// Configure takes trunks and desk phones as they shall be from now on. Calls that are up
// stay up, registrations and what is known of a trunk's health too.
func (g *Gate) Configure(trunks []Trunk, devices []Device) {
	old := g.config.Load()
	fresh := &config{exact: map[netip.AddrPort]*trunk{}, hosts: map[netip.Addr]bool{}}
	for _, cfg := range trunks {
		if cfg.Disabled {
			continue
		}
		t := &trunk{cfg: cfg, live: &live{up: true, since: g.o.Now()}}
		for _, o := range old.trunks {
			if o.cfg.ID == cfg.ID {
				t.live = o.live
				t.moved(o.cfg.Address)
			}
		}
		fresh.add(t)
	}
	g.config.Store(fresh)
	g.devices.configure(devices)
	g.configured.Store(true)
}

// moved forgets what was known about another address.
func (t *trunk) moved(from string) {
	if t.cfg.Address == from {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.addr, t.err, t.resolved, t.probed = netip.AddrPort{}, "", time.Time{}, time.Time{}
	t.good, t.bad, t.up = 0, 0, true
}

func (c *config) add(t *trunk) {
	c.trunks = append(c.trunks, t)
	if a, err := netip.ParseAddrPort(t.cfg.Address); err == nil {
		a = netip.AddrPortFrom(a.Addr().Unmap(), a.Port())
		t.mu.Lock()
		t.addr = a
		t.mu.Unlock()
		c.hosts[a.Addr()] = true
		if c.exact[a] == nil {
			c.exact[a] = t
		}
	} else if t.cfg.Address != "" {
		c.names = append(c.names, t)
	}
	for _, p := range t.cfg.Sources {
		if p.IsSingleIP() {
			c.hosts[p.Addr().Unmap()] = true
		} else {
			c.nets = append(c.nets, p)
		}
	}
}

// flow is the way to the trunk; false: it takes no calls, or its name could not be looked up.
func (t *trunk) flow() (wire.Flow, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	transport := wire.UDP
	if t.cfg.Transport == wire.TCP {
		transport = wire.TCP
	}
	return wire.Flow{Transport: transport, Remote: t.addr}, t.addr.IsValid()
}

// domain stands in To and in the request line.
func (t *trunk) domain() string {
	if t.cfg.Domain != "" {
		return t.cfg.Domain
	}
	host, port, err := net.SplitHostPort(t.cfg.Address)
	if err != nil {
		return t.cfg.Address
	}
	if a, err := netip.ParseAddr(host); err == nil {
		p, _ := strconv.ParseUint(port, 10, 16)
		return wire.HostPort(a, uint16(p))
	}
	return host + ":" + port
}

// owns reports whether an address is the trunk's.
func (t *trunk) owns(a netip.Addr) bool {
	if slices.ContainsFunc(t.cfg.Sources, func(p netip.Prefix) bool { return p.Contains(a) }) {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.addr.Addr() == a
}

// at is the trunk whose calls come from an address: first the one that we call at that very
// address and port, then the first whose sources contain it.
func (c *config) at(from netip.AddrPort) *trunk {
	contains := func(t *trunk) bool {
		return slices.ContainsFunc(t.cfg.Sources, func(p netip.Prefix) bool { return p.Contains(from.Addr()) })
	}
	if t := c.exact[from]; t != nil && contains(t) {
		return t
	}
	for _, t := range c.trunks {
		if contains(t) {
			return t
		}
	}
	return nil
}

// byID is the trunk of that name, nil when it is gone.
func (c *config) byID(name id.Trunk) *trunk {
	for _, t := range c.trunks {
		if t.cfg.ID == name && name != "" {
			return t
		}
	}
	return nil
}

// known says whose messages are looked at without limits: trunks and registered telephones.
func (g *Gate) known(a netip.Addr) bool {
	c := g.config.Load()
	if c.hosts[a] || g.devices.knows(a) {
		return true
	}
	for _, p := range c.nets {
		if p.Contains(a) {
			return true
		}
	}
	return slices.ContainsFunc(c.names, func(t *trunk) bool { return t.owns(a) })
}

// admit spends one call of the trunk's limit a second.
func (t *trunk) admit(now time.Time) bool {
	if t.cfg.PerSecond == 0 {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	limit := float64(t.cfg.PerSecond)
	t.tokens = min(limit, t.tokens+now.Sub(t.at).Seconds()*limit)
	t.at = now
	if t.tokens < 1 {
		return false
	}
	t.tokens--
	return true
}

// takeChannel counts a leg towards its trunk's limit; false: the trunk is full.
func (g *Gate) takeChannel(l *leg, t *trunk) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cfg.Channels > 0 && t.calls >= t.cfg.Channels {
		return false
	}
	t.calls++
	l.channel = t
	return true
}

func (g *Gate) freeChannel(l *leg) {
	t := l.channel
	if t == nil {
		return
	}
	l.channel = nil
	t.mu.Lock()
	t.calls--
	t.mu.Unlock()
}

// trunksFor puts the trunks of a command in order: those that are down come last, to be
// tried only when all are.
func (g *Gate) trunksFor(names []string) []*trunk {
	var up, down []*trunk
	all := g.config.Load().trunks
	for _, name := range names {
		i := slices.IndexFunc(all, func(t *trunk) bool { return string(t.cfg.ID) == name || t.cfg.Name == name })
		if i < 0 {
			continue
		}
		all[i].mu.Lock()
		lives := all[i].up
		all[i].mu.Unlock()
		if lives {
			up = append(up, all[i])
		} else {
			down = append(down, all[i])
		}
	}
	return append(up, down...)
}

// failed is a call that got no answer or 5xx: the next probe goes out at once.
func (t *trunk) failed() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.probed = time.Time{}
}

// probe looks after all trunks, once a second.
func (c *config) probe(ctx context.Context, g *Gate) {
	for _, t := range c.trunks {
		t.lookUp(ctx, g)
		t.ask(g)
	}
}

// lookUp resolves the trunk's host now and then, in a goroutine of its own.
func (t *trunk) lookUp(ctx context.Context, g *Gate) {
	host, port, err := net.SplitHostPort(t.cfg.Address)
	if t.cfg.Address == "" || err != nil {
		return
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return
	}
	now := time.Now()
	t.mu.Lock()
	due := !t.looking && now.After(t.resolved)
	t.looking = t.looking || due
	t.mu.Unlock()
	if !due || !g.enter() {
		return
	}
	go func() {
		defer g.exit()
		addrs, err := g.o.Resolve(ctx, host)
		t.mu.Lock()
		defer t.mu.Unlock()
		t.looking = false
		if err != nil || len(addrs) == 0 {
			t.resolved = time.Now().Add(resolveRetry)
			t.err = "no address for " + host
			return
		}
		p, _ := strconv.ParseUint(port, 10, 16)
		// IPv4 first: most carriers publish IPv6 addresses that nobody has tried.
		slices.SortStableFunc(addrs, func(a, b netip.Addr) int { return a.Unmap().BitLen() - b.Unmap().BitLen() })
		t.resolved, t.err = time.Now().Add(resolveTime), ""
		t.addr = netip.AddrPortFrom(addrs[0].Unmap(), uint16(p))
	}()
}

// ask sends OPTIONS when it is time, and counts silence.
func (t *trunk) ask(g *Gate) {
	every := t.cfg.Probe
	if every == 0 {
		every = probeTime
	}
	flow, ok := t.flow()
	if every < 0 || !ok {
		return
	}
	began := time.Now()
	t.mu.Lock()
	if t.bad > 0 && t.bad < hysteresis {
		every = probeWait // in doubt, ask again soon
	}
	due := !t.asking && began.Sub(t.probed) >= every
	if due {
		t.asking, t.probed = true, began
	}
	t.mu.Unlock()
	if !due {
		return
	}
	here := g.stack.Here(flow)
	m := &wire.Message{
		Method: wire.OPTIONS, URI: "sip:" + t.domain(), CallID: wire.NewCallID(), CSeq: 1,
		From: wire.Addr{Text: "<sip:gudok@" + here + ">;tag=" + wire.NewTag()}, To: wire.Addr{Text: "<sip:" + t.domain() + ">"},
		Contact: []wire.Addr{{Text: "<sip:gudok@" + here + ">"}},
	}
	m.Add("Accept", "application/sdp")
	var once sync.Once
	tx := g.stack.Send(flow, m, func(res *wire.Message, err error) {
		if err == nil && res.Status < 200 {
			return
		}
		once.Do(func() { t.answered(g, res, err, time.Since(began)) })
	})
	time.AfterFunc(probeWait, func() {
		once.Do(func() {
			tx.Abort()
			t.answered(g, nil, wire.ErrTimeout, probeWait)
		})
	})
}

// answered moves the trunk's health. Any answer but those that say "not now" is a sign of
// life: many carriers answer OPTIONS by 404 or 405.
func (t *trunk) answered(g *Gate, res *wire.Message, err error, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asking = false
	if err == nil && res.Status != 408 && res.Status != 503 && res.Status != 504 {
		t.rtt, t.code, t.err = took, res.Status, ""
		t.good, t.bad = t.good+1, 0
	} else {
		t.good, t.bad = 0, t.bad+1
		t.code = 0
		if err != nil {
			t.err = err.Error()
		} else {
			t.code, t.err = res.Status, "answers "+strconv.Itoa(res.Status)
		}
	}
	was := t.up
	switch {
	case t.bad >= hysteresis:
		t.up = false
	case t.good >= hysteresis:
		t.up = true
	}
	if t.up != was {
		t.since = g.o.Now()
		g.log.Warn("sip: trunk", "trunk", string(t.cfg.ID), "up", t.up, "err", t.err)
	}
}

// Status says how the trunks do, in the order they were configured.
func (g *Gate) Status() []TrunkStatus {
	var list []TrunkStatus
	for _, t := range g.config.Load().trunks {
		t.mu.Lock()
		list = append(list, TrunkStatus{
			Trunk: t.cfg.ID, Name: t.cfg.Name, Up: t.up, Since: t.since, RTT: t.rtt, Code: t.code, Err: t.err,
			Address: t.addr, Calls: t.calls, Channels: t.cfg.Channels,
		})
		t.mu.Unlock()
	}
	return list
}
