// Package audit shows who changed which setting, when, and what it was before: the facts
// config.changed of all rooms. It only reads; there is no way to change or remove a row.
//
// Read in this order: audit.go, service.go, http.go.
package audit
