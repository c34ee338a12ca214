package main

import (
	"os"
	"time"

	"gudok/sim/load/rtpx"
)

// A cost is what one measurement showed.
type cost struct {
	Calls      int          // bridged in the window
	Failed     int64        //
	CPUPerCall float64      // ms of the server's CPU per bridged call
	CPUPerSec  float64      // ms of the server's CPU per call-second
	RSSPerCall float64      // kB
	Core       float64      // share of one core
	Sound      rtpx.Summary //
	Enter      []time.Duration
	Idle       []time.Duration
	Resent     int64
}

// byRate plays rate calls a second for dur, each talking for w.talk: what signalling costs.
func (w *world) byRate(pid int, rate float64, dur time.Duration) cost {
	w.measuring.Store(true)
	cpu, _, _ := rtpx.CPUms(pid)
	start := time.Now()
	for i := range int(rate * dur.Seconds()) {
		time.Sleep(time.Until(start.Add(time.Duration(float64(i) / rate * 1e9))))
		w.call()
	}
	w.until(w.talk+15*time.Second, func() bool { return w.alive() == 0 })
	after, _, _ := rtpx.CPUms(pid)
	n := max(1, w.bridged.Load())
	return w.cost(cost{Calls: int(w.bridged.Load()), CPUPerCall: (after - cpu) / float64(n)})
}

// byHolding brings up n bridged calls (or, with waiting, n callers in the line) and measures
// them while they stand.
func (w *world) byHolding(pid, n int, waiting bool, dur time.Duration) cost {
	const ramp, settle = 50, 3 * time.Second // calls a second; for the last greetings to end
	_, rss0, _ := rtpx.CPUms(pid)
	for range n {
		w.call()
		time.Sleep(time.Second / ramp)
	}
	if !waiting {
		w.until(30*time.Second, func() bool { return w.now.Load() >= int64(n) })
	}
	time.Sleep(settle)
	standing := int(w.now.Load())
	if waiting {
		standing = w.alive()
	}
	w.rtp.Measure()
	cpu0, _, _ := rtpx.CPUms(pid)
	start := time.Now()
	time.Sleep(dur)
	cpu1, rss1, _ := rtpx.CPUms(pid)
	secs := time.Since(start).Seconds()
	per := float64(max(1, standing))
	c := cost{
		Calls: standing, CPUPerSec: (cpu1 - cpu0) / (per * secs), Core: (cpu1 - cpu0) / secs / 1000,
		RSSPerCall: float64(rss1-rss0) / per, Sound: w.rtp.End(),
	}
	w.hangUpAll()
	return w.cost(c)
}

// byLoop keeps n callers in the system, of whom agents many talk: what a waiting crowd costs
// and how long a freed agent idles.
func (w *world) byLoop(pid, n, agents int, dur time.Duration) cost {
	const ramp, settle = 60, 6 * time.Second
	w.mu.Lock()
	w.ended = func(*caller) { w.call() }
	w.mu.Unlock()
	for range n {
		w.call()
		time.Sleep(time.Second / ramp)
	}
	w.until(60*time.Second, func() bool { return w.now.Load() >= int64(agents)*9/10 })
	time.Sleep(settle)
	w.measuring.Store(true)
	before := w.bridged.Load()
	cpu0, _, _ := rtpx.CPUms(pid)
	start := time.Now()
	time.Sleep(dur)
	cpu1, _, _ := rtpx.CPUms(pid)
	w.measuring.Store(false)
	n64 := max(1, w.bridged.Load()-before)
	c := cost{Calls: int(n64), CPUPerCall: (cpu1 - cpu0) / float64(n64), Core: (cpu1 - cpu0) / time.Since(start).Seconds() / 1000}
	w.hangUpAll()
	return w.cost(c)
}

// cost adds what every mode counts.
func (w *world) cost(c cost) cost {
	w.mu.Lock()
	defer w.mu.Unlock()
	c.Failed, c.Resent, c.Enter, c.Idle = w.failed.Load(), w.resent.Load(), w.delays.enter, w.delays.idle
	return c
}

// root tells whether this process may bind a socket to lo.
func root() bool { return os.Geteuid() == 0 }
