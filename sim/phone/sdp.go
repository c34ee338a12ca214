package phone

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// A Law is one of the two codings of G.711; the values are the payload types of RFC 3551.
type Law uint8

const (
	PCMU Law = 0
	PCMA Law = 8
)

// eventType is the payload type offered for telephone-event: what most phones use.
const eventType = 101

// A side is what one party's SDP says about its sound.
type side struct {
	addr      netip.AddrPort
	law       Law
	pt        uint8 // payload type of law
	event     uint8 // payload type of telephone-event, 0: none
	direction string
	none      bool // no audio that we could use
}

// describe writes an SDP body (RFC 8866). version is the number of our descriptions so far.
func describe(at netip.AddrPort, laws []Law, event uint8, direction string, id uint32, version int) []byte {
	ip, family := at.Addr().Unmap(), "IP4"
	if ip.Is6() {
		family = "IP6"
	}
	var pts, maps strings.Builder
	for _, l := range laws {
		name := "PCMU"
		if l == PCMA {
			name = "PCMA"
		}
		fmt.Fprintf(&pts, " %d", l)
		fmt.Fprintf(&maps, "a=rtpmap:%d %s/8000\r\n", l, name)
	}
	if event != 0 {
		fmt.Fprintf(&pts, " %d", event)
		fmt.Fprintf(&maps, "a=rtpmap:%d telephone-event/8000\r\na=fmtp:%d 0-16\r\n", event, event)
	}
	return fmt.Appendf(nil, "v=0\r\no=- %d %d IN %s %s\r\ns=-\r\nc=IN %s %s\r\nt=0 0\r\nm=audio %d RTP/AVP%s\r\n%sa=ptime:20\r\na=%s\r\n",
		id, version, family, ip, family, ip, at.Port(), pts.String(), maps.String(), direction)
}

// understand reads the other party's SDP. Of its laws the first that we know too is taken.
func understand(body []byte, ours []Law) side {
	s := side{direction: "sendrecv", none: true}
	names := map[uint8]string{0: "PCMU", 8: "PCMA"}
	var pts []string
	var ip netip.Addr
	var port uint64
	media := 0 // 0 before any m=, 1 in the first audio, 2 in what we do not use
	for _, l := range strings.Split(string(body), "\n") {
		k, v, ok := strings.Cut(strings.TrimSpace(l), "=")
		if !ok || media == 2 && k != "m" {
			continue
		}
		switch {
		case k == "m":
			f := strings.Fields(v)
			if len(f) < 4 || f[0] != "audio" || pts != nil {
				media = 2
				continue
			}
			media, pts = 1, f[3:]
			port, _ = strconv.ParseUint(f[1], 10, 16)
		case k == "c":
			if f := strings.Fields(v); len(f) == 3 {
				ip, _ = netip.ParseAddr(f[2])
			}
		case k == "a" && strings.HasPrefix(v, "rtpmap:"):
			var pt uint8
			var name string
			if n, _ := fmt.Sscanf(v, "rtpmap:%d %s", &pt, &name); n == 2 {
				names[pt] = strings.ToUpper(name)
			}
		case k == "a" && (v == "sendrecv" || v == "sendonly" || v == "recvonly" || v == "inactive"):
			s.direction = v
		}
	}
	s.addr = netip.AddrPortFrom(ip, uint16(port))
	if ip.IsValid() && ip.IsUnspecified() { // the old way to hold (RFC 3264, 8.4)
		s.direction = "inactive"
	}
	s.choose(pts, names, ours)
	return s
}

func (s *side) choose(pts []string, names map[uint8]string, ours []Law) {
	for _, t := range pts {
		n, err := strconv.ParseUint(t, 10, 8)
		if err != nil {
			continue
		}
		name, _, _ := strings.Cut(names[uint8(n)], "/")
		switch {
		case names[uint8(n)] == "TELEPHONE-EVENT/8000" && s.event == 0:
			s.event = uint8(n)
		case s.none && (name == "PCMA" && knows(ours, PCMA) || name == "PCMU" && knows(ours, PCMU)):
			s.none, s.pt, s.law = false, uint8(n), PCMU
			if name == "PCMA" {
				s.law = PCMA
			}
		}
	}
	if s.addr.Port() == 0 || !s.addr.Addr().IsValid() {
		s.none = true
	}
}

func knows(laws []Law, l Law) bool {
	for _, k := range laws {
		if k == l {
			return true
		}
	}
	return false
}

// mirror is the direction to answer to an offered one (RFC 3264, 6.1), given whether we
// ourselves hold.
func mirror(offered string, holding bool) string {
	switch {
	case offered == "inactive" || holding && offered == "sendonly":
		return "inactive"
	case offered == "sendonly":
		return "recvonly"
	case offered == "recvonly" || holding:
		return "sendonly"
	}
	return "sendrecv"
}
