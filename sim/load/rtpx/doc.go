// Package rtpx is a cheap source and sink of RTP for the load tool: one UDP socket bound to
// lo, every leg with its own loopback source address (IP_PKTINFO), sendmmsg and recvmmsg.
// Each packet carries the sender's leg number, a counter and a stamp in its payload, so that
// the sink can tell loss and end-to-end delay of every stream. Linux and root only.
//
// Read in this order: engine.go (legs and the two loops), window.go (what was measured),
// proc.go (CPU and memory of the server).
package rtpx
