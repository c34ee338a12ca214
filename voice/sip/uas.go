package sip

import (
	"bytes"
	"math/rand/v2"
	"mime"
	"strconv"
	"strings"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/sdp"
	"gudok/voice/sip/wire"
)

func itoa(n int) string { return strconv.Itoa(n) }

const (
	// methods we understand (RFC 3261 20.5).
	allow = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO, PRACK"
	// supported extensions, where we may use them ourselves: session timers.
	supported = "timer"
	// ringAgain: without a provisional response each minute proxies give a call up
	// (RFC 3261 13.3.1.1, 16.7).
	ringAgain = 60 * time.Second
)

// newInbound makes the leg of an INVITE that may come in. Everything else about it is
// decided in its mailbox.
func (g *Gate) newInbound(m *wire.Message, tx *wire.ServerTx, t *trunk, dev *device) *leg {
	tag := wire.NewTag()
	l := &leg{mailbox: mailbox{g: g}, name: id.Leg(g.names.Next("leg")), trunk: t, device: dev, in: tx, req: m}
	l.first = first{m.CallID, m.From.Tag, m.CSeq}
	l.d = &Dialog{
		Leg: l.name, Phase: Invited, CallID: m.CallID,
		Local: m.To.Text + ";tag=" + tag, LocalTag: tag, Remote: m.From.Text, RemoteTag: m.From.Tag,
		Routes: routes(m.RecordRoute, false), Flow: m.Flow, LocalCSeq: rand.Uint32N(1 << 16),
		RemoteCSeq: m.CSeq, TheirInvite: m.CSeq, SDPID: newSDPID(), Version: 1,
	}
	if t != nil {
		l.d.Trunk, l.d.NAT, l.d.Direct = t.cfg.ID, t.cfg.NAT, !t.cfg.NAT
	}
	if dev != nil {
		l.d.Device, l.d.NAT = dev.cfg.ID, dev.cfg.NAT
	}
	l.d.refreshTarget(m)
	l.d.Updates = updates(m)
	for _, h := range m.Other {
		switch strings.ToLower(h.Name) {
		case "session-expires", "supported", "require":
			l.d.Asked = append(l.d.Asked, h)
		}
	}
	return l
}

// newSDPID is 31 bits: some far ends keep the number of o= in an int.
func newSDPID() uint64 { return uint64(rand.Uint32() >> 1) }

func updates(m *wire.Message) bool {
	for _, v := range m.All("Allow") {
		if strings.EqualFold(v, wire.UPDATE) {
			return true
		}
	}
	return false
}

// arrive looks at the INVITE and announces the leg. What we cannot carry is refused before
// anybody hears of it.
func (l *leg) arrive() {
	m := l.req
	if status, extra := acceptable(m, wire.INVITE); status != 0 {
		l.refuseWith(status, extra)
		return
	}
	l.d.Reliable = hasToken(m.All("Require"), "100rel")
	if body := sdpOf(m); len(body) > 0 {
		offer, err := sdp.Parse(body)
		if err != nil {
			l.refuseWith(400)
			return
		}
		if _, _, err := (sdp.Local{}).Answer(offer); err != nil {
			l.refuseWith(488)
			return
		}
		l.d.RemoteSDP = string(body)
	}
	// The ports are taken before anybody hears of the leg: commands about its sound come by
	// another way than Accept and may be there first.
	port, err := l.g.o.Media.Open(l.name, 0)
	if err != nil {
		l.g.log.Error("sip: no port for a call", "leg", l.name, "err", err)
		l.refuseWith(503, wire.Header{Name: "Retry-After", Value: retryAfter})
		return
	}
	l.d.Port = port
	e := voice.Arrived{Leg: l.name}
	var region string
	toHeader := false
	if l.device != nil {
		e.Device = l.device.cfg.ID
	} else {
		e.Trunk, region, toHeader = l.trunk.cfg.ID, l.trunk.cfg.Region, l.trunk.cfg.ToHeader
	}
	p := readParties(m, region, toHeader)
	e.From, e.To, e.Original, e.Name = p.from, p.to, p.original, p.name
	l.keep()
	if !l.g.o.Sink.Post(e) {
		l.g.note("sip: no new calls taken", m)
		l.refuseWith(503, wire.Header{Name: "Retry-After", Value: retryAfter})
		return
	}
	l.wake(wakeLongest, l.g.longest)
}

// refuseWith refuses without an Ended: nobody was told of the leg yet.
func (l *leg) refuseWith(status int, extra ...wire.Header) {
	res := l.response(status)
	res.Other = append(res.Other, extra...)
	l.in.Respond(res)
	l.ended = true
	if l.d.Port != 0 {
		l.g.o.Media.Close(l.name)
	}
	l.g.freeChannel(l)
	l.g.forget(l)
	l.forgotten()
}

