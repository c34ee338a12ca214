// Package media carries the sound: RTP legs, who hears whom, prompts, tones, digits, recordings.
//
// It obeys the sound commands of package voice and tells what came of them. A leg is either
// a SIP leg ([Engine.Open], [Engine.Set]: a port of its own) or a browser leg
// ([Engine.Attach]: packets in and out by function); after that all legs are alike. Packets
// never leave this room: the floor only says who hears what.
//
// Read in this order: DESIGN.md, options.go (what it is given), engine.go and command.go
// (what it is asked), loop.go (who owns a leg), leg.go (the way of a packet), hear.go (who
// hears whom), mix.go, quality.go, out.go (what
// leaves), latch.go (who is believed), player.go and keys.go (what is sent by itself),
// record.go (what is written), keep.go (what survives), carrier_*.go (the two packet paths).
// Below: g711 (the laws), tone, prompts, sound (uploads), wav, spool (files of recordings).
package media
