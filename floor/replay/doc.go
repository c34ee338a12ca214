// Package replay lives recorded days again: from a state that was kept, through the inputs that
// the floor heard, with what they led to discarded (house.md 5.3, 5.5). It only reads.
//
// Three questions are answered. Was the day what the record says: [Compare] steps it and holds
// every fact and every mark of the state to what was written, and names the first that differs.
// What was at a past second: [Walk] goes there through the core, to the very state. And what was
// on a day whose inputs are gone, or that another version of the core decided: [Fold] makes the
// board of the facts alone, which are kept for ever.
//
// Read in this order: walk.go, compare.go, difference.go, fold.go, fold_call.go.
package replay
