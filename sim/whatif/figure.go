package whatif

import (
	"math"
	"slices"
)

// A Figure is an estimate over the repetitions and how far it may be off: with 95 % confidence
// the truth of the model lies between Value - Plus and Value + Plus (Student's t over the days;
// of ratios by the delta method). Of one repetition nothing is known: Plus is -1.
type Figure struct {
	Value float64 `json:"value"`
	Plus  float64 `json:"plus_minus"`
}

// figure is the ratio of sums. None is a figure of nothing: false.
func figure(days []ratio) (Figure, bool) {
	r, den := ratioOf(days)
	if den == 0 {
		return Figure{}, false
	}
	return Figure{r, spread(residuals(days, r, den))}, true
}

// best is the largest of all days: of maxima there is no interval.
func best(days []ratio) Figure {
	v := 0.0
	for _, d := range days {
		v = max(v, d.num)
	}
	return Figure{v, -1}
}

// difference is b less a, day by day: what the days have in common does not blur it.
func difference(a, b []ratio) (Figure, bool) {
	ra, da := ratioOf(a)
	rb, db := ratioOf(b)
	if da == 0 || db == 0 || len(a) != len(b) {
		return Figure{}, false
	}
	ea, eb := residuals(a, ra, da), residuals(b, rb, db)
	for i := range eb {
		eb[i] -= ea[i]
	}
	return Figure{rb - ra, spread(eb)}, true
}

func ratioOf(days []ratio) (r, den float64) {
	num := 0.0
	for _, d := range days {
		num += d.num
		den += d.den
	}
	if den == 0 {
		return 0, 0
	}
	return num / den, den
}

// residuals are by how much each day moves the ratio, times the number of days.
func residuals(days []ratio, r, den float64) []float64 {
	out := make([]float64, len(days))
	for i, d := range days {
		out[i] = (d.num - r*d.den) / (den / float64(len(days)))
	}
	return out
}

// spread is the half width of the 95 % interval of the mean of x.
func spread(x []float64) float64 {
	n := len(x)
	if n < 2 {
		return -1
	}
	mean, ss := 0.0, 0.0
	for _, v := range x {
		mean += v / float64(n)
	}
	for _, v := range x {
		ss += (v - mean) * (v - mean)
	}
	return student(n-1) * math.Sqrt(ss/float64(n-1)/float64(n))
}

// student is the quantile .975 of Student's t with so many degrees of freedom, from the table of
// any textbook; beyond it Cornish and Fisher's expansion (1937) is good to three digits.
func student(df int) float64 {
	table := [...]float64{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228}
	if df <= len(table) {
		return table[df-1]
	}
	const z = 1.959964
	n := float64(df)
	return z + (z*z*z+z)/(4*n) + (5*math.Pow(z, 5)+16*z*z*z+3*z)/(96*n*n)
}

// A Table is figures by name.
type Table map[string]Figure

// figures are those of a series of days' ratios.
func figures(days []map[string]ratio) Table {
	out := Table{}
	for name, list := range byName(days) {
		if name == "wait_max" || name == "left_wait_max" {
			out[name] = best(list)
		} else if f, ok := figure(list); ok {
			out[name] = f
		}
	}
	return out
}

// differences are those between two series of the same days.
func differences(a, b []map[string]ratio) Table {
	out := Table{}
	was, is := byName(a), byName(b)
	for name, list := range is {
		if name == "wait_max" || name == "left_wait_max" {
			continue
		}
		if f, ok := difference(was[name], list); ok {
			out[name] = f
		}
	}
	return out
}

// byName turns days of figures into figures of days. A day that has no such figure (nobody
// waited) counts nothing.
func byName(days []map[string]ratio) map[string][]ratio {
	out := map[string][]ratio{}
	var names []string
	for _, d := range days {
		for name := range d {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	for _, name := range names {
		for _, d := range days {
			out[name] = append(out[name], d[name])
		}
	}
	return out
}
