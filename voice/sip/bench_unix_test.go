//go:build unix

package sip

import (
	"encoding/json"
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"gudok/id"
)

// cpu is what this process has used, user and system.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// writingKeeper costs what a keeper costs at least.
type writingKeeper struct{}

func (writingKeeper) Keep(string, string, uint64, json.RawMessage) {}
func (writingKeeper) Drop(string, string)                          {}

// BenchmarkTwoLegCall is a call from sipp through the gate to sipp and its end, 100 a
// second, everything kept: cpu-us/call is what the gate's process used for it, both legs.
func BenchmarkTwoLegCall(b *testing.B) {
	for _, rate := range []int{100, 300} {
		b.Run(fmt.Sprint(rate, " calls a second"), func(b *testing.B) {
			calls := 5 * rate
			fb := &bridge{other: map[id.Leg]id.Leg{}}
			answer := freePort(b, "127.0.0.3")
			_, port := real(b, Options{Sink: fb, Keeper: writingKeeper{}, Media: &fakeMedia{ports: map[id.Leg]int{}, taken: map[int]bool{}}}, func(g *Gate) {
				fb.g = g
				g.Configure(sippTrunks(answer), nil)
				if _, err := g.Restore(b.Context(), nil); err != nil {
					b.Fatal(err)
				}
			})
			dir := b.TempDir()
			uas, _ := program(b, dir, "sipp", "-sn", "uas", "-i", "127.0.0.3", "-p", answer, "-nostdin")
			defer uas.Wait()
			defer uas.Process.Kill()
			bound(b, "127.0.0.3", answer)
			b.ResetTimer()
			before := cpu(b)
			var m0, m1 runtime.MemStats
			runtime.ReadMemStats(&m0)
			uac, _ := program(b, dir, "sipp", "-sn", "uac", fmt.Sprintf("127.0.0.1:%d", port), "-i", "127.0.0.2", "-p", freePort(b, "127.0.0.2"),
				"-s", "+380441234567", "-r", fmt.Sprint(rate), "-m", fmt.Sprint(calls), "-d", "200", "-timeout", "60s", "-timeout_error", "-nostdin")
			if err := uac.Wait(); err != nil {
				b.Logf("sipp: %v, see its messages with -trace_err", err) // where nobody else works no call fails; sipp gives up at a repeated INVITE
			}
			used := cpu(b) - before
			fb.causes.Range(func(cause, _ any) bool { b.Log(cause); return true })
			runtime.ReadMemStats(&m1)
			b.ReportMetric(float64(used.Microseconds())/float64(calls), "cpu-us/call")
			b.ReportMetric(float64(m1.TotalAlloc-m0.TotalAlloc)/float64(calls)/1024, "KB/call")
			b.ReportMetric(float64(fb.failed.Load()), "failed")
			b.ReportMetric(0, "ns/op")
		})
	}
}
