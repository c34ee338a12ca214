// Package call is what is known of calls: the list, a call's page, the agent's day, calls to
// numbers that nobody here has, and the notes people write.
//
// All but notes and handovers is a projection: a fold over the floor's facts. Delete it, fold again,
// get the same bytes. It knows ids only; telephone numbers are shown through [Numbers].
//
// Read in this order: call.go (what a call is), fold.go (how facts make it), why.go (why
// this agent), facts.go (how it follows the stream), service.go (what is asked of it),
// handover.go (what one agent tells another), keep.go (how long people's data is kept).
package call
