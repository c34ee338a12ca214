// Package sdp reads and writes session descriptions (RFC 8866) and carries out the
// offer/answer model (RFC 3264) for what gudok speaks: one audio stream, G.711 in either
// law, telephone-event (RFC 4733). Everything else that is offered is answered with port 0,
// unknown attributes are ignored.
//
// Texts come from strangers: every count and length has a limit, and nothing is allocated
// by a number that a text claims.
//
// Read in this order: session.go (the words), parse.go (reading), answer.go (who sends
// what where).
package sdp
