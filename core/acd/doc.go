// Package acd decides who gets the next item, and says why.
//
// It is a pure state machine of agents, lines and items. Each method takes the moment and
// appends to [Out] what happened and what it wants done; nothing here knows telephones,
// menus or promises. The core feeds it and obeys it.
//
// An agent is three machines that are never merged (product.md 5.1): presence is declared,
// the slot is derived from the work, the device is observed. Only where all three agree is
// an agent ready, and only [State.file] decides that.
//
// Read in this order: agent.go, line.go, item.go (what it remembers), out.go (what it
// says), presence.go and device.go (the agent's first and third machine), queue.go (who comes
// and goes), serve.go (the order of service), rank.go (the strategies), match.go (who gets
// whom), decide.go (why), offer.go and wake.go (ringing, and what comes of it), work.go (from
// the first word to the end of wrap-up), place.go (the supervisor's hand), direct.go (what is
// meant for one agent, ears, calls for help), profile.go, file.go, bits.go and order.go (why a
// choice is cheap).
package acd
