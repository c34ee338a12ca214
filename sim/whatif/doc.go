// Package whatif answers "what if": it lets the very core that serves in life (package core)
// serve invented days, many times with other chance, and tells how long people waited.
//
// A scenario file says who calls when, how long they wait before they hang up, whether they
// call again, how long a call takes, who answers and when he is there; variants say what would
// be otherwise ("two fewer agents from 18 to 22", "three people learn French", "another
// strategy"). docs/simulate has examples with every field explained.
//
// Nothing of the routing is modelled here: a day is a stream of the core's own inputs
// (CallArrived, LegAnswered, LegEnded, WrapFinished, ShiftStarted …), and what is counted are
// the core's own facts (item.connected, item.left, agent.slot), as the reports of a real day
// count them. The same seed gives the same day to the last bit; the variants of one repetition
// share their callers, their patience and what each has to say, so that the differences between
// them are due to the variant and not to luck.
//
// Read in this order: scenario.go (what the file says), span.go and random.go (times and chance),
// read.go and check.go (how it is read and what is refused), variant.go, plan.go (what a day is
// made of), day.go, caller.go and agent.go (a day as it happens), count.go (what is counted),
// figure.go and run.go (repetitions), report.go (what is printed).
package whatif
