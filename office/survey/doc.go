// Package survey is what callers say after a conversation: how it was, whether their question
// is solved, and a few words of their own.
//
// The floor asks and says so in facts; this room folds them into one row for each conversation
// and counts them by line and by agent. It also keeps which lines ask, whom of their callers,
// and by which menu.
//
// Read in this order: survey.go (what an answer is, how it is counted), facts.go (how rows come
// about), service.go, sql.go, http.go.
package survey
