// Package app ties the rooms together: it opens what they need, builds them bottom-up, runs
// them, and stops them in reverse. It decides nothing.
//
// Read in this order: app.go (the life of the program), house.go (what there is),
// rooms.go (the office), exchange.go (whose command is that), sounds.go (where prompts come
// from), wires.go (settings on their way to the core and the gates), web.go. ground.go is what
// bubble_test.go puts in place of the kernel: there the house lives in virtual time.
package app
