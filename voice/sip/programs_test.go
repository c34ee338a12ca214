package sip

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
)

// Tests against programs that nobody here wrote.

// A bridge is the smallest floor that joins two legs: every call that comes in is rung on
// over the second trunk. It also counts for the benchmark.
type bridge struct {
	g *Gate

	mu     sync.Mutex
	other  map[id.Leg]id.Leg
	n      int
	ended  atomic.Int64
	failed atomic.Int64
	causes sync.Map      // of those that failed
	done   chan struct{} // receives once per pair that is gone
}

func (b *bridge) Post(e voice.Event) bool {
	switch e := e.(type) {
	case voice.Arrived:
		b.mu.Lock()
		b.n++
		out := id.Leg(fmt.Sprintf("leg_out%d", b.n))
		b.other[out], b.other[e.Leg] = e.Leg, out
		b.mu.Unlock()
		b.g.Do(voice.Ring{Leg: e.Leg})
		b.g.Do(voice.Invite{Leg: out, To: voice.Address{Number: "num_1"}, Digits: e.To, CallerDigits: e.From, RingMS: 60_000, Trunks: []string{string(second)}})
	case voice.Answered:
		b.g.Do(voice.Accept{Leg: b.of(e.Leg)}) // of the inbound leg; ignored by the other
	case voice.Ended:
		if e.Cause != voice.CauseNormal {
			b.failed.Add(1)
			b.causes.Store(fmt.Sprintf("%s %d on %.8s", e.Cause, e.Code, e.Leg), true)
		}
		b.g.Do(voice.End{Leg: b.of(e.Leg), Cause: e.Cause})
		if b.ended.Add(1)%2 == 0 && b.done != nil {
			b.done <- struct{}{}
		}
		b.mu.Lock()
		delete(b.other, e.Leg)
		b.mu.Unlock()
	}
	return true
}

func (b *bridge) of(leg id.Leg) id.Leg {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.other[leg]
}

// echoMedia binds real ports on 127.0.0.1 and sends every packet back.
type echoMedia struct {
	t     testing.TB
	mu    sync.Mutex
	conns map[id.Leg]*net.UDPConn
	heard atomic.Int64
}

func (m *echoMedia) Open(leg id.Leg, port int) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c := m.conns[leg]; c != nil {
		return c.LocalAddr().(*net.UDPAddr).Port, nil
	}
	for {
		c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
		if err != nil {
			return 0, err
		}
		got := c.LocalAddr().(*net.UDPAddr).Port
		if got%2 == 1 {
			c.Close()
			continue
		}
		m.conns[leg] = c
		go m.echo(c)
		return got, nil
	}
}

func (m *echoMedia) echo(c *net.UDPConn) {
	b := make([]byte, 2048)
	for {
		n, from, err := c.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		m.heard.Add(1)
		c.WriteToUDPAddrPort(b[:n], from)
	}
}

func (m *echoMedia) Set(id.Leg, Stream) error { return nil }
func (m *echoMedia) Heard(id.Leg) bool        { return m.heard.Load() > 0 }
func (m *echoMedia) Digit(id.Leg, string)     {}
func (m *echoMedia) Close(leg id.Leg) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c := m.conns[leg]; c != nil {
		c.Close()
		delete(m.conns, leg)
	}
}

// real is a gate on a real UDP socket of 127.0.0.1.
func real(t testing.TB, o Options, configure func(g *Gate)) (g *Gate, port int) {
	t.Helper()
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetReadBuffer(4 << 20) // what the kernel allows; a starved test loses less
	o.UDP = []net.PacketConn{conn}
	g, err = New(o)
	if err != nil {
		t.Fatal(err)
	}
	configure(g)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- g.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return g, conn.LocalAddr().(*net.UDPAddr).Port
}

// program starts one, to be killed when the test ends.
func program(t testing.TB, dir, name string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is needed for this test (apt: sip-tester, baresip-core): %v", name, err)
	}
	cmd := exec.Command(path, args...)
	var out bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, &out
}

func freePort(t testing.TB, ip string) string {
	t.Helper()
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.ParseIP(ip)})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return strconv.Itoa(c.LocalAddr().(*net.UDPAddr).Port)
}

