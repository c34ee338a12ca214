package media

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// loadEnv makes this test binary the far end of all calls of a benchmark: a process of its
// own, so that its work is not counted as ours.
const loadEnv = "GUDOK_MEDIA_LOAD"

func TestMain(m *testing.M) {
	if os.Getenv(loadEnv) != "" {
		farEnds(os.Stdin, os.Stdout)
		return
	}
	os.Exit(m.Run())
}

// farEnds sends 50 packets a second to every port read from in, from one socket, and counts
// what comes back, until in ends.
func farEnds(in io.Reader, out io.Writer) {
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		fmt.Fprintln(out, "error", err)
		return
	}
	_ = c.SetReadBuffer(8 << 20)
	fmt.Fprintln(out, c.LocalAddr().(*net.UDPAddr).Port)
	lines := bufio.NewScanner(in)
	var ports []netip.AddrPort
	for lines.Scan() && lines.Text() != "go" {
		var port uint16
		fmt.Sscan(lines.Text(), &port)
		ports = append(ports, netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port))
	}
	var got atomic.Uint64
	go func() {
		b := make([]byte, 2000)
		for {
			if _, _, err := c.ReadFromUDPAddrPort(b); err != nil {
				return
			}
			got.Add(1)
		}
	}()
	go sendAll(c, ports)
	for lines.Scan() { // each line asks for the count
		fmt.Fprintln(out, got.Load())
	}
}

func sendAll(c *net.UDPConn, ports []netip.AddrPort) {
	b := make([]byte, headerSize+frameSize)
	for i := range b[headerSize:] {
		b[headerSize+i] = 0x55 ^ byte(i%32)
	}
	next := time.Now()
	for ms := 0; ; ms++ {
		next = next.Add(time.Millisecond)
		time.Sleep(time.Until(next))
		for i := ms % 20; i < len(ports); i += 20 {
			n := uint32(ms / 20)
			putHeader(b, 8, n == 0, uint16(n), n*frameSize, uint32(i+1))
			binary.BigEndian.PutUint32(b[headerSize:], n)
			_, _ = c.WriteToUDPAddrPort(b, ports[i])
		}
	}
}

// A load is the far ends' process.
type load struct {
	Addr netip.AddrPort
	in   io.WriteCloser
	out  *bufio.Reader
}

func startLoad(tb testing.TB) *load {
	tb.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), loadEnv+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	l := &load{in: in, out: bufio.NewReader(out)}
	l.Addr = netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), uint16(l.number(tb)))
	return l
}

func (l *load) number(tb testing.TB) (n uint64) {
	tb.Helper()
	line, err := l.out.ReadString('\n')
	if err != nil {
		tb.Fatal("the load process ended: ", err)
	}
	if _, err := fmt.Sscan(strings.TrimSpace(line), &n); err != nil {
		tb.Fatal("the load process said ", line)
	}
	return n
}

func (l *load) begin(ports []int) {
	for _, p := range ports {
		fmt.Fprintln(l.in, p)
	}
	fmt.Fprintln(l.in, "go")
}

// received asks how many packets have come back so far.
func (l *load) received(tb testing.TB) uint64 {
	fmt.Fprintln(l.in)
	return l.number(tb)
}
