//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"gudok/sim/client"

	"github.com/coder/websocket"
)

// A desk is an agent's place without a page: the socket that the page has, in Go.
type desk struct {
	t    *testing.T
	who  *person
	ws   *websocket.Conn
	over chan struct{}

	mu      sync.Mutex
	last    uint64 // id of the last command
	answers map[uint64]frame
	view    deskView
}

// A frame is one message of the socket, either way.
type frame struct {
	Ch     string            `json:"ch"`
	ID     uint64            `json:"id,omitempty"`
	Re     uint64            `json:"re,omitempty"`
	Type   string            `json:"type,omitempty"`
	OK     *bool             `json:"ok,omitempty"`
	Code   string            `json:"code,omitempty"`
	Params map[string]string `json:"params,omitempty"`
	Data   json.RawMessage   `json:"data,omitempty"`
}

// A deskView is what the tests look at of a desk.
type deskView struct {
	Presence struct{ State string }
	Slot     struct{ State string }
	Item     *struct {
		Item, Call, Kind, Promise, Disposition string
		Path                                   []string
	}
	Promises []struct{ Promise, State string }
	Missed   []struct{ Item, Verdict string }
}

// sitDown signs a person in by a one-time link and opens the desk.
func (c *centre) sitDown(p *person) *desk {
	c.t.Helper()
	own := client.New(c.server.web)
	must(c.t, own.UseLink(c.t.Context(), c.invite(p), p.login, password))
	head := http.Header{"Origin": {c.server.web}}
	for _, k := range own.Cookies() {
		head.Add("Cookie", k.String())
	}
	ws, _, err := websocket.Dial(c.t.Context(), strings.Replace(c.server.web, "http", "ws", 1)+"/api/agent/socket?tab=test",
		&websocket.DialOptions{HTTPHeader: head})
	must(c.t, err)
	ws.SetReadLimit(1 << 20)
	d := &desk{t: c.t, who: p, ws: ws, over: make(chan struct{}), answers: map[uint64]frame{}}
	ctx, cancel := context.WithCancel(context.Background())
	go d.read(ctx)
	c.t.Cleanup(func() {
		cancel()
		ws.CloseNow()
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
		_, text, err := d.ws.Read(ctx)
		if err != nil {
			return
		}
		var f frame
		if json.Unmarshal(text, &f) != nil {
			return
		}
		if f.Ch == "sys" && f.Type == "ping" {
			_ = d.ws.Write(ctx, websocket.MessageText, []byte(`{"ch":"sys","type":"pong"}`))
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
	d.mu.Lock()
	d.last++
	name := d.last
	d.mu.Unlock()
	text, err := json.Marshal(object{"ch": "floor", "id": name, "type": typ, "data": data})
	if err != nil {
		return err
	}
	if err := d.ws.Write(d.t.Context(), websocket.MessageText, text); err != nil {
		return err
	}
	var f frame
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
