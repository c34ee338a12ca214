// Package demo is an invented centre: three clients, six robot agents at desk phones, and
// callers with voices who come at a human pace, some of whom hang up. Everything goes through
// the front door: the centre is set up by the API, the people speak SIP and RTP on loopback.
// One seat is left for whoever looks.
//
// Read in this order: demo.go (the run), setup.go (the centre), memory.go (what a next start
// knows), callers.go, robots.go, voices.go.
package demo