// baresipPorts are one for SIP, where the next one is free for TLS too, and one for control.
func baresipPorts(t testing.TB) (sip, ctrl string) {
	t.Helper()
	for range 100 {
		first, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		p := first.Addr().(*net.TCPAddr).Port
		open := []io.Closer{first}
		u, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: p})
		if err == nil {
			open = append(open, u)
		}
		for _, next := range []int{p + 1, p + 2} {
			if l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", next)); err == nil {
				open = append(open, l)
			}
		}
		for _, c := range open {
			c.Close()
		}
		if len(open) == 4 {
			return strconv.Itoa(p), strconv.Itoa(p + 2)
		}
	}
	t.Fatal("no free ports for baresip")
	return "", ""
}

// bound waits until somebody has the port: a program that was started has got so far.
func bound(t testing.TB, ip, port string) {
	t.Helper()
	c, err := net.Dial("udp4", net.JoinHostPort(ip, port))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		// Where nobody listens the kernel says so; sipp keeps silent about two bytes.
		_, err := c.Write([]byte("\r\n"))
		if err == nil {
			c.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
			_, err = c.Read(make([]byte, 1))
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return
		}
	}
	t.Fatalf("nobody listens on %s:%s", ip, port)
}

// sippTrunks are sipp calling from 127.0.0.2 and sipp answering at 127.0.0.3.
func sippTrunks(answer string) []Trunk {
	return []Trunk{
		{ID: carrier, Sources: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")}, Region: "UA", Probe: -1},
		{ID: second, Address: "127.0.0.3:" + answer, Sources: []netip.Prefix{netip.MustParsePrefix("127.0.0.3/32")}, Region: "UA", Probe: -1,
			Patience: 30 * time.Second}, // a busy machine is no dead trunk
	}
}

func TestSippCallsSippThroughUs(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a real program")
	}
	for _, hold := range []string{"200", "0"} { // with 0, ACK and BYE leave back to back (trap 1)
		t.Run("hold "+hold+" ms", func(t *testing.T) {
			b := &bridge{other: map[id.Leg]id.Leg{}}
			answer := freePort(t, "127.0.0.3")
			g, port := real(t, Options{Sink: b, Media: &fakeMedia{ports: map[id.Leg]int{}, taken: map[int]bool{}}}, func(g *Gate) {
				b.g = g
				g.Configure(sippTrunks(answer), nil)
			})
			dir := t.TempDir()
			uas, _ := program(t, dir, "sipp", "-sn", "uas", "-i", "127.0.0.3", "-p", answer, "-nostdin")
			defer uas.Wait()
			defer uas.Process.Kill()
			bound(t, "127.0.0.3", answer)
			uac, out := program(t, dir, "sipp", "-sn", "uac", fmt.Sprintf("127.0.0.1:%d", port), "-i", "127.0.0.2", "-p", freePort(t, "127.0.0.2"),
				"-s", "+380441234567", "-r", "50", "-m", "150", "-d", hold, "-timeout", "60s", "-timeout_error", "-nostdin")
			if err := uac.Wait(); err != nil {
				t.Errorf("sipp: %v\n%s", err, out)
			}
			for g.Counts().Legs > 0 { // our BYEs to the other end
				g.stack.Ping(flowOf("udp", "127.0.0.3:9"))
			}
			if n, f := b.ended.Load(), b.failed.Load(); n != 300 || f != 0 {
				t.Errorf("%d legs ended, %d of them badly", n, f)
			}
		})
	}
}

