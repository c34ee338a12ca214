package sdp

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

const (
	// maxText: a fat offer of a browser with video has 8 KB; ours have 0.4.
	maxText = 16 << 10
	// maxLine: fmtp of a video codec passes 1 KB now and then.
	maxLine = 4 << 10
	// maxMedia and maxAttributes bound the work per text (reliability.md 4, row 3).
	maxMedia      = 16
	maxAttributes = 256
	// maxFormats: 96-127 and a handful of static ones.
	maxFormats = 64

	telephoneEvent = "TELEPHONE-EVENT"
)

// ErrMalformed says that a text is not a session description. What is wrong is wrapped
// around it.
var ErrMalformed = errors.New("malformed session description")

func malformed(why string) error { return fmt.Errorf("%s: %w", why, ErrMalformed) }

// Parse reads a description. It is lenient where telephones are sloppy (bare LF, a missing
// last newline, missing t= and s= lines, unknown lines) and strict where a mistake would
// send sound to the wrong place. Errors: ErrMalformed.
func Parse(text []byte) (*Session, error) {
	if len(text) > maxText {
		return nil, malformed("too long")
	}
	p := parser{}
	rest := string(text)
	for n := 0; rest != ""; n++ {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimRight(line, "\r \t")
		if line == "" {
			continue
		}
		if err := p.line(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	return p.finish()
}

// A parser collects lines. What stands before the first m= line is the session's and holds
// for every stream that does not say otherwise.
type parser struct {
	s          Session
	begun      bool
	addr       netip.Addr
	dir        Direction
	ptime      int
	attributes int
}

func (p *parser) line(line string) error {
	if len(line) > maxLine {
		return malformed("line too long")
	}
	if len(line) < 2 || line[1] != '=' {
		return malformed("no type")
	}
	if strings.IndexByte(line, 0) >= 0 {
		return malformed("a NUL byte")
	}
	kind, value := line[0], line[2:]
	if !p.begun {
		if kind != 'v' || value != "0" {
			return malformed("does not begin with v=0")
		}
		p.begun = true
		return nil
	}
	switch kind {
	case 'o':
		return p.origin(value)
	case 'c':
		return p.connection(value)
	case 'm':
		return p.media(value)
	case 'a':
		return p.attribute(value)
	}
	return nil
}

// origin reads "user id version IN IP4 addr". Session numbers larger than 64 bits exist;
// they are folded, since they are only compared.
func (p *parser) origin(value string) error {
	f := strings.Fields(value)
	if len(f) != 6 {
		return malformed("o= needs six fields")
	}
	p.s.Origin = Origin{User: f[0], ID: number(f[1]), Version: number(f[2]), Addr: f[5]}
	return nil
}

func number(s string) uint64 {
	var n uint64
	for i := range len(s) {
		n = n*31 + uint64(s[i])
	}
	if v, err := strconv.ParseUint(s, 10, 64); err == nil {
		return v
	}
	return n
}

func (p *parser) connection(value string) error {
	f := strings.Fields(value)
	if len(f) != 3 || !strings.EqualFold(f[0], "IN") {
		return malformed("c= is not an Internet address")
	}
	host, _, _ := strings.Cut(f[2], "/") // multicast scope
	addr, err := netip.ParseAddr(host)
	if err != nil {
		// A name here would need a look-up while somebody waits; nobody sends one.
		return malformed("c= is not an address")
	}
	if addr.IsMulticast() || addr.Zone() != "" {
		return malformed("c= is not a single host")
	}
	addr = addr.Unmap()
	if m := p.current(); m != nil {
		m.Addr = addr
	} else {
		p.addr = addr
	}
	return nil
}

func (p *parser) current() *Media {
	if len(p.s.Media) == 0 {
		return nil
	}
	return &p.s.Media[len(p.s.Media)-1]
}

func (p *parser) media(value string) error {
	if len(p.s.Media) == maxMedia {
		return malformed("too many streams")
	}
	f := strings.Fields(value)
	if len(f) < 4 || len(f) > 3+maxFormats {
		return malformed("m= has too few or too many fields")
	}
	ports, _, _ := strings.Cut(f[1], "/")
	port, err := strconv.ParseUint(ports, 10, 16)
	if err != nil {
		return malformed("m= has no port")
	}
	m := Media{Kind: strings.ToLower(f[0]), Port: int(port), Proto: f[2], Formats: f[3:], Addr: p.addr, Direction: p.dir, PTime: p.ptime}
	if m.Kind == "audio" {
		if err := m.static(); err != nil {
			return err
		}
	}
	p.s.Media = append(p.s.Media, m)
	return nil
}

// static fills in what payload types below 96 mean without an rtpmap (RFC 3551 6).
func (m *Media) static() error {
	if !strings.HasPrefix(strings.ToUpper(m.Proto), "RTP/") {
		return nil
	}
	for _, f := range m.Formats {
		pt, err := strconv.ParseUint(f, 10, 7)
		if err != nil {
			return malformed("m= has a strange payload type")
		}
		c := Codec{PT: uint8(pt), Rate: 8000}
		switch pt {
		case 0:
			c.Name = "PCMU"
		case 8:
			c.Name = "PCMA"
		case 13:
			c.Name = "CN"
		}
		m.Codecs = append(m.Codecs, c)
	}
	return nil
}

func (p *parser) attribute(value string) error {
	p.attributes++
	if p.attributes > maxAttributes {
		return malformed("too many attributes")
	}
	name, arg, _ := strings.Cut(value, ":")
	m := p.current()
	switch name {
	case "sendrecv", "sendonly", "recvonly", "inactive":
		if m != nil {
			m.Direction = Direction(name)
		} else {
			p.dir = Direction(name)
		}
	case "ptime":
		// Some write "ptime:20 " or "ptime:20.0"; what cannot be read is not said.
		n, err := strconv.Atoi(strings.TrimSpace(arg))
		if err != nil || n < 1 || n > 200 {
			return nil
		}
		if m != nil {
			m.PTime = n
		} else {
			p.ptime = n
		}
	case "rtcp":
		if m == nil {
			return nil
		}
		first, _, _ := strings.Cut(strings.TrimSpace(arg), " ")
		if n, err := strconv.ParseUint(first, 10, 16); err == nil {
			m.RTCP = int(n)
		}
	case "rtpmap":
		if m != nil {
			m.rtpmap(arg)
		}
	}
	return nil
}

// rtpmap reads "101 telephone-event/8000". One that cannot be read, or names a payload type
// that the m= line does not have, changes nothing.
func (m *Media) rtpmap(arg string) {
	f := strings.Fields(arg)
	if len(f) < 2 {
		return
	}
	pt, err := strconv.ParseUint(f[0], 10, 7)
	if err != nil {
		return
	}
	parts := strings.Split(f[1], "/")
	if len(parts) < 2 {
		return
	}
	rate, err := strconv.Atoi(parts[1])
	if err != nil || rate < 1 || rate > 1_000_000 {
		return
	}
	for i := range m.Codecs {
		if m.Codecs[i].PT == uint8(pt) {
			m.Codecs[i].Name, m.Codecs[i].Rate = strings.ToUpper(parts[0]), rate
			return
		}
	}
}

func (p *parser) finish() (*Session, error) {
	if !p.begun {
		return nil, malformed("empty")
	}
	for i := range p.s.Media {
		m := &p.s.Media[i]
		if m.Direction == "" {
			m.Direction = SendRecv
		}
		if m.Port != 0 && m.Kind == "audio" && !m.Addr.IsValid() {
			return nil, malformed("audio without c=")
		}
	}
	return &p.s, nil
}
