// Package line is what tenants buy: lines with their skill, clocks, words and outcomes,
// and the calendars that say when a line is open.
//
// Zones are looked up here and nowhere else: a calendar enters the core with its zone as a
// list of transitions (house.md 5.8), computed anew at each start.
//
// Read in this order: line.go (a line and its rules), routing.go (who gets the next caller),
// rule.go (what holds for all lines), waiting.go (what becomes of who waits,
// and the client's own telephone), calendar.go (weeks, exceptions, zones), holidays.go (what
// the laws close), service.go (what can be done with them).
package line
