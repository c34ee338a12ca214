package floor

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"gudok/base/journal"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

const (
	// crashWindow and the limits after it are house.md 5.4: three panics within it lead to an
	// older snapshot, the next to an empty core. A core that panics on goes with its process.
	crashWindow  = 60 * time.Second
	crashesOlder = 3
	crashesEmpty = 4
	crashesFatal = 8
	// panicsKept bounds the folder of panics: the first ones tell most.
	panicsKept = 20
)

var errNoCore = errors.New("floor: the core panics again and again")

// survive brings the core back after it could not take an input: the state before it, the
// input skipped and written down, the call that it named ended with an apology.
func (f *Floor) survive(rec journal.Input, in core.Input, c *crash) {
	f.out.Reset() // half a decision is none
	f.log.Error("the core could not take an input", "input", rec.Seq, "type", rec.Kind, "err", c.what)
	f.board.panic(rec.At)
	n := f.crashed(time.Now())
	f.writeDown(rec, c)
	rec.Skipped = true
	f.remember(rec)
	f.say(rec, fact.Head{Actor: fact.System}, fact.FloorPanicked{Input: rec.Seq, Type: rec.Kind, Message: c.what})
	switch {
	case n >= crashesFatal:
		f.fatal = errNoCore
		return
	case n >= crashesEmpty || !f.comeBack(n >= crashesOlder):
		f.beginAnew()
		return
	}
	switch in.(type) {
	case core.Restored, core.Condemned, core.Opened:
		return // not again what it has just choked on
	}
	call, leg := f.named(in)
	_ = f.step(f.live.restored())
	_ = f.step(core.Condemned{Input: rec.Seq, Call: call, Leg: leg})
}

// crashed counts a panic and says how many there were within the window.
func (f *Floor) crashed(now time.Time) int {
	f.crashes = slices.DeleteFunc(append(f.crashes, now), func(t time.Time) bool { return now.Sub(t) > crashWindow })
	return len(f.crashes)
}

// comeBack rebuilds the state before the input from a snapshot in memory and the inputs
// since. All those steps were taken before: what they led to is done or in the batch.
// false: nothing leads back.
func (f *Floor) comeBack(older bool) bool {
	snaps := slices.Clone(f.past.snaps)
	if older {
		slices.Reverse(snaps)
	}
	if len(f.past.tail) > 0 && f.past.tail[0].Seq == 1 {
		snaps = append(snaps, journal.Snapshot{}) // all of the past is here
	}
	for _, sn := range snaps {
		s, err := revive(sn)
		if err == nil {
			s, err = f.restep(s, f.past.after(sn.Seq))
		}
		if err == nil {
			f.state = s
			return true
		}
		f.log.Error("snapshot does not lead back", "input", sn.Seq, "err", err)
	}
	return false
}

// beginAnew is the last resort: an empty core that is told the settings again and what lives.
func (f *Floor) beginAnew() {
	f.log.Error("the core begins anew", "input", f.seq)
	f.empty()
	_ = f.step(core.Opened{Epoch: f.epoch, Seed: f.seed()})
	for _, in := range f.told.all() {
		_ = f.step(in)
	}
	f.rebuild()
}

// named is the call or leg that an input was about.
func (f *Floor) named(in core.Input) (id.Call, id.Leg) {
	switch in := in.(type) {
	case core.CallArrived:
		return "", in.Leg
	case core.LegRinging:
		return "", in.Leg
	case core.LegAnswered:
		return "", in.Leg
	case core.LegEnded:
		return "", in.Leg
	case core.LegHeld:
		return "", in.Leg
	case core.LegResumed:
		return "", in.Leg
	case core.DigitHeard:
		return "", in.Leg
	case core.PlayEnded:
		return "", in.Leg
	case core.SoundLost:
		return "", in.Leg
	}
	if a := asker(in); a != "" {
		v, _ := f.state.AgentView(a)
		return v.Call, ""
	}
	return "", ""
}

// asker is the agent whose wish an input is, "" for others.
func asker(in core.Input) id.Agent {
	switch in := in.(type) {
	case core.AnswerAsked:
		return in.Agent
	case core.DeclineAsked:
		return in.Agent
	case core.HoldAsked:
		return in.Agent
	case core.ResumeAsked:
		return in.Agent
	case core.MuteAsked:
		return in.Agent
	case core.DigitsAsked:
		return in.Agent
	case core.EndAsked:
		return in.Agent
	case core.Coded:
		return in.Agent
	case core.WrapExtended:
		return in.Agent
	case core.WrapFinished:
		return in.Agent
	case core.TransferAsked:
		return in.Agent
	case core.ConsultAsked:
		return in.Agent
	case core.ConnectAsked:
		return in.Agent
	case core.ConferenceAsked:
		return in.Agent
	case core.BackAsked:
		return in.Agent
	}
	return ""
}

// A panicFile is what helps to find the mistake: the state before and the way to it. It
// holds ids, no numbers.
type panicFile struct {
	Version  int               `json:"version"`
	Epoch    uint16            `json:"epoch"`
	Input    journal.Input     `json:"input"`
	What     string            `json:"what"`
	Stack    string            `json:"stack"`
	Snapshot *journal.Snapshot `json:"snapshot,omitempty"` // newest before the inputs
	Inputs   []journal.Input   `json:"inputs"`             // the last before it
}

// writeDown keeps the input with the way to it in the folder of panics.
func (f *Floor) writeDown(rec journal.Input, c *crash) {
	if f.opt.Panics == nil {
		return
	}
	tail := f.past.tail
	p := panicFile{Version: core.Version, Epoch: f.epoch, Input: rec, What: c.what, Stack: string(c.stack),
		Inputs: tail[max(0, len(tail)-pastLimit):]}
	if len(f.past.snaps) > 0 {
		p.Snapshot = &f.past.snaps[0]
	}
	if err := writePanic(f.opt.Panics, rec, p); err != nil {
		f.log.Warn("panic not written down", "err", err)
	}
}

func writePanic(dir *os.Root, rec journal.Input, p panicFile) error {
	names, err := fs.Glob(dir.FS(), "*.json")
	if err != nil || len(names) >= panicsKept {
		return err
	}
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%s-%d.json", time.UnixMilli(rec.At).UTC().Format("20060102T150405"), rec.Seq)
	return dir.WriteFile(name, text, 0o600)
}
