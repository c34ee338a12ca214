// Package tenant is the clients of the centre, and what belongs to the centre itself: the
// reasons for a pause. The tenant ten_house is the centre; it is always there.
//
// A tenant says what is common to its lines: name and colour on every screen, time zone,
// language of prompts, the region by which national telephone numbers are read, and whether
// conversations are recorded. The core hears only of the last ([Service.Inputs]).
//
// Read in this order: tenant.go, pause.go (types, rules), service.go, sql.go, http.go.
package tenant
