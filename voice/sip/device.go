package sip

import (
	"encoding/json"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/wire"
)

// keepOpen is how often two bytes go to each telephone that registered over UDP: many NATs
// close a way that was silent for 30 s (RFC 5626 4.4.1 asks for 24 to 29).
const keepOpen = 25 * time.Second

// A binding is one contact of a desk phone: what it calls itself and, more to be believed,
// the way by which it was heard.
type binding struct {
	URI    string    `json:"uri"`
	Flow   wire.Flow `json:"flow"`
	At     int64     `json:"at"`    // ms: last refresh
	Until  int64     `json:"until"` // ms
	CallID string    `json:"call_id"`
	CSeq   uint32    `json:"cseq"`
}

// A device is a desk phone as configured and as it is.
type device struct {
	ds  *devices
	cfg Device

	// guarded by ds.mu
	bindings []binding // oldest first
	up       bool      // as told to the floor
	rev      uint64
	nonce    string // the last one used, and its count
	nc       uint64
	pings    time.Time
}

// devices is the registrar. What changes registrations happens in its mailbox.
type devices struct {
	mailbox
	nonces nonces

	mu      sync.Mutex
	byID    map[id.Device]*device
	byLogin map[string]*device

	locks map[lockKey]*lock

	addrs atomic.Pointer[addresses]
}

// addresses are where telephones are, never changed.
type addresses struct {
	hosts map[netip.Addr]bool
	flows map[netip.AddrPort]bool // of those that registered
}

func newDevices(g *Gate) *devices {
	ds := &devices{
		mailbox: mailbox{g: g}, nonces: newNonces(g.o.Key),
		byID: map[id.Device]*device{}, byLogin: map[string]*device{}, locks: map[lockKey]*lock{},
	}
	ds.addrs.Store(&addresses{})
	return ds
}

// configure takes the devices as they shall be; registrations of those that stay are kept.
func (ds *devices) configure(list []Device) {
	var edges []*device
	ds.mu.Lock()
	keep := map[id.Device]bool{}
	byLogin := map[string]*device{}
	for _, cfg := range list {
		keep[cfg.ID] = true
		dev := ds.byID[cfg.ID]
		if dev == nil {
			dev = &device{ds: ds}
			ds.byID[cfg.ID] = dev
		}
		if dev.cfg.Static != cfg.Static || dev.cfg.HA1MD5 != cfg.HA1MD5 || dev.cfg.HA1SHA256 != cfg.HA1SHA256 || dev.cfg.Login != cfg.Login {
			dev.bindings = nil // whoever was registered has to show the new password
		}
		dev.cfg = cfg
		if b, ok := ds.static(cfg); ok {
			dev.bindings = []binding{b}
		}
		if cfg.Static == "" {
			byLogin[cfg.Login] = dev
		}
		edges = append(edges, dev)
	}
	for name, dev := range ds.byID {
		if !keep[name] {
			dev.bindings = nil
			delete(ds.byID, name)
			edges = append(edges, dev)
		}
	}
	ds.byLogin = byLogin
	ds.mu.Unlock()
	ds.readdress()
	ds.post(func() {
		for _, dev := range edges {
			ds.changed(dev, "removed")
		}
	})
}

// static is the one binding of a telephone that does not register.
func (ds *devices) static(cfg Device) (binding, bool) {
	if cfg.Static == "" {
		return binding{}, false
	}
	u, err := wire.ParseURI(cfg.Static)
	if err != nil {
		return binding{}, false
	}
	addr, ok := u.Addr()
	if !ok {
		return binding{}, false
	}
	transport := wire.UDP
	if t, _ := u.Param("transport"); t == "tcp" || len(ds.g.o.UDP) == 0 {
		transport = wire.TCP
	}
	return binding{URI: cfg.Static, Flow: wire.Flow{Transport: transport, Remote: addr}}, true
}

// setBindings replaces a device's contacts.
func (ds *devices) setBindings(dev *device, list []binding) {
	ds.mu.Lock()
	dev.bindings = list
	ds.mu.Unlock()
	ds.readdress()
}

// readdress collects where telephones are, if that has changed.
func (ds *devices) readdress() {
	fresh := addresses{hosts: map[netip.Addr]bool{}, flows: map[netip.AddrPort]bool{}}
	ds.mu.Lock()
	for _, dev := range ds.byID {
		for _, b := range dev.bindings {
			fresh.hosts[b.Flow.Remote.Addr()] = true
			if dev.cfg.Static == "" {
				fresh.flows[b.Flow.Remote] = true
			}
		}
	}
	ds.mu.Unlock()
	ds.addrs.Store(&fresh)
}

