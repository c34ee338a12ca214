// Package dial keeps promises: whom we owe a call, who may be dialled now, what came of it.
//
// A promise is opened on every miss and closed once, by one reason, so that at any moment
// opened = open + closed. Nobody is dialled twice at a time, nor while on our line
// (product.md 5.5).
//
// A person may also ask to be called, in his turn or at a moment that is agreed: that call
// absorbs a miss. What nobody keeps expires. A promise may wait for the answer to an enquiry.
//
// Read in this order: promise.go (what is remembered), ledger.go (how it is filed), miss.go
// (how a promise comes to be), turn.go (whose turn it is, and what stands in its way),
// attempt.go (how it is kept), outgoing.go (calls that keep no promise).
package dial
