package floor

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/journal"
	"gudok/base/journal/faulty"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
	"gudok/voice"
)

// A world is a floor in a bubble of virtual time, on a real database, with telephones that
// are invented and outlive its processes.
type world struct {
	t        *testing.T
	db       *db.DB
	sql      *journal.SQL
	chance   *rand.Rand
	phones   *phones
	platter  *faulty.Platter
	process  *faulty.Process
	store    *faulty.Store // of the present process
	file     *faulty.File
	floor    *Floor
	stop     func() error
	set      func(*world, *Options) // changes the next process's options
	hook     func(*world, *Floor)   // changes the next process itself
	settings []core.Input
}

// shop is a small house: two tenants, two lines, three agents of whom two have desk phones.
func shop() []core.Input {
	inputs := []core.Input{
		core.TenantSet{Tenant: "ten_shop"}, core.TenantSet{Tenant: "ten_clinic"},
		core.LineSet{Line: core.Line{ID: "lin_shop", Tenant: "ten_shop", Skill: "skl_all", WrapMS: 5_000, CallerDID: "did_shop", Trunks: []id.Trunk{"trk_1"}}},
		core.LineSet{Line: core.Line{ID: "lin_clinic", Tenant: "ten_clinic", Skill: "skl_all", WrapMS: -1}},
		core.DIDSet{DID: core.DID{ID: "did_shop", Tenant: "ten_shop", Line: "lin_shop"}},
		core.DIDSet{DID: core.DID{ID: "did_clinic", Tenant: "ten_clinic", Line: "lin_clinic"}},
	}
	for _, a := range []core.Agent{{ID: "agt_olga", Desk: "dev_1"}, {ID: "agt_ivan", Desk: "dev_2"}, {ID: "agt_web"}} {
		a.Skills = []core.SkillLevel{{Skill: "skl_all", Level: 3}}
		inputs = append(inputs, core.AgentSet{Agent: a})
	}
	return inputs
}

// table is which numbers are the shop's.
type table map[phone.Number]id.DID

func (t table) Find(n phone.Number) (id.DID, id.Tenant, bool) {
	d, ok := t[n]
	return d, id.Tenant("ten_" + string(d[min(4, len(d)):])), ok
}

func (t table) E164(d id.DID) phone.Number {
	for n, is := range t {
		if is == d {
			return n
		}
	}
	return ""
}

// newWorld makes a world whose first process has not begun.
func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: dbtest.SQLite(t, db.Floor), chance: rand.New(rand.NewPCG(1, 2)),
		platter: new(faulty.Platter), settings: shop()}
	w.sql = journal.NewSQL(w.db, id.Main)
	w.phones = &phones{world: w, legs: map[id.Leg]*leg{}, invited: map[id.Leg]int{}}
	return w
}

// begin starts a process and waits until it is ready and knows the settings.
func (w *world) begin() {
	w.t.Helper()
	w.start()
	<-w.floor.Ready()
	if err := w.floor.Configure(w.t.Context(), w.settings...); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) start() {
	w.process = new(faulty.Process)
	w.store = &faulty.Store{Store: w.sql, Process: w.process}
	w.file = &faulty.File{Platter: w.platter, Process: w.process}
	opt := Options{DB: w.db, Store: w.store, Spill: w.file, Hands: w.phones, Gates: []Gate{w.phones}, Seed: 7}
	if w.set != nil {
		w.set(w, &opt)
	}
	f := New(opt)
	f.SetNumbers(table{"+380441111111": "did_shop", "+380442222222": "did_clinic"})
	if w.hook != nil {
		w.hook(w, f)
	}
	w.phones.plug(f, w.process)
	w.floor = f
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	w.stop = sync.OnceValue(func() error { cancel(); return <-done })
}

// end stops the process in an orderly way.
func (w *world) end() {
	w.t.Helper()
	if err := w.stop(); err != nil {
		w.t.Error(err)
	}
}

// die kills the process and clears up after it: what it had not synced is torn.
func (w *world) die() {
	w.process.Kill()
	_ = w.stop() // a dead process may say what it likes
	w.platter.Crash(w.chance)
}

// ask is a wish that must be granted.
func (w *world) ask(in core.Input) {
	w.t.Helper()
	if err := w.floor.Ask(w.t.Context(), in); err != nil {
		w.t.Fatalf("%T: %v", in, err)
	}
}

