package core

import (
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The wait estimate on a month of a real call centre: "Anonymous Bank", January 1999 (Guedj
// and Mandelbaum, Technion). GUDOK_TRACES names the folder of the data, which is not part of
// this project.

// A trace is one call of the bank that asked for an agent.
type trace struct {
	start, exit, until int64 // of the wait, of the service's end; ms of the month
	key                int64 // order of service: high priority enters 1.5 min ahead
	served             bool
	agent              string
	est                bool // waited and was served: what the estimate is measured on
}

func traces(tb testing.TB) []trace {
	tb.Helper()
	dir := os.Getenv("GUDOK_TRACES")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	file, err := os.Open(filepath.Join(dir, "anon_bank_january_1999.tsv.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		tb.Skipf("no traces here: %v. Put the Anonymous Bank data into %s or name its folder in GUDOK_TRACES", err, dir)
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	in, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	r := csv.NewReader(in)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var list []trace
	for _, row := range rows[1:] {
		if t, ok := traceOf(tb, row); ok {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b trace) int { return cmp.Compare(a.start, b.start) })
	return list
}

// traceOf reads a row: calls that asked for an agent; calls back of the bank's own are left out.
func traceOf(tb testing.TB, row []string) (trace, bool) {
	day, err := strconv.Atoi(row[5][4:])
	if err != nil {
		tb.Fatal(err)
	}
	at := func(clock string) int64 {
		d, err := time.ParseDuration(strings.NewReplacer(":", "h").Replace(clock[:strings.LastIndex(clock, ":")]) + "m" + clock[strings.LastIndex(clock, ":")+1:] + "s")
		if err != nil {
			tb.Fatal(err)
		}
		return int64(day)*24*3_600_000 + d.Milliseconds()
	}
	waited, served := row[11] != "0", row[12] == "AGENT"
	if row[4] == "TT" || !served && (row[12] != "HANG" || !waited) {
		return trace{}, false
	}
	seconds := func(s string) int64 {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			tb.Fatal(err)
		}
		return n * 1000
	}
	t := trace{start: at(row[7]), served: served, agent: row[16], est: served && waited} // the end of the menu
	t.exit = t.start + seconds(row[11])
	t.until = t.exit + seconds(row[15])
	t.key = t.start
	if row[3] == "2" {
		t.key -= 90_000
	}
	return t, true
}

// A presence is one agent from the first to the last of his services, with no gap of more
// than 20 minutes.
type presence struct{ from, to int64 }

func presences(list []trace) []presence {
	const gapMS = 20 * minuteMS
	byAgent := map[string][]trace{}
	for _, t := range list {
		if t.served && t.agent != "" {
			byAgent[t.agent] = append(byAgent[t.agent], t)
		}
	}
	var out []presence
	for _, ts := range byAgent {
		slices.SortFunc(ts, func(a, b trace) int { return cmp.Compare(a.exit, b.exit) })
		p := presence{ts[0].exit, ts[0].until}
		for _, t := range ts[1:] {
			if t.exit-p.to > gapMS {
				out = append(out, p)
				p = presence{t.exit, t.until}
			}
			p.to = max(p.to, t.until)
		}
		out = append(out, p)
	}
	return out
}

// An errors of a predictor, in seconds.
type miss struct {
	name   string
	n      int
	sum    float64
	square float64
}

func (m *miss) add(predicted, real float64) {
	d := (predicted - real) / 1000
	m.n++
	m.sum += d
	m.square += d * d
}

func (m *miss) rmse() float64 { return math.Sqrt(m.square / float64(m.n)) }
func (m *miss) bias() float64 { return m.sum / float64(m.n) }

// replayed is the month, minute by minute: the line learns from what is over, as it does on
// the floor, and each caller who waited and was served is estimated when he comes.
func replayed(list []trace) (predictors []*miss, within float64) {
	here := presences(list)
	p := newPace("lin_bank")
	type end struct {
		at int64
		t  trace
		up bool // of the service, not of the wait
	}
	var ends []end
	for _, t := range list {
		ends = append(ends, end{t.exit, t, false})
		if t.served {
			ends = append(ends, end{t.until, t, true})
		}
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.at, b.at) })
	q, les, hol, flat := &miss{name: "QLa"}, &miss{name: "LES"}, &miss{name: "HOL"}, &miss{name: "constant 105 s"}
	var waiting []trace
	var last float64
	free := map[string]int64{} // agent -> when he hung up
	done, in := 0, 0
	for _, t := range list {
		for ; done < len(ends) && ends[done].at <= t.start; done++ {
			e := ends[done]
			switch {
			case e.up:
				p.handled(e.t.until - e.t.exit)
				free[e.t.agent] = e.t.until
			default:
				waiting = slices.DeleteFunc(waiting, func(w trace) bool { return w == e.t })
				p.waited(e.t.exit-e.t.start, !e.t.served)
				if rang := e.t.exit - free[e.t.agent]; e.t.served && free[e.t.agent] > e.t.start && rang <= defaultRingMS {
					p.rang(rang) // he had somebody to take: so long he needed
				}
				if e.t.est {
					last = float64(e.t.exit - e.t.start)
				}
			}
		}
		if t.est {
			agents, ahead, head := 0, 0, t.start
			for _, pr := range here {
				if pr.from <= t.start && t.start < pr.to {
					agents++
				}
			}
			for _, w := range waiting {
				head = min(head, w.start)
				if w.key <= t.key {
					ahead++
				}
			}
			wait := float64(t.exit - t.start)
			mean, low, high := p.estimate(float64(max(agents, 1)), ahead)
			q.add(float64(mean), wait)
			les.add(last, wait)
			hol.add(float64(t.start-head), wait)
			flat.add(105_000, wait)
			if low <= int64(wait) && int64(wait) <= high {
				in++
			}
		}
		if t.exit > t.start {
			waiting = append(waiting, t)
		}
	}
	return []*miss{q, les, hol, flat}, float64(in) / float64(q.n)
}

// BenchmarkEstimateJanuary prints how far off the estimate is beside what it should be.
func BenchmarkEstimateJanuary(b *testing.B) {
	list := traces(b)
	for b.Loop() {
		all, within := replayed(list)
		b.ReportMetric(all[0].rmse(), "rmse_s")
		b.ReportMetric(all[0].bias(), "bias_s")
		b.ReportMetric(100*within, "%within")
		for _, m := range all {
			b.Logf("%-15s RMSE %5.1f s, bias %+6.1f s, %d callers (aim: RMSE 60 s, bias within 5 s)", m.name, m.rmse(), m.bias(), m.n)
		}
		b.Logf("%.0f %% waited within the range of two of three", 100*within)
	}
}
