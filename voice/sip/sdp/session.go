package sdp

import (
	"net/netip"
	"strconv"
)

// A Direction says who sends in a stream, seen from the one who wrote the description.
type Direction string

const (
	SendRecv Direction = "sendrecv"
	SendOnly Direction = "sendonly"
	RecvOnly Direction = "recvonly"
	Inactive Direction = "inactive"
)

// Sends reports whether the writer of the description sends.
func (d Direction) Sends() bool { return d == SendRecv || d == SendOnly }

// Receives reports whether the writer of the description wants to receive.
func (d Direction) Receives() bool { return d == SendRecv || d == RecvOnly }

// Reverse is the same stream seen from the other end.
func (d Direction) Reverse() Direction {
	switch d {
	case SendOnly:
		return RecvOnly
	case RecvOnly:
		return SendOnly
	default: // both ways or none look the same from there
		return d
	}
}

// direction puts a Direction together from its two halves.
func direction(sends, receives bool) Direction {
	switch {
	case sends && receives:
		return SendRecv
	case sends:
		return SendOnly
	case receives:
		return RecvOnly
	}
	return Inactive
}

// An Origin is the o= line: ID names the session, Version rises with every change of it
// (RFC 8866 5.2).
type Origin struct {
	User    string
	ID      uint64
	Version uint64
	Addr    string // as written; it names, it is not where sound goes
}

// A Codec is one payload format of a stream.
type Codec struct {
	PT   uint8
	Name string // upper case: PCMA, PCMU, TELEPHONE-EVENT, CN …; "" when no rtpmap names it
	Rate int    // clock rate, Hz
}

// A Media is one m= section.
type Media struct {
	Kind      string // audio, video, image …
	Port      int    // 0: refused or switched off
	Proto     string // RTP/AVP …
	Formats   []string
	Codecs    []Codec    // of audio over RTP, in the order of preference
	Addr      netip.Addr // where to send; 0.0.0.0 or :: is the old way to hold (RFC 3264 8.4)
	RTCP      int        // port of a=rtcp, 0: Port+1
	PTime     int        // ms, 0: not said
	Direction Direction
}

// A Session is a whole description. When written, its streams are all at Origin.Addr.
type Session struct {
	Origin Origin
	Media  []Media
}

// String writes the session, lines ended by CRLF.
func (s *Session) String() string {
	b := make([]byte, 0, 384)
	b = append(b, "v=0\r\no="...)
	user := s.Origin.User
	if user == "" {
		user = "-"
	}
	b = append(b, user...)
	b = append(b, ' ')
	b = strconv.AppendUint(b, s.Origin.ID, 10)
	b = append(b, ' ')
	b = strconv.AppendUint(b, s.Origin.Version, 10)
	b = append(b, " IN "...)
	b = append(b, family(s.Origin.Addr)...)
	b = append(b, s.Origin.Addr...)
	// One space for a session without a name (RFC 8866 5.3) confuses old parsers: a dash.
	// They also look for c= only here and not below m=.
	b = append(b, "\r\ns=-\r\nc=IN "...)
	b = append(b, family(s.Origin.Addr)...)
	b = append(b, s.Origin.Addr...)
	b = append(b, "\r\nt=0 0\r\n"...)
	for i := range s.Media {
		b = s.Media[i].append(b)
	}
	return string(b)
}

func (m *Media) append(b []byte) []byte {
	b = append(b, "m="...)
	b = append(b, m.Kind...)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(m.Port), 10)
	b = append(b, ' ')
	b = append(b, m.Proto...)
	for _, f := range m.Formats {
		b = append(b, ' ')
		b = append(b, f...)
	}
	b = append(b, "\r\n"...)
	if m.Port == 0 {
		return b // a refused stream needs no attributes (RFC 3264 6)
	}
	for _, c := range m.Codecs {
		b = c.append(b)
	}
	if m.PTime > 0 {
		b = append(b, "a=ptime:"...)
		b = strconv.AppendInt(b, int64(m.PTime), 10)
		b = append(b, "\r\n"...)
	}
	b = append(b, "a="...)
	b = append(b, m.Direction...)
	return append(b, "\r\n"...)
}

func (c Codec) append(b []byte) []byte {
	name := c.Name
	event := name == telephoneEvent
	if event {
		name = "telephone-event" // some far ends compare letter by letter
	}
	b = append(b, "a=rtpmap:"...)
	b = strconv.AppendUint(b, uint64(c.PT), 10)
	b = append(b, ' ')
	b = append(b, name...)
	b = append(b, '/')
	b = strconv.AppendInt(b, int64(c.Rate), 10)
	b = append(b, "\r\n"...)
	if event {
		// Keys 0-9 * # A-D and no hook flash (RFC 4733 3.2).
		b = append(b, "a=fmtp:"...)
		b = strconv.AppendUint(b, uint64(c.PT), 10)
		b = append(b, " 0-15\r\n"...)
	}
	return b
}

// family is the address type in front of addr, with the space.
func family(addr string) string {
	for i := range len(addr) {
		if addr[i] == ':' {
			return "IP6 "
		}
	}
	return "IP4 "
}
