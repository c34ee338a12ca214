package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/config"
	"gudok/core"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"
	"gudok/office/line"
	"gudok/office/menu"
	"gudok/office/tenant"
	"gudok/office/trunk"
	"gudok/office/user"
	"gudok/phone"
	sim "gudok/sim/phone"
	"gudok/voice/media/spool"
	"gudok/voice/sip/memnet"
)

const (
	houseIP = "10.0.0.1"
	gateway = houseIP + ":5060"   // the house's door for SIP
	carrier = "10.0.0.2:5060"     // whose trunk all callers come by
	chief   = fact.Actor("usr_1") // who furnishes
	// The two numbers of the one line: the first is answered by the house, who rings the
	// second hears ringing until a person answers.
	hotline = "+380443901210"
	doorway = "+380443901211"

	callerTone, agentTone = 700, 1100 // Hz
)

// A bubble is the house in virtual time: the real floor over real SQLite files, the real SIP
// gate, the real media engine, the offices that configure them, wired as Serve wires them. Only
// the web is not there (nobody here has a browser), the network is one of channels, and the
// disk is not waited for. Around it stand telephones that share no code with it.
type bubble struct {
	t    *testing.T
	wish wish
	net  *memnet.Net
	dir  string

	house  *house // of the present process
	crew   *crew
	street *telephone // of all callers
	seats  []*seat

	mu    sync.Mutex
	ports uint16 // of telephones' sound

	tenant id.Tenant
	skill  id.Skill
	line   id.Line
}

// A wish says what is not the usual in a bubble.
type wish struct {
	wrapS  int  // 0: no wrap-up
	ringS  int  // 0: the core's default
	record bool // conversations are recorded
	// hook sees every packet on its way; nil: all arrive.
	hook func(from, to netip.AddrPort, data []byte) memnet.Fate
}

// inBubble runs f in a house that was opened and furnished, and closes it after f. What then
// is still open, or a goroutine that does not end, fails the test.
func inBubble(t *testing.T, w wish, f func(t *testing.T, b *bubble)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		b := newBubble(t, w)
		t.Cleanup(b.close) // if f does not come back
		b.open()
		b.furnish()
		f(t, b)
		b.close()
		if open := b.net.Open(); len(open) > 0 {
			t.Errorf("ports are still open: %v", open)
		}
	})
}

func newBubble(t *testing.T, w wish) *bubble {
	b := &bubble{t: t, wish: w, dir: t.TempDir(), ports: 40_000}
	b.net = &memnet.Net{Delay: 5 * time.Millisecond, Hook: w.hook}
	b.street = b.telephone(carrier, nil)
	return b
}

func (b *bubble) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// open starts a process, as Serve does.
func (b *bubble) open() {
	b.t.Helper()
	o := Options{Log: slog.New(slog.DiscardHandler)}
	o.Data, o.HTTP, o.RTC, o.Tones = b.dir, houseIP+":8080", 8443, "EU"
	o.SIP = []config.Transport{{Network: "udp", Addr: gateway}}
	o.RTP = config.PortRange{From: 20_000, To: 20_199}
	h := newHouse(o)
	h.ground = ground{packet: b.packet, sound: b.sound, spool: hasty, hasty: true}
	b.house, b.crew = h, newCrew()
	for _, step := range []func(context.Context) error{h.openData, h.openDatabases, h.buildRooms, h.openGates, h.buildFloor} {
		b.must(step(b.t.Context()))
	}
	b.must(h.wakeUp(b.t.Context(), b.crew))
}

// shut ends the process in an orderly way. Telephones know nothing of it.
func (b *bubble) shut() {
	b.t.Helper()
	if b.house == nil {
		return
	}
	if err := errors.Join(b.crew.stop(), b.house.close()); err != nil {
		b.t.Error(err)
	}
	b.house = nil
	for _, a := range b.net.Open() {
		if a.Addr().String() == houseIP {
			b.t.Errorf("the house has left %v open", a)
		}
	}
}

// close ends the process and switches all telephones off.
func (b *bubble) close() {
	b.shut()
	for _, s := range b.seats {
		s.off()
	}
	b.street.off()
}

