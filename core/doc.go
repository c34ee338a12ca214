// Package core is the life of an item: menu, waiting, offered, talking, wrap-up, closed. It
// is a pure state machine: [State.Step] takes the moment and one input and returns what
// must be remembered and done. It reads no clock, starts no goroutine, opens no socket.
//
// It composes five rooms that do not know each other: flow (the menu), acd (who gets it),
// call (legs and bridges), dial (promises), hours (opening times).
//
// Read in this order: input.go and config.go (what it hears), out.go (what it says),
// view.go (what people see of it), state.go (what it remembers), step.go (how it thinks).
package core
