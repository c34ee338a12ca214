// Package spool keeps recordings on the local disk from their first second until
// office/recording has fetched them.
//
// The packet path fills one-second chunks of a [Track] and hands them over; it never waits
// for the disk. One goroutine writes, one makes what is written lasting, one closes files
// (header, length, SHA-256) and reports. A track that the disk refuses ends there with its
// reason, and the conversation goes on. After a crash [Spool.Recover] closes what was left
// open, from its length.
//
// Read in this order: dir.go (the folder), track.go (one recording), writer.go (who writes),
// finish.go (how files are closed and repaired).
package spool