// knows reports that a telephone is at an address.
func (ds *devices) knows(a netip.Addr) bool { return ds.addrs.Load().hosts[a] }

// flow reports that a telephone has registered from that very address and port.
func (ds *devices) flow(a netip.AddrPort) bool { return ds.addrs.Load().flows[a] }

// changed saves a device and tells of the edge between no contact and some.
func (ds *devices) changed(dev *device, why string) {
	ds.mu.Lock()
	up := len(dev.bindings) > 0
	edge := up != dev.up
	dev.up = up
	dev.rev++
	rev, name := dev.rev, dev.cfg.ID
	data, err := json.Marshal(dev.bindings)
	static := dev.cfg.Static != ""
	ds.mu.Unlock()
	if k := ds.g.o.Keeper; k != nil && err == nil && !static {
		if up {
			k.Keep(KindRegistration, string(name), rev, data)
		} else {
			k.Drop(KindRegistration, string(name))
		}
	}
	if !edge {
		return
	}
	if up {
		ds.g.o.Sink.Post(voice.DeviceUp{Device: name})
	} else {
		ds.g.o.Sink.Post(voice.DeviceDown{Device: name, Why: why})
	}
}

// expire takes away what has run out and keeps the ways to the others open, once a second.
func (ds *devices) expire() {
	now := ds.g.o.Now()
	ms := now.UnixMilli()
	var expired []*device
	var ping []wire.Flow
	ds.mu.Lock()
	for k, l := range ds.locks {
		if now.After(l.until) {
			delete(ds.locks, k)
		}
	}
	for _, dev := range ds.byID {
		if dev.cfg.Static != "" || len(dev.bindings) == 0 {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(dev.bindings), func(b binding) bool { return b.Until <= ms })
		if len(left) < len(dev.bindings) {
			dev.bindings = left
			expired = append(expired, dev)
		}
		if now.Sub(dev.pings) < keepOpen {
			continue
		}
		dev.pings = now
		for _, b := range left {
			if b.Flow.Transport == wire.UDP {
				ping = append(ping, b.Flow)
			}
		}
	}
	ds.mu.Unlock()
	for _, f := range ping {
		ds.g.stack.Ping(f)
	}
	if len(expired) > 0 {
		ds.readdress()
	}
	for _, dev := range expired {
		ds.changed(dev, "expired")
	}
}

// find is a device and its newest contact; one whose TCP connection is gone is passed over.
func (ds *devices) find(name id.Device) (*device, binding, bool) {
	ds.mu.Lock()
	dev := ds.byID[name]
	ds.mu.Unlock()
	if dev == nil {
		return nil, binding{}, false
	}
	b, ok := dev.newest()
	return dev, b, ok
}

func (dev *device) newest() (binding, bool) {
	dev.ds.mu.Lock()
	defer dev.ds.mu.Unlock()
	for i := len(dev.bindings) - 1; i >= 0; i-- {
		if b := dev.bindings[i]; dev.cfg.Static != "" || dev.ds.g.stack.Connected(b.Flow) {
			return b, true
		}
	}
	return binding{}, false
}

// at reports whether the device is at an address.
func (dev *device) at(a netip.Addr) bool {
	dev.ds.mu.Lock()
	defer dev.ds.mu.Unlock()
	return slices.ContainsFunc(dev.bindings, func(b binding) bool { return b.Flow.Remote.Addr() == a })
}

// calling is the desk phone that sends an INVITE. It has to show its password: an address
// is no proof where several share one. nil: it was challenged or refused.
func (ds *devices) calling(m *wire.Message) *device {
	if m.Get("Authorization") == "" {
		ds.challenge(m, false)
		return nil
	}
	dev, refused := ds.identify(m)
	if dev == nil {
		ds.g.stack.Reply(m, refused)
	}
	return dev
}

// Devices says how the desk phones do.
func (g *Gate) Devices() []DeviceStatus {
	g.devices.mu.Lock()
	defer g.devices.mu.Unlock()
	var list []DeviceStatus
	for name, dev := range g.devices.byID {
		s := DeviceStatus{Device: name, Up: dev.up}
		for i := len(dev.bindings) - 1; i >= 0; i-- {
			s.Contacts = append(s.Contacts, dev.bindings[i].Flow.String())
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b DeviceStatus) int {
		if a.Device < b.Device {
			return -1
		}
		return 1
	})
	return list
}
