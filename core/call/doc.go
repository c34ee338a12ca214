// Package call knows legs, bridges, holds and recordings: who is in a call and what each
// of them hears.
//
// It says commands to the telephone and facts about what came of them, and remembers for
// each leg what it should be hearing, so that after a restart the same can be said again
// (house.md 5.3). Why a leg is rung or parted is the core's matter.
//
// Read in this order: call.go (what it remembers), out.go (what it says), leg.go (a leg's
// life), sound.go and hear.go (what legs hear, and
// of whom), talk.go (two people in conversation), third.go and
// outside.go (more than two), restore.go.
package call
