package wire

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// ErrURI says that a text is not a SIP or tel URI.
var ErrURI = errors.New("not a SIP URI")

// maxURI: far above any number or name, far below what makes the parser's quadratic search
// for parameters felt.
const maxURI = 1024

// A URI is a SIP or tel URI taken apart.
type URI struct {
	Scheme string // sip, sips, tel
	User   string // of tel: the number
	Host   string // without brackets; "" for tel
	Port   int    // 0: not given
	Params []Header
}

// ParseURI takes a URI apart. Errors: ErrURI.
func ParseURI(text string) (URI, error) {
	text = strings.TrimSpace(text)
	if len(text) > maxURI || strings.Count(text, ";") > maxParams {
		return URI{}, ErrURI
	}
	if scheme, rest, ok := strings.Cut(text, ":"); ok && strings.EqualFold(scheme, "tel") {
		number, _, _ := strings.Cut(rest, ";")
		return URI{Scheme: "tel", User: number}, nil
	}
	var u sip.Uri
	if err := sip.ParseUri(text, &u); err != nil || u.Wildcard || u.Scheme != "sip" && u.Scheme != "sips" {
		return URI{}, ErrURI
	}
	if u.Host == "" || u.Port < 0 || u.Port > 65535 {
		return URI{}, ErrURI
	}
	out := URI{Scheme: u.Scheme, User: u.User, Host: strings.Trim(u.Host, "[]"), Port: u.Port}
	for _, p := range u.UriParams {
		out.Params = append(out.Params, Header{p.K, p.V})
	}
	return out, nil
}

// Param is the value of a parameter and whether it is there.
func (u URI) Param(name string) (string, bool) {
	for _, p := range u.Params {
		if strings.EqualFold(p.Name, name) {
			return p.Value, true
		}
	}
	return "", false
}

// Addr is host and port where the host is an IP address; the port defaults to 5060.
func (u URI) Addr() (netip.AddrPort, bool) {
	a, err := netip.ParseAddr(u.Host)
	if err != nil {
		return netip.AddrPort{}, false
	}
	port := u.Port
	if port == 0 {
		port = 5060
	}
	return netip.AddrPortFrom(a.Unmap(), uint16(port)), true
}

// HostPort writes an address for a URI or a Via, IPv6 in brackets.
func HostPort(a netip.Addr, port uint16) string {
	if a.Is6() {
		return "[" + a.String() + "]:" + strconv.Itoa(int(port))
	}
	return a.String() + ":" + strconv.Itoa(int(port))
}

// ParseAddr reads a value such as `"Bob" <sip:bob@host>;tag=1`, as used in
// P-Asserted-Identity, Diversion and the like. Errors: ErrURI.
func ParseAddr(text string) (Addr, error) {
	if len(text) > 2*maxURI || strings.Count(text, ";") > maxParams {
		return Addr{}, ErrURI
	}
	var u sip.Uri
	var p sip.HeaderParams
	name, err := sip.ParseAddressValue(text, &u, &p)
	if err != nil {
		return Addr{}, ErrURI
	}
	tag, _ := p.Get("tag")
	return Addr{Text: text, Display: unquote(name), URI: u.String(), Tag: tag}, nil
}

// unquote takes the backslashes out of a quoted display name (RFC 3261 25.1 quoted-pair).
func unquote(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Quote writes a display name for a header, "" as "".
func Quote(name string) string {
	if name == "" {
		return ""
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(name); i++ {
		if c := name[i]; c == '"' || c == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(name[i])
	}
	b.WriteString(`" `)
	return b.String()
}
