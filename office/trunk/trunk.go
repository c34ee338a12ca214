package trunk

import (
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"gudok/base/problem"
	"gudok/id"
)

// A Trunk is a connection to a carrier.
type Trunk struct {
	ID        id.Trunk  `json:"id"`
	Name      string    `json:"name"`
	Kind      Kind      `json:"kind"`
	Address   string    `json:"address"`   // host:port to which calls go; the port may be left out
	Transport Transport `json:"transport"` // by which they go
	// Sources are the addresses and networks from which calls are taken; empty: the
	// address itself when it is an IP.
	Sources []string `json:"sources"`
	// Region is the ISO 3166 code by which national numbers on this trunk are read.
	Region   string `json:"region"`
	Channels int    `json:"channels"` // calls at once; 0: no limit of ours
	Enabled  bool   `json:"enabled"`
	Version  int    `json:"version"`
	Details
	// Secret answers digest challenges for User. Never shown, never in a fact: HasSecret is.
	Secret    string `json:"-"`
	HasSecret bool   `json:"has_secret,omitempty"`
}

// A Kind says which way calls may go.
type Kind string

const (
	// IP is a carrier known by its addresses: calls come from Sources and go to Address.
	IP Kind = "ip"
	// Static only takes our calls: whatever comes from it is a stranger's.
	Static Kind = "static"
	// Register is a carrier where we register User: calls come from where we did, and from Sources.
	Register Kind = "register"
)

// A Transport carries SIP.
type Transport string

const (
	UDP Transport = "udp"
	TCP Transport = "tcp"
)

// Limits, each with its reason.
const (
	maxName     = 80     // fits a column of the screen
	maxTrunks   = 200    // a carrier more per thousand agents is plenty; lists are not paged
	maxSources  = 64     // a carrier's published ranges; each packet is held against all of them
	maxChannels = 10_000 // above what one node carries
	maxAddress  = 262    // 255 of a name, a colon, five digits and a final dot
	widestV4    = 8      // a wider network would trust a large part of the Internet
	widestV6    = 32
)

// check puts t into its final form or says what is wrong with it.
func (t *Trunk) check() error {
	t.Name = strings.TrimSpace(t.Name)
	if err := checkName("trunk", t.Name); err != nil {
		return err
	}
	if t.Kind != IP && t.Kind != Static && t.Kind != Register {
		return problem.New(problem.Invalid, "trunk.kind_unknown", "kind", string(t.Kind))
	}
	if t.Transport != UDP && t.Transport != TCP {
		return problem.New(problem.Invalid, "trunk.transport_unknown", "transport", string(t.Transport))
	}
	address, err := checkAddress(t.Address)
	if err != nil {
		return err
	}
	t.Address = address
	if t.Channels < 0 || t.Channels > maxChannels {
		return problem.New(problem.Invalid, "trunk.channels_out_of_range", "max", strconv.Itoa(maxChannels))
	}
	t.Region = strings.ToUpper(strings.TrimSpace(t.Region))
	if !isRegion(t.Region) {
		return problem.New(problem.Invalid, "trunk.region_unknown", "region", t.Region)
	}
	if err := t.Details.check(); err != nil {
		return err
	}
	return t.checkSources()
}

// checkSources writes each source in one form and refuses networks so wide that they
// would trust strangers.
func (t *Trunk) checkSources() error {
	if t.Kind == Static && len(t.Sources) > 0 {
		return problem.New(problem.Invalid, "trunk.static_has_sources")
	}
	if len(t.Sources) > maxSources {
		return problem.New(problem.Invalid, "trunk.too_many_sources", "max", strconv.Itoa(maxSources))
	}
	list := make([]string, 0, len(t.Sources))
	for _, s := range t.Sources {
		p, err := parseSource(strings.TrimSpace(s))
		if err != nil {
			return err
		}
		list = append(list, p.String())
	}
	t.Sources = list
	if t.Kind == IP && len(t.Prefixes()) == 0 {
		return problem.New(problem.Invalid, "trunk.sources_missing", "address", t.Address)
	}
	return nil
}

// Prefixes are the networks from which the trunk's calls are taken.
func (t *Trunk) Prefixes() []netip.Prefix {
	if t.Kind == Static {
		return nil
	}
	var list []netip.Prefix
	for _, s := range t.Sources {
		if p, err := netip.ParsePrefix(s); err == nil {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		if ap, err := netip.ParseAddrPort(t.Address); err == nil {
			list = append(list, netip.PrefixFrom(ap.Addr(), ap.Addr().BitLen()))
		}
	}
	return list
}

// parseSource reads "203.0.113.7" or "203.0.113.0/24".
func parseSource(s string) (netip.Prefix, error) {
	bad := problem.New(problem.Invalid, "trunk.source_bad", "source", cut(s))
	p, err := netip.ParsePrefix(s)
	if err != nil {
		a, err := netip.ParseAddr(s)
		if err != nil || a.Zone() != "" {
			return netip.Prefix{}, bad
		}
		p = netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen())
	}
	widest := widestV6
	if p.Addr().Is4() {
		widest = widestV4
	}
	if p.Bits() < widest {
		return netip.Prefix{}, problem.New(problem.Invalid, "trunk.source_too_wide", "source", cut(s), "widest", "/"+strconv.Itoa(widest))
	}
	if a := p.Addr(); a.IsUnspecified() || a.IsMulticast() {
		return netip.Prefix{}, bad
	}
	return p.Masked(), nil
}

