//go:build unix

package whatif

import (
	"syscall"
	"testing"
	"time"
)

// spentTime is the processor time of this process so far, with its garbage collector's: on a
// machine that others use too the clock on the wall says little.
func spentTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkDay is the day that the plan asks for: 200 agents of five kinds in eight lines,
// 20,000 calls of people who hang up and call again, through the very core on one processor.
// It reports the processor time of 20,000 calls (the aim: at most 1 s) and of one, and how many
// inputs the core took for it. Run it with GOMAXPROCS=1.
func BenchmarkDay(b *testing.B) {
	p := load(b, centre200).plan(baseName)
	b.ReportAllocs()
	var offered, inputs int
	from := spentTime(b)
	for n := uint64(0); b.Loop(); n++ {
		c, err := newDay(p, n).run(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		all := c.sum()
		offered, inputs = offered+all.offered, inputs+int(c.inputs)
	}
	each := (spentTime(b) - from).Seconds() / float64(offered)
	b.ReportMetric(each*20_000, "cpu-s/20000calls")
	b.ReportMetric(each*1e6, "cpu-µs/call")
	b.ReportMetric(float64(inputs)/float64(offered), "inputs/call")
}

// centre200 is that day's scenario.
const centre200 = `{
  "name": "200 agents", "from": "08:00", "to": "20:00", "slot": "1h",
  "lines": [
    {"name": "l1"}, {"name": "l2"}, {"name": "l3", "relax": [{"after": "30s", "skills": ["l1"]}]}, {"name": "l4"},
    {"name": "l5", "weight": 2}, {"name": "l6", "strategy": "most_skilled"}, {"name": "l7"}, {"name": "l8", "priority": 5}
  ],
  "callers": [
    {"name": "l1", "calls": {"per_day": 5000}, "patience": {"exponential": {"mean": 300}}, "talk": {"lognormal": {"mean": 300, "sd": 240}}, "wrap": {"exponential": {"mean": 40}},
     "again": {"first": 0.5, "further": 0.3, "after": {"exponential": {"mean": 900}}}},
    {"name": "l2", "calls": {"per_day": 4000}, "patience": {"lognormal": {"mean": 300, "sd": 240}}, "talk": {"lognormal": {"mean": 320, "sd": 240}}, "wrap": {"exponential": {"mean": 40}}},
    {"name": "l3", "calls": {"per_day": 3000}, "patience": {"exponential": {"mean": 300}}, "talk": {"lognormal": {"mean": 300, "sd": 240}}, "wrap": {"exponential": {"mean": 40}},
     "forward": {"share": 0.05, "to": {"l5": 1}, "keeps_place": true}},
    {"name": "l4", "calls": {"per_day": 2500}, "patience": {"exponential": {"mean": 300}}, "talk": {"exponential": {"mean": 300}}, "wrap": {"exponential": {"mean": 40}}},
    {"name": "l5", "calls": {"per_day": 2000}, "patience": {"exponential": {"mean": 300}}, "talk": {"lognormal": {"mean": 300, "sd": 240}}, "wrap": {"exponential": {"mean": 40}}},
    {"name": "l6", "calls": {"per_day": 1500}, "patience": {"exponential": {"mean": 300}}, "talk": {"lognormal": {"mean": 300, "sd": 240}}, "wrap": {"exponential": {"mean": 40}}},
    {"name": "l7", "calls": {"per_day": 1200}, "patience": {"exponential": {"mean": 300}}, "talk": {"lognormal": {"mean": 300, "sd": 240}}, "wrap": {"exponential": {"mean": 40}}},
    {"name": "l8", "calls": {"per_day": 800}, "patience": {"exponential": {"mean": 200}}, "talk": {"lognormal": {"mean": 300, "sd": 240}}, "wrap": {"exponential": {"mean": 40}}}
  ],
  "agents": [
    {"name": "a", "count": 50, "skills": {"l1": 3, "l2": 2}, "answer": "2s"},
    {"name": "b", "count": 45, "skills": {"l2": 3, "l3": 3, "l8": 1}, "answer": "2s"},
    {"name": "c", "count": 40, "skills": {"l4": 3, "l5": 3, "l6": 1}, "answer": "2s"},
    {"name": "d", "count": 35, "skills": {"l6": 4, "l7": 4, "l1": 1}, "answer": "2s"},
    {"name": "e", "count": 30, "skills": {"l1": 2, "l3": 2, "l4": 2, "l5": 2, "l8": 5}, "answer": "2s"}
  ]
}`
