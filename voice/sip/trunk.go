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

	health
	login login

	legs     int    // of its channels
	in, ours bucket // of its calls a second
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
		t := &trunk{cfg: cfg, live: &live{health: health{up: true}}}
		for _, o := range old.trunks {
			if o.cfg.ID == cfg.ID {
				t.live = o.live
				t.moved(o.cfg)
			}
		}
		fresh.add(t)
	}
	g.config.Store(fresh)
	g.devices.configure(devices)
	g.configured.Store(true)
}

// moved forgets what was known about another address.
func (t *trunk) moved(was Trunk) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := t.cfg; now.Address != was.Address || now.User != was.User || now.Secret != was.Secret || now.Domain != was.Domain ||
		now.Account != was.Account || now.Register != was.Register || now.Expires != was.Expires {
		t.login = login{round: t.login.round + 1} // what is under way ends by itself
	}
	if t.cfg.Address == was.Address {
		return
	}
	t.addr, t.err, t.resolved = netip.AddrPort{}, "", time.Time{}
	t.health = health{up: true, refusals: t.refusals, asking: t.asking}
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
		return slices.ContainsFunc(t.cfg.Sources, func(p netip.Prefix) bool { return p.Contains(from.Addr()) }) ||
			t.cfg.Register && t.owns(from.Addr())
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

// admit spends one call of the trunk's limit a second, of those that come or of ours.
func (t *trunk) admit(now time.Time, b *bucket) bool {
	if t.cfg.PerSecond == 0 {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	limit := float64(t.cfg.PerSecond)
	b.tokens = min(limit, b.tokens+now.Sub(b.at).Seconds()*limit)
	b.at = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// A bucket holds what may still be spent, as of a moment.
type bucket struct {
	tokens float64
	at     time.Time
}

// takeChannel counts a leg towards its trunk's limit; false: the trunk is full.
func (g *Gate) takeChannel(l *leg, t *trunk) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cfg.Channels > 0 && t.legs >= t.cfg.Channels {
		return false
	}
	t.legs++
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
	t.legs--
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

// probe looks after all trunks, once a second.
func (c *config) probe(ctx context.Context, g *Gate) {
	for _, t := range c.trunks {
		t.lookUp(ctx, g)
		t.ask(g)
		t.register(g)
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
			t.fail(g.o.Now(), t.err)
			if !t.addr.IsValid() {
				t.turn(g, false)
			}
			return
		}
		p, _ := strconv.ParseUint(port, 10, 16)
		// IPv4 first: most carriers publish IPv6 addresses that nobody has tried.
		slices.SortStableFunc(addrs, func(a, b netip.Addr) int { return a.Unmap().BitLen() - b.Unmap().BitLen() })
		if !t.addr.IsValid() && !t.up { // nothing is known of it yet
			t.health = health{up: true, refusals: t.refusals, asking: t.asking}
		}
		t.resolved, t.err = time.Now().Add(resolveTime), ""
		t.addr = netip.AddrPortFrom(addrs[0].Unmap(), uint16(p))
	}()
}
