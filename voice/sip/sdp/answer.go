package sdp

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"
)

// ErrNoCommon says that a description is well formed but offers nothing we speak: no audio
// over RTP, no G.711. The SIP answer is 488.
var ErrNoCommon = errors.New("no common codec")

const (
	// eventPT is the payload type we offer for telephone-event: what everybody uses.
	eventPT = 101
	// ptime in ms, the one packet length that every gateway takes.
	ptime = 20
)

// A Law is which of the two G.711 companding laws a stream uses; both are 8000 Hz, one byte
// a sample.
type Law string

const (
	PCMA Law = "PCMA" // payload type 8
	PCMU Law = "PCMU" // payload type 0
)

func (l Law) pt() uint8 {
	if l == PCMA {
		return 8
	}
	return 0
}

// A Local is our end of a stream: everything that the far end has to know about us.
type Local struct {
	Addr      netip.Addr // where the far end sends to
	Port      int        // RTP; RTCP is Port+1
	ID        uint64     // of the o= line, constant for a dialog
	Version   uint64     // of the o= line, raised by the caller when anything else changed
	Direction Direction  // what we want, before the far end has a say; "" is SendRecv
	Laws      []Law      // in the order of preference; empty: PCMA, PCMU
}

func (l Local) laws() []Law {
	if len(l.Laws) == 0 {
		return []Law{PCMA, PCMU}
	}
	return l.Laws
}

func (l Local) want() Direction {
	if l.Direction == "" {
		return SendRecv
	}
	return l.Direction
}

func (l Local) session() *Session {
	return &Session{Origin: Origin{User: "gudok", ID: l.ID, Version: l.Version, Addr: l.Addr.String()}}
}

// An Agreed is what offer and answer have settled for the audio stream.
type Agreed struct {
	Remote  netip.AddrPort `json:"remote"`         // where to send RTP
	RTCP    netip.AddrPort `json:"rtcp"`           // where to send RTCP
	Law     Law            `json:"law"`            // what both send
	Event   uint8          `json:"event"`          // payload type of telephone-event that we send; 0: none
	EventIn uint8          `json:"event_in"`       // the one that we announced
	PTime   int            `json:"ptime"`          // ms that the far end wants per packet
	Ours    Direction      `json:"ours"`           // what we may do
	Held    bool           `json:"held,omitempty"` // the far end does not both send and receive
}

// Offer is a description of ours to begin with.
func (l Local) Offer() *Session {
	s := l.session()
	m := Media{Kind: "audio", Port: l.Port, Proto: "RTP/AVP", Addr: l.Addr, PTime: ptime, Direction: l.want()}
	for _, law := range l.laws() {
		m.add(Codec{PT: law.pt(), Name: string(law), Rate: 8000})
	}
	m.add(Codec{PT: eventPT, Name: telephoneEvent, Rate: 8000})
	s.Media = []Media{m}
	return s
}

func (m *Media) add(c Codec) {
	m.Codecs = append(m.Codecs, c)
	m.Formats = append(m.Formats, strconv.Itoa(int(c.PT)))
}

// Answer answers an offer (RFC 3264 6): the first audio stream we can speak is taken, all
// others get port 0, in the same order and number. Errors: ErrNoCommon.
func (l Local) Answer(offer *Session) (*Session, Agreed, error) {
	s := l.session()
	s.Media = make([]Media, 0, len(offer.Media))
	var agreed Agreed
	taken := false
	for i := range offer.Media {
		o := &offer.Media[i]
		law, event, ok := o.choose(l.laws())
		if taken || !ok {
			s.Media = append(s.Media, Media{Kind: o.Kind, Proto: o.Proto, Formats: o.Formats})
			continue
		}
		taken = true
		agreed = o.agree(law, event, l.want())
		agreed.EventIn = event // an answer keeps the offer's payload types (RFC 3264 6.1)
		m := Media{Kind: "audio", Port: l.Port, Proto: o.Proto, Addr: l.Addr, PTime: ptime, Direction: agreed.Ours}
		m.add(Codec{PT: law.pt(), Name: string(law), Rate: 8000})
		if event != 0 {
			m.add(Codec{PT: event, Name: telephoneEvent, Rate: 8000})
		}
		s.Media = append(s.Media, m)
	}
	if !taken {
		return nil, Agreed{}, ErrNoCommon
	}
	return s, agreed, nil
}

// Accept reads the answer to the offer that l makes. Errors: ErrNoCommon.
func (l Local) Accept(answer *Session) (Agreed, error) {
	if len(answer.Media) == 0 {
		return Agreed{}, ErrNoCommon
	}
	// Our offer has one stream, so the answer's first is its.
	m := &answer.Media[0]
	law, event, ok := m.choose(l.laws())
	if !ok {
		return Agreed{}, ErrNoCommon
	}
	a := m.agree(law, event, l.want())
	a.EventIn = eventPT
	return a, nil
}

// choose is the first law of the stream that is one of laws, in the stream's own order of
// preference, and its payload type for telephone-event (0: none).
func (m *Media) choose(laws []Law) (law Law, event uint8, ok bool) {
	proto := strings.ToUpper(m.Proto)
	if m.Kind != "audio" || m.Port == 0 || proto != "RTP/AVP" && proto != "RTP/AVPF" {
		return "", 0, false
	}
	for _, c := range m.Codecs {
		if c.Rate != 8000 {
			continue
		}
		if c.Name == telephoneEvent && event == 0 && c.PT >= 35 {
			event = c.PT
		}
		if law == "" {
			law = c.law(laws)
		}
	}
	return law, event, law != ""
}

// law is set only for the static payload types: a law under a dynamic number is nowhere in
// use, and media tells the laws apart by their numbers.
func (c Codec) law(laws []Law) Law {
	for _, l := range laws {
		if c.Name == string(l) && c.PT == l.pt() {
			return l
		}
	}
	return ""
}

func (m *Media) agree(law Law, event uint8, want Direction) Agreed {
	a := Agreed{Law: law, Event: event, PTime: m.PTime}
	if a.PTime == 0 {
		a.PTime = ptime
	}
	a.Remote = netip.AddrPortFrom(m.Addr, uint16(m.Port))
	rtcp := m.RTCP
	if rtcp == 0 && m.Port < 65535 {
		rtcp = m.Port + 1
	}
	a.RTCP = netip.AddrPortFrom(m.Addr, uint16(rtcp))
	theirs := m.Direction
	if m.Addr.IsUnspecified() {
		// Hold of RFC 2543: nowhere to send to, whatever the direction says.
		theirs = direction(theirs.Sends(), false)
	}
	a.Ours = direction(want.Sends() && theirs.Receives(), want.Receives() && theirs.Sends())
	a.Held = theirs != SendRecv
	return a
}
