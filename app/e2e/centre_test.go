//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"net/url"
	"testing"

	"gudok/sim/client"
)

type object = map[string]any

const (
	number   = "+380443901210" // that customers of the centre dial
	password = "a test has no secrets"
)

// A centre is one client of one line with one skill, on a running server, as an
// administrator set it up.
type centre struct {
	t       *testing.T
	server  *server
	api     *client.Client // of an administrator and supervisor
	trunk   string
	tenant  string
	skill   string
	line    string
	did     string
	outcome []string // names
}

// A wish says what is not the usual in a centre.
type wish struct {
	carrier string                 // host:port of the trunk's far end; "": nobody lives there
	wrapS   int                    // 0: long enough for any test
	menu    func(c *centre) object // the program that callers hear; nil: straight into the line
	line    object                 // further fields of the line
}

// found sets a centre up on a server that has just been started on an empty folder.
func found(t *testing.T, s *server, w wish) *centre {
	t.Helper()
	c := &centre{t: t, server: s, api: client.New(s.web), outcome: []string{"Ordered", "Asked", "Complained"}}
	must(t, c.api.UseLink(t.Context(), s.link(), "chief", password))
	must(t, c.api.Promote(t.Context()))
	if w.carrier == "" {
		w.carrier = at(s.place.other(9))
	}
	if w.wrapS == 0 {
		w.wrapS = 600
	}
	c.trunk = c.make("/trunks", object{"name": "Loopback Telecom", "kind": "ip", "address": w.carrier, "transport": "udp",
		"sources": []string{"127.0.0.1"}, "region": "UA", "enabled": true})
	c.tenant = c.make("/tenants", object{"name": "Romashka", "colour": 1, "zone": "Europe/Kyiv", "lang": "uk", "region": "UA", "record": true})
	c.skill = c.make("/skills", object{"name": "Romashka"})
	c.line = c.newLine("Orders", w)
	in := object{"tenant": c.tenant, "e164": number, "name": "Romashka", "line": c.line, "trunk": c.trunk}
	if w.menu != nil {
		in["menu"] = c.publish("Welcome", w.menu(c))
	}
	c.did = c.make("/numbers", in)
	c.change("/lines/"+c.line, object{"caller_did": c.did})
	return c
}

func (c *centre) newLine(name string, w wish) string {
	c.t.Helper()
	outcomes := make([]object, len(c.outcome))
	for i, o := range c.outcome {
		outcomes[i] = object{"id": "", "name": o}
	}
	// People may be called at any hour: tests are run at night too.
	in := object{"tenant": c.tenant, "name": name, "skill": c.skill, "may_call": object{"from": 0, "to": 1440}, "dispositions": outcomes, "trunks": []string{c.trunk}, "wrap_s": w.wrapS,
		"ring_s": 60, "greeting": object{"ru": "Ромашка, слушаю вас.", "uk": "Ромашка, слухаю вас.", "en": "Romashka, good afternoon."}}
	for k, v := range w.line {
		in[k] = v
	}
	return c.make("/lines", in)
}

// make posts in and is the id of what came of it.
func (c *centre) make(path string, in object) string {
	c.t.Helper()
	name, err := c.api.Make(c.t.Context(), path, in)
	must(c.t, err)
	return name
}

// change reads path's row from its list and puts it back with some fields other than before.
func (c *centre) change(path string, fields object) {
	c.t.Helper()
	list, name := path[:len(path)-len(lastOf(path))-1], lastOf(path)
	var rows []object
	must(c.t, c.api.Get(c.t.Context(), list, &rows))
	for _, row := range rows {
		if row["id"] != name {
			continue
		}
		delete(row, "id")
		for k, v := range fields {
			row[k] = v
		}
		must(c.t, c.api.Put(c.t.Context(), path, row, nil))
		return
	}
	c.t.Fatalf("%s is not on the list %s", name, list)
}

func lastOf(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return path[i+1:]
		}
	}
	return path
}

// publish makes a menu and puts it into use.
func (c *centre) publish(name string, draft object) string {
	c.t.Helper()
	var menu struct {
		ID      string
		Version int
	}
	must(c.t, c.api.Post(c.t.Context(), "/menus", object{"tenant": c.tenant, "name": name, "draft": draft}, &menu))
	must(c.t, c.api.Post(c.t.Context(), "/menus/"+menu.ID+"/publish", object{"version": menu.Version}, nil))
	return menu.ID
}

// A person is a user of the centre.
type person struct {
	ID    string
	Agent string
	login string
	name  string
	desk  string // desk phone's id
}

// hire makes a user with that role in the house; desk is a desk phone or "".
func (c *centre) hire(login, name, role, desk string) *person {
	c.t.Helper()
	p := &person{login: login, name: name, desk: desk}
	in := object{"login": login, "name": name, "lang": "en", "grants": []object{{"tenant": "ten_house", "role": role}}, "skills": []object{}}
	if role == "agent" {
		in["skills"] = []object{{"skill": c.skill, "level": 3}}
	}
	if desk != "" {
		in["desk"] = desk
	}
	must(c.t, c.api.Post(c.t.Context(), "/users", in, p))
	return p
}

// invite is a one-time link for the person: its path.
func (c *centre) invite(p *person) string {
	c.t.Helper()
	var link struct{ Path string }
	must(c.t, c.api.Post(c.t.Context(), "/users/"+p.ID+"/link", nil, &link))
	return link.Path
}