// shift brings the two desk phones into service.
func (w *world) shift() {
	w.t.Helper()
	for _, s := range []core.ShiftStarted{{Agent: "agt_olga", Device: "dev_1"}, {Agent: "agt_ivan", Device: "dev_2"}} {
		w.phones.up(s.Device)
		w.ask(s)
		pass(time.Millisecond) // so that olga is idle longer
	}
}

// state looks at the floor's state.
func (w *world) state(fn func(s *core.State, now int64)) {
	w.t.Helper()
	err := w.floor.look(w.t.Context(), func(s *core.State, _ uint64, now int64) { fn(s, now) })
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) line(l id.Line) (v core.LineView) {
	w.t.Helper()
	w.state(func(s *core.State, now int64) { v, _ = s.LineView(l, now) })
	return v
}

func (w *world) agent(a id.Agent) (v core.AgentView) {
	w.t.Helper()
	w.state(func(s *core.State, _ int64) { v, _ = s.AgentView(a) })
	return v
}

// facts are all facts of one type, oldest first.
func facts[F fact.Fact](w *world) (list []F, heads []fact.Envelope) {
	w.t.Helper()
	for seq := uint64(0); ; {
		page, err := w.sql.After(w.t.Context(), seq, 1000)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, e := range page {
			if e.Seq != seq+1 {
				w.t.Fatalf("fact %d follows fact %d", e.Seq, seq)
			}
			seq = e.Seq
			if fact.Is[F](e) {
				f, err := fact.Open[F](e)
				if err != nil {
					w.t.Fatal(err)
				}
				list, heads = append(list, f), append(heads, e)
			}
		}
		if len(page) == 0 {
			return list, heads
		}
	}
}

// phones are the world's telephones: callers, desk phones, browsers, and the gate to them.
// They live on when a process dies.
type phones struct {
	world *world

	mu       sync.Mutex
	floor    *Floor
	process  *faulty.Process
	names    id.Source
	legs     map[id.Leg]*leg
	invited  map[id.Leg]int // how often a leg was rung
	devices  []id.Device
	commands []voice.Command
	answer   func(voice.Invite) time.Duration // how long a rung leg rings, 0: for ever; nil: 2 s
	arrivals map[string]time.Time             // by number; nil: nobody asks
	ways     []time.Duration                  // from an arrival to the agent's ring
}

type leg struct {
	id       id.Leg
	n        uint64
	answered bool
	kept     uint64 // revision
}

// plug connects the telephones to a new process.
func (p *phones) plug(f *Floor, proc *faulty.Process) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.floor, p.process = f, proc
	p.names = id.Source{Epoch: 9, Now: func() int64 { return time.Now().UnixMilli() }}
}

// later does something to a leg that still exists, in this process or the next.
func (p *phones) later(d time.Duration, name id.Leg, fn func(*leg) voice.Event) {
	time.AfterFunc(d, func() { p.now(name, fn) })
}

func (p *phones) now(name id.Leg, fn func(*leg) voice.Event) {
	p.mu.Lock()
	l := p.legs[name]
	if l == nil {
		p.mu.Unlock()
		return
	}
	l.n++
	e := fn(l)
	if e == nil {
		p.mu.Unlock()
		return
	}
	if _, over := e.(voice.Ended); over {
		delete(p.legs, name)
	}
	f, dead := p.floor, p.process.Dead()
	_, alive := p.legs[name]
	l.kept++
	rev, answered := l.kept, l.answered
	p.mu.Unlock()
	if dead {
		return
	}
	if alive {
		f.Keep("test.leg", string(name), rev, json.RawMessage(fmt.Sprint(answered)))
	} else {
		f.Drop("test.leg", string(name))
	}
	f.Post(e)
}

// up says that a desk phone is there.
func (p *phones) up(d id.Device) {
	p.mu.Lock()
	p.devices = append(p.devices, d)
	f := p.floor
	p.mu.Unlock()
	f.Post(voice.DeviceUp{Device: d})
}

