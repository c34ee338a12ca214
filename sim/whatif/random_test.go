package whatif

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
)

func TestDrawnTimesHaveTheMeanAndSpreadThatWereAskedFor(t *testing.T) {
	for text, want := range map[string][2]float64{
		`"90s"`:                                        {90, 0},
		`{"exponential": {"mean": 180}}`:               {180, 180},
		`{"erlang": {"mean": 180, "k": 4}}`:            {180, 90},
		`{"gamma": {"mean": 180, "sd": 60}}`:           {180, 60},
		`{"gamma": {"mean": 100, "sd": 200}}`:          {100, 200},
		`{"lognormal": {"mean": "3m20s", "sd": "3m"}}`: {200, 180},
		`{"values": [10, 20, "30s"]}`:                  {20, math.Sqrt(200.0 / 3)},
	} {
		t.Run(text, func(t *testing.T) {
			var c Chance
			if err := json.Unmarshal([]byte(text), &c); err != nil {
				t.Fatal(err)
			}
			r := rand.New(rand.NewPCG(1, 2))
			const n = 200_000
			sum, sq := 0.0, 0.0
			for range n {
				v := float64(c.ms(r)) / 1000
				sum += v
				sq += v * v
			}
			mean := sum / n
			sd := math.Sqrt(max(sq/n-mean*mean, 0))
			if math.Abs(mean-want[0]) > 0.01*want[0]+4*want[1]/math.Sqrt(n) || math.Abs(sd-want[1]) > 0.03*want[1] {
				t.Errorf("mean %.2f, sd %.2f; want %.2f, %.2f", mean, sd, want[0], want[1])
			}
		})
	}
}

func TestCallsFallOnTheSlotsAsTheyShould(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n = 2000
	sum, sq := 0.0, 0.0
	for range n {
		v := float64(poisson(r, 25))
		sum += v
		sq += v * v
	}
	mean := sum / n
	if v := sq/n - mean*mean; math.Abs(mean-25) > 0.5 || math.Abs(v-25) > 3 {
		t.Errorf("Poisson of 25 has the mean %.2f and the variance %.2f", mean, v)
	}
	at := moments(r, 1000, 60_000, 120_000, nil)
	for i, v := range at {
		if v < 60_000 || v >= 120_000 || i > 0 && v < at[i-1] {
			t.Fatalf("moment %d is %d", i, v)
		}
	}
}

func TestIntervalsHoldWhatTheyPromise(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	held := 0
	const trials, days = 2000, 8
	for range trials {
		list := make([]ratio, days)
		for i := range list {
			den := 50 + 20*r.Float64()
			list[i] = ratio{den*0.8 + 3*r.NormFloat64(), den}
		}
		f, ok := figure(list)
		if !ok {
			t.Fatal("no figure")
		}
		if math.Abs(f.Value-0.8) <= f.Plus {
			held++
		}
	}
	if share := float64(held) / trials; share < 0.93 || share > 0.97 {
		t.Errorf("%.3f of the intervals hold the truth, want .95", share)
	}
	for df, want := range map[int]float64{1: 12.706, 10: 2.228, 20: 2.086, 30: 2.042, 120: 1.980} {
		if got := student(df); math.Abs(got-want) > 0.002 {
			t.Errorf("t with %d degrees of freedom is %.3f, want %.3f", df, got, want)
		}
	}
}