// checkAddress reads what people write for a carrier's address and writes it as host:port.
// Each refusal says what to do, because this is the field where most set-ups get stuck.
func checkAddress(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", problem.New(problem.Invalid, "trunk.address_missing", "example", "sip.carrier.example:5060")
	case len(text) > maxAddress:
		return "", problem.New(problem.Invalid, "trunk.address_bad_host", "host", cut(text))
	case strings.Contains(text, "://") || hasScheme(text):
		return "", problem.New(problem.Invalid, "trunk.address_has_scheme", "address", cut(text), "example", "sip.carrier.example:5060")
	case strings.ContainsAny(text, "@;?/<> "):
		return "", problem.New(problem.Invalid, "trunk.address_not_plain", "address", cut(text), "example", "sip.carrier.example:5060")
	}
	host, port, err := splitHostPort(text)
	if err != nil {
		return "", err
	}
	if a, err := netip.ParseAddr(host); err == nil {
		if a.IsUnspecified() || a.IsMulticast() || a.Zone() != "" || a.IsLinkLocalUnicast() {
			return "", problem.New(problem.Invalid, "trunk.address_not_reachable", "host", host)
		}
		return netip.AddrPortFrom(a.Unmap(), port).String(), nil
	}
	if !isHostName(host) {
		return "", problem.New(problem.Invalid, "trunk.address_bad_host", "host", cut(host))
	}
	return net.JoinHostPort(strings.ToLower(host), strconv.Itoa(int(port))), nil
}

// hasScheme finds "sip:" and its kin, which people paste from a carrier's letter.
func hasScheme(text string) bool {
	low := strings.ToLower(text)
	return strings.HasPrefix(low, "sip:") || strings.HasPrefix(low, "sips:") || strings.HasPrefix(low, "tel:")
}

// sipPort is meant where none is written (RFC 3261 19.1.2).
const sipPort = 5060

func splitHostPort(text string) (host string, port uint16, err error) {
	// A bare IPv6 address has colons but no port.
	if a, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return a.String(), sipPort, nil
	}
	host, p, found := strings.Cut(text, ":")
	if strings.HasPrefix(text, "[") {
		host, p, err = net.SplitHostPort(text)
		if err != nil {
			return "", 0, problem.New(problem.Invalid, "trunk.address_bad_host", "host", cut(text))
		}
		found = true
	}
	if !found {
		return host, sipPort, nil
	}
	n, err := strconv.ParseUint(p, 10, 16)
	if err != nil || n == 0 {
		return "", 0, problem.New(problem.Invalid, "trunk.address_bad_port", "port", cut(p))
	}
	return host, uint16(n), nil
}

// isHostName holds RFC 1123 2.1: labels of letters, digits and hyphens. A name whose last
// label is all digits is an IP address with a mistake.
func isHostName(host string) bool {
	host = strings.TrimSuffix(host, ".")
	if host == "" || len(host) > 253 {
		return false
	}
	labels := strings.Split(host, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for _, c := range []byte(l) {
			if c != '-' && !isLetterOrDigit(c) {
				return false
			}
		}
	}
	return strings.Trim(labels[len(labels)-1], "0123456789") != ""
}

func isLetterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isRegion(r string) bool {
	return len(r) == 2 && r[0] >= 'A' && r[0] <= 'Z' && r[1] >= 'A' && r[1] <= 'Z'
}

// checkName holds the rule for every name of this room.
func checkName(what, name string) error {
	if name == "" {
		return problem.New(problem.Invalid, what+".name_missing")
	}
	if len([]rune(name)) > maxName {
		return problem.New(problem.Invalid, what+".name_too_long", "max", strconv.Itoa(maxName))
	}
	return nil
}

// cut keeps a refusal short whatever was sent.
func cut(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// A Status is how a trunk really is.
type Status struct {
	Trunk     id.Trunk
	Up        bool
	OptionsMS int       // the last OPTIONS' way there and back; 0: not asked or not answered
	Since     time.Time // of Up; zero: nothing has shown it yet
	Heard     time.Time // the last sign of life; zero: none yet
	Channels  int       // calls now
	// Registering: of a trunk where we register. Registered is until when, zero: it is not;
	// RegisterErr why it could not be made or refreshed.
	Registering bool
	Registered  time.Time
	RegisterErr string
	Refused     int           // calls refused since start
	LastCause   string        // why the last failed: "503 Service Unavailable", "timeout", "refused"
	LastAt      time.Time     // of LastCause
	Age         time.Duration // how old this word is
}

// Live is how trunks and desk phones really are; implemented by the SIP gate.
type Live interface {
	// Trunks is the status of each trunk that the gate knows.
	Trunks() []Status
	// Registered says for each desk phone whether it can be rung, and from where it registered.
	Registered() map[id.Device]Registration
}

// A Registration is how a desk phone really is.
type Registration struct {
	Up      bool
	Contact string
	Until   time.Time
}
