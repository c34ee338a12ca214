// Package audit shows who changed which setting, when, and what it was before: the facts
// config.changed of all rooms; and who looked or listened: accesses of the office, ears of the
// floor. It only reads; there is no way to change or remove a row.
//
// Read in this order: audit.go (changes), diff.go, access.go (looks and ears), service.go,
// sql.go, http.go.
package audit