func (b *bubble) packet(addr string) (net.PacketConn, error) {
	return b.net.Bind(netip.MustParseAddrPort(addr))
}

func (b *bubble) sound(port int) (net.PacketConn, error) {
	return b.net.Bind(netip.AddrPortFrom(netip.MustParseAddr(houseIP), uint16(port)))
}

// hasty is the real folder without the wait for the disk: two hours of sound are thousands
// of syncs, which take real time and prove nothing here.
func hasty(folder *os.Root) spool.Dir { return hastyDir{spool.Root(folder)} }

type (
	hastyDir  struct{ spool.Dir }
	hastyFile struct{ spool.File }
)

func (d hastyDir) Open(name string, flag int) (spool.File, error) {
	f, err := d.Dir.Open(name, flag)
	if err != nil {
		return nil, err
	}
	return hastyFile{f}, nil
}

func (hastyFile) Sync() error { return nil }

// furnish sets up one client with one line, by the offices' own means.
func (b *bubble) furnish() {
	b.t.Helper()
	ctx, h := b.t.Context(), b.house
	t, err := h.tenants.Add(ctx, chief, tenant.Tenant{Name: "Romashka", Colour: 1, Zone: "Europe/Kyiv", Lang: "uk", Region: "UA", Record: b.wish.record})
	b.must(err)
	k, err := h.users.AddSkill(ctx, chief, "Romashka")
	b.must(err)
	trk, err := h.trunks.AddTrunk(ctx, chief, trunk.Trunk{Name: "Carrier", Kind: trunk.IP, Address: carrier, Transport: trunk.UDP,
		Sources: []string{b.street.host()}, Region: "UA", Enabled: true})
	b.must(err)
	wrap := b.wish.wrapS
	if wrap == 0 {
		wrap = -1
	}
	l, err := h.lines.AddLine(ctx, chief, line.Line{Tenant: t.ID, Name: "Orders", Skill: k.ID, RingS: b.wish.ringS, WrapS: wrap, Trunks: []id.Trunk{trk.ID}})
	b.must(err)
	m, err := h.menus.AddMenu(ctx, chief, menu.Menu{Tenant: t.ID, Name: "Doorway",
		Draft: flow.Program{Start: "line", Nodes: []flow.Node{{Name: "line", Kind: flow.Enqueue, Line: l.ID}}}})
	b.must(err)
	_, _, err = h.menus.Publish(ctx, chief, m.ID, m.Version)
	b.must(err)
	for n, program := range map[phone.Number]id.Flow{hotline: "", doorway: m.ID} {
		_, err := h.trunks.AddNumber(ctx, chief, trunk.Number{Tenant: t.ID, E164: n, Line: l.ID, Flow: program, Trunk: trk.ID})
		b.must(err)
	}
	b.tenant, b.skill, b.line = t.ID, k.ID, l.ID
}

// A telephone is one of sim/phone's, or a whole carrier with all its customers.
type telephone struct {
	*sim.Phone
	off func() // switches it off
}

func (p *telephone) host() string { return netip.MustParseAddrPort(p.Addr()).Addr().String() }

func (b *bubble) telephone(addr string, answer func(*sim.Call) sim.Answering) *telephone {
	conn := b.net.Listen(addr)
	ip := netip.MustParseAddrPort(addr).Addr()
	p := sim.New(sim.Options{Conn: conn, Answer: answer, Media: func() (net.PacketConn, error) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.ports += 2 // the port above is for RTCP
		return b.net.Bind(netip.AddrPortFrom(ip, b.ports))
	}})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	return &telephone{p, sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			b.t.Error(err)
		}
		_ = conn.Close()
	})}
}

// A seat is an agent with a desk phone.
type seat struct {
	*telephone
	b      *bubble
	agent  id.Agent
	device id.Device
	rings  chan *sim.Call

	mu sync.Mutex
	as sim.Answering
}

// picksUp says what the agent's phone does with what rings from now on.
func (s *seat) picksUp(as sim.Answering) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.as = as
}

// rung waits for the next call to this phone.
func (s *seat) rung() *sim.Call {
	s.b.t.Helper()
	select {
	case c := <-s.rings:
		return c
	case <-time.After(patience):
		s.b.t.Fatalf("nobody rings %s", s.Addr())
		return nil
	}
}

