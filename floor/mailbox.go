package floor

import (
	"context"
	"encoding/json"
	"strings"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
	"gudok/phone"
	"gudok/voice"
)

const (
	// mailboxSize is how many letters wait before a poster is made to wait: more than a floor
	// of a thousand legs posts while a commit takes a quarter of a second.
	mailboxSize = 1024
	// arrivalsLimit is where new calls are refused (503, Retry-After), so that those who are
	// already here are served (house.md 5.15).
	arrivalsLimit = 512
	// maxDialled bounds what is taken for a number: E.164 has 15 digits, a trunk's own plan more.
	maxDialled = 32
)

// A letter is what waits in the mailbox.
type letter struct {
	inputs []core.Input
	first  [1]core.Input                    // room for the usual one
	reply  chan error                       // capacity 1; nil: nobody waits for the answer
	look   func(*core.State, uint64, int64) // instead of inputs: read the state; gets seq and now
}

func one(in core.Input) *letter {
	l := &letter{first: [1]core.Input{in}}
	l.inputs = l.first[:]
	return l
}

// errStopping is what is said while the floor is not there.
func errStopping() error { return problem.New(problem.Unavailable, "floor.stopping") }

// put posts a letter; a full mailbox blocks only this poster.
func (f *Floor) put(ctx context.Context, l *letter) error {
	select {
	case f.mail <- l:
		return nil
	default:
	}
	select {
	case f.mail <- l:
		return nil
	case <-f.done:
		return errStopping()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// send posts a letter and waits for its answer, which comes after the commit.
func (f *Floor) send(ctx context.Context, l *letter) error {
	l.reply = make(chan error, 1)
	if err := f.put(ctx, l); err != nil {
		return err
	}
	select {
	case err := <-l.reply:
		return err
	case <-f.done:
		select { // it may have been answered by the last batch
		case err := <-l.reply:
			return err
		default:
			return errStopping()
		}
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Ask is how people's wishes reach the core. nil means done and remembered; a refusal is a
// problem with the core's code.
func (f *Floor) Ask(ctx context.Context, in core.Input) error { return f.send(ctx, one(in)) }

// Configure tells the core settings, in order. It returns when they are remembered.
func (f *Floor) Configure(ctx context.Context, inputs ...core.Input) error {
	if len(inputs) == 0 {
		return nil
	}
	return f.send(ctx, &letter{inputs: inputs})
}

// look reads the state in the floor's own goroutine. fn must be quick and keep nothing.
func (f *Floor) look(ctx context.Context, fn func(s *core.State, seq uint64, now int64)) error {
	return f.send(ctx, &letter{look: fn})
}

// Post implements voice.Sink. It is false only for a new call that must be refused now.
func (f *Floor) Post(e voice.Event) bool {
	if q, ok := e.(voice.Quality); ok {
		f.sounds(q)
		return true
	}
	a, arrived := e.(voice.Arrived)
	if !arrived {
		// Events of live legs are never dropped: this may wait.
		_ = f.put(context.Background(), one(heard(e)))
		return true
	}
	if !f.open.Load() || len(f.mail) >= arrivalsLimit || f.refusing.Load() {
		f.refused.Add(1)
		nudge(f.board.wake)
		return false
	}
	return f.put(context.Background(), one(f.arrived(a))) == nil
}

// Keep implements voice.Keeper.
func (f *Floor) Keep(kind, name string, rev uint64, data json.RawMessage) {
	f.keeper.keep(kind, name, rev, data)
}

// Drop implements voice.Keeper.
func (f *Floor) Drop(kind, name string) { f.keeper.drop(kind, name) }

// heard is an event as the core hears it. Arrivals are not among them: see arrived.
func heard(e voice.Event) core.Input {
	switch e := e.(type) {
	case voice.Ringing:
		return core.LegRinging{Ringing: e}
	case voice.Answered:
		return core.LegAnswered{Answered: e}
	case voice.Ended:
		return core.LegEnded{Ended: e}
	case voice.Held:
		return core.LegHeld{Held: e}
	case voice.Resumed:
		return core.LegResumed{Resumed: e}
	case voice.Digit:
		return core.DigitHeard{Digit: e}
	case voice.Played:
		return core.PlayEnded{Played: e}
	case voice.Recorded:
		return core.Recorded{Recorded: e}
	case voice.MediaLost:
		return core.SoundLost{MediaLost: e}
	case voice.DeviceUp:
		return core.DeviceUp{DeviceUp: e}
	case voice.DeviceDown:
		return core.DeviceDown{DeviceDown: e}
	}
	panic("floor: an event that the contract does not know")
}

// arrived turns the numbers of a new call into ids (house.md 5.9). It runs in the gate's
// goroutine, because it may have to ask the database.
func (f *Floor) arrived(a voice.Arrived) core.Input {
	in := core.CallArrived{Leg: a.Leg, Trunk: a.Trunk}
	if a.Device != "" {
		in.Refuse = "device"
	}
	to, from := dialled(a.To), dialled(a.From)
	tenant := id.House // whoever rings a number of nobody rings the house
	original := dialled(a.Original)
	if original == to {
		original = ""
	}
	// What was dialled first says more than the number that collects diverted calls.
	for _, n := range []phone.Number{original, to} {
		if did, whose, ok := f.numbers.ours(n); ok {
			in.DID, tenant = did, whose
			break
		}
	}
	in.Called = f.numbers.id(tenant, to)
	in.Caller = f.numbers.id(tenant, from)
	in.Original = f.numbers.id(tenant, original)
	in.Zone = from.Zone()
	f.lookUp(&in, tenant, from)
	return in
}

// lookUp asks the office what the tenant knows of the caller.
func (f *Floor) lookUp(in *core.CallArrived, tenant id.Tenant, from phone.Number) {
	if from == "" || in.DID == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), askNumber)
	defer cancel()
	if f.opt.List != nil {
		in.List = f.opt.List(ctx, tenant, from)
	}
	if f.opt.Known != nil {
		in.Known = f.opt.Known(ctx, tenant, from, in.Caller)
	}
}

// dialled is what a trunk sent, when it can be a number; gates have made it E.164 where the
// trunk's rules allow. Words ("anonymous", "asterisk") are not numbers.
func dialled(text string) phone.Number {
	digits := strings.TrimPrefix(text, "+")
	if digits == "" || len(text) > maxDialled || strings.Trim(digits, "0123456789*#") != "" {
		return ""
	}
	return phone.Number(text)
}
