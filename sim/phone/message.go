package phone

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxMessage is the longest SIP message read or sent: the longest UDP payload.
const maxMessage = 65507

// A message is a SIP request or response (RFC 3261, 7). Header names are in their long form.
type message struct {
	method, uri string // of a request
	code        int    // of a response, else 0
	reason      string
	headers     []header
	body        []byte
}

type header struct{ name, value string }

// long gives the long form of a compact header name (RFC 3261, 7.3.3) and canonical case
// for those this phone asks for.
func long(name string) string {
	switch strings.ToLower(name) {
	case "v", "via":
		return "Via"
	case "f", "from":
		return "From"
	case "t", "to":
		return "To"
	case "i", "call-id":
		return "Call-ID"
	case "m", "contact":
		return "Contact"
	case "l", "content-length":
		return "Content-Length"
	case "c", "content-type":
		return "Content-Type"
	case "cseq":
		return "CSeq"
	case "record-route":
		return "Record-Route"
	case "www-authenticate":
		return "WWW-Authenticate"
	case "proxy-authenticate":
		return "Proxy-Authenticate"
	}
	return name
}

// errKeepAlive is for the CRLF that some send to keep a NAT open (RFC 5626, 3.5.1).
var errKeepAlive = errors.New("keep-alive")

// parse reads one datagram.
func parse(b []byte) (*message, error) {
	b = bytes.TrimLeft(b, "\r\n\x00")
	if len(b) == 0 {
		return nil, errKeepAlive
	}
	head, body, ok := bytes.Cut(b, []byte("\r\n\r\n"))
	if !ok {
		return nil, errors.New("sip message without an empty line")
	}
	lines := strings.Split(string(head), "\r\n")
	m := &message{}
	if err := m.start(lines[0]); err != nil {
		return nil, err
	}
	for _, l := range lines[1:] {
		if l != "" && (l[0] == ' ' || l[0] == '\t') && len(m.headers) > 0 { // folded (7.3.1)
			m.headers[len(m.headers)-1].value += " " + strings.TrimSpace(l)
			continue
		}
		name, value, ok := strings.Cut(l, ":")
		if !ok {
			return nil, fmt.Errorf("sip header without a colon: %q", l)
		}
		m.headers = append(m.headers, header{long(strings.TrimSpace(name)), strings.TrimSpace(value)})
	}
	m.body = body
	if n, err := strconv.Atoi(m.get("Content-Length")); err == nil {
		if n < 0 || n > len(body) {
			return nil, fmt.Errorf("content-length %d of a body of %d bytes", n, len(body))
		}
		m.body = body[:n]
	}
	for _, need := range []string{"Via", "From", "To", "Call-ID", "CSeq"} {
		if m.get(need) == "" {
			return nil, fmt.Errorf("sip message without %s", need)
		}
	}
	m.body = bytes.Clone(m.body)
	return m, nil
}

func (m *message) start(line string) error {
	if rest, ok := strings.CutPrefix(line, "SIP/2.0 "); ok {
		code, reason, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(code)
		if err != nil || n < 100 || n > 699 {
			return fmt.Errorf("sip status line %q", line)
		}
		m.code, m.reason = n, reason
		return nil
	}
	f := strings.Fields(line)
	if len(f) != 3 || f[2] != "SIP/2.0" {
		return fmt.Errorf("sip request line %q", line)
	}
	m.method, m.uri = f[0], f[1]
	return nil
}

// get is the first value of a header, "" when there is none.
func (m *message) get(name string) string {
	for _, h := range m.headers {
		if strings.EqualFold(h.name, name) {
			return h.value
		}
	}
	return ""
}

// all is every value of a header, lists with commas taken apart.
func (m *message) all(name string) []string {
	var out []string
	for _, h := range m.headers {
		if strings.EqualFold(h.name, name) {
			out = append(out, splitList(h.value)...)
		}
	}
	return out
}

func (m *message) add(name, value string) { m.headers = append(m.headers, header{name, value}) }

// cseq is the number and the method of CSeq.
func (m *message) cseq() (uint32, string) {
	f := strings.Fields(m.get("CSeq"))
	if len(f) != 2 {
		return 0, ""
	}
	n, err := strconv.ParseUint(f[0], 10, 32)
	if err != nil {
		return 0, ""
	}
	return uint32(n), f[1]
}

