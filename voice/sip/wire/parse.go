package wire

import (
	"bytes"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"github.com/emiago/sipgo/sip"
)

var errMalformed = errors.New("malformed message")

// A fault is a request that deserves an answer although it is wrong.
type fault struct {
	status int
	reason string
}

func (f *fault) Error() string { return strconv.Itoa(f.status) + " " + f.reason }

func bad(reason string) *fault { return &fault{400, reason} }

// headEnd is the length of start line and headers with the empty line, 0 when it has not come yet.
func headEnd(data []byte) int {
	if i := bytes.Index(data, []byte("\r\n\r\n")); i >= 0 {
		return i + 4
	}
	return 0
}

// contentLength reads the header from the bytes of the head; -1: there is none. Two that
// differ, signs and letters are errMalformed: on a stream nobody could say where the next
// message begins.
func contentLength(head []byte) (int, error) {
	length := -1
	for rest := head; len(rest) > 0; {
		n := bytes.IndexByte(rest, '\n') + 1
		if n == 0 {
			n = len(rest)
		}
		name, value, ok := bytes.Cut(rest[:n], []byte(":"))
		rest = rest[n:]
		name = bytes.TrimRight(name, " \t")
		if !ok || !bytes.EqualFold(name, []byte("Content-Length")) && !bytes.EqualFold(name, []byte("l")) {
			continue
		}
		v, err := strconv.ParseUint(string(bytes.TrimSpace(value)), 10, 31)
		if err != nil || length >= 0 && int(v) != length {
			return 0, errMalformed
		}
		length = int(v)
	}
	return length, nil
}

// read parses one whole message: head and body as framed by the socket's loop. The error is
// a *fault where the sender is to be told.
func read(p *sip.Parser, data []byte, flow Flow) (*Message, error) {
	parsed, err := p.ParseSIP(data)
	short := parsed != nil && (errors.Is(err, sip.ErrParseReadBodyIncomplete) || errors.Is(err, sip.ErrMessageTooLarge))
	if err != nil && !short {
		return nil, errMalformed
	}
	m := &Message{Flow: flow}
	var version string
	var headers []sip.Header
	switch s := parsed.(type) {
	case *sip.Request:
		m.Method, m.URI, version, headers = string(s.Method), s.Recipient.String(), s.SipVersion, s.Headers()
	case *sip.Response:
		m.Status, m.Reason, version, headers = s.StatusCode, s.Reason, s.SipVersion, s.Headers()
		if m.Status < 100 || m.Status > 699 || short {
			return nil, errMalformed
		}
	}
	m.Body = parsed.Body()
	f := m.fill(headers)
	if short {
		f = bad("body shorter than Content-Length")
	}
	return m.validate(version, f)
}

// fill copies what the parser found into plain text and numbers.
func (m *Message) fill(headers []sip.Header) *fault {
	var f *fault
	var seen [6]bool // headers that may be there once
	once := func(i int) {
		if seen[i] {
			f = bad("a header is there twice")
		}
		seen[i] = true
	}
	for _, h := range headers {
		switch h := h.(type) {
		case *sip.ViaHeader:
			if len(m.Via) == 0 {
				m.hop(h)
			}
			m.Via = append(m.Via, h.Value())
		case *sip.FromHeader:
			once(0)
			tag, _ := h.Params.Get("tag")
			m.From = Addr{Text: h.Value(), Display: unquote(h.DisplayName), URI: h.Address.String(), Tag: tag}
		case *sip.ToHeader:
			once(1)
			tag, _ := h.Params.Get("tag")
			m.To = Addr{Text: h.Value(), Display: unquote(h.DisplayName), URI: h.Address.String(), Tag: tag}
		case *sip.CallIDHeader:
			once(2)
			m.CallID = string(*h)
		case *sip.CSeqHeader:
			once(3)
			m.CSeq = h.SeqNo
			method := strings.TrimSpace(string(h.MethodName))
			if m.Status != 0 {
				m.Method = method
			} else if method != m.Method {
				f = bad("CSeq names another method")
			}
		case *sip.MaxForwardsHeader:
			once(4)
			m.MaxForwards = int(*h)
		case *sip.ContactHeader:
			m.Contact = append(m.Contact, contactOf(h))
		case *sip.RouteHeader:
			m.Route = append(m.Route, h.Value())
		case *sip.RecordRouteHeader:
			m.RecordRoute = append(m.RecordRoute, h.Value())
		case *sip.ContentLengthHeader: // looked at by the socket's loop
		case *sip.ContentTypeHeader:
			once(5)
			m.Other = append(m.Other, Header{"Content-Type", h.Value()})
		default:
			m.Other = append(m.Other, Header{fullName(h.Name()), h.Value()})
		}
	}
	if !seen[3] || !seen[0] || !seen[1] || !seen[2] {
		m.CallID = "" // so that nobody takes it for whole
	}
	return f
}

