// Package wire carries SIP messages: sockets, parsing, transactions. It knows no call.
//
// It is the only importer of sipgo, whose parser reads the messages. Sockets and
// transactions are our own, though sipgo has both, because the traps we had measured sit
// there: a goroutine per message loses the order even on TCP, a pool remembers every source
// address for ever, a request in a dialog may leave from another port or go to another
// TCP client, responses are handed over on a channel while the state machine is locked (for
// 4 s when a final response is repeated), and nothing of a transaction could be brought
// back after a restart. Here one goroutine reads a socket and hands messages on in the
// order they came; a transaction is a small struct with one timer, tells its user by a
// function, and is written out by [ServerTx.Pending].
//
// What comes from the network passes, in this order: guard.go (cheap checks on bytes,
// before anything is allocated), parse.go (sipgo and then our own validation), stack.go (to
// a transaction or to the [Handler]).
//
// Read in this order: message.go (what a message is), stack.go (the doors), server.go and
// client.go (RFC 3261 17 and RFC 6026), udp.go and tcp.go (sockets).
package wire
