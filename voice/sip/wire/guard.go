package wire

import (
	"bytes"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Limits on one message, checked on its bytes before anything is parsed (reliability.md 4,
// row 2: sipgo needs 115 ms of CPU for one URI with 6,000 parameters).
const (
	maxDatagram = 16 << 10 // carriers' INVITEs with Identity and History-Info reach 6 KB
	maxLine     = 4 << 10
	maxHeaders  = 128
	maxParams   = 96 // separators ; , & in one line; a long History-Info has 50
	minMessage  = 32 // no SIP message is shorter: start line, Via, CSeq …
)

// Limits on a source that is neither a trunk nor a registered telephone. They are those of
// Kamailio's default configuration: 16 requests in 2 s, then 300 s of silence.
const (
	strangerBurst  = 16
	strangerPerSec = 8
	banTime        = 300 * time.Second
	// malformedCost: four messages of garbage and a stranger is banned.
	malformedCost = 4
	// maxSources bounds the table of strangers: 4,096 entries are half a megabyte. When it
	// is full the ones seen longest ago make room; a flood of forged addresses thus only
	// forgets other strangers.
	maxSources = 4096
)

// A guard keeps strangers from costing anything.
type guard struct {
	known func(netip.Addr) bool
	now   func() time.Time

	mu      sync.Mutex
	sources map[netip.Addr]*source

	dropped atomic.Uint64
}

type source struct {
	tokens float64
	at     time.Time
	banned time.Time // until
}

func newGuard(known func(netip.Addr) bool, now func() time.Time) *guard {
	return &guard{known: known, now: now, sources: map[netip.Addr]*source{}}
}

// pass says whether to look at a message of that source at all. It costs a stranger one token.
func (g *guard) pass(a netip.Addr) bool {
	if g.known(a) {
		return true
	}
	if g.spend(a, 1) {
		return true
	}
	g.dropped.Add(1)
	return false
}

// malformed costs a stranger several tokens. Known sources are never banned: their address
// could be forged by somebody who wants exactly that.
func (g *guard) malformed(a netip.Addr) {
	g.dropped.Add(1)
	if !g.known(a) {
		g.spend(a, malformedCost)
	}
}

// ban silences a stranger for banTime.
func (g *guard) ban(a netip.Addr) {
	if g.known(a) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.source(a)
	s.banned = g.now().Add(banTime)
}

func (g *guard) spend(a netip.Addr, cost float64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	s := g.source(a)
	if now.Before(s.banned) {
		return false
	}
	s.tokens = min(strangerBurst, s.tokens+now.Sub(s.at).Seconds()*strangerPerSec)
	s.at = now
	if s.tokens < cost {
		s.banned = now.Add(banTime)
		s.tokens = strangerBurst
		return false
	}
	s.tokens -= cost
	return true
}

func (g *guard) source(a netip.Addr) *source {
	s := g.sources[a]
	if s == nil {
		if len(g.sources) >= maxSources {
			g.makeRoom()
		}
		s = &source{tokens: strangerBurst, at: g.now()}
		g.sources[a] = s
	}
	return s
}

// makeRoom forgets the sources of more than two seconds ago that are not banned, and if
// that is not enough, half of all: the order of a map is as good as chance here.
func (g *guard) makeRoom() {
	now := g.now()
	for a, s := range g.sources {
		if now.After(s.banned) && now.Sub(s.at) > 2*time.Second {
			delete(g.sources, a)
		}
	}
	for a := range g.sources {
		if len(g.sources) <= maxSources/2 {
			return
		}
		delete(g.sources, a)
	}
}

// scanners are the User-Agents of well-known attack tools; a real telephone has none of them.
func scanner(head []byte) bool {
	i := bytes.Index(head, []byte("\nUser-Agent:"))
	if i < 0 {
		return false
	}
	agent := head[i+12:]
	if end := bytes.IndexByte(agent, '\n'); end >= 0 {
		agent = agent[:end]
	}
	for _, name := range [...]string{"friendly-scanner", "sipvicious", "sipcli", "pplsip", "VaxSIPUserAgent", "sundayddr", "sipsak"} {
		if bytes.Contains(agent, []byte(name)) {
			return true
		}
	}
	return false
}

// plausible reports whether the bytes up to the empty line look like SIP and keep the limits.
func plausible(head []byte) bool {
	if len(head) < minMessage || !startLine(head) {
		return false
	}
	lines := 0
	for rest := head; len(rest) > 0; lines++ {
		n := bytes.IndexByte(rest, '\n') + 1
		// A folded line counts as one with the line it continues (RFC 3261 7.3.1).
		for n > 0 && n < len(rest) && (rest[n] == ' ' || rest[n] == '\t') {
			next := bytes.IndexByte(rest[n:], '\n') + 1
			if next == 0 {
				return false
			}
			n += next
		}
		if n == 0 || n > maxLine || lines > maxHeaders {
			return false
		}
		if separators(rest[:n]) > maxParams {
			return false
		}
		rest = rest[n:]
	}
	return true
}

func separators(line []byte) int {
	n := 0
	for _, c := range line {
		if c == ';' || c == ',' || c == '&' {
			n++
		}
	}
	return n
}

// startLine wants "SIP/2.0 200 …" or "METHOD sip:… SIP/…".
func startLine(head []byte) bool {
	end := bytes.IndexByte(head, '\n')
	if end < 1 || head[end-1] != '\r' {
		return false
	}
	line := head[:end-1]
	if bytes.HasPrefix(line, []byte("SIP/2.0 ")) {
		return true
	}
	last := bytes.LastIndexByte(line, ' ')
	if last < 0 || !bytes.HasPrefix(line[last+1:], []byte("SIP/")) {
		return false
	}
	space := bytes.IndexByte(line, ' ')
	if space < 2 || space > 16 || space == last {
		return false
	}
	for _, c := range line[:space] {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}