// patience is the longest that anything here is waited for, in virtual time.
const patience = 10 * time.Minute

// hire gives an agent a desk phone that stands at an address, and brings him to work.
func (b *bubble) hire(as sim.Answering) *seat {
	b.t.Helper()
	s := b.place(as)
	name := fmt.Sprintf("seat%d", len(b.seats))
	d, _, err := b.house.trunks.AddDevice(b.t.Context(), chief, trunk.Device{Name: name, Contact: "sip:" + name + "@" + s.Addr(), Enabled: true}, "")
	b.must(err)
	b.begins(s, name, d.ID)
	return s
}

// place puts a telephone on a desk.
func (b *bubble) place(as sim.Answering) *seat {
	s := &seat{b: b, as: as, rings: make(chan *sim.Call, 100)}
	s.telephone = b.telephone(fmt.Sprintf("10.0.1.%d:5060", len(b.seats)+1), func(c *sim.Call) sim.Answering {
		s.rings <- c
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.as
	})
	b.seats = append(b.seats, s)
	return s
}

// begins makes the agent and begins his shift.
func (b *bubble) begins(s *seat, name string, d id.Device) {
	b.t.Helper()
	u, err := b.house.users.Add(b.t.Context(), chief, user.User{Login: name, Name: name, Desk: d,
		Grants: []user.Grant{{Tenant: id.House, Role: user.Agent}}, Skills: []core.SkillLevel{{Skill: b.skill, Level: 3}}})
	b.must(err)
	s.agent, s.device = id.AgentOf(u.ID), d
	b.must(b.house.floor.Ask(b.t.Context(), core.ShiftStarted{Agent: s.agent, Device: d}))
	b.pass(time.Millisecond) // so that the first one is idle longest
}

// dial lets a caller ring a number.
func (b *bubble) dial(from, to string, d sim.Dialling) *sim.Call {
	b.t.Helper()
	d.From = from
	if d.Audio == nil {
		d.Audio = sim.Tone(callerTone)
	}
	c, err := b.street.Dial(b.t.Context(), "sip:"+to+"@"+gateway, d)
	b.must(err)
	return c
}

// pass lets virtual time pass, until everybody rests.
func (b *bubble) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// until waits for something to come true.
func (b *bubble) until(what string, is func() bool) {
	b.t.Helper()
	for end := time.Now().Add(patience); !is(); b.pass(20 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("%s: it does not come true", what)
		}
	}
}

// over waits for a call to end and holds it to the way it should.
func (b *bubble) over(who string, c *sim.Call, want sim.Ending) {
	b.t.Helper()
	select {
	case <-c.Done():
	case <-time.After(patience):
		b.t.Fatalf("%s: the call goes on and on", who)
	}
	if got := c.End(); got != want {
		b.t.Errorf("%s: the call ended %+v, want %+v", who, got, want)
	}
}

// talking waits until both ends of a conversation hear each other.
func (b *bubble) talking(caller, agent *sim.Call) {
	b.t.Helper()
	b.until("caller and agent hear each other", func() bool { return caller.Hears(agentTone) && agent.Hears(callerTone) })
}

// up is whether a call has been answered and is not over.
func up(c *sim.Call) bool {
	select {
	case <-c.Done():
		return false
	default:
	}
	select {
	case <-c.Answered():
		return true
	default:
		return false
	}
}

// here reports how many of the house's legs of SIP there are.
func (b *bubble) here() int { synctest.Wait(); return b.house.sip.Counts().Legs }

// quick is an agent who answers after two seconds and says a tone.
func quick() sim.Answering {
	return sim.Answering{After: 2 * time.Second, Manner: sim.Manner{Audio: sim.Tone(agentTone)}}
}

// callerNumber is the number of the nth caller.
func callerNumber(n int) string { return fmt.Sprintf("+3806711100%02d", n) }

// housePorts are the sound ports that the house has open.
func (b *bubble) housePorts() []netip.AddrPort {
	synctest.Wait()
	return slices.DeleteFunc(b.net.Open(), func(a netip.AddrPort) bool {
		return a.Addr().String() != houseIP || a.Port() < 20_000 || a.Port() > 20_199
	})
}
