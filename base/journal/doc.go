// Package journal remembers what the floor decided, before anybody acts on it (house.md 5.2).
//
// One transaction holds a [Batch]: the inputs, which rebuild the core; the facts, from which
// every number is computed; what the gates want kept over a restart; and the telephone
// numbers behind new num_ ids. [Journal.Append] returns a [Future]; whoever waits for it
// learns how well the batch is remembered: committed, spilled or only held in memory.
//
//	batch -> committer -> SQLite or PostgreSQL         Committed
//	   `- after 250 ms or an error -> spill file       Spilled (drains in order later)
//	      `- that slow or failing too                  Held (an alarm: not remembered)
//
// Read in this order: batch.go (what is remembered), journal.go (how), commit.go and spill.go
// (the two goroutines), store.go (what a database must do), sql.go and read.go (how SQL does
// it), pack.go and record.go (how bytes lie). Tests break it with package faulty.
package journal
