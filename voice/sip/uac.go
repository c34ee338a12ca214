package sip

import (
	"math/rand/v2"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/wire"
)

// An invitation is a command to ring somebody: what is left to be tried.
type invitation struct {
	voice.Invite
	trunks []*trunk // still to try
	rings  time.Time
}

// An attempt is one INVITE of ours. When the next trunk is tried it is left behind; should
// somebody answer it all the same, that answer is ended.
type attempt struct {
	d      *Dialog
	tx     *wire.ClientTx
	got    bool // any response came
	asked  bool // a digest challenge was answered
	left   bool // given up
	answer bool // a 2xx came
}

// newOutbound makes the leg of a command.
func (g *Gate) newOutbound(c voice.Invite) *leg {
	l := &leg{mailbox: mailbox{g: g}, name: c.Leg, call: c.Call, try: &invitation{Invite: c}, acks: map[string][]byte{}}
	l.d = &Dialog{Leg: c.Leg, Call: c.Call, Phase: Inviting, Caller: true}
	return l
}

// invite begins with a command: a desk phone, or a number over trunks.
func (l *leg) invite() {
	c := l.try
	limit := ringLimit
	if c.RingMS > 0 {
		limit = time.Duration(c.RingMS) * time.Millisecond
	}
	c.rings = time.Now().Add(limit)
	l.wake(wakeRing, limit)
	if dev := c.To.Device; dev != "" {
		l.inviteDevice()
		return
	}
	l.try.trunks = l.g.trunksFor(c.Trunks)
	l.nextTrunk(voice.CauseCongestion, 0)
}

// inviteDevice rings the newest contact of a desk phone: whoever registers a second
// telephone under one login has it in hand.
func (l *leg) inviteDevice() {
	dev, b, ok := l.g.devices.find(l.try.To.Device)
	l.device = dev
	if !ok {
		l.giveUp(voice.CauseUnreachable, 480)
		return
	}
	d := l.dialog(b.Flow, "", dev.cfg.ID)
	d.NAT = dev.cfg.NAT
	host := l.g.stack.Here(b.Flow)
	from := "<sip:anonymous@anonymous.invalid>"
	if l.try.CallerDigits != "" {
		from = "<sip:" + escape(l.try.CallerDigits) + "@" + host + ">"
	}
	d.Local = wire.Quote(display(l.try.CallerName)) + from + ";tag=" + d.LocalTag
	d.Remote = "<sip:" + escape(dev.cfg.Login) + "@" + host + ">"
	d.Target = b.URI
	m := l.newInvite(d)
	if l.try.AutoAnswer {
		// Two spellings of "connect at once"; telephones that know neither ring.
		m.Add("Call-Info", "<sip:"+host+">;answer-after=0")
		m.Add("Alert-Info", "<http://127.0.0.1>;info=alert-autoanswer;delay=0")
	}
	l.send(d, m)
}

// nextTrunk tries the next one, or gives up for the reason of the last.
func (l *leg) nextTrunk(cause voice.Cause, code int) {
	if l.ended {
		return
	}
	l.left()
	for len(l.try.trunks) > 0 {
		t := l.try.trunks[0]
		l.try.trunks = l.try.trunks[1:]
		flow, ok := t.flow()
		if !ok || !t.admit(l.g.o.Now(), &t.ours) || !l.g.takeChannel(l, t) {
			continue
		}
		l.trunk = t
		l.inviteOver(t, flow)
		return
	}
	l.trunk = nil
	l.giveUp(cause, code)
}

func (l *leg) inviteOver(t *trunk, flow wire.Flow) {
	d := l.dialog(flow, t.cfg.ID, "")
	d.NAT, d.Direct = t.cfg.NAT, !t.cfg.NAT
	domain := t.domain()
	number := escape(t.cfg.Format.write(l.try.Digits, t.cfg.Region))
	caller := escape(t.cfg.Format.write(l.try.CallerDigits, t.cfg.Region))
	host := t.cfg.Domain
	if host == "" {
		host = l.g.stack.Here(flow)
	}
	from, name := "<sip:"+caller+"@"+host+">", wire.Quote(display(l.try.CallerName))
	hidden := l.try.CallerDigits == ""
	if hidden {
		from, name = "<sip:anonymous@anonymous.invalid>", wire.Quote("Anonymous")
	}
	if t.cfg.Account != "" {
		from = "<sip:" + escape(t.cfg.Account) + "@" + host + ">"
	}
	d.Local = name + from + ";tag=" + d.LocalTag
	d.Remote = "<sip:" + number + "@" + domain + ">"
	d.Target = "sip:" + number + "@" + domain
	if flow.Transport == wire.TCP {
		d.Target += ";transport=tcp"
	}
	m := l.newInvite(d)
	switch {
	case hidden:
		m.Add("Privacy", "id")
	case t.cfg.PAI || t.cfg.Account != "":
		m.Add("P-Asserted-Identity", "<sip:"+caller+"@"+host+">")
	}
	patience := patience
	if t.cfg.Patience > 0 {
		patience = t.cfg.Patience
	}
	l.wake(wakeNext, patience)
	l.send(d, m)
}

