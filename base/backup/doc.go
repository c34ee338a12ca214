// Package backup puts a data folder into one file and back, while the server works in it.
//
// The file is a plain tar, so that its bytes can be had without gudok, with manifest.json at
// its end: what wrote it, the length and SHA-256 of each file, the rows of each table.
//
// # One moment
//
// The parts are copied in an order in which each can lean on those after it, so that no lock
// is needed. office.db first: its readers know how far they followed the floor, and the floor
// copied later holds all that and more, which they fold after a restore. The journal's spill
// before floor.db: what was not yet in the database when the spill was copied is in the spill,
// and what is in both is skipped by its number. Then the spool, then the blobs: a recording
// that is moved meanwhile is in both, and one that had been closed is in one of them.
//
// With PostgreSQL the databases are its own business (pg_dump, before this); the file holds
// the rest, and the manifest says so.
//
// Read in this order: manifest.go, make.go, read.go.
package backup
