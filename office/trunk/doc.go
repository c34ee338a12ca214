// Package trunk is how the centre is connected: trunks to carriers, the numbers that
// callers dial, desk phones, and what the telephones said to each other (the SIP trace).
//
// It knows no SIP: app hands its lists to voice/sip and its table of numbers to the floor,
// and brings back how a trunk really is ([Live]).
//
// Read in this order: trunk.go (trunks), number.go (numbers and their table), device.go
// (desk phones), trace.go (the ladder of a call), service.go (what can be done with them).
package trunk
