package dial

import (
	"fmt"
	"slices"
	"strings"

	"gudok/fact"
	"gudok/id"
)

// A Ledger is all open promises and what is known of their numbers.
type Ledger struct {
	Open    id.Table[id.Promise, Promise]
	Numbers id.Table[id.Number, Number]
	Opened  int
	Closed  []Count // sorted by reason

	lines map[id.Line]*[]*Promise // derived: open ones by line, in the order in which they are due
}

// Out collects what one method leads to.
type Out struct {
	Log   *fact.Log
	Names *id.Maker
	Actor fact.Actor
	Wakes []Wake    // what Wake wants to hear
	Lines []id.Line // whose views changed
	Turns []Turn    // whose turn may have come, or be over
}

// Reset forgets what was obeyed and keeps the memory.
func (o *Out) Reset() { o.Wakes, o.Lines, o.Turns = o.Wakes[:0], o.Lines[:0], o.Turns[:0] }

// A Turn is a promise of which something has changed that decides whether the person may be
// called now. Item is the return that waits for it or did.
type Turn struct {
	Promise id.Promise
	Item    id.Item
}

// turn says that it is to be looked at whether the promise's turn has come or is over.
func (o *Out) turn(p *Promise) { o.Turns = append(o.Turns, Turn{p.ID, p.Return}) }

// turns does so for all promises to a person.
func (l *Ledger) turns(name id.Number, out *Out) {
	if n := l.Numbers.Get(name); n != nil {
		for _, k := range n.Promises {
			out.turn(l.Open.Get(k))
		}
	}
}

// A Wake is a moment at which a promise is due or a number free.
type Wake struct {
	At      int64
	Promise id.Promise
	Number  id.Number
}

// A Policy is how a line keeps its promises.
type Policy struct {
	ReturnMS []int64              // waits before the attempts; at least one
	ByKind   map[string][]int64   // the same for kinds of promises that have their own; for looking up only
	Open     func(at int64) int64 // the first moment not before at when we call people
	// Polite is the first moment not before at when this person may be called at all; nil:
	// always.
	Polite func(at int64) int64
}

// waits are those of a kind.
func (p Policy) waits(kind string) []int64 {
	if w := p.ByKind[kind]; len(w) > 0 {
		return w
	}
	return p.ReturnMS
}

// wait is the one before the attempt after so many tries.
func (p Policy) wait(kind string, tries int) int64 { return p.waits(kind)[tries] }

func (p Policy) polite(at int64) int64 {
	if p.Polite == nil {
		return at
	}
	return p.Polite(at)
}

// New is an empty ledger.
func New() *Ledger { return &Ledger{lines: map[id.Line]*[]*Promise{}} }

// Saved is a Ledger as it is stored.
type Saved struct {
	Open    []*Promise `json:"open"`
	Numbers []*Number  `json:"numbers"`
	Opened  int        `json:"opened"`
	Closed  []Count    `json:"closed"`
}

// Save shares its values with l: encode it before the next change.
func (l *Ledger) Save() Saved {
	return Saved{l.Open.All(), l.Numbers.All(), l.Opened, l.Closed}
}

// Load is the ledger that was saved.
func Load(v Saved) *Ledger {
	l := New()
	l.Opened, l.Closed = v.Opened, v.Closed
	for _, n := range v.Numbers {
		l.Numbers.Put(n.ID, n)
	}
	for _, p := range v.Open {
		l.Open.Put(p.ID, p)
		l.file(p)
	}
	return l
}

// Clone is a copy that shares nothing that changes.
func (l *Ledger) Clone() *Ledger {
	c := New()
	c.Opened, c.Closed = l.Opened, slices.Clone(l.Closed)
	c.Open = l.Open.Clone(func(p *Promise) *Promise { q := *p; return &q })
	c.Numbers = l.Numbers.Clone(func(n *Number) *Number {
		m := *n
		m.Promises = slices.Clone(n.Promises)
		return &m
	})
	for _, p := range c.Open.All() {
		c.file(p)
	}
	return c
}

// Balanced is the conservation law: opened = open + closed by reason.
func (l *Ledger) Balanced() bool {
	n := l.Open.Len()
	for _, c := range l.Closed {
		n += c.N
	}
	return n == l.Opened
}

// Visitors counts the people on our line, once for each call.
func (l *Ledger) Visitors() int {
	n := 0
	for _, num := range l.Numbers.All() {
		n += num.Present
	}
	return n
}