// bytes is the message as it goes out; Content-Length is written here.
func (m *message) bytes() []byte {
	var b bytes.Buffer
	if m.code != 0 {
		fmt.Fprintf(&b, "SIP/2.0 %d %s\r\n", m.code, m.reason)
	} else {
		fmt.Fprintf(&b, "%s %s SIP/2.0\r\n", m.method, m.uri)
	}
	for _, h := range m.headers {
		b.WriteString(h.name)
		b.WriteString(": ")
		b.WriteString(h.value)
		b.WriteString("\r\n")
	}
	if len(m.body) > 0 {
		b.WriteString("Content-Type: application/sdp\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(m.body))
	b.Write(m.body)
	return b.Bytes()
}

// answer is a response to a request with what RFC 3261, 8.2.6.2 wants copied.
func (m *message) answer(code int, toTag string) *message {
	r := &message{code: code, reason: reasonOf(code)}
	for _, h := range m.headers {
		switch h.name {
		case "Via", "From", "Call-ID", "CSeq", "Record-Route":
			r.headers = append(r.headers, h)
		case "To":
			if toTag != "" && param(h.value, "tag") == "" {
				h.value += ";tag=" + toTag
			}
			r.headers = append(r.headers, h)
		}
	}
	return r
}

func reasonOf(code int) string {
	switch code {
	case 100:
		return "Trying"
	case 180:
		return "Ringing"
	case 183:
		return "Session Progress"
	case 200:
		return "OK"
	case 404:
		return "Not Found"
	case 480:
		return "Temporarily Unavailable"
	case 481:
		return "Call/Transaction Does Not Exist"
	case 486:
		return "Busy Here"
	case 487:
		return "Request Terminated"
	case 488:
		return "Not Acceptable Here"
	case 491:
		return "Request Pending"
	case 501:
		return "Not Implemented"
	case 503:
		return "Service Unavailable"
	case 603:
		return "Decline"
	}
	return "Whatever"
}

// uriOf is the URI of a name-addr or addr-spec: without display name, brackets, parameters
// of the header.
func uriOf(v string) string {
	if _, rest, ok := strings.Cut(v, "<"); ok {
		u, _, _ := strings.Cut(rest, ">")
		return u
	}
	u, _, _ := strings.Cut(v, ";")
	return strings.TrimSpace(u)
}

// param is a header's parameter, outside of the brackets.
func param(v, name string) string {
	if i := strings.LastIndex(v, ">"); i >= 0 {
		v = v[i:]
	}
	for _, p := range strings.Split(v, ";")[1:] {
		k, val, _ := strings.Cut(p, "=")
		if strings.EqualFold(strings.TrimSpace(k), name) {
			return strings.Trim(strings.TrimSpace(val), `"`)
		}
	}
	return ""
}

// userOf is the user part of a sip URI.
func userOf(uri string) string {
	_, rest, _ := strings.Cut(uri, ":")
	u, _, ok := strings.Cut(rest, "@")
	if !ok {
		return ""
	}
	u, _, _ = strings.Cut(u, ";")
	return u
}

// hostOf is host:port of a sip URI, the port 5060 where none is given (RFC 3261, 19.1.2).
func hostOf(uri string) string {
	_, rest, _ := strings.Cut(uri, ":")
	if _, h, ok := strings.Cut(rest, "@"); ok {
		rest = h
	}
	rest, _, _ = strings.Cut(rest, ";")
	rest, _, _ = strings.Cut(rest, "?")
	if strings.LastIndex(rest, ":") <= strings.LastIndex(rest, "]") {
		rest += ":5060"
	}
	return rest
}

// splitList takes a comma list apart, minding quotes and brackets.
func splitList(v string) []string {
	var out []string
	from, quoted, depth := 0, false, 0
	for i := range len(v) {
		switch v[i] {
		case '"':
			quoted = !quoted
		case '<':
			depth++
		case '>':
			depth--
		case ',':
			if !quoted && depth <= 0 {
				out = append(out, strings.TrimSpace(v[from:i]))
				from = i + 1
			}
		}
	}
	return append(out, strings.TrimSpace(v[from:]))
}