// response builds one to the INVITE that made the leg.
func (l *leg) response(status int) *wire.Message { return l.responseTo(l.req, status) }

// responseTo builds one to an INVITE or UPDATE of theirs.
func (l *leg) responseTo(m *wire.Message, status int) *wire.Message {
	res := m.Response(status, phrase(status), l.d.LocalTag)
	if status > 100 && status < 300 {
		res.RecordRoute = m.RecordRoute
		res.Contact = []wire.Addr{{Text: l.contact()}}
		res.Add("Allow", allow)
	}
	return res
}

// contact is where the far end reaches us within the dialog.
func (l *leg) contact() string {
	here := "<sip:gudok@" + l.g.stack.Here(l.d.Flow)
	if l.d.Flow.Transport == wire.TCP {
		here += ";transport=tcp"
	}
	return here + ">"
}

// ring is the command: 180, without sound.
func (l *leg) ring() {
	if l.d.Phase != Invited || l.ringing {
		return
	}
	l.ringing, l.d.Rang = true, true
	l.sendRinging()
	l.keep()
}

func (l *leg) sendRinging() {
	res := l.response(180)
	if l.d.Reliable {
		l.rseq++
		if l.rseq == 1 {
			l.rseq = 1 + rand.Uint32N(1<<30)
		}
		res.Add("Require", "100rel")
		res.Add("RSeq", strconv.FormatUint(uint64(l.rseq), 10))
		l.resend = wire.T1
		l.wake(wakeResend, l.resend)
	}
	l.in.Respond(res)
	l.wake(wakeRing, ringAgain)
}

// answer is the command: 200 with our side of the sound.
func (l *leg) answer() {
	if l.d.Phase != Invited {
		return
	}
	body, err := l.reply([]byte(l.d.RemoteSDP))
	if err != nil {
		l.refuse(voice.CauseFailed, 488)
		return
	}
	res := l.response(200)
	l.agreeTimer(l.req, res)
	res.Add("Supported", supported)
	res.Add("Content-Type", "application/sdp")
	res.Body = body
	l.d.Phase, l.d.AnsweredAt, l.d.Asked = Up, l.g.now(), nil
	if !l.in.Respond(res) {
		// A CANCEL was faster; its event waits in the mailbox.
		l.d.Phase = Invited
		return
	}
	l.late = l.d.RemoteSDP == ""
	l.req = nil
	l.awaitAck()
	l.startTimer()
	l.keep()
	if !l.late {
		l.answered()
	}
}

// answered tells that the leg is up.
func (l *leg) answered() {
	if l.told || l.ended {
		return
	}
	l.told = true
	l.wake(wakeLongest, l.g.longest)
	l.tell(func(n uint64) voice.Event { return voice.Answered{Leg: l.name, N: n} })
	if l.d.Held {
		l.hold() // answered and put on hold in one
	}
}

// awaitAck repeats our 2xx from now on: T1, doubled up to T2 (RFC 3261 13.3.1.4), over TCP too.
func (l *leg) awaitAck() {
	l.resend, l.alive = wire.T1, false
	l.wake(wakeRing, 0)
	l.wake(wakeResend, l.resend)
	l.wake(wakeNoAck, 64*wire.T1)
}

// repeat sends our 2xx, or our reliable 180, again.
func (l *leg) repeat() {
	if l.in == nil || l.ended {
		return
	}
	if l.d.Phase == Invited {
		if l.resend >= 64*wire.T1 {
			return // never acknowledged: the caller does without
		}
		l.in.Resend()
		l.resend *= 2
		l.wake(wakeResend, l.resend)
		return
	}
	l.in.Resend()
	l.resend = min(2*l.resend, wire.T2)
	l.wake(wakeResend, l.resend)
}

// acked ends the repetition: the ACK came, or something that only comes after it. late is
// the answer in the ACK to our late offer.
func (l *leg) acked(m *wire.Message) {
	l.alive = true
	if m != nil && m.CSeq != l.d.TheirInvite {
		return
	}
	l.wake(wakeResend, 0)
	l.wake(wakeNoAck, 0)
	if m == nil {
		return // a BYE or re-INVITE stands for the ACK that was lost (trap 1)
	}
	if l.in == nil {
		return // repeated
	}
	l.in = nil
	if !l.late {
		return
	}
	l.late = false
	if err := l.accept(sdpOf(m)); err != nil {
		l.g.log.Info("sip: ACK without an answer to our offer", "leg", l.name, "err", err)
		l.bye(voice.CauseFailed, 488)
		return
	}
	l.keep()
	l.answered()
}

// noAck is 64*T1 after our 2xx. A call is not ended for a missing ACK as long as anything
// shows that the far end is there: a request in the dialog, or sound.
func (l *leg) noAck() {
	l.wake(wakeResend, 0)
	l.in = nil
	if l.alive || !l.late && l.g.o.Media.Heard(l.name) {
		return
	}
	l.bye(voice.CauseFailed, 408)
}

