package media

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
	"gudok/voice/media/spool"
)

// The figures of performance.md for our room: make bench, or
//
//	go test ./voice/media -run '^$' -bench . -benchtime 1x
//
// CPU is user and system time of this process; the far ends are another process.
const (
	benchCalls   = 200
	benchWaiting = 500
	benchWarm    = time.Second
	benchFor     = 6 * time.Second
)

type deaf struct{}

func (deaf) Post(voice.Event) bool { return true }

type oneTune struct{}

func (oneTune) Open(id.Prompt) ([]byte, []byte, error) {
	b := make([]byte, 30*g711.Rate)
	return b, b, nil
}

func BenchmarkBareRelay(b *testing.B) {
	for b.Loop() {
		l := startLoad(b)
		r := newBare(b, l, benchCalls)
		measure(b, l, benchCalls, r.ports, 0)
		r.stop()
	}
}

func BenchmarkBridgedCalls(b *testing.B)          { benchBridged(b, false) }
func BenchmarkRecordedCalls(b *testing.B)         { benchBridged(b, true) }
func BenchmarkWaitingCallsWithMusic(b *testing.B) { benchWaitingCalls(b) }

// engineFor runs an engine until the returned function is called.
func engineFor(tb testing.TB, o Options) (*Engine, func()) {
	tb.Helper()
	e, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := e.Run(ctx); err != nil {
			tb.Error(err)
		}
	})
	return e, func() { cancel(); wg.Wait() }
}

func benchLegs(b *testing.B, e *Engine, l *load, n int) (names []id.Leg, ports []int) {
	b.Helper()
	for i := range n {
		name := id.Leg(fmt.Sprintf("leg_%d", i))
		local, err := e.Open(name, Spec{})
		if err != nil {
			b.Fatal(err)
		}
		if err := e.Set(name, Remote{Addr: l.Addr, EventPT: 101}); err != nil {
			b.Fatal(err)
		}
		names, ports = append(names, name), append(ports, local.Port)
	}
	return names, ports
}

func benchBridged(b *testing.B, recorded bool) {
	for b.Loop() {
		root, err := os.OpenRoot(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		l := startLoad(b)
		rss := resident()
		e, stop := engineFor(b, Options{Sink: deaf{}, Spool: spool.Root(root)})
		names, ports := benchLegs(b, e, l, 2*benchCalls)
		for i := 0; i < len(names); i += 2 {
			e.Do(voice.Bridge{Leg: names[i], Other: names[i+1]})
			if recorded {
				e.Do(voice.Record{Recording: id.Recording(fmt.Sprintf("rec_%d", i)), Leg: names[i], Other: names[i+1]})
			}
		}
		measure(b, l, benchCalls, ports, rss)
		stop()
	}
}

// BenchmarkListenedCalls is what one ear adds to a recorded call: the same 200 calls without
// and with a supervisor who hears both sides, a mixture of his own.
func BenchmarkListenedCalls(b *testing.B) {
	for b.Loop() {
		root, err := os.OpenRoot(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		l := startLoad(b)
		e, stop := engineFor(b, Options{Sink: deaf{}, Spool: spool.Root(root)})
		names, ports := benchLegs(b, e, l, 3*benchCalls)
		talking, ears := names[:2*benchCalls], names[2*benchCalls:]
		for i := 0; i < len(talking); i += 2 {
			e.Do(voice.Bridge{Leg: talking[i], Other: talking[i+1]})
			e.Do(voice.Record{Recording: id.Recording(fmt.Sprintf("rec_%d", i)), Leg: talking[i], Other: talking[i+1]})
		}
		l.begin(ports[:2*benchCalls])
		listen := func(on bool) {
			for i, ear := range ears {
				if from := talking[2*i : 2*i+2]; on {
					e.Do(voice.Hear{Leg: ear, From: from})
				} else {
					e.Do(voice.Hear{Leg: ear})
				}
			}
		}
		var used [2]time.Duration
		for range 3 { // in turns, because the machine does other things too
			for on := range used {
				listen(on == 1)
				<-time.After(benchWarm)
				before := cpu()
				<-time.After(benchFor / 3)
				used[on] += cpu() - before
			}
		}
		per := func(d time.Duration) float64 { return d.Seconds() * 1000 / benchFor.Seconds() / benchCalls }
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(per(used[0]), "ms/call-s")
		b.ReportMetric(per(used[1]-used[0]), "ms/ear-s")
		stop()
	}
}

func benchWaitingCalls(b *testing.B) {
	for b.Loop() {
		l := startLoad(b)
		rss := resident()
		e, stop := engineFor(b, Options{Sink: deaf{}, Prompts: oneTune{}})
		names, _ := benchLegs(b, e, l, benchWaiting)
		for _, n := range names {
			e.Do(voice.Play{Leg: n, What: []voice.Sound{{Prompt: "std_music"}}, Loop: true})
		}
		measure(b, l, benchWaiting, nil, rss)
		stop()
	}
}

// measure reports what the calls cost in a window of benchFor.
func measure(b *testing.B, l *load, calls int, ports []int, rss int64) {
	b.Helper()
	l.begin(ports)
	<-time.After(benchWarm)
	l.ask(b)
	before, from := cpu(), time.Now()
	<-time.After(benchFor)
	used := cpu() - before
	got, p50, p99 := l.ask(b)
	window := time.Since(from).Seconds()
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(used.Microseconds())/float64(got), "us/packet")
	b.ReportMetric(used.Seconds()*1000/window/float64(calls), "ms/call-s")
	b.ReportMetric(float64(got)/window, "packets/s")
	if len(ports) > 0 {
		lost := 50*float64(len(ports))*window - float64(got)
		b.ReportMetric(float64(p50), "p50-us")
		b.ReportMetric(float64(p99), "p99-us")
		b.ReportMetric(max(0, lost/window), "lost/s") // with the far ends' own hiccups
	}
	if rss > 0 {
		b.ReportMetric(float64(resident()-rss)/float64(calls), "kB/call")
	}
}

// cpu is user and system time of this process.
func cpu() time.Duration {
	var u unix.Rusage
	_ = unix.Getrusage(unix.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is VmRSS in kB after a collection.
func resident() (kb int64) {
	runtime.GC()
	debug.FreeOSMemory()
	s, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(s), "VmRSS:")
	_, _ = fmt.Sscan(rest, &kb)
	return kb
}
