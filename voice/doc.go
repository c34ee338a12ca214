// Package voice is the contract between those who decide about calls and those who carry
// them. It is words only: commands to legs, what comes back, what must be kept over a restart.
//
// The core speaks commands; gates (voice/sip, voice/webrtc) obey those about signalling,
// voice/media those about sound. Nobody waits: what comes of a command is an event posted
// to a [Sink]. A leg is named by whoever makes it: inbound legs by the gate, all others by
// the core. A gate ignores a command that is already done and a leg that it does not know.
//
// Read in this order: command.go (what legs are told), event.go (what they tell),
// keep.go (what survives a restart), cause.go (why a leg ended).
package voice
