// Package reader lets a room follow a stream of facts: it hands them over in order, each
// exactly once, and moves the room's cursor in the same transaction as what the room writes
// (house.md 3). A projection made so can be thrown away and made again.
//
//	r := reader.New(reader.Options{DB: office, Name: "call", Stream: floorFacts, Fold: s.fold, Clear: s.clear})
//	go r.Run(ctx)     // follows
//	r.Wake()          // after a commit of the stream
//
// Read in this order: reader.go, sql.go.
package reader