// deskPhone makes a desk phone that is called at contact, without registration.
func (c *centre) deskPhone(name, contact string) string {
	c.t.Helper()
	return c.make("/devices", object{"name": name, "contact": "sip:" + name + "@" + contact, "enabled": true})
}

// online brings an agent to work at a desk phone, as a supervisor may.
func (c *centre) online(p *person) {
	c.t.Helper()
	until(c.t, soon, p.login+" is at work", func() error {
		return c.api.Post(c.t.Context(), "/floor/agents/"+p.Agent+"/presence", object{"presence": "online", "device": p.desk}, nil)
	})
}

// ---- what the API says ----

type part struct{ State string }

// A board is what the tests look at of the live floor.
type board struct {
	Lines []struct {
		Line    string
		Waiting int
	}
	Agents []struct {
		Agent, Call string
		Slot        struct{ State string }
		Presence    struct{ State string }
		Device      struct{ Healthy bool }
	}
	Calls []struct {
		Call, Number, Agent string
		Parts               []part
	}
	Alarms []struct {
		Kind   string
		Params map[string]string
	}
}

// board is the live floor now.
func (c *centre) board() (board, error) {
	var b board
	return b, c.api.Get(c.t.Context(), "/board", &b)
}

// call is the state and id of the call with that number on the live floor.
func (b *board) call(number string) (name, state string) {
	for _, l := range b.Calls {
		if l.Number == number && len(l.Parts) > 0 {
			return l.Call, l.Parts[len(l.Parts)-1].State
		}
	}
	return "", "not there"
}

// alarm reports whether an alarm of the kind is up.
func (b *board) alarm(kind string) bool {
	for _, a := range b.Alarms {
		if a.Kind == kind {
			return true
		}
	}
	return false
}

// onFloor waits until the call with that number is in a state, and is its id.
func (c *centre) onFloor(number, state string) string {
	c.t.Helper()
	var name string
	until(c.t, soon, fmt.Sprintf("the call of %s is %s", number, state), func() error {
		b, err := c.board()
		if err != nil {
			return err
		}
		var now string
		name, now = b.call(number)
		return want("its state", now, state)
	})
	return name
}

type call struct {
	ID, Tenant, Line, Result, Disposition, Promise, By, Kind string
	Path, Agents, Recordings                                 []string
	Number                                                   struct{ ID, Number string }
	EndedAt                                                  int64 `json:"ended_at"`
	HoldMS                                                   int64 `json:"hold_ms"`
	TalkMS                                                   int64 `json:"talk_ms"`
}

type callFact struct {
	Type string
	Item string
	Data map[string]any
}

// A story is a call's page.
type story struct {
	Call  call
	Facts []callFact
	Note  struct{ Text string }
}

// story is what is known of a call.
func (c *centre) story(ctx context.Context, name string) (s story, err error) {
	return s, c.api.Get(ctx, "/calls/"+name, &s)
}

// has reports whether a fact of the type happened, and gives the last one.
func (s *story) has(typ string) (callFact, bool) {
	for i := len(s.Facts) - 1; i >= 0; i-- {
		if s.Facts[i].Type == typ {
			return s.Facts[i], true
		}
	}
	return callFact{}, false
}

// told waits until the page of a call says a result, and gives the page.
func (c *centre) told(name, result string) story {
	c.t.Helper()
	var s story
	until(c.t, soon, "the page of the call says "+result, func() error {
		var err error
		if s, err = c.story(c.t.Context(), name); err != nil {
			return err
		}
		return want("result", s.Call.Result, result)
	})
	return s
}

// calls are all calls of one number, the newest first; of everybody when it is "".
func (c *centre) calls(number string) ([]call, error) {
	var all []call
	for cursor := ""; ; {
		var page struct {
			Calls []call
			Next  string
		}
		q := url.Values{"number": {number}, "cursor": {cursor}}
		if err := c.api.Get(c.t.Context(), "/calls?"+q.Encode(), &page); err != nil {
			return nil, err
		}
		all = append(all, page.Calls...)
		if cursor = page.Next; cursor == "" {
			return all, nil
		}
	}
}

type promise struct {
	ID, State, Kind, Cause, Reason, Recording, Call, Outcome string
	Number                                                   struct{ Number string }
}

// promises are those in a state: open or closed.
func (c *centre) promises(state string) (all []promise, err error) {
	for cursor := ""; ; {
		var page struct {
			Promises []promise
			Next     string
		}
		q := url.Values{"state": {state}, "cursor": {cursor}}
		if err := c.api.Get(c.t.Context(), "/promises?"+q.Encode(), &page); err != nil {
			return nil, err
		}
		all = append(all, page.Promises...)
		if cursor = page.Next; cursor == "" {
			return all, nil
		}
	}
}

// The law of promises as the API sums it up.
type law struct {
	Opened, Open int
	OK           bool
	CheckedAt    int64 `json:"checked_at"`
	Why          string
	Closed       []struct {
		Reason string
		Count  int
	}
}

func (l *law) closed() int {
	n := 0
	for _, r := range l.Closed {
		n += r.Count
	}
	return n
}

func (c *centre) law() (l law, err error) {
	return l, c.api.Get(c.t.Context(), "/promises/summary", &l)
}

type recording struct {
	ID, Call, State, Failed string
	Voicemail               bool
	MS, Bytes               int64
	Gaps                    int
}

// audio is a recording as it is downloaded.
func (c *centre) audio(name string) (b []byte, err error) {
	return b, c.api.Get(c.t.Context(), "/recordings/"+name+"/audio", &b)
}
