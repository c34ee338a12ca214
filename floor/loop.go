package floor

import (
	"context"
	"slices"
	"time"

	"gudok/core"
)

const (
	// lazy is how long inputs that lead to nothing wait for company: a crash in between
	// forgets only what nobody was told.
	lazy = 50 * time.Millisecond
	// drainLimit bounds how many letters one turn takes, so that timers and commits get theirs.
	drainLimit = 256
	// ticksPerTurn bounds how many due timers one turn serves.
	ticksPerTurn = 64
	// longestSleep bounds how long the loop sleeps: the clock is slewed, calendars turn.
	longestSleep = 10 * time.Second
)

// loop is the floor's life: hear, step, commit once, act, show.
func (f *Floor) loop(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	dismiss := hire(f.watchLaw)
	defer func() { _ = dismiss() }() // it says what it has to say itself
	for f.fatal == nil {
		timer.Reset(f.sleep(time.Now()))
		select {
		case l := <-f.mail:
			f.drain(l)
		case <-timer.C:
		case <-f.keeper.wake:
		case <-f.drained:
			f.tellSpills()
		case <-f.desks.asked:
			f.showDesks(slices.Values(f.desks.newcomers()))
		case s := <-f.past.encoded:
			f.snapshotTaken(s)
		case <-ctx.Done():
			return f.rest()
		}
		f.tick()
		f.commitDue(time.Now())
		f.showBoard(time.Now())
	}
	return f.fatal
}

// drain takes the letter and what waits behind it.
func (f *Floor) drain(l *letter) {
	for n := 0; ; n++ {
		f.take(l)
		if n == drainLimit {
			return
		}
		select {
		case l = <-f.mail:
		default:
			return
		}
	}
}

// take steps a letter's inputs and sees to its answer.
func (f *Floor) take(l *letter) {
	if l.look != nil {
		l.look(f.state, f.seq, f.clock.now())
		l.reply <- nil
		return
	}
	var err error
	for _, in := range l.inputs {
		if e := f.step(in); e != nil {
			err = e
		}
	}
	if f.anew && len(f.told.order) > 0 {
		f.rebuild()
	}
	switch {
	case l.reply == nil:
	case err != nil: // a refused wish changed nothing: there is nothing to remember first
		l.reply <- err
	default:
		f.batch.replies = append(f.batch.replies, l.reply)
	}
}

// tick tells the core that the moment it waits for has come.
func (f *Floor) tick() {
	for range ticksPerTurn {
		wake := f.state.NextWake()
		if wake == 0 || wake > f.clock.now() {
			return
		}
		_ = f.step(core.Tick{}) // nobody asked for it
	}
}

// sleep is how long there is nothing to do unless a letter comes.
func (f *Floor) sleep(now time.Time) time.Duration {
	d := longestSleep
	if wake := f.state.NextWake(); wake != 0 {
		d = min(d, time.Duration(wake-f.clock.now())*time.Millisecond)
	}
	if due, any := f.due(now); any {
		d = min(d, due.Sub(now))
	}
	if f.dirty.any() {
		d = min(d, f.dirty.next.Sub(now))
	}
	return max(d, 0)
}

// rest ends the loop: the batch in hand is committed, the state saved, so that the next
// start has nothing to re-live and a new version nothing to re-decide.
func (f *Floor) rest() error {
	f.commit(time.Now())
	f.past.encoding.Wait()
	now := f.clock.now()
	if s := encode(f.state, f.seq, now, f.past.keeps(f.seq, now)); s.Data != nil {
		f.journal.Snapshot(s)
	}
	return nil
}
