package httpd

import (
	"context"
	"encoding/json"

	"gudok/base/problem"
	"gudok/id"
)

// An Envelope is one JSON text frame of the agent's socket, in either direction. A client's
// message has Ch, ID, Type and Data; the answer has the same Ch and Re with OK, or Code and
// Params; what the server says by itself has Ch, Type and Data, and Rev and Now where the
// data is a whole view.
type Envelope struct {
	Ch     string            `json:"ch" doc:"Channel: sys, floor, rtc"`
	ID     uint64            `json:"id,omitempty" doc:"A client's number of its message, to find the answer by"`
	Re     uint64            `json:"re,omitempty" doc:"An answer: the id of the message"`
	Type   string            `json:"type,omitempty"`
	OK     *bool             `json:"ok,omitempty" doc:"An answer: whether it was done"`
	Code   string            `json:"code,omitempty" doc:"An answer: why not"`
	Params map[string]string `json:"params,omitempty"`
	Rev    uint64            `json:"rev,omitempty" doc:"Revision of a view; an older one is to be dropped"`
	Now    int64             `json:"now,omitempty" doc:"The server's clock, ms UTC"`
	Data   json.RawMessage   `json:"data,omitempty"`
}

// A Channel is one room's part of the agent's socket. Calls for the peers of one user never
// overlap; calls for different users do. Message may take as long as its answer needs (a
// commit), no longer.
type Channel interface {
	// Name is what Envelope.Ch says: "floor", "rtc".
	Name() string
	// Opened is called for every new peer, before its first Message.
	Opened(*Peer)
	// Message is called for each message of the channel. Answer with Peer.Reply.
	Message(context.Context, *Peer, Envelope)
	// Closed is called once for every peer: the tab is gone, or became a view or the main one.
	Closed(*Peer)
}

// A Peer is one tab of one user's browser. Its fields never change.
type Peer struct {
	User   id.User
	Agent  id.Agent // "" when the user answers no calls
	Main   bool     // this tab owns the telephone
	Person Person

	conn *conn
}

// Send queues a message. It never waits: the socket of a client that is too slow is closed.
// After Closed it does nothing.
func (p *Peer) Send(e Envelope) { p.conn.send(e) }

// Say sends a message of the server's own, with data as JSON.
func (p *Peer) Say(ch, typ string, data any) {
	p.Send(Envelope{Ch: ch, Type: typ, Data: encode(data)})
}

// Reply answers a message: done, with data (nil for none) or with the problem that err is.
// An error that is no problem is told as "internal" and logged.
func (p *Peer) Reply(ctx context.Context, to Envelope, data any, err error) {
	ok := err == nil
	e := Envelope{Ch: to.Ch, Re: to.ID, OK: &ok}
	if ok && data != nil {
		e.Type, e.Data = to.Type, encode(data)
	}
	if !ok {
		t := told(ctx, err)
		e.Code, e.Params = t.Code, t.Params
	}
	p.Send(e)
}

// Close closes the tab's socket; the page connects again.
func (p *Peer) Close(why string) { p.conn.stop(why) }

// encode is data as JSON; what cannot be encoded is a programmer's mistake and panics.
func encode(data any) json.RawMessage {
	if data == nil {
		return nil
	}
	if raw, ok := data.(json.RawMessage); ok {
		return raw
	}
	b, err := json.Marshal(data)
	if err != nil {
		panic("httpd: message cannot be encoded: " + err.Error())
	}
	return b
}

// Decode reads a message's data. Problem: "request.invalid".
func (e Envelope) Decode(into any) error {
	if len(e.Data) == 0 {
		return nil
	}
	if err := json.Unmarshal(e.Data, into); err != nil {
		return problem.New(problem.Invalid, "request.invalid", "type", e.Type)
	}
	return nil
}

// Channel adds a channel. Before Run.
func (s *Server) Channel(c Channel) { s.rooms = append(s.rooms, c) }
