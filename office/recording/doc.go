// Package recording keeps what was said: the table of recordings (a fold over the floor's
// facts), their way from the local spool into base/blob, who may hear them, the picture of
// their loudness, and how long they are kept.
//
// voice/media owns a file until it is closed; from then on it is ours: copied, its hash
// compared, then removed from the spool. Every step may be repeated.
//
// Read in this order: recording.go (what a recording is), facts.go (how facts make it),
// service.go (who hears it), service_move.go (spool to blob), service_keep.go (retention),
// peaks.go (the picture).
package recording
