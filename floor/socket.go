package floor

import (
	"context"
	"strings"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// channelName is the floor's channel on the agent's socket.
const channelName = "floor"

const (
	// maxNote bounds what an agent writes about a call: a page.
	maxNote = 4000
	// maxDigits bounds one message of digits: a card number with room.
	maxDigits = 32
	// maxWord bounds reasons and other codes.
	maxWord = 64
	// spokenPrompt begins the names of prompts that were made from a text.
	spokenPrompt = "say_"
)

// Channel is the floor's part of the agent's socket: the desk one way, wishes the other.
func (f *Floor) Channel() httpd.Channel { return channel{f} }

type channel struct{ floor *Floor }

// Name implements httpd.Channel.
func (channel) Name() string { return channelName }

// Opened implements httpd.Channel: the agent's desk is shown.
func (c channel) Opened(p *httpd.Peer) {
	if p.Agent != "" {
		c.floor.desks.join(p.Agent, p)
	}
}

// Closed implements httpd.Channel.
func (c channel) Closed(p *httpd.Peer) {
	if p.Agent != "" {
		c.floor.desks.leave(p.Agent, p)
	}
}

// Message implements httpd.Channel: a wish is answered after it is remembered.
func (c channel) Message(ctx context.Context, p *httpd.Peer, e httpd.Envelope) {
	p.Reply(ctx, e, nil, c.floor.wish(httpd.As(ctx, p.Person), p.Agent, p.Main, e))
}

// wish does what an agent's page asks for.
func (f *Floor) wish(ctx context.Context, a id.Agent, main bool, e httpd.Envelope) error {
	switch {
	case a == "":
		return problem.New(problem.Forbidden, "auth.forbidden")
	case !main: // two tabs with two hands on one telephone
		return problem.New(problem.Conflict, "floor.other_tab")
	}
	var w wish
	if err := e.Decode(&w); err != nil {
		return err
	}
	if e.Type == "note" {
		return f.note(ctx, a, w)
	}
	if !w.sane() {
		return problem.New(problem.Invalid, "request.invalid", "type", cut(e.Type))
	}
	if in, err := f.several(ctx, e.Type, a, &w); err != nil {
		return err
	} else if in != nil {
		return f.Ask(ctx, in)
	}
	in, ok := w.input(e.Type, a)
	if !ok {
		return problem.New(problem.Invalid, "request.invalid", "type", cut(e.Type))
	}
	return f.Ask(ctx, in)
}

// A wish is the data of an agent's message; which fields count depends on its type.
type wish struct {
	Device      id.Device      `json:"device"`
	Item        id.Item        `json:"item"`
	Reason      string         `json:"reason"`
	PromisedMS  int64          `json:"promised_ms"`
	Muted       bool           `json:"muted"`
	Digits      string         `json:"digits"`
	Disposition id.Disposition `json:"disposition"`
	Promise     id.Promise     `json:"promise"`
	Machine     bool           `json:"machine"` // of end
	Text        string         `json:"text"`

	To       target    `json:"to"`       // of transfer, consult, dial
	Announce id.Prompt `json:"announce"` // played to a desk phone before the caller is heard
	Line     id.Line   `json:"line"`     // of dial
	On       bool      `json:"on"`       // of help
	Call     id.Call   `json:"call"`     // of ear, take-over
	Mode     string    `json:"mode"`     // of ear
}

func (w *wish) sane() bool {
	const maxHold = 3_600_000 // ms: nobody promises to be back in more than an hour
	for _, word := range []string{string(w.Device), string(w.Item), w.Reason, string(w.Disposition), string(w.Promise), string(w.Announce), string(w.Line), string(w.Call), w.Mode} {
		if len(word) > maxWord {
			return false
		}
	}
	// What is announced was spoken for this call; no other prompt of anybody's is played so.
	if w.Announce != "" && !strings.HasPrefix(string(w.Announce), spokenPrompt) {
		return false
	}
	for _, d := range w.Digits {
		if (d < '0' || d > '9') && d != '*' && d != '#' && (d < 'A' || d > 'D') {
			return false
		}
	}
	return w.To.sane() && len(w.Digits) <= maxDigits && w.PromisedMS >= 0 && w.PromisedMS <= maxHold
}

// input is the wish as the core hears it; false for a type that nobody knows.
func (w *wish) input(typ string, a id.Agent) (core.Input, bool) {
	switch typ {
	case "start-shift":
		return core.ShiftStarted{Agent: a, Device: w.Device}, true
	case "end-shift":
		return core.ShiftEnded{Agent: a}, true
	case "ready":
		return core.ReadyAsked{Agent: a}, true
	case "on-demand":
		return core.OnDemandAsked{Agent: a}, true
	case "drain":
		return core.DrainAsked{Agent: a, Reason: id.Pause(w.Reason)}, true
	case "pause":
		return core.PauseAsked{Agent: a, Reason: id.Pause(w.Reason)}, true
	case "answer":
		return core.AnswerAsked{Agent: a, Item: w.Item}, true
	case "decline":
		return core.DeclineAsked{Agent: a, Item: w.Item, Reason: w.Reason}, true
	case "hold":
		return core.HoldAsked{Agent: a, PromisedMS: w.PromisedMS}, true
	case "resume":
		return core.ResumeAsked{Agent: a}, true
	case "mute":
		return core.MuteAsked{Agent: a, Muted: w.Muted}, true
	case "digits":
		return core.DigitsAsked{Agent: a, Digits: w.Digits}, true
	case "end":
		return core.EndAsked{Agent: a, Machine: w.Machine}, true
	case "code":
		return core.Coded{Agent: a, Item: w.Item, Disposition: w.Disposition}, true
	case "finish":
		return core.WrapFinished{Agent: a}, true
	case "extend":
		return core.WrapExtended{Agent: a}, true
	case "call-promise":
		return core.PromiseCallAsked{Agent: a, Promise: w.Promise}, true
	}
	return nil, false
}

// note keeps what the agent wrote about the contact in hand. It never enters the core.
func (f *Floor) note(ctx context.Context, a id.Agent, w wish) error {
	if len([]rune(w.Text)) > maxNote {
		return problem.New(problem.Invalid, "floor.note_too_long")
	}
	var item *core.ItemView
	err := f.look(ctx, func(s *core.State, _ uint64, now int64) {
		if d, ok := s.Desk(a, now); ok {
			item = d.Item
		}
	})
	switch {
	case err != nil:
		return err
	case item == nil || item.Item != w.Item:
		return problem.New(problem.Conflict, "floor.no_such_item")
	case f.opt.Notes == nil:
		return problem.New(problem.Unavailable, "floor.no_notes")
	}
	return f.opt.Notes.Note(ctx, item.Tenant, item.Call, a, w.Text)
}

// cut bounds what is echoed to who sent it.
func cut(s string) string { return s[:min(len(s), maxWord)] }
