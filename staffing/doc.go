// Package staffing is the arithmetic of waiting: how long callers wait and how many give up
// when so many agents answer, and how many agents a target needs.
//
// It is pure: numbers in, numbers out. Times have no unit of their own: use any, seconds or
// the mean handling time, but the same in everything that goes into one question.
//
// The models are the classical ones. Erlang B: who finds all agents busy is lost. Erlang C:
// everybody waits for ever; an upper bound for a centre whose callers hang up. Erlang A: who
// waits gives up after a patience that is exponential (Palm 1957; Garnett, Mandelbaum and
// Reiman 2002). All three take arrivals to be Poisson and handling times exponential: with
// real handling times (lognormal, SCV near 1.5) the means of Erlang A are good to a few per
// cent, the tail of the waits is not. Retrials, skills and shifts are the simulator's matter
// (package sim/whatif).
//
// Read in this order: erlang.go (B and C), abandon.go (A), within.go (how many are served in
// time), need.go (how many agents), level.go (the six formulas of the service level),
// patience.go (how long callers wait, from those who did).
package staffing
