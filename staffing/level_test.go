package staffing_test

import (
	"math"
	"testing"

	"gudok/staffing"
)

// callcentrehelper.com, "Service Level Threshold Calculations": answered 1000, abandoned 60,
// answered in 20 s 860, abandoned in 20 s 20, in 5 s 10 (product.md 5.4).
func TestTheSixFormulasOnTheWorkedExample(t *testing.T) {
	c := staffing.Counts{Answered: 1000, AnsweredInTime: 860, Abandoned: 60, AbandonedInTime: 20, Short: 10}
	for f, want := range map[staffing.Formula]string{
		staffing.SLA: "86.00", staffing.SLB: "81.13", staffing.SLC: "83.02", staffing.SLD: "82.69", staffing.SLE: "81.90", staffing.SLF: "82.08",
	} {
		t.Run(string(f), func(t *testing.T) { printed(t, string(f), 100*c.Level(f), want) })
	}
}

func TestALineThatNobodyCallsKeepsItsLevel(t *testing.T) {
	for _, f := range staffing.Formulas() {
		if v := (staffing.Counts{}).Level(f); v != 1 {
			t.Errorf("%s of nobody is %v", f, v)
		}
	}
}

func TestFormulasOfALineAgreeWhereNobodyGivesUp(t *testing.T) {
	c := erlang(t, staffing.Load{Arrivals: 3.5, Handling: 3}, 13).Counts(1.0/3, 1.0/12)
	for _, f := range staffing.Formulas() {
		if math.Abs(c.Level(f)-c.AnsweredInTime) > 1e-12 {
			t.Errorf("%s is %v, in time are %v", f, c.Level(f), c.AnsweredInTime)
		}
	}
}
