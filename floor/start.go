package floor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gudok/base/journal"
	"gudok/core"
	"gudok/floor/replay"
	"gudok/voice"
)

// reliveRows is how many batches one question to the database brings back.
const reliveRows = 1000

// kindEmptied is the floor's own journal record: from here on the core began anew.
const kindEmptied = replay.Emptied

// recall brings the core back: the newest snapshot and the inputs since, with their effects
// discarded. Nothing is re-executed.
func (f *Floor) recall(ctx context.Context) error {
	begun := time.Now()
	if err := f.journal.Recover(ctx); err != nil {
		return err
	}
	if f.epoch = f.opt.Epoch; f.epoch == 0 {
		var err error
		if f.epoch, err = f.sql.NextEpoch(ctx); err != nil {
			return err
		}
	}
	f.numbers.ids.Epoch = f.epoch
	head, err := f.sql.Head(ctx)
	if err != nil {
		return err
	}
	f.clock.notBefore(head.At)
	f.seq, f.facts = head.Seq, head.Fact
	if err := f.relive(ctx, head.Seq); err != nil {
		return err
	}
	now := time.Now()
	f.pace = newPace(now)
	if n := len(f.past.snaps); n > 0 { // its age counts on: who crashes every minute needs snapshots most
		f.past.begun = now.Add(-time.Duration(f.clock.now()-f.past.snaps[0].At) * time.Millisecond)
	}
	f.log.Info("floor recalled", "input", f.seq, "relived", len(f.past.tail), "ms", time.Since(begun).Milliseconds())
	f.board.begin(f.facts, f.state.Lines(f.clock.now()))
	f.dirty.recall(f.state, f.clock.now())
	return nil
}

// relive tries the snapshots from the newest to the oldest, then the whole journal.
func (f *Floor) relive(ctx context.Context, head uint64) error {
	snaps, err := f.sql.Snapshots(ctx)
	if err != nil {
		return fmt.Errorf("snapshots: %w", err)
	}
	for _, sn := range append(snaps, journal.Snapshot{Version: core.Version}) {
		if sn.Version != core.Version {
			// The same decisions are promised within one version (house.md 5.5). Usually the
			// process before ended well and there is nothing after its snapshot.
			f.log.Warn("snapshot of another version", "version", sn.Version, "input", sn.Seq)
		}
		err := f.reliveFrom(ctx, sn, head)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f.log.Error("snapshot does not lead back", "input", sn.Seq, "err", err)
	}
	f.log.Error("floor begins empty: nothing led back", "input", head)
	f.state, f.past = core.New(), newPast()
	f.seq = head
	f.empty()
	f.anew = true // the rest follows when the settings are known
	return nil
}

// reliveFrom re-steps all inputs after the snapshot; one without data is the beginning.
func (f *Floor) reliveFrom(ctx context.Context, sn journal.Snapshot, head uint64) error {
	s, err := revive(sn)
	if err != nil {
		return err
	}
	p := newPast()
	if sn.Data != nil {
		p.put(sn)
	}
	seq := sn.Seq
	for {
		some, err := f.sql.Inputs(ctx, seq, reliveRows)
		if err != nil {
			return err
		}
		if len(some) == 0 {
			break
		}
		if s, err = f.restep(s, some); err != nil {
			return err
		}
		p.tail = append(p.tail, some...)
		seq = some[len(some)-1].Seq
	}
	if seq < head {
		return fmt.Errorf("inputs %d to %d are missing", seq+1, head)
	}
	p.since = len(p.tail)
	f.state, f.past = s, p
	return nil
}

// revive is the state of a snapshot.
func revive(sn journal.Snapshot) (s *core.State, err error) {
	if sn.Data == nil {
		return core.New(), nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("snapshot %d: %v", sn.Seq, p)
		}
	}()
	return core.Decode(sn.Data)
}

// restep lets s live through inputs again; what they led to was done the first time.
func (f *Floor) restep(s *core.State, inputs []journal.Input) (_ *core.State, err error) {
	at := uint64(0)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("input %d: %v", at, p)
		}
	}()
	var out core.Out
	for i := range inputs {
		rec := &inputs[i]
		at = rec.Seq
		if rec.Kind == kindEmptied {
			s = core.New()
			continue
		}
		if rec.Skipped {
			continue
		}
		in, err := core.DecodeInput(rec.Kind, rec.Data)
		if err != nil {
			return nil, fmt.Errorf("input %d: %w", at, err)
		}
		s.Step(rec.At, rec.Seq, in, &out)
		out.Reset()
	}
	return s, nil
}

// wakeUp opens the new life: Opened, the gates' report, Restored. Then calls may come.
func (f *Floor) wakeUp(ctx context.Context) error {
	_ = f.step(core.Opened{Epoch: f.epoch, Seed: f.seed()}) // nobody asked for it
	kept, err := f.sql.Kept(ctx)
	if err != nil {
		return fmt.Errorf("what gates kept: %w", err)
	}
	f.keeper.load(kept)
	// A call that arrives from now on waits in the mailbox for those that come back: a gate that
	// knows its calls again answers new ones, and a refusal could not be taken back.
	f.open.Store(true)
	restored, early, err := f.restoreGates(ctx, kept)
	if err != nil {
		return err
	}
	_ = f.step(restored)
	if !f.anew {
		f.adopt(ctx, restored.Legs, false)
	}
	f.tellSpills()
	f.commit(time.Now())
	close(f.ready)
	f.log.Info("floor open", "epoch", f.epoch, "legs", len(restored.Legs), "devices", len(restored.Devices))
	for _, l := range early {
		f.take(l)
	}
	return f.fatal
}

// restoreGates asks each gate what it could bring back. What is posted meanwhile waits,
// except the devices that are up: they belong to what was brought back.
func (f *Floor) restoreGates(ctx context.Context, kept []voice.Kept) (core.Restored, []*letter, error) {
	type answer struct {
		legs []voice.Restored
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		var a answer
		for _, g := range f.opt.Gates {
			legs, err := g.Restore(ctx, kept)
			a.legs, a.err = append(a.legs, legs...), errors.Join(a.err, err)
		}
		answered <- a
	}()
	r := core.Restored{Legs: []voice.Restored{}, Devices: []core.RestoredDevice{}}
	var early []*letter
	sort := func(l *letter) {
		if up, ok := l.inputs[0].(core.DeviceUp); ok {
			r.Devices = append(r.Devices, core.RestoredDevice{Agent: up.Agent, Device: up.Device})
			return
		}
		early = append(early, l)
	}
	for {
		select {
		case l := <-f.mail:
			sort(l)
		case a := <-answered:
			for len(f.mail) > 0 {
				sort(<-f.mail)
			}
			if a.err != nil {
				// Its calls are gone and will be told as failed(restart); the house goes on.
				f.log.Error("a gate did not come back", "err", a.err)
			}
			r.Legs = append(r.Legs, a.legs...)
			return r, early, ctx.Err()
		}
	}
}

// empty lets the core begin anew: with the settings it was told, and what lives.
func (f *Floor) empty() {
	f.seq++
	f.remember(journal.Input{Seq: f.seq, At: f.clock.now(), Kind: kindEmptied, Data: json.RawMessage("{}")})
	f.state = core.New()
}
