// Package outbox keeps the letters that the house sends until its mail server has taken them,
// and says honestly of each: waiting, sent, or not sent and why.
//
// Read in this order: outbox.go (settings and letters), service.go (set, put, send), sql.go,
// http.go.
package outbox
