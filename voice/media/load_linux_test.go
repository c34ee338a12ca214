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
	"sync"
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
	var c2 counts
	begin := time.Now()
	go c2.read(c, begin)
	go sendAll(c, ports, begin)
	for lines.Scan() { // each line asks for the counts since the last
		fmt.Fprintln(out, c2.take())
	}
}

// counts are what came back: how many packets, and how long each was on its way.
type counts struct {
	mu     sync.Mutex
	got    uint64
	delays [2000]uint64 // steps of 50 us
}

func (c *counts) read(conn *net.UDPConn, begin time.Time) {
	b := make([]byte, 2000)
	for {
		if _, _, err := conn.ReadFromUDPAddrPort(b); err != nil {
			return
		}
		d := time.Since(begin) - time.Duration(binary.BigEndian.Uint64(b[headerSize:]))
		c.mu.Lock()
		c.got++
		c.delays[max(0, min(int64(d/(50*time.Microsecond)), int64(len(c.delays)-1)))]++
		c.mu.Unlock()
	}
}

// take is packets, median and 99th percentile of the delay in microseconds, and begins anew.
func (c *counts) take() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := fmt.Sprint(c.got, " ", c.quantile(0.5), " ", c.quantile(0.99))
	c.got, c.delays = 0, [2000]uint64{}
	return s
}

func (c *counts) quantile(q float64) int {
	n := uint64(0)
	for i, k := range c.delays {
		if n += k; float64(n) >= q*float64(c.got) {
			return (i + 1) * 50
		}
	}
	return 0
}

func sendAll(c *net.UDPConn, ports []netip.AddrPort, begin time.Time) {
	b := make([]byte, headerSize+frameSize)
	for i := range b[headerSize:] {
		b[headerSize+i] = 0x55 ^ byte(i%32)
	}
	beat := time.NewTicker(time.Millisecond)
	start := time.Now()
	for ms := 0; ; ms++ {
		for time.Since(start) < time.Duration(ms)*time.Millisecond { // a ticker drops what it misses
			<-beat.C
		}
		for i := ms % 20; i < len(ports); i += 20 {
			n := uint32(ms / 20)
			putHeader(b, 8, n == 0, uint16(n), n*frameSize, uint32(i+1))
			binary.BigEndian.PutUint64(b[headerSize:], uint64(time.Since(begin)))
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
	l.Addr = netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), uint16(l.numbers(tb)[0]))
	return l
}

func (l *load) numbers(tb testing.TB) (n [3]uint64) {
	tb.Helper()
	line, err := l.out.ReadString('\n')
	if err != nil {
		tb.Fatal("the load process ended: ", err)
	}
	if k, err := fmt.Sscan(line, &n[0], &n[1], &n[2]); k == 0 {
		tb.Fatal("the load process said ", line, err)
	}
	return n
}

func (l *load) begin(ports []int) {
	for _, p := range ports {
		fmt.Fprintln(l.in, p)
	}
	fmt.Fprintln(l.in, "go")
}

// ask is how many packets have come back since the last time, and the median and 99th
// percentile of their delay in microseconds.
func (l *load) ask(tb testing.TB) (got, p50, p99 uint64) {
	fmt.Fprintln(l.in)
	n := l.numbers(tb)
	return n[0], n[1], n[2]
}
