package sip

import (
	"runtime/debug"
	"sync"
)

// A mailbox holds work that is done one piece at a time, in order, by a goroutine that
// exists only while there is something to do.
type mailbox struct {
	g *Gate

	mu      sync.Mutex
	mail    []func()
	spare   []func()
	running bool
}

// post puts work into the mailbox and sees to it that somebody does it. false: the gate
// has stopped, or the mailbox is full.
func (b *mailbox) post(f func()) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.mail) >= maxMailbox {
		return false
	}
	if !b.running {
		if !b.g.enter() {
			return false
		}
		b.running = true
		defer b.g.employ(b)
	}
	b.mail = append(b.mail, f)
	return true
}

// maxIdle is how many goroutines without work the gate keeps: their stacks have grown to
// what the work needs, which costs a new one several copies.
const maxIdle = 8

// employ gives a mailbox to an idle goroutine, or to a new one.
func (g *Gate) employ(b *mailbox) {
	select {
	case g.work <- b:
	default:
		go g.worker(b)
	}
}

func (g *Gate) worker(b *mailbox) {
	for b != nil {
		b.empty()
		b = g.rest()
	}
}

// rest waits for the next mailbox; nil: there are enough who wait, or the gate stops.
func (g *Gate) rest() (b *mailbox) {
	g.busy.Lock()
	g.working--
	if g.quit == nil || g.stopped || g.resting >= maxIdle {
		g.gone()
		g.busy.Unlock()
		return nil
	}
	quit := g.quit
	g.resting++
	g.busy.Unlock()
	select {
	case b = <-g.work:
	case <-quit:
	}
	g.busy.Lock()
	g.resting--
	g.gone()
	g.busy.Unlock()
	return b
}

func (b *mailbox) empty() {
	for {
		b.mu.Lock()
		if len(b.mail) == 0 {
			b.running = false
			b.mu.Unlock()
			return
		}
		work := b.mail
		b.mail, b.spare = b.spare[:0], work
		b.mu.Unlock()
		for i, f := range work {
			work[i] = nil
			b.do(f)
		}
	}
}

// do survives a panic: what a far end has sent may end its own call, not all of them.
func (b *mailbox) do(f func()) {
	defer func() {
		if p := recover(); p != nil {
			b.g.log.Error("sip: panic", "err", p, "stack", string(debug.Stack()))
		}
	}()
	f()
}
