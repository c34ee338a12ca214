// Package sip is the gate to the telephone network: trunks to carriers and desk phones.
//
// It obeys the signalling commands of package voice (Invite, Ring, Accept, End) for the legs
// it owns and tells what becomes of them. Who hears what is not its business: it opens a
// stream in [Media], says what offer and answer agreed, and closes it.
//
// A leg is one dialog (RFC 3261 12). What has to be known about it is a plain value,
// [Dialog], kept at each change; everything that happens to a leg, whether message, command
// or timer, goes through the leg's mailbox and is dealt with one at a time, by a goroutine
// that exists only while there is something to do. Timers are never cancelled, only outlived.
//
// Nobody is believed: calls come from the addresses of trunks or from desk phones that
// showed their password, everybody else gets 403 and leaves no trace but a counter.
// Requests within a dialog must come from where the dialog is.
//
// Read in this order: options.go (what the gate is given and needs), dialog.go (a call as
// data), leg.go (mailbox and timers), uas.go and uac.go (calls to us and from us), within.go
// (what happens in a call), offer.go (sound), refresh.go (session timers), gate.go (tables
// and doors), inbound.go (who may call), trunk.go, device.go and register.go (desk phones),
// restore.go (after a restart).
package sip
