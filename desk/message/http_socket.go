package message

import (
	"context"
	"slices"
	"sync"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
)

// What the channel says: everything unread when a tab opens, then each new message, and
// which was read in another tab.
const (
	channelName = "message"
	typeInbox   = "inbox"
	typeMessage = "message"
	typeRead    = "read"
)

// desks are the open tabs of agents.
type desks struct {
	mu   *sync.Mutex
	tabs map[id.Agent][]*httpd.Peer
}

func newDesks() desks { return desks{&sync.Mutex{}, map[id.Agent][]*httpd.Peer{}} }

func (d desks) tell(a id.Agent, typ string, data MessageView) {
	d.mu.Lock()
	tabs := slices.Clone(d.tabs[a])
	d.mu.Unlock()
	for _, p := range tabs {
		p.Say(channelName, typ, data)
	}
}

// Channel is the room's part of the agent's socket.
func (s *Service) Channel() httpd.Channel { return channel{s} }

type channel struct{ s *Service }

// Name implements httpd.Channel.
func (channel) Name() string { return channelName }

// Opened implements httpd.Channel: the tab is told what was not read. It is listed first, so
// that a message which comes meanwhile is told twice rather than never.
func (c channel) Opened(p *httpd.Peer) {
	if p.Agent == "" {
		return
	}
	d := c.s.desks
	d.mu.Lock()
	d.tabs[p.Agent] = append(d.tabs[p.Agent], p)
	d.mu.Unlock()
	ctx := context.Background()
	all, err := c.s.Inbox(ctx, p.Agent, true)
	if err != nil {
		c.s.o.Log.ErrorContext(ctx, "messages not shown", "agent", p.Agent, "err", err)
		return
	}
	p.Say(channelName, typeInbox, InboxView{views(all)})
}

// Message implements httpd.Channel: "read" with the id of a message.
func (c channel) Message(ctx context.Context, p *httpd.Peer, e httpd.Envelope) {
	var in struct {
		ID string `json:"id"`
	}
	err := e.Decode(&in)
	switch {
	case err != nil:
	case e.Type != typeRead:
		err = problem.New(problem.Invalid, "request.invalid", "type", e.Type)
	default:
		_, err = c.s.Read(ctx, p.Agent, in.ID)
	}
	p.Reply(ctx, e, nil, err)
}

// Closed implements httpd.Channel.
func (c channel) Closed(p *httpd.Peer) {
	d := c.s.desks
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tabs[p.Agent] = slices.DeleteFunc(d.tabs[p.Agent], func(o *httpd.Peer) bool { return o == p })
	if len(d.tabs[p.Agent]) == 0 {
		delete(d.tabs, p.Agent)
	}
}