func contactOf(c *sip.ContactHeader) Addr {
	a := Addr{Text: c.Value(), Display: unquote(c.DisplayName), URI: c.Address.String()}
	if c.Address.Wildcard {
		a.URI = "*"
	}
	a.Expires, _ = c.Params.Get("expires")
	a.Q, _ = c.Params.Get("q")
	return a
}

// hop reads the topmost Via and, of a request, writes into it where the request really came
// from (RFC 3261 18.2.1, RFC 3581 4).
func (m *Message) hop(v *sip.ViaHeader) {
	m.branch, _ = v.Params.Get("branch")
	port := v.Port
	if port == 0 {
		port = 5060
	}
	if v.Host == "" || !strings.EqualFold(v.ProtocolName, "SIP") {
		return
	}
	m.sentBy = v.Host + ":" + strconv.Itoa(port)
	if m.Status != 0 {
		return
	}
	source := m.Flow.Remote
	m.back = netip.AddrPortFrom(source.Addr(), uint16(port))
	rport, ok := v.Params.Get("rport")
	if ok && rport == "" || m.Flow.Transport == TCP {
		m.back = source
	}
	if ok {
		v.Params.Add("rport", strconv.Itoa(int(source.Port())))
	}
	if host, err := netip.ParseAddr(v.Host); ok || err != nil || host.Unmap() != source.Addr() {
		v.Params.Add("received", source.Addr().String())
	}
}

// fullName undoes the compact forms that sipgo leaves alone (RFC 3261 7.3.3 and the registry).
func fullName(name string) string {
	if len(name) != 1 {
		return name
	}
	switch name[0] | 0x20 {
	case 'a':
		return "Accept-Contact"
	case 'b':
		return "Referred-By"
	case 'c':
		return "Content-Type"
	case 'd':
		return "Request-Disposition"
	case 'e':
		return "Content-Encoding"
	case 'j':
		return "Reject-Contact"
	case 'k':
		return "Supported"
	case 'n':
		return "Identity-Info"
	case 'o':
		return "Event"
	case 'r':
		return "Refer-To"
	case 's':
		return "Subject"
	case 'u':
		return "Allow-Events"
	case 'x':
		return "Session-Expires"
	case 'y':
		return "Identity"
	}
	return name
}

// validate is what sipgo's parser lets pass (RFC 4475 3.1.2 and 3.3, reliability.md 2).
func (m *Message) validate(version string, f *fault) (*Message, error) {
	if len(m.Via) == 0 || m.sentBy == "" || m.CallID == "" || m.From.URI == "" || m.To.URI == "" {
		return nil, errMalformed
	}
	if m.Status != 0 {
		if version != "SIP/2.0" || f != nil || m.branchless() {
			return nil, errMalformed
		}
		return m, nil
	}
	switch {
	case f != nil:
	case version != "SIP/2.0":
		f = &fault{505, "Version Not Supported"}
	case m.From.Tag == "" && m.branchless():
		return nil, errMalformed // nothing would tell two calls apart
	case m.CSeq > 1<<31-1:
		f = bad("CSeq too large")
	case m.Method == INVITE && len(m.Contact) == 0:
		f = bad("INVITE without Contact")
	case len(m.Body) > 0 && !m.Has("Content-Type"):
		f = bad("body without Content-Type")
	}
	if f != nil {
		return m, f
	}
	return m, nil
}

// branchless reports a Via of RFC 2543: its branch identifies nothing.
func (m *Message) branchless() bool {
	return len(m.branch) <= len(magic) || !strings.HasPrefix(m.branch, magic)
}

// magic begins every branch since RFC 3261 8.1.1.7.
const magic = "z9hG4bK"

// addrPort is the plain form of an address given by the net package.
func addrPort(a net.Addr) netip.AddrPort {
	var ap netip.AddrPort
	switch a := a.(type) {
	case *net.UDPAddr:
		ap = a.AddrPort()
	case *net.TCPAddr:
		ap = a.AddrPort()
	default:
		ap, _ = netip.ParseAddrPort(a.String())
	}
	return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
}
