package sip

import (
	"net/netip"
	"strings"

	"gudok/id"
	"gudok/voice/sip/sdp"
	"gudok/voice/sip/wire"
)

// A Phase is how far a dialog is.
type Phase string

const (
	Invited  Phase = "invited"  // their INVITE waits for our answer
	Inviting Phase = "inviting" // ours waits for theirs
	Up       Phase = "up"
	Ending   Phase = "ending" // our BYE waits for its answer
)

// A Dialog is all that has to be known about a leg to go on with it, in this process or in
// the next (house.md 5.10). It is plain data: written as JSON and read again it is the same.
type Dialog struct {
	Leg    id.Leg    `json:"leg"`
	Call   id.Call   `json:"call,omitempty"`
	Trunk  id.Trunk  `json:"trunk,omitempty"`
	Device id.Device `json:"device,omitempty"`
	Phase  Phase     `json:"phase"`
	Caller bool      `json:"caller"` // we sent the INVITE
	N      uint64    `json:"n"`      // number of the leg's last event

	CallID    string    `json:"call_id"`
	Local     string    `json:"local"`  // our From or To, with its tag
	Remote    string    `json:"remote"` // theirs, with its tag once known
	LocalTag  string    `json:"local_tag"`
	RemoteTag string    `json:"remote_tag,omitempty"`
	Target    string    `json:"target"`           // URI of their Contact
	Routes    []string  `json:"routes,omitempty"` // in the order they are written
	Flow      wire.Flow `json:"flow"`             // where their signalling is
	// Direct sends to the route set or target as RFC 3261 12.2.1.1 says; otherwise to Flow,
	// as to everything behind a NAT.
	Direct bool `json:"direct,omitempty"`

	LocalCSeq  uint32 `json:"local_cseq"`
	RemoteCSeq uint32 `json:"remote_cseq"`
	InviteCSeq uint32 `json:"invite_cseq"` // of our last INVITE, for our ACK
	// TheirInvite is the number of their last INVITE: their ACK has the same.
	TheirInvite uint32 `json:"their_invite"`
	Updates     bool   `json:"updates,omitempty"` // they take UPDATE

	Port      int        `json:"port,omitempty"` // our RTP port, 0: not open
	SDPID     uint64     `json:"sdp_id"`
	Version   uint64     `json:"version"`
	LocalSDP  string     `json:"local_sdp,omitempty"`
	RemoteSDP string     `json:"remote_sdp,omitempty"`
	Agreed    sdp.Agreed `json:"agreed"`
	NAT       bool       `json:"nat,omitempty"`
	Held      bool       `json:"held,omitempty"`
	// ListenOnly: the far end is to send nothing, until voice.Open; Opening: it was opened, and
	// the far end has not agreed yet.
	ListenOnly bool `json:"listen_only,omitempty"`
	Opening    bool `json:"opening,omitempty"`

	AnsweredAt int64 `json:"answered_at,omitempty"` // ms
	Expires    int   `json:"expires,omitempty"`     // session interval in s (RFC 4028), 0: none
	Refresh    bool  `json:"refresh,omitempty"`     // we are to refresh
	RefreshAt  int64 `json:"refresh_at,omitempty"`  // ms: of the last refresh

	Pending  *wire.Pending `json:"pending,omitempty"`  // Invited: the transaction
	Asked    []wire.Header `json:"asked,omitempty"`    // Invited: what their INVITE says about timers
	Rang     bool          `json:"rang,omitempty"`     // a provisional response was sent or came
	Reliable bool          `json:"reliable,omitempty"` // Invited: they require 100rel
	Via      string        `json:"via,omitempty"`      // Inviting: of our INVITE, to cancel it

	Rev uint64 `json:"rev"`
}

// key finds the dialog of a request within it.
func (d *Dialog) key() string { return dialogKey(d.CallID, d.LocalTag) }

func dialogKey(callID, localTag string) string { return callID + "\n" + localTag }

// request builds a request within the dialog and counts it (RFC 3261 12.2.1.1). ACK has
// its INVITE's number and is not counted.
func (d *Dialog) request(method string) *wire.Message {
	m := &wire.Message{
		Method: method, CallID: d.CallID,
		From: wire.Addr{Text: d.Local, Tag: d.LocalTag},
		To:   wire.Addr{Text: d.Remote, Tag: d.RemoteTag},
	}
	if method == wire.ACK {
		m.CSeq = d.InviteCSeq
	} else {
		d.LocalCSeq++
		m.CSeq = d.LocalCSeq
	}
	m.URI, m.Route = d.Target, d.Routes
	if len(d.Routes) > 0 {
		// A first hop without ;lr is a strict router of RFC 2543: it wants to be addressed.
		if first, ok := routeURI(d.Routes[0]); ok && !loose(first) {
			m.URI = first
			m.Route = append(append([]string{}, d.Routes[1:]...), "<"+d.Target+">")
		}
	}
	return m
}

func routeURI(route string) (string, bool) {
	a, err := wire.ParseAddr(route)
	return a.URI, err == nil
}

func loose(uri string) bool {
	u, err := wire.ParseURI(uri)
	if err != nil {
		return true
	}
	_, lr := u.Param("lr")
	return lr
}

// next is where requests of the dialog go: always from the same socket, always to an
// address that is known now.
func (d *Dialog) next() wire.Flow {
	if !d.Direct {
		return d.Flow
	}
	uri := d.Target
	if len(d.Routes) > 0 {
		if first, ok := routeURI(d.Routes[0]); ok {
			uri = first
		}
	}
	u, err := wire.ParseURI(uri)
	if err != nil {
		return d.Flow
	}
	transport, _ := u.Param("transport")
	addr, ok := u.Addr()
	if !ok || !reachable(addr.Addr(), d.Flow.Remote.Addr()) || transport != "" && !strings.EqualFold(transport, wire.UDP) {
		// A name, an address behind their NAT, another transport than the one that works.
		return d.Flow
	}
	if d.Flow.Transport == wire.TCP || u.Scheme != "sip" {
		return d.Flow // the connection that is open; see leg.flow
	}
	return wire.Flow{Transport: wire.UDP, Local: d.Flow.Local, Remote: addr}
}

// reachable tells addresses that a far end has invented (private, while it talks to us from
// a public one) from those that can be sent to.
func reachable(claimed, seen netip.Addr) bool {
	if claimed.IsUnspecified() || claimed.IsMulticast() || claimed.IsLinkLocalUnicast() {
		return false
	}
	inside := func(a netip.Addr) bool { return a.IsPrivate() || a.IsLoopback() }
	return !inside(claimed) || inside(seen)
}

// routes is a route set: Record-Route as a caller takes it from a response (reversed) or as
// a called one takes it from a request (RFC 3261 12.1).
func routes(recorded []string, reversed bool) []string {
	out := append([]string(nil), recorded...)
	if reversed {
		for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
	}
	return out
}

// refreshTarget takes a new Contact (RFC 3261 12.2.1.2) and reports whether it differs.
func (d *Dialog) refreshTarget(m *wire.Message) bool {
	if len(m.Contact) == 0 || m.Contact[0].URI == "" || m.Contact[0].URI == "*" || m.Contact[0].URI == d.Target {
		return false
	}
	d.Target = m.Contact[0].URI
	return true
}
