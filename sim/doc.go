// Package sim is an invented call centre: callers, agents and a telephone that fails, all
// made from one seed, around the very core that serves in life. It runs thousands of times
// faster than life and looks after every input whether something is that must never be
// (house.md 6.2).
//
// The same seed is the same centre, to the last bit: a failure prints its seed and is seen
// again by it.
//
// Read in this order: world.go (what there is), setup.go (its lines and people), phone.go
// (the telephone), caller.go, agent.go, several.go and waiting.go (who uses it), fault.go (what
// goes wrong), change.go, menus.go and office.go (what is set and decided meanwhile), then what must never
// be: books.go (sums), watch.go and order.go (choices), debts.go (promises).
//
// The rooms below are other things: phone is a telephone of its own for tests over real
// sockets, client speaks to the API, demo and load use both.
package sim
