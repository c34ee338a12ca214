package sip

import (
	"bytes"
	"errors"

	"gudok/voice"
	"gudok/voice/sip/sdp"
)

var errNoSDP = errors.New("no session description")

// local is our end of the sound.
func (l *leg) local() sdp.Local {
	s := sdp.Local{
		Addr: l.g.stack.Host(l.d.Flow), Port: l.d.Port, ID: l.d.SDPID, Version: l.d.Version,
	}
	if l.d.ListenOnly {
		s.Direction = sdp.SendOnly
	}
	return s
}

// open obeys voice.Open: a far end that was only to listen is offered both ways.
func (l *leg) open() {
	if !l.d.ListenOnly {
		return
	}
	l.d.ListenOnly, l.d.Opening = false, true
	l.d.RemoteSDP = "" // whatever it answers, it is looked at
	l.keep()
	l.refresh() // or, before the answer, as soon as there is one
}

// write remembers a description of ours before it is sent. Its version rises only if
// anything else in it differs from the last one (RFC 3264 8).
func (l *leg) write(make func(sdp.Local) string) []byte {
	text := make(l.local())
	if l.d.LocalSDP != "" && text != l.d.LocalSDP {
		l.d.Version++
		text = make(l.local())
	}
	l.d.LocalSDP = text
	return []byte(text)
}

// offer is a description to begin with: for an INVITE of ours, or in a 2xx to an INVITE of
// theirs that had none.
func (l *leg) offer() []byte {
	return l.write(func(s sdp.Local) string { return s.Offer().String() })
}

// reply answers their offer, or makes ours where there is none (late offer). The very same
// offer as last time gets the very same answer and changes nothing about the sound: it is
// only a refresh.
func (l *leg) reply(offer []byte) ([]byte, error) {
	if len(offer) == 0 {
		return l.offer(), nil
	}
	if l.d.LocalSDP != "" && bytes.Equal(offer, []byte(l.d.RemoteSDP)) && l.d.Agreed.Law != "" {
		return []byte(l.d.LocalSDP), nil
	}
	s, err := sdp.Parse(offer)
	if err != nil {
		return nil, err
	}
	_, agreed, err := l.local().Answer(s)
	if err != nil {
		return nil, err
	}
	body := l.write(func(local sdp.Local) string {
		answer, _, _ := local.Answer(s) // the error was looked at above
		return answer.String()
	})
	l.d.RemoteSDP = string(offer)
	l.agree(agreed, false)
	return body, nil
}

// accept takes their answer to our offer.
func (l *leg) accept(answer []byte) error {
	if len(answer) == 0 {
		return errNoSDP
	}
	if bytes.Equal(answer, []byte(l.d.RemoteSDP)) && l.d.Agreed.Law != "" && !l.early {
		return nil
	}
	s, err := sdp.Parse(answer)
	if err != nil {
		return err
	}
	agreed, err := l.local().Accept(s)
	if err != nil {
		return err
	}
	l.d.RemoteSDP = string(answer)
	l.agree(agreed, l.d.Phase == Inviting)
	return nil
}

// agree hands what was settled to the sound, if it differs from before, and tells of hold.
func (l *leg) agree(a sdp.Agreed, early bool) {
	if l.d.ListenOnly {
		a.Held = false // it only does as it was told
	}
	before := l.stream(l.d.Agreed, l.d.Agreed.Law != "" && l.early)
	l.d.Agreed = a
	l.early = early
	now := l.stream(a, early)
	if now != before {
		if err := l.g.o.Media.Set(l.name, now); err != nil {
			l.g.log.Warn("sip: sound not set", "leg", l.name, "err", err)
		}
	}
	if a.Held != l.d.Held {
		l.d.Held = a.Held
		l.hold()
	}
}

// hold tells of the far end's hold key; before the answer it means nothing.
func (l *leg) hold() {
	if l.ended || !l.told {
		return
	}
	l.tell(func(n uint64) voice.Event {
		if l.d.Held {
			return voice.Held{Leg: l.name, N: n}
		}
		return voice.Resumed{Leg: l.name, N: n}
	})
}

func (l *leg) stream(a sdp.Agreed, early bool) Stream {
	return Stream{
		Addr: a.Remote, Signal: l.d.Flow.Remote.Addr(), NAT: l.d.NAT, Law: a.Law,
		Event: a.Event, Direction: a.Ours, PTimeMS: a.PTime, Early: early,
	}
}
