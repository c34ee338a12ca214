package main

import (
	"fmt"
	"io"
	"time"

	"gudok/sim/load/rtpx"
)

// A row is one line of the report: ours beside the peers on the same work and our aim. The
// peers' figures are those of the design study (Asterisk 22.10, FreeSWITCH 1.11, same kind
// of machine, quiet).
type row struct {
	what, unit           string
	ours                 float64
	aim                  string
	asterisk, freeswitch string
}

// A report is printed as it grows, so that a long run shows where it is.
type report struct {
	to   io.Writer
	rows int
}

func (r *report) add(w row) {
	if r.rows == 0 {
		fmt.Fprintf(r.to, "%-58s %10s %10s %14s %14s\n", "", "gudok", "aim", "Asterisk", "FreeSWITCH")
	}
	r.rows++
	fmt.Fprintf(r.to, "%-58s %10.2f %10s %14s %14s\n", w.what+", "+w.unit, w.ours, w.aim, w.asterisk, w.freeswitch)
}

func (r *report) note(format string, args ...any) {
	fmt.Fprintf(r.to, "    "+format+"\n", args...)
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (r *report) signalling(c cost) {
	r.add(row{"queued call at 100/s", "ms CPU per call", c.CPUPerCall, "2.0", "7.0", "24"})
	r.note("%d calls, %d failed, %d retransmissions", c.Calls, c.Failed, c.Resent)
}

func (r *report) sound(what, aim, asterisk, freeswitch string, c, bare cost) {
	r.add(row{what, "ms CPU per call-second", c.CPUPerSec, aim, asterisk, freeswitch})
	r.note("%d calls; %.1f times a bare relay (%.2f in this run); delay p50 %.2f p99 %.2f ms; lost %d of %d",
		c.Calls, c.CPUPerSec/max(0.001, bare.CPUPerSec), bare.CPUPerSec, c.Sound.D50, c.Sound.D99, c.Sound.Lost, c.Sound.Got+c.Sound.Lost)
}

func (r *report) memory(c cost) {
	r.add(row{"memory per bridged call", "kB RSS", c.RSSPerCall, "100", "480-590", "820-1240"})
}

func (r *report) enter(agents int, c cost, asterisk, freeswitch [2]string) {
	what := fmt.Sprintf("enter to agent INVITE, %d agents", agents)
	r.add(row{what + ", p50", "ms", ms(rtpx.Pct(c.Enter, .5)), "2", asterisk[0], freeswitch[0]})
	r.add(row{what + ", p99", "ms", ms(rtpx.Pct(c.Enter, .99)), "10", asterisk[1], freeswitch[1]})
	r.note("%d calls", len(c.Enter))
}

func (r *report) idle(c cost) {
	what := "agent's idle gap, 100 agents, 500 waiting"
	r.add(row{what + ", p50", "ms", ms(rtpx.Pct(c.Idle, .5)), "5", "500", "1780"})
	r.add(row{what + ", p99", "ms", ms(rtpx.Pct(c.Idle, .99)), "20", "1350", "5850"})
	r.add(row{"queued call while 500 wait", "ms CPU per call", c.CPUPerCall, "-", "19", "196"})
	r.note("%d calls, %.0f %% of a core", c.Calls, 100*c.Core)
}

func (r *report) music(c cost) {
	r.add(row{"500 callers waiting with music", "ms CPU per call-second", c.CPUPerSec, "-", "-", "-"})
	r.note("%d callers", c.Calls)
}
