// Package promise shows what is owed to people who were missed: open promises, how the
// others were closed, and the law that opened = open + closed by reason, with a chain over
// the stored facts that shows when one was changed or taken away.
//
// Promises live in the core; this table is a fold over their facts and nothing is decided
// by it. What people do to a promise is asked of the [Floor].
//
// Read in this order: promise.go (what a promise is), fold.go (how facts make it and the
// chain), service.go (what is asked of it), service_check.go (the law).
package promise
