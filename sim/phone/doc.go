// Package phone is a small telephone of our own: SIP over UDP and G.711 over RTP, many calls
// at once. It plays callers and desk phones for the demo, the tests and the benches.
//
// On purpose it imports no room of gudok and no SIP library: it is a second opinion. What
// voice/sip and this phone both take for right was written twice, from the RFCs. It is strict
// in what it sends and misbehaves only when told so by [Faults]: it can lose its ACKs, say BYE
// in the same breath as ACK, fall silent, die.
//
// Each call costs one UDP socket, one reading goroutine and a share of one ticker; hundreds
// fit in a process. Nothing opens itself: the SIP socket and the opener of sound sockets are
// given, so that everything runs in virtual time over sockets made of channels too.
//
// Read in this order: phone.go (the telephone), call.go (one call as its user sees it),
// dial.go (calling), answer.go (being called), dialog.go (requests inside a call),
// register.go, transaction.go (retransmission), message.go and sdp.go (the texts),
// sound.go (RTP), digits.go, hear.go (what is heard), audio.go (what is said), g711.go.
package phone
