package floor

import (
	"context"
	"encoding/json"
	"iter"
	"sync"

	"gudok/base/httpd"
	"gudok/core"
	"gudok/id"
	"gudok/phone"
)

// A screen is where an agent's desk is shown: one tab of a browser (*httpd.Peer).
type screen interface{ Send(httpd.Envelope) }

// DeskMessage is the data of {"ch":"floor","type":"desk"}: the whole desk, each time.
type DeskMessage struct {
	core.DeskView
	Numbers map[id.Number]NumberText `json:"numbers"` // behind the number_ids in it
}

// A NumberText is a telephone number for people.
type NumberText struct {
	Number string `json:"number"` // +380441234567
	Pretty string `json:"pretty"` // +380 44 123 4567
}

// desks show agents what concerns them. The stepping goroutine takes copies of the views;
// the goroutine of run turns them into text, so that a thousand screens cost no call a wait.
type desks struct {
	floor *Floor
	asked chan struct{} // capacity 1: newcomers wait for their first view
	wake  chan struct{} // capacity 1: views wait to be drawn

	mu      sync.Mutex
	screens map[id.Agent]map[screen]bool
	fresh   []id.Agent
	views   map[id.Agent]deskView // the newest of each, not drawn yet
	order   []id.Agent
}

type deskView struct {
	view core.DeskView
	rev  uint64 // the input after which it was so
	now  int64
}

func newDesks(f *Floor) *desks {
	return &desks{floor: f, asked: make(chan struct{}, 1), wake: make(chan struct{}, 1),
		screens: map[id.Agent]map[screen]bool{}, views: map[id.Agent]deskView{}}
}

// join shows agent a's desk on s from now on, beginning with one whole view.
func (d *desks) join(a id.Agent, s screen) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.screens[a] == nil {
		d.screens[a] = map[screen]bool{}
	}
	d.screens[a][s] = true
	d.fresh = append(d.fresh, a)
	nudge(d.asked)
}

func (d *desks) leave(a id.Agent, s screen) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if delete(d.screens[a], s); len(d.screens[a]) == 0 {
		delete(d.screens, a)
	}
}

// newcomers are the agents with a screen that has seen nothing yet.
func (d *desks) newcomers() []id.Agent {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := d.fresh
	d.fresh = nil
	return all
}

func (d *desks) watched(a id.Agent) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.screens[a]) > 0
}

func (d *desks) put(a id.Agent, v deskView) {
	d.mu.Lock()
	if _, waits := d.views[a]; !waits {
		d.order = append(d.order, a)
	}
	d.views[a] = v
	d.mu.Unlock()
	nudge(d.wake)
}

// showDesks takes the views of those agents whom somebody looks at.
func (f *Floor) showDesks(agents iter.Seq[id.Agent]) {
	for a := range agents {
		if !f.desks.watched(a) {
			continue
		}
		now := f.clock.now()
		v, ok := f.state.Desk(a, now)
		if !ok { // an agent whom the core was not told of yet
			v = core.DeskView{Agent: a, Presence: core.PresenceView{State: "offline"}, Slot: core.SlotView{State: "idle"}}
		}
		f.desks.put(a, deskView{v, f.seq, now})
	}
}

// run draws until ctx ends.
func (d *desks) run(ctx context.Context) error {
	for {
		for {
			a, v, any := d.next()
			if !any {
				break
			}
			d.draw(ctx, a, v)
		}
		select {
		case <-d.wake:
		case <-ctx.Done():
			return nil
		}
	}
}

func (d *desks) next() (id.Agent, deskView, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.order) == 0 {
		return "", deskView{}, false
	}
	a := d.order[0]
	d.order = d.order[1:]
	v := d.views[a]
	delete(d.views, a)
	return a, v, true
}

func (d *desks) draw(ctx context.Context, a id.Agent, v deskView) {
	m := DeskMessage{v.view, map[id.Number]NumberText{}}
	add := func(n id.Number) {
		if _, known := m.Numbers[n]; known || n == "" {
			return
		}
		if text := d.floor.numbers.digits(ctx, n); text != "" {
			m.Numbers[n] = textOf(text)
		}
	}
	if v.view.Item != nil {
		add(v.view.Item.Number)
		if t := v.view.Item.Third; t != nil {
			add(t.Number)
		}
		if r := v.view.Item.Returned; r != nil {
			add(r.Number)
		}
	}
	if t := v.view.Tried; t != nil {
		add(t.Number)
	}
	for i := range v.view.Promises {
		add(v.view.Promises[i].Number)
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic("floor: a desk cannot be encoded: " + err.Error())
	}
	e := httpd.Envelope{Ch: channelName, Type: "desk", Rev: v.rev, Now: v.now, Data: data}
	d.mu.Lock()
	defer d.mu.Unlock()
	for s := range d.screens[a] {
		s.Send(e) // never waits
	}
}

func textOf(n phone.Number) NumberText { return NumberText{string(n), n.Pretty()} }
