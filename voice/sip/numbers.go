package sip

import (
	"strings"

	"gudok/phone"
	"gudok/voice/sip/wire"
)

// A Format is how a carrier wants numbers written.
type Format string

const (
	Plus     Format = ""         // +380441234567
	Bare     Format = "bare"     // 380441234567
	National Format = "national" // 0441234567 in the trunk's region, else like Bare with 00
)

// write puts an E.164 number into a carrier's form. What is not E.164 (an extension, a
// short number) stays as it is.
func (f Format) write(number, region string) string {
	rest, ok := strings.CutPrefix(number, "+")
	if !ok {
		return number
	}
	switch f {
	case Bare:
		return rest
	case National:
		country, trunk := prefixes(region)
		if n, ok := strings.CutPrefix(rest, country); ok && country != "" {
			return trunk + n
		}
		return "00" + rest
	case Plus: // as it is
	}
	return number
}

// prefixes are a region's country code and its national prefix (ITU-T E.164 and its
// national annexes). Other regions have to use Plus or Bare.
func prefixes(region string) (country, trunk string) {
	switch region {
	case "UA":
		return "380", "0"
	case "RU", "KZ":
		return "7", "8"
	case "BY":
		return "375", "80"
	case "DE":
		return "49", "0"
	case "PL":
		return "48", ""
	case "GB":
		return "44", "0"
	case "US", "CA":
		return "1", "1"
	}
	return "", ""
}

// Lengths of E.164 numbers with their plus: the shortest in use have seven digits.
const (
	minE164 = 8
	maxE164 = 16
)

// maxName: what a display name may be; the rest is cut.
const maxName = 80

// parties are who calls whom, as an INVITE says.
type parties struct {
	from     string // E.164 where it can be read as such, "" is withheld
	to       string
	original string // the number dialled first, where the call was forwarded
	name     string
}

// readParties finds caller and called in an INVITE of a trunk. The order of belief for the
// caller: P-Asserted-Identity, Remote-Party-ID, From; the trunk's address was checked, and
// carriers put into From what their customer wants to be seen.
func readParties(m *wire.Message, region string, toHeader bool) parties {
	var p parties
	called := m.URI
	if toHeader {
		called = m.To.URI
	}
	p.to = number(called, region)
	if p.to == "" {
		p.to = number(m.To.URI, region)
	}
	caller := m.From
	for _, name := range []string{"P-Asserted-Identity", "Remote-Party-ID"} {
		if a, ok := identity(m, name); ok {
			caller = a
			break
		}
	}
	p.name = display(caller.Display)
	if p.name == "" {
		p.name = display(m.From.Display)
	}
	p.from = number(caller.URI, region)
	if withheld(m) {
		p.from, p.name = "", ""
	}
	p.original = original(m, region)
	if p.original == p.to {
		p.original = ""
	}
	return p
}

// identity is the header's first value with a number in it.
func identity(m *wire.Message, name string) (wire.Addr, bool) {
	for _, v := range m.All(name) {
		if a, err := wire.ParseAddr(v); err == nil && user(a.URI) != "" {
			return a, true
		}
	}
	return wire.Addr{}, false
}

// withheld reports that the caller does not want to be known (RFC 3323, RFC 3325 7). The
// carrier may tell us the number all the same; it is not ours to show.
func withheld(m *wire.Message) bool {
	for _, v := range m.All("Privacy") {
		for _, p := range strings.Split(v, ";") {
			switch strings.ToLower(strings.TrimSpace(p)) {
			case "id", "user", "full":
				return true
			}
		}
	}
	if strings.Contains(strings.ToLower(m.Get("Remote-Party-ID")), "privacy=full") {
		return true
	}
	u := strings.ToLower(user(m.From.URI))
	return u == "anonymous" || u == "restricted" || u == "unavailable" || strings.HasSuffix(strings.ToLower(m.From.URI), "@anonymous.invalid")
}

// original is the number that was dialled first: of Diversion the last entry, since each
// forwarding puts its own in front (RFC 5806 2), of History-Info the first (RFC 7044 5).
func original(m *wire.Message, region string) string {
	if d := m.All("Diversion"); len(d) > 0 {
		if a, err := wire.ParseAddr(d[len(d)-1]); err == nil {
			return number(a.URI, region)
		}
	}
	// One entry is only the request line again.
	if h := m.All("History-Info"); len(h) > 1 {
		if a, err := wire.ParseAddr(h[0]); err == nil {
			return number(a.URI, region)
		}
	}
	return ""
}

// user is the user part of a SIP URI, the number of a tel URI.
func user(uri string) string {
	u, err := wire.ParseURI(uri)
	if err != nil {
		return ""
	}
	// User parameters after the number: sip:+380441234567;cpc=ordinary@carrier
	name, _, _ := strings.Cut(u.User, ";")
	return unescape(name)
}

// unescape undoes %xx where it yields a printable character (RFC 3261 19.1.2).
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, lo := nibble(s[i+1]), nibble(s[i+2])
			if c := hi<<4 | lo; hi < 16 && lo < 16 && c >= ' ' && c < 127 {
				b.WriteByte(c)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func nibble(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}

// number is the number in a URI: E.164 where the region's rules can read it, otherwise the
// user part with everything but letters, digits, plus, star and hash left out.
func number(uri, region string) string {
	u := user(uri)
	if u == "" {
		return ""
	}
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r == '+', r == '*', r == '#':
			return r
		case r == '-' || r == '.' || r == '(' || r == ')' || r == ' ':
			return -1
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_':
			return r
		}
		return -1
	}, u)
	if len(digits) > 32 {
		digits = digits[:32]
	}
	if digits == "" || strings.Trim(digits, "+0123456789") != "" {
		return digits // a name or a code of keys
	}
	// 00 in front stands for the plus in all our regions but RU and KZ, which dial 810.
	if rest, ok := strings.CutPrefix(digits, "810"); ok && (region == "RU" || region == "KZ") && len(rest) > 7 {
		digits = "+" + rest
	} else if rest, ok := strings.CutPrefix(digits, "00"); ok && len(rest) > 7 {
		digits = "+" + rest
	}
	if digits[0] == '+' && len(digits) >= minE164 && len(digits) <= maxE164 {
		return digits // as it should be: nothing to be read by anybody's rules
	}
	if n, ok := plain(digits, region); ok {
		return n
	}
	if n, err := phone.Parse(digits, region); err == nil {
		return string(n)
	}
	return digits
}

// plain reads the national forms in which almost all calls come, where a country's numbers
// all have one length. It says what package phone says, for a hundredth of the time: that
// one walks through the numbering plans of the world.
func plain(digits, region string) (string, bool) {
	country, trunk := prefixes(region)
	var length int // of a national number
	switch region {
	case "UA", "BY":
		length = 9
	case "RU", "KZ":
		length = 10
	default:
		return "", false
	}
	if n, ok := strings.CutPrefix(digits, country); ok && len(n) == length {
		return "+" + digits, true
	}
	if n, ok := strings.CutPrefix(digits, trunk); ok && len(n) == length {
		return "+" + country + n, true
	}
	return "", false
}

// display cleans a name of what could disturb a screen: control and direction characters.
func display(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r == 127, r >= 0x80 && r < 0xa0:
			return -1
		case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.TrimSpace(s)
	if len(s) > maxName {
		s = strings.ToValidUTF8(s[:maxName], "")
	}
	return s
}
