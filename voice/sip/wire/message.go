package wire

import (
	"net/netip"
	"strconv"
	"strings"
)

// The methods we know. RFC 3261 and, from UPDATE on, its extensions.
const (
	INVITE    = "INVITE"
	ACK       = "ACK"
	BYE       = "BYE"
	CANCEL    = "CANCEL"
	OPTIONS   = "OPTIONS"
	REGISTER  = "REGISTER"
	UPDATE    = "UPDATE"    // RFC 3311
	PRACK     = "PRACK"     // RFC 3262
	INFO      = "INFO"      // RFC 6086
	REFER     = "REFER"     // RFC 3515
	NOTIFY    = "NOTIFY"    // RFC 6665
	SUBSCRIBE = "SUBSCRIBE" // RFC 6665
	MESSAGE   = "MESSAGE"   // RFC 3428
	PUBLISH   = "PUBLISH"   // RFC 3903
)

// Transports.
const (
	UDP = "udp"
	TCP = "tcp"
)

// A Flow is a way to somebody: by which of our sockets, to which address. Over TCP it names
// one connection while that is open. Comparable and plain data.
type Flow struct {
	Transport string         `json:"transport"`
	Local     netip.AddrPort `json:"local"` // as bound; the zero value: the first socket of the transport
	Remote    netip.AddrPort `json:"remote"`
}

func (f Flow) String() string { return f.Transport + ":" + f.Remote.String() }

// A Header is a header that has no field of its own in [Message].
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// An Addr is the value of From, To or Contact.
type Addr struct {
	Text    string // the whole value, as it is written
	Display string // without quotes
	URI     string
	Tag     string
	Expires string // parameter of Contact
	Q       string // parameter of Contact
}

// A Message is a request (Status 0) or a response.
type Message struct {
	Method string // of a response: the method of its CSeq
	URI    string
	Status int
	Reason string

	Via         []string // topmost first
	From, To    Addr
	CallID      string
	CSeq        uint32
	MaxForwards int // 0 in what we build: 70
	Contact     []Addr
	Route       []string
	RecordRoute []string
	Other       []Header
	Body        []byte

	Flow Flow // where it came from; of a message of ours: unset
	// Text is the whole message as it came, only of an INVITE that begins a dialog and only
	// if there is a trace: its reader does not know the dialog before.
	Text string

	back   netip.AddrPort // where responses go (RFC 3261 18.2.2, RFC 3581)
	branch string         // of the topmost Via
	sentBy string
}

// Get is the value of the first header of that name outside the fields, "" when missing.
func (m *Message) Get(name string) string {
	for i := range m.Other {
		if strings.EqualFold(m.Other[i].Name, name) {
			return m.Other[i].Value
		}
	}
	return ""
}

// Has reports whether there is such a header, even an empty one.
func (m *Message) Has(name string) bool {
	for i := range m.Other {
		if strings.EqualFold(m.Other[i].Name, name) {
			return true
		}
	}
	return false
}

// Values are the values of all headers of that name, lines as they are: for those in which
// a comma separates parameters, as of digest.
func (m *Message) Values(name string) []string {
	var all []string
	for i := range m.Other {
		if strings.EqualFold(m.Other[i].Name, name) {
			all = append(all, m.Other[i].Value)
		}
	}
	return all
}

// All is every value of the header, a line with commas taken apart.
func (m *Message) All(name string) []string {
	var all []string
	for i := range m.Other {
		if strings.EqualFold(m.Other[i].Name, name) {
			all = append(all, Split(m.Other[i].Value, ',')...)
		}
	}
	return all
}

// Add appends a header.
func (m *Message) Add(name, value string) { m.Other = append(m.Other, Header{name, value}) }

// Split cuts at every sep outside quotes and angle brackets and trims the pieces; empty
// pieces are left out.
func Split(s string, sep byte) []string {
	var out []string
	quoted, angle, from := false, false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case c == sep && !angle:
			if p := strings.TrimSpace(s[from:i]); p != "" {
				out = append(out, p)
			}
			from = i + 1
		}
	}
	if p := strings.TrimSpace(s[from:]); p != "" {
		out = append(out, p)
	}
	return out
}

// Response begins the response to m: Via, From, To, Call-ID and CSeq as the request had
// them (RFC 3261 8.2.6). tag is added to To where the request had none; 100 needs none.
func (m *Message) Response(status int, reason, tag string) *Message {
	r := &Message{
		Method: m.Method, Status: status, Reason: reason,
		Via: m.Via, From: m.From, To: m.To, CallID: m.CallID, CSeq: m.CSeq,
	}
	if r.To.Tag == "" && tag != "" {
		r.To.Tag = tag
		r.To.Text += ";tag=" + tag
	}
	return r
}

// Append writes the message to b. CR, LF and NUL in a value become spaces: no text of a
// stranger that passes through us can add a header.
func (m *Message) Append(b []byte) []byte {
	if m.Status == 0 {
		b = append(b, m.Method...)
		b = append(b, ' ')
		b = clean(b, m.URI)
		b = append(b, " SIP/2.0\r\n"...)
	} else {
		b = append(b, "SIP/2.0 "...)
		b = strconv.AppendInt(b, int64(m.Status), 10)
		b = append(b, ' ')
		b = clean(b, m.Reason)
		b = append(b, "\r\n"...)
	}
	for _, v := range m.Via {
		b = line(b, "Via: ", v)
	}
	for _, v := range m.Route {
		b = line(b, "Route: ", v)
	}
	for _, v := range m.RecordRoute {
		b = line(b, "Record-Route: ", v)
	}
	if m.Status == 0 {
		hops := m.MaxForwards
		if hops == 0 {
			hops = 70 // RFC 3261 8.1.1.6
		}
		b = append(b, "Max-Forwards: "...)
		b = strconv.AppendInt(b, int64(hops), 10)
		b = append(b, "\r\n"...)
	}
	b = line(b, "From: ", m.From.Text)
	b = line(b, "To: ", m.To.Text)
	b = line(b, "Call-ID: ", m.CallID)
	b = append(b, "CSeq: "...)
	b = strconv.AppendUint(b, uint64(m.CSeq), 10)
	b = append(b, ' ')
	b = append(b, m.Method...)
	b = append(b, "\r\n"...)
	for i := range m.Contact {
		b = line(b, "Contact: ", m.Contact[i].Text)
	}
	for i := range m.Other {
		b = clean(b, m.Other[i].Name)
		b = line(b, ": ", m.Other[i].Value)
	}
	b = append(b, "Content-Length: "...)
	b = strconv.AppendInt(b, int64(len(m.Body)), 10)
	b = append(b, "\r\n\r\n"...)
	return append(b, m.Body...)
}

func line(b []byte, name, value string) []byte {
	b = append(b, name...)
	b = clean(b, value)
	return append(b, "\r\n"...)
}

func clean(b []byte, s string) []byte {
	from := len(b)
	b = append(b, s...)
	for i := from; i < len(b); i++ {
		if c := b[i]; c == '\r' || c == '\n' || c == 0 {
			b[i] = ' '
		}
	}
	return b
}