// refuse ends a call that we have not answered. status 0: by the cause.
func (l *leg) refuse(cause voice.Cause, status int) {
	if status == 0 {
		status, _ = refusal(cause)
	}
	res := l.response(status)
	res.Add("Reason", "Q.850;cause="+itoa(q850(cause)))
	if status == 503 {
		res.Add("Retry-After", retryAfter)
	}
	if !l.in.Respond(res) {
		return // a CANCEL was faster
	}
	l.over(cause, 0)
	l.forgotten()
}

// cancelled is their CANCEL: 487 with our tag, and the caller is gone.
func (l *leg) cancelled() {
	if l.d.Phase != Invited || l.ended {
		return
	}
	l.in.Respond(l.response(487))
	l.over(voice.CauseCancelled, 487)
	l.forgotten()
}

// rungLong is wakeRing: inbound, 180 once more; outbound, nobody answered.
func (l *leg) rungLong() {
	switch l.d.Phase {
	case Invited:
		l.sendRinging()
	case Inviting:
		l.giveUp(voice.CauseNoAnswer, 0)
	case Up, Ending: // the timer was overtaken by the answer or the end
	}
}

// prack acknowledges our reliable 180 (RFC 3262 3).
func (l *leg) prack(m *wire.Message, tx *wire.ServerTx) {
	rack, _, _ := strings.Cut(strings.TrimSpace(m.Get("RAck")), " ")
	if l.d.Phase != Invited || rack != strconv.FormatUint(uint64(l.rseq), 10) {
		tx.Respond(m.Response(481, phrase(481), ""))
		return
	}
	l.wake(wakeResend, 0)
	tx.Respond(m.Response(200, "OK", ""))
}

// acceptable looks at what a request requires of us: status 0, or the refusal.
func acceptable(m *wire.Message, method string) (status int, extra wire.Header) {
	var unknown []string
	for _, v := range m.All("Require") {
		known := strings.EqualFold(v, "timer") || strings.EqualFold(v, "100rel") && method == wire.INVITE
		if !known {
			unknown = append(unknown, v)
		}
	}
	if len(unknown) > 0 {
		return 420, wire.Header{Name: "Unsupported", Value: strings.Join(unknown, ", ")}
	}
	if len(m.Body) > 0 && sdpOf(m) == nil {
		return 415, wire.Header{Name: "Accept", Value: "application/sdp"}
	}
	if _, seconds, ok := interval(m); ok && seconds < minSession {
		return 422, wire.Header{Name: "Min-SE", Value: itoa(minSession)}
	}
	return 0, wire.Header{}
}

func hasToken(list []string, token string) bool {
	for _, v := range list {
		if strings.EqualFold(v, token) {
			return true
		}
	}
	return false
}

// sdpOf is the session description in a body, also where a carrier puts it beside ISUP in a
// multipart (RFC 5621); nil: there is none.
func sdpOf(m *wire.Message) []byte {
	kind, params, err := mime.ParseMediaType(m.Get("Content-Type"))
	switch {
	case err != nil || len(m.Body) == 0:
		return nil
	case kind == "application/sdp":
		return m.Body
	case !strings.HasPrefix(kind, "multipart/") || params["boundary"] == "":
		return nil
	}
	for _, part := range bytes.Split(m.Body, []byte("--"+params["boundary"])) {
		head, body, ok := bytes.Cut(part, []byte("\r\n\r\n"))
		if ok && bytes.Contains(bytes.ToLower(head), []byte("application/sdp")) {
			return bytes.TrimSuffix(body, []byte("\r\n"))
		}
	}
	return nil
}

// phrase is the reason phrase of a status we send.
func phrase(status int) string {
	switch status {
	case 180:
		return "Ringing"
	case 200:
		return "OK"
	case 400:
		return "Bad Request"
	case 403:
		return "Forbidden"
	case 404:
		return "Not Found"
	case 405:
		return "Method Not Allowed"
	case 415:
		return "Unsupported Media Type"
	case 416:
		return "Unsupported URI Scheme"
	case 420:
		return "Bad Extension"
	case 422:
		return "Session Interval Too Small"
	case 423:
		return "Interval Too Brief"
	case 480:
		return "Temporarily Unavailable"
	case 481:
		return "Call/Transaction Does Not Exist"
	case 482:
		return "Loop Detected"
	case 486:
		return "Busy Here"
	case 487:
		return "Request Terminated"
	case 488:
		return "Not Acceptable Here"
	case 491:
		return "Request Pending"
	case 500:
		return "Server Internal Error"
	case 501:
		return "Not Implemented"
	case 503:
		return "Service Unavailable"
	case 603:
		return "Decline"
	}
	return "Refused"
}