// dialog begins one towards a flow, with names of its own; t or dev is whose it is.
func (l *leg) dialog(flow wire.Flow, t id.Trunk, dev id.Device) *Dialog {
	d := &Dialog{
		Leg: l.name, Call: l.try.Call, Phase: Inviting, Caller: true, N: l.d.N, Rev: l.d.Rev, Port: l.d.Port,
		Trunk: t, Device: dev, ListenOnly: l.try.ListenOnly,
		CallID: wire.NewCallID(), LocalTag: wire.NewTag(), Flow: flow,
		LocalCSeq: rand.Uint32N(1 << 16), SDPID: newSDPID(), Version: 1,
	}
	l.g.replace(l, d)
	return d
}

// newInvite is the INVITE with our offer; the port is opened with the first one.
func (l *leg) newInvite(d *Dialog) *wire.Message {
	m := d.request(wire.INVITE)
	d.InviteCSeq = m.CSeq
	m.Contact = []wire.Addr{{Text: l.contact()}}
	m.Add("Allow", allow)
	m.Add("Supported", supported)
	return m
}

func (l *leg) send(d *Dialog, m *wire.Message) {
	if d.Port == 0 {
		port, err := l.g.o.Media.Open(l.name, 0)
		if err != nil {
			l.g.log.Error("sip: no port for a call", "leg", l.name, "err", err)
			l.giveUp(voice.CauseFailed, 0)
			return
		}
		d.Port = port
	}
	m.Body = l.offer()
	m.Add("Content-Type", "application/sdp")
	l.transmit(&attempt{d: d}, m)
}

// transmit sends an INVITE, at first or with an answer to a challenge.
func (l *leg) transmit(a *attempt, m *wire.Message) {
	l.out = a
	a.tx = l.g.stack.Send(a.d.Flow, m, func(res *wire.Message, err error) {
		l.post(func() { l.heard(a, m, res, err) })
	})
	a.d.Via = m.Via[0]
	l.keep()
}

// heard is a response to an INVITE of ours, or that there is none.
func (l *leg) heard(a *attempt, m, res *wire.Message, err error) {
	switch {
	case err != nil:
		l.unheard(a, err)
	case res.Status < 200:
		l.provisional(a, res)
	case res.Status < 300:
		l.accepted(a, res)
	case a != l.out || a.left:
		l.cleaned()
	case (res.Status == 401 || res.Status == 407) && !a.asked && l.authorise(a, m, res):
	default:
		a.left = true
		l.out = nil
		if l.trunk != nil {
			l.trunk.refused(l.g, res)
		}
		if l.trunk != nil && elsewhere(res) && !l.d.Rang {
			l.nextTrunk(causeOf(res, false, false), res.Status)
			return
		}
		l.giveUp(causeOf(res, l.device != nil, l.ringing), res.Status)
	}
}

// unheard is an INVITE without a final response.
func (l *leg) unheard(a *attempt, err error) {
	if a != l.out || a.left {
		l.cleaned()
		return
	}
	a.left = true
	l.out = nil
	if l.trunk != nil {
		l.trunk.failed(l.g, 0, "")
		l.nextTrunk(voice.CauseCongestion, 408)
		return
	}
	l.giveUp(voice.CauseUnreachable, 408)
}

// noResponse is wakeNext: this trunk does not even say 100, or nothing after it.
func (l *leg) noResponse() {
	if l.out == nil || l.ringing || l.d.Phase != Inviting || l.out.got && len(l.try.trunks) == 0 {
		return
	}
	l.trunk.failed(l.g, 0, "")
	l.nextTrunk(voice.CauseCongestion, 408)
}

// left gives the current attempt up without ending the leg: late responses to it are
// cancelled or ended.
func (l *leg) left() {
	if l.out != nil {
		l.out.left = true
		l.out.tx.Cancel()
		l.out = nil
	}
	l.g.freeChannel(l)
}

