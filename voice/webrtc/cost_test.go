package webrtc

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"

	"github.com/pion/rtp"
	pion "github.com/pion/webrtc/v4"
)

// costLegs is how many browsers the benchmark plays; they run in a process of their own, so
// that only our side is counted.
const costLegs = 50

// BenchmarkBrowserLeg prints what one answered browser leg costs: 50 packets a second each
// way, SRTP included, the rest of the media path not.
//
//	go test -bench BrowserLeg -run NONE ./voice/webrtc
func BenchmarkBrowserLeg(b *testing.B) {
	child := exec.Command(os.Args[0], "-test.run", "TestBrowsersOfTheBenchmark")
	child.Env = append(os.Environ(), "GUDOK_BROWSERS=1")
	child.Stderr = os.Stderr
	to, _ := child.StdinPipe()
	from, _ := child.StdoutPipe()
	if err := child.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() { _ = to.Close(); _ = child.Wait() }()

	m, e := &sink{}, make(ear, 1000)
	g := New(Options{Conn: loopback(b), Media: m, Sink: e})
	go func() { _ = g.Run(b.Context()) }()
	ready(g)
	lines, out := bufio.NewScanner(from), json.NewEncoder(to)
	lines.Buffer(nil, 1<<20)
	for i := range costLegs {
		if !lines.Scan() {
			b.Fatal("the browsers said nothing")
		}
		var o offerData
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			b.Fatalf("%v: %s", err, lines.Text())
		}
		p := said(make(chan message, 16))
		agent, leg := id.Agent(fmt.Sprint("agt_", i)), id.Leg(fmt.Sprint("leg_", i))
		g.opened(agent, p)
		g.offered(b.Context(), agent, p, o.SDP)
		a := (<-p).data.(answerData)
		if err := out.Encode(a); err != nil {
			b.Fatal(err)
		}
		for up := false; !up; {
			_, up = (<-e).(voice.DeviceUp)
		}
		g.Do(voice.Invite{Leg: leg, To: voice.Address{Agent: agent, Device: id.Browser}, AutoAnswer: true})
		g.ringing(agent, leg)
	}
	talk := time.Now()
	b.ResetTimer()
	cpu, got := cpuTime(), m.count()
	sent := m.talk(3 * time.Second)
	legSeconds := time.Since(talk).Seconds() * costLegs
	b.ReportMetric(float64((cpuTime()-cpu).Microseconds())/1000/legSeconds, "ms-cpu/leg-second")
	b.ReportMetric(float64(m.count()-got)/legSeconds, "heard/leg-second")
	b.ReportMetric(float64(sent)/legSeconds, "sent/leg-second")
	b.ReportMetric(0, "ns/op")
}

func ready(g *Gate) {
	for ok := false; !ok; runtime.Gosched() {
		g.mu.Lock()
		ok = g.maker != nil
		g.mu.Unlock()
	}
}

func cpuTime() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

type said chan message

func (s said) Say(_, typ string, data any) { s <- message{typ, data} }

// A sink counts what it hears and sends a packet each 20 ms to every leg.
type sink struct {
	mixer
}

func (s *sink) count() int {
	s.mixer.mu.Lock()
	defer s.mixer.mu.Unlock()
	n := 0
	for _, l := range s.legs {
		n += len(l.pushed)
	}
	return n
}

func (s *sink) talk(d time.Duration) int {
	t := time.NewTicker(20 * time.Millisecond)
	defer t.Stop()
	n := 0
	pkt := packet(8, 0, make([]byte, 160)...)
	for end := time.Now().Add(d); time.Now().Before(end); <-t.C {
		s.mixer.mu.Lock()
		pkt[3]++
		if pkt[3] == 0 {
			pkt[2]++
		}
		for _, l := range s.legs {
			_ = l.write(pkt)
			n++
		}
		s.mixer.mu.Unlock()
	}
	return n
}

// TestBrowsersOfTheBenchmark is the benchmark's other process, not a test.
func TestBrowsersOfTheBenchmark(t *testing.T) {
	if os.Getenv("GUDOK_BROWSERS") == "" {
		t.Skip("only for BenchmarkBrowserLeg")
	}
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	var all []*browser
	for range costLegs {
		b := newBrowser(t, nil)
		b.start()
		all = append(all, b)
		_ = out.Encode(offerData{SDP: b.pc.LocalDescription().SDP})
		var a answerData
		if err := in.Decode(&a); err != nil {
			os.Exit(1)
		}
		if err := b.pc.SetRemoteDescription(pion.SessionDescription{Type: pion.SDPTypeAnswer, SDP: a.SDP}); err != nil {
			os.Exit(1)
		}
	}
	gone := make(chan struct{})
	go func() { _ = in.Decode(&struct{}{}); close(gone) }()
	tick := time.NewTicker(20 * time.Millisecond)
	payload := make([]byte, 160)
	for {
		select {
		case <-gone:
			os.Exit(0)
		case <-tick.C:
		}
		for _, b := range all {
			b.seq++
			b.mic.send(&rtp.Header{Version: 2, PayloadType: 8, SequenceNumber: b.seq, Timestamp: uint32(b.seq) * 160}, payload)
		}
	}
}
