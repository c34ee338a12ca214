// Package mail sends letters by SMTP (RFC 5321) through the house's own mail server. It only
// sends: what is to be sent when, and what came of it, is kept by who asks it.
//
// Read mail.go.
package mail
