package sip

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"gudok/voice"
	"gudok/voice/sip/wire"
)

const (
	// gapTime is how long a request waits for one that was sent before it and is still on
	// the way (telephony.md 7.2).
	gapTime = 200 * time.Millisecond
	// maxGap: a larger jump of CSeq is no loss but somebody's way of counting (we jump by
	// 1000 ourselves after a restart).
	maxGap = 3
)

// An inside is a request within a dialog and its transaction, nil for ACK.
type inside struct {
	m  *wire.Message
	tx *wire.ServerTx
}

func (in *inside) answer(status int, extra ...wire.Header) {
	if in.tx == nil {
		return
	}
	res := in.m.Response(status, phrase(status), "")
	res.Other = append(res.Other, extra...)
	in.tx.Respond(res)
}

// within deals with a request in the dialog, in the order of its numbers.
func (l *leg) within(in *inside) {
	m := in.m
	switch {
	case m.From.Tag != l.d.RemoteTag || !l.mine(m.Flow.Remote.Addr()):
		// Whoever guessed the tag: from there nobody speaks in this call.
		in.answer(481)
		return
	case m.Method == wire.ACK:
		if !l.ended && l.d.Phase == Up {
			l.acked(m)
		}
		return
	case l.ended:
		if m.Method == wire.BYE {
			in.answer(200) // both hung up at once
			return
		}
		in.answer(481)
		return
	case l.d.RemoteCSeq != 0 && m.CSeq <= l.d.RemoteCSeq:
		in.answer(500) // RFC 3261 12.2.2: out of order
		return
	case l.d.RemoteCSeq != 0 && m.CSeq > l.d.RemoteCSeq+1 && m.CSeq <= l.d.RemoteCSeq+1+maxGap && len(l.gap) < maxGap:
		l.gap = append(l.gap, in)
		slices.SortFunc(l.gap, func(a, b *inside) int { return int(a.m.CSeq) - int(b.m.CSeq) })
		l.wake(wakeGap, gapTime)
		return
	}
	l.handle(in)
	for len(l.gap) > 0 && l.gap[0].m.CSeq == l.d.RemoteCSeq+1 {
		next := l.gap[0]
		l.gap = l.gap[1:]
		l.handle(next)
	}
	if len(l.gap) == 0 {
		l.wake(wakeGap, 0)
	}
}

// flushGap goes on without the request that never came.
func (l *leg) flushGap() {
	gap := l.gap
	l.gap = nil
	for _, in := range gap {
		if l.ended {
			in.answer(481)
			continue
		}
		l.handle(in)
	}
}

// mine reports whether requests of this dialog may come from an address: where the dialog
// is, where it sends to, anywhere on its trunk, anywhere its telephone has registered from.
func (l *leg) mine(a netip.Addr) bool {
	if a == l.d.Flow.Remote.Addr() || a == l.d.next().Remote.Addr() {
		return true
	}
	if l.trunk != nil {
		return l.trunk.owns(a)
	}
	return l.device != nil && l.device.at(a)
}

func (l *leg) handle(in *inside) {
	m := in.m
	l.d.RemoteCSeq = m.CSeq
	l.alive = true
	if !l.d.Direct {
		l.d.Flow = m.Flow // behind a NAT the port may have changed
	}
	switch m.Method {
	case wire.BYE:
		l.hungUp(in)
	case wire.INVITE:
		l.reinvited(in)
	case wire.UPDATE:
		l.updated(in)
	case wire.PRACK:
		l.prack(m, in.tx)
	case wire.INFO:
		l.info(in)
	case wire.OPTIONS:
		in.tx.Respond(capabilities(m, l.d.LocalTag))
	default:
		status, extra := notAllowed(m.Method)
		in.answer(status, extra)
	}
}

// notAllowed refuses methods that we know and do not do, and those that nobody knows.
// Transfer is done by us (telephony.md 3), so REFER has no use here.
func notAllowed(method string) (int, wire.Header) {
	switch method {
	case wire.REFER, wire.NOTIFY, wire.SUBSCRIBE, wire.MESSAGE, wire.PUBLISH, wire.PRACK, wire.INFO, wire.UPDATE, wire.REGISTER:
		return 405, wire.Header{Name: "Allow", Value: allow}
	}
	return 501, wire.Header{Name: "Allow", Value: allow}
}

