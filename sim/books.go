package sim

import (
	"fmt"
	"strings"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// The books are kept from the facts alone, as any reader of them would, and hold what must
// be true of them at every moment.
type books struct {
	items    map[id.Item]*itemBook       // for looking up only
	agents   map[id.Agent]*agentBook     // for looking up only
	promises map[id.Promise]*promiseBook // for looking up only
	calls    map[id.Call]bool            // for looking up only; true: ended
	numbers  map[id.Number]id.Attempt    // for looking up only: the live dial

	retired        map[id.Line]bool // for looking up only: lines out of service
	owed           id.Item          // left as a miss in this step: somebody must be promised a call
	created, left  int
	opened, closed int
	calling        int
	talked, billed int64 // ms
}

type itemBook struct {
	left            bool
	offers          map[id.Offer]id.Agent // for looking up only: those that are out
	mine            bool                  // a call back: what it does not reach is promised already
	agent           id.Agent
	connected, over int64
	held            int64
}

type agentBook struct {
	slot  string
	item  id.Item
	since int64
}

type promiseBook struct {
	number  id.Number
	attempt id.Attempt
}

func newBooks() *books {
	return &books{
		items: map[id.Item]*itemBook{}, agents: map[id.Agent]*agentBook{}, promises: map[id.Promise]*promiseBook{},
		calls: map[id.Call]bool{}, numbers: map[id.Number]id.Attempt{}, retired: map[id.Line]bool{},
	}
}

// enter takes a fact in and says what is wrong with it, if anything is.
func (b *books) enter(now int64, f core.Said) error {
	if err := b.enterItem(now, f); err != nil {
		return fmt.Errorf("%s of %s: %w", f.Fact.FactType(), f.Head.Item, err)
	}
	if err := b.enterPromise(f); err != nil {
		return fmt.Errorf("%s of %s: %w", f.Fact.FactType(), f.Head.Promise, err)
	}
	switch v := f.Fact.(type) {
	case fact.AgentSlot:
		return b.enterSlot(now, f.Head, v)
	case fact.CallCreated:
		if _, twice := b.calls[f.Head.Call]; twice {
			return fmt.Errorf("call %s is created twice", f.Head.Call)
		}
		b.calls[f.Head.Call] = false
		b.calling++
	case fact.CallEnded:
		if ended, known := b.calls[f.Head.Call]; ended || !known {
			return fmt.Errorf("call %s ends twice or never was", f.Head.Call)
		}
		delete(b.calls, f.Head.Call)
		b.calling--
	}
	return nil
}

func (b *books) enterItem(now int64, f core.Said) error {
	it := b.items[f.Head.Item]
	switch v := f.Fact.(type) {
	case fact.ItemCreated:
		if it != nil {
			return fmt.Errorf("created twice")
		}
		b.items[f.Head.Item] = &itemBook{mine: v.Kind != "call", offers: map[id.Offer]id.Agent{}}
		b.created++
	case fact.ItemOffered:
		if it == nil || it.left || it.agent != "" || len(it.offers) > len(v.Decision.With) {
			return fmt.Errorf("offered twice, or to more agents than are rung together")
		}
		if v.Decision.Eligible < 1 {
			return fmt.Errorf("offered to an agent while %d were eligible", v.Decision.Eligible)
		}
		it.offers[v.Offer] = f.Head.Agent
	case fact.ItemOfferEnded:
		if it == nil || it.offers[v.Offer] != f.Head.Agent || f.Head.Agent == "" {
			return fmt.Errorf("an offer ends that never was")
		}
		if delete(it.offers, v.Offer); v.Verdict == "accepted" {
			it.agent = f.Head.Agent
		}
	case fact.ItemConnected:
		if it == nil || it.connected != 0 || len(it.offers) > 0 || it.left {
			return fmt.Errorf("connected twice or out of order")
		}
		it.connected, it.agent = now, f.Head.Agent
	case fact.ItemLeft:
		if it == nil || it.left || len(it.offers) > 0 {
			return fmt.Errorf("left twice or while offered")
		}
		if (v.Reason == "answered") != (it.connected != 0) {
			return fmt.Errorf("left as %s, connected at %d", v.Reason, it.connected)
		}
		it.left = true
		b.left++
		if missed(v) && !it.mine && !b.retired[f.Head.Line] {
			if err := b.settle(); err != nil { // of another item of the same step
				return err
			}
			b.owed = f.Head.Item
		}
		if v.Reason != "answered" {
			delete(b.items, f.Head.Item)
		}
	case fact.ItemClosed:
		return b.closeItem(f.Head.Item, it, v)
	}
	return nil
}

// missed reports whether the person got nobody.
func missed(f fact.ItemLeft) bool {
	switch f.Reason {
	case "answered", "served_by_menu", "overflowed", "sent_outside", "transferred_by_supervisor", "rejected_blocked":
		return false
	}
	return true
}

// hear remembers which lines are out of service: these promise nothing.
func (b *books) hear(in core.Input) {
	switch in := in.(type) {
	case core.LineSet:
		delete(b.retired, in.ID)
	case core.Removed:
		b.retired[id.Line(in.ID)] = true
	}
}

// settle is called after each step: who was missed in it has been promised a call.
func (b *books) settle() error {
	if b.owed != "" {
		return fmt.Errorf("item %s was missed and nobody is promised a call", b.owed)
	}
	return nil
}

// closeItem: minutes billed are minutes talked.
func (b *books) closeItem(name id.Item, it *itemBook, f fact.ItemClosed) error {
	if it == nil || !it.left || it.connected == 0 {
		return fmt.Errorf("closed without a conversation")
	}
	if it.over == 0 {
		return fmt.Errorf("closed while the agent still talks")
	}
	if f.TalkMS < 0 || f.HoldMS < 0 || f.TalkMS+f.HoldMS != it.over-it.connected {
		return fmt.Errorf("talk %d and hold %d are not the %d between connection and end", f.TalkMS, f.HoldMS, it.over-it.connected)
	}
	if f.HoldMS != it.held {
		return fmt.Errorf("hold %d, the agent held for %d", f.HoldMS, it.held)
	}
	b.billed += f.TalkMS + f.HoldMS
	delete(b.items, name)
	return nil
}

// enterSlot: an agent has one thing in hand at a time, and time adds up.
func (b *books) enterSlot(now int64, h fact.Head, f fact.AgentSlot) error {
	a := b.agents[h.Agent]
	if a == nil {
		a = &agentBook{slot: "idle"}
		b.agents[h.Agent] = a
	}
	if a.slot == f.Slot {
		return fmt.Errorf("agent %s: slot %s twice", h.Agent, f.Slot)
	}
	if a.since != 0 && a.slot != "idle" && f.WasMS != now-a.since {
		return fmt.Errorf("agent %s: %s lasted %d, not %d", h.Agent, a.slot, now-a.since, f.WasMS)
	}
	if a.slot != "idle" && a.slot != "listening" && a.item != h.Item {
		return fmt.Errorf("agent %s: %s of %s, had %s in hand", h.Agent, f.Slot, h.Item, a.item)
	}
	if it := b.items[h.Item]; it != nil && (a.slot == "held" || a.slot == "consulting") {
		it.held += now - a.since
	}
	if talking(a.slot) && !talking(f.Slot) {
		b.talked += b.stop(now, h.Item)
	}
	a.slot, a.item, a.since = f.Slot, h.Item, now
	return nil
}

func talking(slot string) bool { return slot == "talking" || slot == "held" || slot == "consulting" }

// stop is how long the conversation was, counted from the facts about the slot.
func (b *books) stop(now int64, name id.Item) int64 {
	it := b.items[name]
	if it == nil {
		return 0 // closed before the slot was told to be free
	}
	it.over = now
	return now - it.connected
}

func (b *books) enterPromise(f core.Said) error {
	p := b.promises[f.Head.Promise]
	switch f.Fact.(type) {
	case fact.PromiseOpened, fact.PromiseMissedAgain, fact.MissWithoutNumber:
		if b.owed == f.Head.Item {
			b.owed = ""
		}
	}
	switch v := f.Fact.(type) {
	case fact.PromiseOpened:
		if p != nil {
			return fmt.Errorf("opened twice")
		}
		b.promises[f.Head.Promise] = &promiseBook{number: v.Number}
		b.opened++
	case fact.PromiseClosed:
		if p == nil || p.attempt != "" {
			return fmt.Errorf("closed twice or during an attempt")
		}
		delete(b.promises, f.Head.Promise)
		b.closed++
	case fact.AttemptStarted:
		if p == nil || p.attempt != "" {
			return fmt.Errorf("two attempts at a time")
		}
		if live := b.numbers[p.number]; live != "" {
			return fmt.Errorf("number %s is dialled by %s already", p.number, live)
		}
		p.attempt, b.numbers[p.number] = v.Attempt, v.Attempt
	case fact.AttemptEnded:
		if p == nil || p.attempt != v.Attempt {
			return fmt.Errorf("an attempt ends that never was")
		}
		p.attempt = ""
		delete(b.numbers, p.number)
	}
	return nil
}

// balance is what must be true when everybody has gone.
func (b *books) balance() error {
	switch {
	case b.created != b.left:
		return fmt.Errorf("%d items were created, %d left", b.created, b.left)
	case len(b.items) != 0:
		return fmt.Errorf("%d items are open for ever", len(b.items))
	case b.opened != b.closed+len(b.promises):
		return fmt.Errorf("%d promises opened, %d open, %d closed", b.opened, len(b.promises), b.closed)
	case b.calling != 0:
		return fmt.Errorf("%d calls never ended", b.calling)
	case b.talked != b.billed:
		return fmt.Errorf("%d ms talked, %d billed", b.talked, b.billed)
	}
	return nil
}

// count keeps the tally.
func (t *Tally) count(f core.Said) {
	t.roll(f.Fact.FactType())
	t.roll(string(f.Head.Item))
	t.roll(string(f.Head.Agent))
	switch v := f.Fact.(type) {
	case fact.ItemCreated:
		t.Items++
		if v.Kind == "call" && v.Parent != "" {
			t.end("item reclaimed")
		}
	case fact.ItemOffered:
		t.Offers++
		t.Record += v.Decision.EncodedSize()
		t.Longest = max(t.Longest, v.Decision.EncodedSize())
		t.end("by " + v.Decision.Rule)
		if v.Decision.Item != "" {
			t.end("turn " + v.Decision.Item)
		}
	case fact.ItemOfferEnded:
		t.end("offer " + v.Verdict)
	case fact.ItemLeft:
		t.end("item " + strings.TrimSpace(v.Reason+" "+cause(v)))
	case fact.ItemTransferred:
		if !v.Warm || v.Number != "" {
			t.Ends["item reclaimed"]-- // its child was given away, not taken back
		}
		t.end("transfer " + how(v))
	case fact.ItemReturned:
		t.end("returned " + v.Verdict)
	case fact.ConsultEnded:
		t.end("consult " + v.Outcome)
	case fact.CallConference:
		t.end("conference")
	case fact.CallHoldLate:
		t.end("hold late")
	case fact.EarOpened:
		t.end("ear " + v.Mode)
	case fact.EarClosed:
		t.end("ear closed " + v.Why)
	case fact.AttemptStarted:
		t.Attempts++
	case fact.AttemptEnded:
		t.end("attempt " + v.Outcome)
	case fact.PromiseClosed:
		t.end("promise " + v.Reason)
	case fact.AgentPresence:
		t.end(strings.TrimSpace("presence " + v.Presence + " " + v.Kind))
	}
}

func how(f fact.ItemTransferred) string {
	switch {
	case f.TakenOver:
		return "taken_over"
	case f.Warm:
		return "warm"
	case f.Number != "":
		return "outside"
	case f.Agent != "":
		return "to agent"
	}
	return "to line"
}

// cause is the detail of a failure; other details are names of nodes.
func cause(f fact.ItemLeft) string {
	if f.Reason == "failed" {
		return f.Detail
	}
	return ""
}

func (t *Tally) end(how string) {
	if t.Ends == nil {
		t.Ends = map[string]int{}
	}
	t.Ends[how]++
}

// roll mixes s into the rolling hash (FNV-1a).
func (t *Tally) roll(s string) {
	h := t.Rolling
	if h == 0 {
		h = 14695981039346656037
	}
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	t.Rolling = h
}
