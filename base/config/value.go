package config

import (
	"fmt"
	"net"
	"strconv"
	"strings"
)

// A Transport is an address to listen at for SIP.
type Transport struct {
	Network string // udp or tcp
	Addr    string // host:port
}

// UnmarshalText reads "udp/HOST:PORT" or "tcp/HOST:PORT"; without a network it is UDP.
func (t *Transport) UnmarshalText(text []byte) error {
	network, addr, ok := strings.Cut(string(text), "/")
	if !ok {
		network, addr = "udp", string(text)
	}
	_, port, err := net.SplitHostPort(addr)
	if n, perr := strconv.Atoi(port); err != nil || perr != nil || n < 0 || n > maxPort || network != "udp" && network != "tcp" {
		return fmt.Errorf("%q: expected udp/HOST:PORT or tcp/HOST:PORT, such as udp/0.0.0.0:5060", text)
	}
	t.Network, t.Addr = network, addr
	return nil
}

// String is what UnmarshalText reads.
func (t Transport) String() string { return t.Network + "/" + t.Addr }

// Port is the port of the address, 0 for any free one.
func (t Transport) Port() int {
	_, port, _ := net.SplitHostPort(t.Addr)
	n, _ := strconv.Atoi(port)
	return n
}

// A PortRange is From to To, both inclusive.
type PortRange struct{ From, To int }

// UnmarshalText reads "20000-29999".
func (r *PortRange) UnmarshalText(text []byte) error {
	from, to, _ := strings.Cut(string(text), "-")
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || a < minPort || b > maxPort || a > b {
		return fmt.Errorf("%q: expected FROM-TO within %d-%d, such as 20000-29999", text, minPort, maxPort)
	}
	r.From, r.To = a, b
	return nil
}

// String is what UnmarshalText reads.
func (r PortRange) String() string { return strconv.Itoa(r.From) + "-" + strconv.Itoa(r.To) }

// Size is the number of ports.
func (r PortRange) Size() int { return r.To - r.From + 1 }

// Holds reports whether the port is in the range.
func (r PortRange) Holds(port int) bool { return port >= r.From && port <= r.To }
