package menu

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// The guard against requests into our own house (reliability.md, row 31): a name is resolved,
// every address that it has is checked, and just those addresses are dialled, so that a name
// that changes its mind between look and leap gains nothing. The socket looks once more.

// A Resolver says which addresses a name has; net.DefaultResolver.LookupNetIP is one.
type Resolver func(ctx context.Context, network, host string) ([]netip.Addr, error)

var (
	errClosed   = errors.New("the address is not open to look-ups")
	errHost     = errors.New("the host is not on the tenant's list")
	errRedirect = errors.New("the answer leads elsewhere")
)

// closed are addresses that are no public servers, beside those that netip knows by itself:
// shared and test networks, NAT64, 6to4 and Teredo (which carry others inside), old site-local.
func closed() []netip.Prefix {
	var list []netip.Prefix
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
	} {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
}

// public reports whether an address is one that anybody may ask.
func public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.Zone() != "" {
		return false
	}
	return !slices.ContainsFunc(closed(), func(p netip.Prefix) bool { return p.Contains(ip) })
}

// openable reports whether an administrator may open a range: not that of the metadata
// services of clouds, nor what is no single machine.
func openable(p netip.Prefix) bool {
	for _, never := range []string{"169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "224.0.0.0/4", "ff00::/8", "0.0.0.0/8", "255.255.255.255/32"} {
		if p.Overlaps(netip.MustParsePrefix(never)) {
			return false
		}
	}
	return !p.Addr().Is4In6() && p.Bits() >= minBits
}

// minBits of a range that may be opened: the greatest private network has 8, and who writes
// ::/0 has not thought.
const minBits = 8

// may reports whether a look-up of the tenant may dial the address.
func (g *Guard) may(ip netip.Addr) bool {
	if public(ip) {
		return true
	}
	return slices.ContainsFunc(g.Private, func(text string) bool {
		p, err := netip.ParsePrefix(text)
		return err == nil && p.Contains(ip.Unmap())
	})
}

// client asks only where the tenant's guard lets it, keeps no connections and follows an
// answer only to the same host.
func (g *Guard) client(resolve Resolver) *http.Client {
	dialer := net.Dialer{Timeout: maxLookupMS * time.Millisecond, Control: func(_, address string, _ syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); err != nil || !g.may(at.Addr()) {
			return errClosed
		}
		return nil
	}}
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil {
			return nil, err
		}
		ips, err := addresses(ctx, resolve, host)
		if err != nil {
			return nil, err
		}
		for _, ip := range ips { // all of them: who has a private one beside a public one is up to something
			if !g.may(ip) {
				return nil, errClosed
			}
		}
		err = errClosed
		for _, ip := range ips {
			var c net.Conn
			if c, err = dialer.DialContext(ctx, network, netip.AddrPortFrom(ip, uint16(n)).String()); err == nil {
				return c, nil
			}
		}
		return nil, err
	}
	return &http.Client{
		Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true, MaxResponseHeaderBytes: maxAnswer, TLSHandshakeTimeout: maxLookupMS * time.Millisecond},
		CheckRedirect: func(to *http.Request, via []*http.Request) error {
			if first := via[0].URL; len(via) > maxRedirects || to.URL.Host != first.Host || to.URL.Scheme != first.Scheme {
				return errRedirect // our headers are not for others
			}
			return nil
		},
	}
}

const maxRedirects = 3 // of one host to itself: a slash at the end, an old path

func addresses(ctx context.Context, resolve Resolver, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip.Unmap()}, nil
	}
	ips, err := resolve(ctx, "ip", host)
	if err != nil {
		return nil, fmt.Errorf("resolve: %w", err)
	}
	for i := range ips {
		ips[i] = ips[i].Unmap()
	}
	return ips, nil
}