// wav is a second of silence: baresip wants files to speak from and to ring with.
func wav(t *testing.T, path string) {
	t.Helper()
	var b bytes.Buffer
	data := make([]byte, 16000)
	b.WriteString("RIFF")
	binary.Write(&b, binary.LittleEndian, uint32(36+len(data)))
	b.WriteString("WAVEfmt ")
	binary.Write(&b, binary.LittleEndian, []uint32{16, 1 | 1<<16, 8000, 16000, 2 | 16<<16})
	b.WriteString("data")
	binary.Write(&b, binary.LittleEndian, uint32(len(data)))
	b.Write(data)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A desk is baresip and its control connection.
type desk struct {
	t *testing.T
	c net.Conn
	r *bufio.Reader
}

// startBaresip starts a desk phone with login 101 at our port (telephony.md 6).
func startBaresip(t *testing.T, port int) *desk {
	t.Helper()
	dir := t.TempDir()
	modules := "/usr/lib/baresip/modules"
	if _, err := os.Stat(modules); err != nil {
		t.Fatalf("baresip-core is needed for this test: %v", err)
	}
	sip, ctrl := baresipPorts(t)
	lines := []string{
		"poll_method epoll", "sip_listen 127.0.0.1:" + sip, "audio_player aufile," + dir + "/rx.wav",
		"audio_source aufile," + dir + "/say.wav", "audio_alert aufile," + dir + "/alert.wav", "snd_path " + dir, "ausrc_format s16", "auplay_format s16",
		"module_path " + modules, "module g711.so", "module aufile.so", "module sndfile.so", "module ctrl_tcp.so",
		"module_tmp uuid.so", "module_tmp account.so", "module_app menu.so", "ctrl_tcp_listen 127.0.0.1:" + ctrl, "",
	}
	account := fmt.Sprintf("<sip:101@127.0.0.1:%d;transport=udp>;auth_pass=s3cret;regint=60;answermode=auto;audio_codecs=PCMU,PCMA;dtmfmode=info\n", port)
	for name, text := range map[string]string{"config": strings.Join(lines, "\n"), "accounts": account} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"say.wav", "alert.wav", "rx.wav"} {
		wav(t, filepath.Join(dir, name))
	}
	cmd, out := program(t, dir, "baresip", "-4", "-f", dir, "-t", "60")
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("baresip said:\n%s", out)
		}
	})
	var d net.Dialer
	again := time.NewTicker(50 * time.Millisecond) // dialling without a pause would take the very port
	defer again.Stop()
	for end := time.Now().Add(20 * time.Second); ; {
		c, err := d.Dial("tcp", "127.0.0.1:"+ctrl)
		if err == nil {
			t.Cleanup(func() { c.Close() })
			return &desk{t: t, c: c, r: bufio.NewReader(c)}
		}
		if time.Now().After(end) {
			t.Fatalf("baresip does not listen: %v\n%s", err, out)
		}
		<-again.C
	}
}

// command presses a key of the telephone.
func (d *desk) command(name, params string) {
	d.t.Helper()
	b, _ := json.Marshal(map[string]string{"command": name, "params": params, "token": name})
	if _, err := fmt.Fprintf(d.c, "%d:%s,", len(b), b); err != nil {
		d.t.Fatal(err)
	}
}

func TestBaresipRegistersAnswersHoldsAndHangsUp(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a real program")
	}
	events := eventChannel(make(chan voice.Event, 100))
	media := &echoMedia{t: t, conns: map[id.Leg]*net.UDPConn{}}
	g, port := real(t, Options{Sink: events, Media: media}, func(g *Gate) { g.Configure(nil, phones()) })
	next := func(what string) voice.Event {
		t.Helper()
		select {
		case e := <-events:
			return e
		case <-time.After(20 * time.Second):
			t.Fatalf("waited in vain for %s", what)
		}
		return nil
	}
	d := startBaresip(t, port)
	if e := next("its registration"); e != (voice.DeviceUp{Device: phoneA}) {
		t.Fatalf("told %+v", e)
	}
	g.Do(voice.Invite{Leg: ours, Call: "call_1", To: voice.Address{Device: phoneA}, CallerDigits: "+380671112233"})
	for up := false; !up; {
		switch e := next("its answer").(type) {
		case voice.Ringing:
		case voice.Answered:
			up = true
		default:
			t.Fatalf("told %+v", e)
		}
	}
	for end := time.Now().Add(20 * time.Second); media.heard.Load() < 50; {
		if time.Now().After(end) {
			t.Fatalf("%d packets of sound", media.heard.Load())
		}
	}
	d.command("hold", "")
	if e, ok := next("hold").(voice.Held); !ok {
		t.Fatalf("told %+v", e)
	}
	d.command("resume", "")
	if e, ok := next("resume").(voice.Resumed); !ok {
		t.Fatalf("told %+v", e)
	}
	d.command("hangup", "")
	if e, ok := next("the end").(voice.Ended); !ok || e.Cause != voice.CauseNormal {
		t.Fatalf("told %+v", e)
	}
	d.command("quit", "")
	if e, ok := next("its farewell").(voice.DeviceDown); !ok {
		t.Fatalf("told %+v", e)
	}
}
