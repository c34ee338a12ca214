package sip

import (
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"gudok/voice/sip/memnet"
)

// A far end speaks SIP in texts, by no code of ours: a carrier or a telephone.
type far struct {
	t    *testing.T
	conn *memnet.Conn
	addr string // 10.0.0.2:5060
	gate net.Addr

	call   string
	tag    string
	gtag   string // the gate's
	cseq   int
	target string // the gate's Contact
	from   string // our From or To without tag
	to     string // theirs
	branch int
	last   string // the newest request we sent
}

func (w *world) join(addr string) *far {
	return &far{
		t: w.t, conn: w.net.Listen(addr), addr: addr, gate: net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.0.0.1:5060")),
		call: "call-" + addr, tag: "far", from: "<sip:+380671112233@" + addr + ">", to: "<sip:+380441234567@10.0.0.1>", target: "sip:+380441234567@10.0.0.1",
	}
}

const pcma = "v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"

func withDirection(d string) string {
	return strings.Replace(pcma, "o=- 1 1", "o=- 1 2", 1) + "a=" + d + "\r\n"
}

func (f *far) send(text string) {
	if _, err := f.conn.WriteTo([]byte(text), f.gate); err != nil {
		f.t.Error(err)
	}
}

// request writes a request of ours: of the dialog, once the gate's tag is known.
func (f *far) request(method, body string, extra ...string) string {
	if method != "ACK" && method != "CANCEL" {
		f.cseq++
		f.branch++
	}
	branch := f.branch
	if method == "ACK" && f.gtag != "" {
		branch += 1000 // the ACK to a 2xx has a branch of its own
	}
	to := f.to
	if f.gtag != "" && method != "CANCEL" {
		to += ";tag=" + f.gtag
	}
	b := fmt.Sprintf("%s %s SIP/2.0\r\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bK%s%d\r\nMax-Forwards: 70\r\nFrom: %s;tag=%s\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %d %s\r\n",
		method, f.target, f.addr, f.tag, branch, f.from, f.tag, to, f.call, f.cseq, method)
	if !hasHeader(extra, "Contact") {
		b += "Contact: <sip:far@" + f.addr + ">\r\n"
	}
	for _, e := range extra {
		b += e + "\r\n"
	}
	if body != "" && !hasHeader(extra, "Content-Type") {
		b += "Content-Type: application/sdp\r\n"
	}
	b += fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body)
	if method != "ACK" && method != "CANCEL" {
		f.last = b
	}
	return b
}

func hasHeader(list []string, name string) bool {
	for _, e := range list {
		if strings.HasPrefix(e, name+":") {
			return true
		}
	}
	return false
}

// do sends a request and returns the first response that is not 100.
func (f *far) do(method, body string, extra ...string) string {
	f.t.Helper()
	f.send(f.request(method, body, extra...))
	return f.response()
}

// response is the next final or 18x response.
func (f *far) response() string {
	f.t.Helper()
	for {
		m := f.next(40 * time.Second)
		if m == "" {
			f.t.Fatalf("no response to\n%s", f.last)
		}
		if strings.HasPrefix(m, "SIP/2.0 ") && !strings.HasPrefix(m, "SIP/2.0 100") {
			f.learn(m)
			return m
		}
	}
}

// learn takes the gate's tag and contact.
func (f *far) learn(m string) {
	if tag := tagOf(header(m, "To")); tag != "" && strings.HasPrefix(m, "SIP/2.0 ") && status(m) < 300 && status(m) > 100 {
		f.gtag = tag
	}
	if c := header(m, "Contact"); c != "" {
		f.target = strings.Trim(c, "<>")
	}
}

// next is the next message within d, "" for none.
func (f *far) next(d time.Duration) string {
	f.conn.SetReadDeadline(time.Now().Add(d))
	buf := make([]byte, 64<<10)
	n, _, err := f.conn.ReadFrom(buf)
	if err != nil {
		return ""
	}
	return string(buf[:n])
}

// all is every start line within d.
func (f *far) all(d time.Duration) []string {
	var out []string
	for end := time.Now().Add(d); ; {
		m := f.next(time.Until(end))
		if m == "" {
			return out
		}
		line, _, _ := strings.Cut(m, "\r\n")
		out = append(out, line)
	}
}

// expect is the next request of the gate; it has to be of that method. What the far end
// answers to an INVITE of the gate makes the dialog.
func (f *far) expect(method string) string {
	f.t.Helper()
	m := f.next(40 * time.Second)
	if !strings.HasPrefix(m, method+" ") {
		f.t.Fatalf("expected %s, got\n%s", method, m)
	}
	if method == "INVITE" {
		f.call, f.gtag = header(m, "Call-ID"), tagOf(header(m, "From"))
		f.to, _, _ = strings.Cut(header(m, "From"), ";tag=")
		f.from, _, _ = strings.Cut(header(m, "To"), ";tag=")
		f.target = strings.Trim(header(m, "Contact"), "<>")
	}
	return m
}

// reply answers a request of the gate, with our tag.
func (f *far) reply(req string, code int, body string, extra ...string) {
	to := header(req, "To")
	if tagOf(to) == "" {
		to += ";tag=" + f.tag
	}
	b := fmt.Sprintf("SIP/2.0 %d Answer\r\n", code)
	for _, v := range headers(req, "Via") {
		b += "Via: " + v + "\r\n"
	}
	b += "From: " + header(req, "From") + "\r\nTo: " + to + "\r\nCall-ID: " + header(req, "Call-ID") + "\r\nCSeq: " + header(req, "CSeq") + "\r\n"
	if !hasHeader(extra, "Contact") {
		b += "Contact: <sip:far@" + f.addr + ">\r\n"
	}
	for _, e := range extra {
		b += e + "\r\n"
	}
	if body != "" {
		b += "Content-Type: application/sdp\r\n"
	}
	f.send(b + fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body))
}

func header(m, name string) string {
	if h := headers(m, name); len(h) > 0 {
		return h[0]
	}
	return ""
}

func headers(m, name string) []string {
	head, _, _ := strings.Cut(m, "\r\n\r\n")
	var out []string
	for _, line := range strings.Split(head, "\r\n")[1:] {
		k, v, _ := strings.Cut(line, ":")
		if strings.EqualFold(k, name) {
			out = append(out, strings.TrimSpace(v))
		}
	}
	return out
}

func bodyOf(m string) string {
	_, body, _ := strings.Cut(m, "\r\n\r\n")
	return body
}

var tagParam = regexp.MustCompile(`;tag=([^;]+)`)

func tagOf(v string) string {
	if m := tagParam.FindStringSubmatch(v); m != nil {
		return m[1]
	}
	return ""
}

func status(m string) int {
	var n int
	fmt.Sscanf(m, "SIP/2.0 %d", &n)
	return n
}

// wantStatus fails unless the response has the status.
func (f *far) wantStatus(m string, code int) {
	f.t.Helper()
	if status(m) != code {
		f.t.Fatalf("got\n%s\nwant %d", m, code)
	}
}
