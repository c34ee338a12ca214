package main

import (
	"bytes"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// header is the first value of a header, "" when there is none.
func header(m []byte, name string) string {
	if all := headers(m, name); len(all) > 0 {
		return all[0]
	}
	return ""
}

// headers are all values of a header in order.
func headers(m []byte, name string) (out []string) {
	head, _, _ := bytes.Cut(m, []byte("\r\n\r\n"))
	for len(head) > 0 {
		var line []byte
		line, head, _ = bytes.Cut(head, []byte("\r\n"))
		if len(line) > len(name) && line[len(name)] == ':' && strings.EqualFold(string(line[:len(name)]), name) {
			out = append(out, string(bytes.TrimSpace(line[len(name)+1:])))
		}
	}
	return out
}

func between(s, a, b string) string {
	_, s, ok := strings.Cut(s, a)
	if !ok {
		return ""
	}
	s, _, _ = strings.Cut(s, b)
	return s
}

// soundAt is where an SDP wants its sound.
func soundAt(m []byte) (netip.AddrPort, bool) {
	_, body, _ := bytes.Cut(m, []byte("\r\n\r\n"))
	var ip netip.Addr
	var port int
	for line := range strings.Lines(string(body)) {
		line = strings.TrimSpace(line)
		if f, ok := strings.CutPrefix(line, "c=IN IP4 "); ok {
			ip, _ = netip.ParseAddr(f)
		}
		if strings.HasPrefix(line, "m=audio ") {
			port, _ = strconv.Atoi(strings.Fields(line)[1])
		}
	}
	return netip.AddrPortFrom(ip, uint16(port)), ip.IsValid() && port > 0
}

// offer is the SDP of a leg that is heard at the address: µ-law and telephone-event.
func offer(addr [4]byte, port int) string {
	ip := netip.AddrFrom4(addr).String()
	return fmt.Sprintf("v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d RTP/AVP 0 101\r\n"+
		"a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n", ip, ip, port)
}

// response answers the request m.
func response(m []byte, status, extra, body string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "SIP/2.0 %s\r\n", status)
	for _, v := range headers(m, "Via") {
		fmt.Fprintf(&b, "Via: %s\r\n", v)
	}
	for _, v := range headers(m, "Record-Route") {
		fmt.Fprintf(&b, "Record-Route: %s\r\n", v)
	}
	to, id := header(m, "To"), header(m, "Call-ID")
	if !strings.Contains(to, "tag=") {
		to += ";tag=a" + strings.Map(tagRune, id)
	}
	fmt.Fprintf(&b, "From: %s\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %s\r\n%s", header(m, "From"), to, id, header(m, "CSeq"), extra)
	if body != "" {
		b.WriteString("Content-Type: application/sdp\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return []byte(b.String())
}

// tagRune keeps the characters of a Call-ID that are good in a tag.
func tagRune(r rune) rune {
	if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
		return r
	}
	return -1
}
