//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"

	"gudok/sim/client"
)

// A desk is an agent's place without a page: the socket that the page has, in Go.
type desk struct {
	t    *testing.T
	who  *person
	line *client.Desk
	over chan struct{}

	mu      sync.Mutex
	answers map[uint64]client.Frame
	view    deskView
}

// A deskView is what the tests look at of a desk.
type deskView struct {
	Presence struct{ State string }
	Slot     struct{ State string }
	Item     *struct {
		Item, Call, Kind, Promise, Disposition string
		Path                                   []string
		Returned                               *struct{ Agent, Verdict string }
	}
	Promises []struct{ Promise, State string }
	Missed   []struct{ Item, Verdict string }
}

// sitDown signs a person in by a one-time link and opens the desk.
func (c *centre) sitDown(p *person) *desk {
	c.t.Helper()
	own := client.New(c.server.web)
	must(c.t, own.UseLink(c.t.Context(), c.invite(p), p.login, password))
	ctx, cancel := context.WithCancel(context.Background())
	line, err := own.OpenDesk(ctx, "test")
	if err != nil {
		cancel()
		c.t.Fatal(err)
	}
	d := &desk{t: c.t, who: p, line: line, over: make(chan struct{}), answers: map[uint64]client.Frame{}}
	go d.read(ctx)
	c.t.Cleanup(func() {
		cancel()
		line.Close()
		<-d.over
	})
	until(c.t, soon, "the desk of "+p.login+" is shown", func() error {
		if d.now().Slot.State == "" {
			return errors.New("no view yet")
		}
		return nil
	})
	return d
}

func (d *desk) read(ctx context.Context) {
	defer close(d.over)
	for {
		f, err := d.line.Next(ctx)
		if err != nil {
			return
		}
		d.mu.Lock()
		switch {
		case f.Re != 0:
			d.answers[f.Re] = f
		case f.Ch == "floor" && f.Type == "desk":
			d.view = deskView{}
			_ = json.Unmarshal(f.Data, &d.view)
		}
		d.mu.Unlock()
	}
}

// now is the latest view.
func (d *desk) now() deskView {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.view
}

// ask sends a command and waits for its answer; an error is the code of a refusal.
func (d *desk) ask(typ string, data object) error {
	d.t.Helper()
	name, err := d.line.Command(d.t.Context(), typ, data)
	if err != nil {
		return err
	}
	var f client.Frame
	err = wait(d.t, soon, func() error {
		d.mu.Lock()
		defer d.mu.Unlock()
		var ok bool
		if f, ok = d.answers[name]; !ok {
			return fmt.Errorf("%s: no answer", typ)
		}
		return nil
	})
	if err == nil && (f.OK == nil || !*f.OK) {
		err = fmt.Errorf("%s: %s %v", typ, f.Code, f.Params)
	}
	return err
}

// does asks and expects to be granted.
func (d *desk) does(typ string, data object) {
	d.t.Helper()
	must(d.t, d.ask(typ, data))
}

// comesTo waits until the desk's slot is in a state.
func (d *desk) comesTo(state string) deskView {
	d.t.Helper()
	until(d.t, soon, d.who.login+"'s desk is "+state, func() error {
		return want("slot", d.now().Slot.State, state)
	})
	return d.now()
}
