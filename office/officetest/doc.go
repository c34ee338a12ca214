// Package officetest gives the tests of office rooms what they share: people with their
// roles, a way to ask the real API as one of them, a tape of floor facts and a table of
// telephone numbers.
//
// Read in this order: ask.go, tape.go.
package officetest
