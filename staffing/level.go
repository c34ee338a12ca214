package staffing

// A Formula is one of the six ways in which the trade computes a service level. Whoever prints
// one prints its name: on the same day they differ by five points and more.
type Formula string

// The formulas: of the answered ones those in time; and so on (docs/WORDS.md).
const (
	SLA Formula = "SL-A" // answered in time / answered
	SLB Formula = "SL-B" // answered in time / (answered + abandoned)
	SLC Formula = "SL-C" // (answered + abandoned in time) / (answered + abandoned)
	SLD Formula = "SL-D" // answered in time / (answered + abandoned later than that)
	SLE Formula = "SL-E" // answered in time / (offered - short abandons): the default
	SLF Formula = "SL-F" // (answered in time + short abandons) / offered
)

// Formulas are all six, in order.
func Formulas() []Formula { return []Formula{SLA, SLB, SLC, SLD, SLE, SLF} }

// Counts are what the formulas need of a line and a time: numbers of calls, or shares of them.
type Counts struct {
	Offered         float64 // all that came into the line; 0: answered + abandoned
	Answered        float64
	AnsweredInTime  float64 // after a wait of at most T
	Abandoned       float64
	AbandonedInTime float64 // given up after at most T
	Short           float64 // given up after at most the short limit
}

// Level is the service level by the formula, 0 to 1. Where nothing is to be counted (nobody
// called) it is 1: nobody waited too long.
func (c Counts) Level(f Formula) float64 {
	good, all := c.Parts(f)
	if all <= 0 {
		return 1
	}
	return good / all
}

// Parts are numerator and denominator of the formula: the level of several days is the ratio
// of their sums.
func (c Counts) Parts(f Formula) (good, all float64) {
	offered := c.Offered
	if offered == 0 {
		offered = c.Answered + c.Abandoned
	}
	good = c.AnsweredInTime
	switch f {
	case SLA:
		all = c.Answered
	case SLB:
		all = c.Answered + c.Abandoned
	case SLC:
		good, all = good+c.AbandonedInTime, c.Answered+c.Abandoned
	case SLD:
		all = c.Answered + c.Abandoned - c.AbandonedInTime
	case SLE:
		all = offered - c.Short
	case SLF:
		good, all = good+c.Short, offered
	}
	return good, all
}

// Counts are the shares of calls by which the formulas judge the line: t is the time in which
// they should be answered, short the limit of a short abandon. Blocked calls are not counted:
// they never came into the line.
func (v Line) Counts(t, short float64) Counts {
	in, gone := v.Within(t)
	_, soon := v.Within(short)
	return Counts{Offered: 1, Answered: 1 - v.Abandon, AnsweredInTime: in, Abandoned: v.Abandon, AbandonedInTime: gone, Short: soon}
}
