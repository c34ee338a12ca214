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
		go b.empty()
	}
	b.mail = append(b.mail, f)
	return true
}

func (b *mailbox) empty() {
	defer b.g.exit()
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
