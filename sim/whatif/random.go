package whatif

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gudok/staffing"
)

// A Chance is a distribution of times, in seconds. In the file it is a time ("20s": always
// that) or one of
//
//	{"exponential": {"mean": "3m"}}
//	{"erlang": {"mean": "3m", "k": 2}}          the sum of k exponential ones
//	{"gamma": {"mean": "3m", "sd": "1m"}}
//	{"lognormal": {"mean": "3m", "sd": "2m"}}   mean and sd of the time itself
//	{"values": [31, 12, 184]}                   one of these, each as likely
//	{"file": "talk.csv"}                        one of the first column of the file
//	{"kaplan_meier": {"waits": [...], "left": [...]}} or {"kaplan_meier": {"file": "waits.csv"}}
//	                                            patience behind waits (left: 1 gave up, 0 was served)
//
// Files lie beside the scenario.
type Chance struct {
	kind     string
	mean, sd float64
	k        int
	values   []float64
	patience *staffing.Patience
	file     string // to be read by Load
	known    bool
}

// chanceJSON is how the file writes it; exactly one is given.
type chanceJSON struct {
	Exponential *struct {
		Mean Span `json:"mean"`
	} `json:"exponential"`
	Erlang *struct {
		Mean Span `json:"mean"`
		K    int  `json:"k"`
	} `json:"erlang"`
	Gamma, Lognormal *struct {
		Mean Span `json:"mean"`
		SD   Span `json:"sd"`
	}
	Values      []Span `json:"values"`
	File        string `json:"file"`
	KaplanMeier *struct {
		Waits []Span `json:"waits"`
		Left  []int  `json:"left"`
		File  string `json:"file"`
	} `json:"kaplan_meier"`
}

// errChance says what a distribution looks like.
var errChance = errors.New(`write a time such as "20s", or one of exponential, erlang, gamma, lognormal, values, file, kaplan_meier`)

// UnmarshalJSON reads any of the forms.
func (c *Chance) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		v, err := seconds(b)
		*c = Chance{kind: "fixed", mean: v, known: true}
		return err
	}
	var j chanceJSON
	if err := strict(b, &j); err != nil {
		return err
	}
	var given []Chance
	if e := j.Exponential; e != nil {
		given = append(given, Chance{kind: "exponential", mean: float64(e.Mean)})
	}
	if e := j.Erlang; e != nil {
		given = append(given, Chance{kind: "erlang", mean: float64(e.Mean), k: e.K})
	}
	if e := j.Gamma; e != nil {
		given = append(given, Chance{kind: "gamma", mean: float64(e.Mean), sd: float64(e.SD)})
	}
	if e := j.Lognormal; e != nil {
		given = append(given, Chance{kind: "lognormal", mean: float64(e.Mean), sd: float64(e.SD)})
	}
	if j.Values != nil {
		given = append(given, Chance{kind: "values", values: numbers(j.Values)})
	}
	if j.File != "" {
		given = append(given, Chance{kind: "values", file: j.File})
	}
	if e := j.KaplanMeier; e != nil {
		p, err := patienceOf(numbers(e.Waits), e.Left, e.File)
		if err != nil {
			return err
		}
		given = append(given, p)
	}
	if len(given) != 1 {
		return errChance
	}
	*c = given[0]
	c.known = true
	return c.check()
}

func numbers(s []Span) []float64 {
	out := make([]float64, len(s))
	for i, v := range s {
		out[i] = float64(v)
	}
	return out
}

// patienceOf makes a patience of waits, or leaves it to the file.
func patienceOf(waits []float64, left []int, file string) (Chance, error) {
	if file != "" {
		return Chance{kind: "kaplan_meier", file: file}, nil
	}
	if len(waits) != len(left) {
		return Chance{}, fmt.Errorf("%d waits and %d times left: one 1 or 0 for each wait", len(waits), len(left))
	}
	w := make([]staffing.Wait, len(waits))
	for i := range w {
		w[i] = staffing.Wait{For: waits[i], Left: left[i] != 0}
	}
	p, err := staffing.KaplanMeier(w)
	return Chance{kind: "kaplan_meier", patience: p}, err
}

func (c Chance) check() error {
	switch {
	case c.file != "":
		return nil
	case c.kind == "values" && len(c.values) == 0:
		return errors.New("values: none is given")
	case c.kind == "values" || c.kind == "kaplan_meier":
		return nil
	case c.kind == "erlang" && (c.k < 1 || c.k > 1000):
		return fmt.Errorf("erlang: k is %d, from 1 to 1000", c.k)
	case c.mean <= 0:
		return fmt.Errorf("%s: the mean must be more than 0", c.kind)
	case (c.kind == "gamma" || c.kind == "lognormal") && c.sd <= 0:
		return fmt.Errorf("%s: the standard deviation (sd) must be more than 0", c.kind)
	}
	return nil
}

// ms draws a time. Infinite patience is never.
func (c Chance) ms(r *rand.Rand) int64 {
	v := c.seconds(r)
	if math.IsInf(v, 1) || v > longest {
		return never
	}
	return int64(math.Round(v * 1000))
}

// never is later than any day ends.
const never int64 = math.MaxInt64 / 4

func (c Chance) seconds(r *rand.Rand) float64 {
	switch c.kind {
	case "exponential":
		return c.mean * r.ExpFloat64()
	case "erlang":
		sum := 0.0
		for range c.k {
			sum += r.ExpFloat64()
		}
		return c.mean * sum / float64(c.k)
	case "gamma":
		k := c.mean * c.mean / (c.sd * c.sd)
		return c.mean / k * gamma(r, k)
	case "lognormal":
		v := math.Log(1 + c.sd*c.sd/(c.mean*c.mean))
		return math.Exp(math.Log(c.mean) - v/2 + math.Sqrt(v)*r.NormFloat64())
	case "values":
		return c.values[r.IntN(len(c.values))]
	case "kaplan_meier":
		return c.patience.Draw(r.Float64())
	}
	return c.mean
}

// gamma draws from the gamma distribution of shape k and scale 1 (Marsaglia and Tsang 2000).
func gamma(r *rand.Rand, k float64) float64 {
	if k < 1 {
		return gamma(r, k+1) * math.Pow(r.Float64(), 1/k)
	}
	d := k - 1.0/3
	for {
		x := r.NormFloat64()
		v := 1 + x/math.Sqrt(9*d)
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

// poisson draws how many come when m come on average.
func poisson(r *rand.Rand, m float64) int {
	n := 0
	for t := r.ExpFloat64(); t < m; t += r.ExpFloat64() {
		n++
	}
	return n
}

// moments are n moments between from and to (ms), drawn evenly, in order.
func moments(r *rand.Rand, n int, from, to int64, out []int64) []int64 {
	first := len(out)
	for range n {
		out = append(out, from+int64(r.Float64()*float64(to-from)))
	}
	slices.Sort(out[first:])
	return out
}

// RawFields are fields whose meaning depends on what they change.
type RawFields map[string]json.RawMessage