// Of lists the open promises of a line in the order in which they are due.
func (l *Ledger) Of(line id.Line) []*Promise {
	if list := l.lines[line]; list != nil {
		return *list
	}
	return nil
}

// Overdue is how many promises of a line are due at the moment.
func (l *Ledger) Overdue(line id.Line, now int64) int {
	i, _ := slices.BinarySearchFunc(l.Of(line), now, func(p *Promise, now int64) int {
		if p.DueAt <= now {
			return -1
		}
		return 1
	})
	return i
}

func byDue(a, b *Promise) int {
	switch {
	case a.DueAt < b.DueAt:
		return -1
	case a.DueAt > b.DueAt:
		return 1
	}
	return strings.Compare(string(a.ID), string(b.ID))
}

// file puts the promise in its line's order; DueAt changes only between unfile and file.
func (l *Ledger) file(p *Promise) {
	list := l.lines[p.Line]
	if list == nil {
		list = &[]*Promise{}
		l.lines[p.Line] = list
	}
	i, _ := slices.BinarySearchFunc(*list, p, byDue)
	*list = slices.Insert(*list, i, p)
}

func (l *Ledger) unfile(p *Promise) {
	list := l.lines[p.Line]
	if i, ok := slices.BinarySearchFunc(*list, p, byDue); ok {
		*list = slices.Delete(*list, i, i+1)
	}
}

// due changes when the promise is due.
func (l *Ledger) due(p *Promise, at int64, out *Out) {
	l.unfile(p)
	p.DueAt = at
	l.file(p)
	out.Wakes = append(out.Wakes, Wake{At: at, Promise: p.ID})
	out.turn(p)
}

// number is what is known of a number, made if need be.
func (l *Ledger) number(name id.Number) *Number {
	n := l.Numbers.Get(name)
	if n == nil {
		n = &Number{ID: name}
		l.Numbers.Put(name, n)
	}
	return n
}

// tidy forgets a number of which nothing is left to know.
func (l *Ledger) tidy(name id.Number, now int64) {
	n := l.Numbers.Get(name)
	if n != nil && n.Present == 0 && n.Live == "" && n.Held == "" && n.Lease <= now && n.Rest <= now && len(n.Promises) == 0 {
		l.Numbers.Delete(name)
	}
}

// Here reports whether the person is on our line.
func (l *Ledger) Here(name id.Number) bool { return l.present(name) }

func (l *Ledger) present(name id.Number) bool {
	n := l.Numbers.Get(name)
	return n != nil && n.Present > 0
}

// find is the open promise to the person in the tree of lines, nil for none.
func (l *Ledger) find(name id.Number, root id.Line) *Promise {
	n := l.Numbers.Get(name)
	if n == nil {
		return nil
	}
	for _, k := range n.Promises {
		if p := l.Open.Get(k); p.Root == root {
			return p
		}
	}
	return nil
}

// close ends a promise, once.
func (l *Ledger) close(now int64, p *Promise, reason, detail string, about fact.Head, out *Out) {
	l.Release(p.ID, p, out)
	out.turn(p)
	l.unfile(p)
	l.Open.Delete(p.ID)
	n := l.number(p.Number)
	n.Promises = slices.DeleteFunc(n.Promises, func(k id.Promise) bool { return k == p.ID })
	l.tidy(p.Number, now)
	i, ok := slices.BinarySearchFunc(l.Closed, reason, func(c Count, r string) int { return strings.Compare(c.Reason, r) })
	if !ok {
		l.Closed = slices.Insert(l.Closed, i, Count{Reason: reason})
	}
	l.Closed[i].N++
	out.Log.Say(p.head(about), fact.PromiseClosed{Reason: reason, Detail: detail})
	out.Lines = append(out.Lines, p.Line)
}

// Check names the first thing that must never be: a person who is dialled twice at a time, or
// a lock that nobody holds.
func (l *Ledger) Check() error {
	for _, n := range l.Numbers.All() {
		live, held := id.Attempt(""), id.Promise("")
		for _, k := range n.Promises {
			p := l.Open.Get(k)
			switch {
			case p == nil:
				return fmt.Errorf("number %s is owed by %s, which is closed", n.ID, k)
			case p.Attempt != "" && live != "":
				return fmt.Errorf("number %s is dialled twice", n.ID)
			case p.Attempt != "":
				live = p.Attempt
			}
			if p.Reserved {
				held = p.ID
			}
		}
		if live != n.Live || held != n.Held {
			return fmt.Errorf("number %s is locked by %q and %q, should be by %q and %q", n.ID, n.Live, n.Held, live, held)
		}
	}
	return nil
}