// capabilities answers OPTIONS (RFC 3261 11.2).
func capabilities(m *wire.Message, tag string) *wire.Message {
	res := m.Response(200, "OK", tag)
	res.Add("Allow", allow)
	res.Add("Accept", "application/sdp, application/dtmf-relay")
	res.Add("Supported", supported)
	return res
}

// hungUp is their BYE.
func (l *leg) hungUp(in *inside) {
	in.tx.Respond(in.m.Response(200, "OK", ""))
	code := reasonOf(in.m)
	if l.d.Phase == Invited {
		// A caller may end an early dialog that way too (RFC 3261 15).
		l.in.Respond(l.response(487))
		l.over(voice.CauseCancelled, 487)
		l.forgotten()
		return
	}
	l.over(voice.CauseNormal, code)
	l.forgotten()
}

// reinvited is their re-INVITE: hold, resume, another codec or address, or only a refresh.
func (l *leg) reinvited(in *inside) {
	m := in.m
	switch {
	case l.d.Phase != Up:
		in.answer(500, wire.Header{Name: "Retry-After", Value: "3"}) // RFC 3261 14.2
		return
	case l.re != nil && l.re.invite:
		in.answer(491)
		return
	}
	if status, extra := acceptable(m, wire.UPDATE); status != 0 {
		in.answer(status, extra)
		return
	}
	offer := sdpOf(m)
	body, err := l.reply(offer)
	if err != nil {
		in.answer(488) // the session stays as it was
		return
	}
	l.acked(nil) // who changes a session has it
	l.d.refreshTarget(m)
	l.d.TheirInvite = m.CSeq
	res := l.responseTo(m, 200)
	l.agreeTimer(m, res)
	res.Add("Supported", supported)
	res.Add("Content-Type", "application/sdp")
	res.Body = body
	in.tx.Respond(res)
	l.in, l.late = in.tx, len(offer) == 0
	l.awaitAck()
	l.startTimer()
	l.keep()
	if !l.late {
		l.answered() // if an ACK with the answer to our late offer was lost
	}
}

// updated is their UPDATE: a refresh, or an offer without the ceremony of an INVITE
// (RFC 3311 5.2).
func (l *leg) updated(in *inside) {
	m := in.m
	offer := sdpOf(m)
	switch {
	case len(offer) > 0 && l.d.Phase != Up:
		in.answer(500, wire.Header{Name: "Retry-After", Value: "3"})
		return
	case l.re != nil || len(offer) > 0 && l.late:
		in.answer(491)
		return
	}
	if status, extra := acceptable(m, wire.UPDATE); status != 0 {
		in.answer(status, extra)
		return
	}
	res := l.responseTo(m, 200)
	if len(offer) > 0 {
		body, err := l.reply(offer)
		if err != nil {
			in.answer(488)
			return
		}
		res.Add("Content-Type", "application/sdp")
		res.Body = body
	}
	l.d.refreshTarget(m)
	if l.d.Phase == Up {
		l.agreeTimer(m, res)
		l.startTimer()
	}
	in.tx.Respond(res)
	l.keep()
}

// info is a key press beside the sound.
func (l *leg) info(in *inside) {
	key, ok := keyOf(in.m)
	switch {
	case ok && key != "":
		in.answer(200)
		l.g.o.Media.Digit(l.name, key)
	case ok || len(in.m.Body) == 0:
		in.answer(200)
	default:
		in.answer(415, wire.Header{Name: "Accept", Value: "application/dtmf-relay"})
	}
}

// keyOf reads application/dtmf-relay ("Signal=5") and application/dtmf ("5"). ok without a
// key: the kind is right, the signal is none we know.
func keyOf(m *wire.Message) (key string, ok bool) {
	kind, _, _ := strings.Cut(m.Get("Content-Type"), ";")
	signal := ""
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "application/dtmf-relay":
		for _, line := range strings.Split(string(m.Body), "\n") {
			name, value, found := strings.Cut(line, "=")
			if found && strings.EqualFold(strings.TrimSpace(name), "signal") {
				signal = strings.TrimSpace(value)
			}
		}
	case "application/dtmf":
		signal = strings.TrimSpace(string(m.Body))
	default:
		return "", false
	}
	switch signal {
	case "10":
		return "*", true
	case "11":
		return "#", true
	case "12", "13", "14", "15":
		return string('A' + signal[1] - '2'), true
	}
	if len(signal) == 1 && strings.Contains("0123456789*#ABCDabcd", signal) {
		return strings.ToUpper(signal), true
	}
	return "", true
}