// ring is a caller who rings; the leg's name, or "" when he was refused.
func (p *phones) ring(from, to string) id.Leg {
	p.mu.Lock()
	l := &leg{id: id.Leg(p.names.Next("leg")), kept: 1}
	f, dead := p.floor, p.process.Dead()
	p.mu.Unlock()
	if dead {
		return ""
	}
	f.Keep("test.leg", string(l.id), 1, json.RawMessage("false"))
	p.mu.Lock()
	p.legs[l.id] = l
	if p.arrivals != nil {
		p.arrivals[from] = time.Now()
	}
	p.mu.Unlock()
	if !f.Post(voice.Arrived{Leg: l.id, Trunk: "trk_1", From: from, To: to}) {
		p.mu.Lock()
		delete(p.legs, l.id)
		p.mu.Unlock()
		f.Drop("test.leg", string(l.id))
		return ""
	}
	return l.id
}

// hangUp ends a leg from its far end.
func (p *phones) hangUp(name id.Leg) {
	p.now(name, func(l *leg) voice.Event { return voice.Ended{Leg: l.id, N: l.n, Cause: voice.CauseNormal} })
}

// alive reports whether the leg exists.
func (p *phones) alive(name id.Leg) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.legs[name] != nil
}

// count is how many legs exist.
func (p *phones) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.legs)
}

// Do implements Hands.
func (p *phones) Do(c voice.Command) {
	p.mu.Lock()
	if p.process.Dead() {
		p.mu.Unlock()
		return
	}
	p.commands = append(p.commands, c)
	p.mu.Unlock()
	const soon = 20 * time.Millisecond
	answered := func(l *leg) voice.Event {
		if l.answered {
			return nil
		}
		l.answered = true
		return voice.Answered{Leg: l.id, N: l.n}
	}
	switch c := c.(type) {
	case voice.Invite:
		p.invite(c, answered)
	case voice.Accept:
		p.later(soon, c.Leg, answered)
	case voice.End:
		p.later(soon, c.Leg, func(l *leg) voice.Event { return voice.Ended{Leg: l.id, N: l.n, Cause: c.Cause} })
	case voice.Play:
		if !c.Loop {
			p.later(2*time.Second, c.Leg, func(l *leg) voice.Event {
				return voice.Played{Leg: l.id, N: l.n, Token: c.Token, Outcome: voice.OutcomeDone}
			})
		}
	}
}

func (p *phones) invite(c voice.Invite, answered func(*leg) voice.Event) {
	p.mu.Lock()
	p.invited[c.Leg]++
	if p.arrivals != nil {
		p.ways = append(p.ways, time.Since(p.arrivals[c.CallerDigits]))
	}
	if p.legs[c.Leg] == nil {
		p.legs[c.Leg] = &leg{id: c.Leg}
	}
	rings := 2 * time.Second
	if p.answer != nil {
		rings = p.answer(c)
	}
	p.mu.Unlock()
	p.later(50*time.Millisecond, c.Leg, func(l *leg) voice.Event {
		if l.answered {
			return nil
		}
		return voice.Ringing{Leg: l.id, N: l.n}
	})
	if rings > 0 && c.To.Device != id.Browser {
		p.later(rings, c.Leg, answered)
	}
}

// Restore implements Gate: legs that were kept and still live come back, the others die.
func (p *phones) Restore(_ context.Context, kept []voice.Kept) ([]voice.Restored, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known := map[id.Leg]bool{}
	var list []voice.Restored
	for _, k := range kept {
		l := p.legs[id.Leg(k.Name)]
		known[id.Leg(k.Name)] = true
		if l == nil {
			p.floor.Drop(k.Kind, k.Name)
			continue
		}
		l.kept = max(l.kept, k.Rev)
		list = append(list, voice.Restored{Leg: l.id, Answered: l.answered})
	}
	for name := range p.legs {
		if !known[name] {
			delete(p.legs, name)
		}
	}
	for _, d := range p.devices {
		p.floor.Post(voice.DeviceUp{Device: d})
	}
	return list, nil
}

// did lists the commands of one type.
func did[C voice.Command](p *phones) (list []C) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.commands {
		if c, ok := c.(C); ok {
			list = append(list, c)
		}
	}
	return list
}

// storedText is all that the journal holds of inputs and facts.
func storedText(w *world) (texts []string) {
	w.t.Helper()
	for seq := uint64(0); ; {
		page, err := w.sql.Inputs(w.t.Context(), seq, 1000)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, in := range page {
			texts, seq = append(texts, string(in.Data)), in.Seq
		}
	}
	for seq := uint64(0); ; {
		page, err := w.sql.After(w.t.Context(), seq, 1000)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(page) == 0 {
			return texts
		}
		for _, e := range page {
			texts, seq = append(texts, string(e.Data)), e.Seq
		}
	}
}
