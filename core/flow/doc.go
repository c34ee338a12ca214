// Package flow is the voice menu: a program as data, a checker that says what is wrong with
// it, and an interpreter that goes one step at a time.
//
// The interpreter knows no call: it appends to [Out] what the caller should hear and waits
// to be told what became of it. Where a caller stands is a [Run], plain data that survives
// a restart.
//
// Read in this order: program.go (what a menu is), run.go (how it goes), pass.go (nodes
// that decide, collect and announce), check.go and check_more.go (what may be published).
package flow
