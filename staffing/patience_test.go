package staffing_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gudok/staffing"
)

// The remission times of 21 patients under 6-MP (Freireich 1963), the example of every book on
// the estimator; "+" are censored: 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+.
func freireich() []staffing.Wait {
	var out []staffing.Wait
	for _, t := range []float64{6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35} {
		out = append(out, staffing.Wait{For: math.Abs(t), Left: t > 0})
	}
	return out
}

func TestKaplanMeierOnTheTextbookExample(t *testing.T) {
	p, err := staffing.KaplanMeier(freireich())
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[float64]string{5.9: "1.000", 6: "0.857", 7: "0.807", 10: "0.753", 13: "0.690", 16: "0.627", 22: "0.538", 23: "0.448", 99: "0.448"} {
		printed(t, "remission beyond "+strconv.FormatFloat(at, 'f', 1, 64), p.Beyond(at), want)
	}
	// Kalbfleisch and Prentice give the 95 % band of log(-log) at 10 weeks as .503 to .889.
	low, high := p.Band(10, 1.96)
	printed(t, "band at 10, low", low, "0.503")
	printed(t, "band at 10, high", high, "0.889")
	if q, ok := p.Quantile(0.5); !ok || q != 23 {
		t.Errorf("the median is %v (%v), want 23", q, ok)
	}
	if _, ok := p.Quantile(0.9); ok {
		t.Error("nine of ten relapsed, but nobody saw that")
	}
	printed(t, "mean if exponential", p.Mean(), "39.89") // 359 weeks, 9 relapses
	low, high = p.MeanBand(1.96)
	if low >= p.Mean() || high <= p.Mean() || math.Abs(low*high-p.Mean()*p.Mean()) > 1e-6 {
		t.Errorf("the mean %.2f lies between %.2f and %.2f", p.Mean(), low, high)
	}
}

func TestWhoWasServedIsNotImpatient(t *testing.T) {
	p, err := staffing.KaplanMeier([]staffing.Wait{{For: 0}, {For: 10, Left: true}, {For: 60}, {For: 60}, {For: 120}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Mean() != 250 || p.Beyond(60) != 0.75 || p.Waits() != 5 || p.Left() != 1 {
		t.Errorf("mean %v, beyond a minute %v, of %d waits %d gave up", p.Mean(), p.Beyond(60), p.Waits(), p.Left())
	}
}

func TestDrawnPatienceHasTheCurveItWasDrawnFrom(t *testing.T) {
	p, err := staffing.KaplanMeier(freireich())
	if err != nil {
		t.Fatal(err)
	}
	const n = 10_000
	longer := 0
	for i := range n {
		if p.Draw((float64(i)+0.5)/n) > 10 {
			longer++
		}
	}
	if got := float64(longer) / n; math.Abs(got-p.Beyond(10)) > 1e-3 {
		t.Errorf("%.4f of the drawn are longer than 10, want %.4f", got, p.Beyond(10))
	}
	if v := p.Draw(0.99); v <= 35 || math.IsInf(v, 0) {
		t.Errorf("beyond all that was seen the draw is %v", v)
	}
}

func TestNobodyGaveUp(t *testing.T) {
	p, err := staffing.KaplanMeier([]staffing.Wait{{For: 3}, {For: 5}})
	if err != nil {
		t.Fatal(err)
	}
	if low, high := p.MeanBand(1.96); !math.IsInf(p.Mean(), 1) || low != 0 || !math.IsInf(high, 1) || !math.IsInf(p.Draw(0.5), 1) {
		t.Errorf("mean %v between %v and %v, drawn %v", p.Mean(), low, high, p.Draw(0.5))
	}
	for _, bad := range [][]staffing.Wait{nil, {{For: -1}}, {{For: math.NaN()}}} {
		if _, err := staffing.KaplanMeier(bad); !errors.Is(err, staffing.ErrWaits) {
			t.Errorf("%v is taken for waits", bad)
		}
	}
}

// The Technion's "Anonymous Bank", January 1999 (Guedj and Mandelbaum 2000): Sunday to Thursday,
// 7 to 24 h, all callers but those of internet support. The file is not part of this project.
func TestPatienceOfARealBank(t *testing.T) {
	waits, served := january(t)
	p, err := staffing.KaplanMeier(waits)
	if err != nil {
		t.Fatal(err)
	}
	var all, ofServed, waited float64
	for _, w := range waits {
		all += w.For
		if w.For > 0 {
			waited++
		}
		if !w.Left {
			ofServed += w.For
		}
	}
	n := float64(len(waits))
	if len(waits) != 26_809 {
		t.Errorf("%d callers want an agent, want 26809", len(waits))
	}
	printed(t, "abandoned, %", 100*float64(p.Left())/n, "10.75")
	printed(t, "share that waits", waited/n, "0.579")
	printed(t, "mean wait", all/n, "39.6")
	printed(t, "mean wait of the served", ofServed/float64(served), "37.3")
	printed(t, "patience, s", p.Mean(), "369")
	low, high := p.MeanBand(1.96)
	if low < 350 || high > 390 {
		t.Errorf("the mean patience lies between %.0f and %.0f s", low, high)
	}
	median, ok := p.Quantile(0.5)
	l, h := p.Band(median, 1.96)
	if !ok || l > 0.5 || h < 0.5 || h-l > 0.1 {
		t.Errorf("the median patience is %v s, beyond it are %.3f to %.3f", median, l, h)
	}
	t.Logf("patience: mean %.1f s (%.0f to %.0f), median %.0f s, a quarter gives up by %v s", p.Mean(), low, high, median, first(p.Quantile(0.25)))
}

func first(v float64, _ bool) float64 { return v }

// january reads the waits of the trace.
func january(t *testing.T) (waits []staffing.Wait, served int) {
	t.Helper()
	dir := os.Getenv("GUDOK_TRACES")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, "anon_bank_january_1999.tsv.gz"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the trace of the Technion's bank is not on this machine: set GUDOK_TRACES to the folder that has anon_bank_january_1999.tsv.gz")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(zip)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := map[string]int{}
	for i, name := range rows[0] {
		col[name] = i
	}
	for _, row := range rows[1:] {
		get := func(name string) string { return strings.TrimSpace(row[col[name]]) }
		day, err := time.Parse("060102", get("date"))
		if err != nil {
			t.Fatal(err)
		}
		q, _ := strconv.ParseFloat(get("q_time"), 64)
		at := get("vru_exit")
		if q > 0 {
			at = get("q_start")
		}
		hour, _ := strconv.Atoi(strings.SplitN(at, ":", 2)[0])
		agent, hang := get("outcome") == "AGENT", get("outcome") == "HANG" && q > 0
		if !agent && !hang || get("type") == "IN" || day.Weekday() == time.Friday || day.Weekday() == time.Saturday || hour < 7 || hour > 23 {
			continue
		}
		waits = append(waits, staffing.Wait{For: q, Left: hang})
		if agent {
			served++
		}
	}
	return waits, served
}
