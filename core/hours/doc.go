// Package hours knows when a line is open: a week, holidays, and a zone that enters as the
// list of its transitions, so that a day may have 23 or 25 hours and nothing is looked up.
//
// Read in this order: calendar.go (what a calendar is), open.go (what it answers).
package hours