func (l *leg) provisional(a *attempt, res *wire.Message) {
	a.got = true
	if a != l.out || a.left || l.ended {
		return // the transaction cancels it by itself
	}
	if l.trunk != nil {
		l.trunk.lives(l.g)
	}
	if res.Status == 100 {
		l.wake(wakeNext, progress)
		return
	}
	l.wake(wakeNext, 0)
	early := false
	if body := sdpOf(res); len(body) > 0 {
		if err := l.accept(body); err != nil {
			l.g.log.Debug("sip: early sound not understood", "leg", l.name, "err", err)
		} else {
			early = true
		}
	}
	if l.ringing && (!early || l.toldEarly) {
		return
	}
	l.ringing, l.d.Rang = true, true
	l.toldEarly = l.toldEarly || early
	l.keep()
	l.tell(func(n uint64) voice.Event { return voice.Ringing{Leg: l.name, N: n, Early: early} })
}

// accepted is a 2xx: the first one makes the call; a repeated one wants its ACK again; one
// to an attempt that was left, or of another branch of a fork, is acknowledged and ended
// (RFC 3261 13.2.2.4).
func (l *leg) accepted(a *attempt, res *wire.Message) {
	if ack, ok := l.acks[a.d.CallID+res.To.Tag]; ok {
		l.g.stack.Repeat(a.d.next(), ack, a.d.CallID, wire.ACK)
		return
	}
	if a.left || a != l.out || a.answer || l.ended {
		l.unwanted(a, res)
		l.cleaned()
		return
	}
	a.answer = true
	if l.trunk != nil {
		l.trunk.lives(l.g)
	}
	d := a.d
	d.RemoteTag, d.Remote = res.To.Tag, res.To.Text
	d.Routes = routes(res.RecordRoute, true)
	d.refreshTarget(res)
	d.Updates = updates(res)
	d.Phase, d.AnsweredAt, d.Via = Up, l.g.now(), ""
	l.wake(wakeNext, 0)
	l.wake(wakeRing, 0)
	l.acknowledge(d)
	if body := sdpOf(res); len(body) > 0 || d.RemoteSDP == "" || !l.early {
		if err := l.accept(body); err != nil {
			l.g.log.Info("sip: answer not understood", "leg", l.name, "err", err)
			l.bye(voice.CauseFailed, 488)
			return
		}
	}
	if l.early {
		l.agree(l.d.Agreed, false) // the answer was in the 183, and only there
	}
	l.takeTimer(res)
	l.startTimer()
	l.keep()
	l.answered()
	if l.d.Opening {
		l.refresh()
	}
}

// acknowledge sends the ACK to a 2xx and remembers it for repetitions.
func (l *leg) acknowledge(d *Dialog) {
	m := d.request(wire.ACK)
	l.acks[d.CallID+d.RemoteTag] = l.g.stack.Cast(d.next(), m)
}

// unwanted ends an answer that came too late or twice: ACK and BYE in a dialog of its own.
func (l *leg) unwanted(a *attempt, res *wire.Message) {
	d := *a.d
	d.RemoteTag, d.Remote = res.To.Tag, res.To.Text
	d.Routes = routes(res.RecordRoute, true)
	d.refreshTarget(res)
	l.acks[d.CallID+d.RemoteTag] = l.g.stack.Cast(d.next(), d.request(wire.ACK))
	l.g.stack.Send(d.next(), d.request(wire.BYE), func(*wire.Message, error) {})
}

// giveUp ends a call of ours that nobody has answered.
func (l *leg) giveUp(cause voice.Cause, code int) {
	if l.ended {
		return
	}
	waits := l.out != nil && !l.out.left
	l.left()
	l.over(cause, code)
	if !waits {
		l.forgotten()
	}
	// Otherwise the dialog stays known until the far end has agreed that it is over: see
	// cleaned, and unwanted if it answers.
}

// cleaned is the end of an attempt that was left.
func (l *leg) cleaned() {
	if l.ended {
		l.forgotten()
	}
}

// escape writes a user part: what RFC 3261 25.1 does not allow unescaped becomes %xx.
func escape(s string) string {
	const fine = "-_.!~*'()&=+$,?/"
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		ok := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		for j := 0; j < len(fine) && !ok; j++ {
			ok = c == fine[j]
		}
		if ok {
			b = append(b, c)
		} else {
			b = append(b, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
	}
	return string(b)
}
