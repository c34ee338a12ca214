// Package directory is whom a call can be handed to outside the centre: for each tenant the
// people and posts of the client with number, hours and a note on whether they can be had
// now. What belongs to id.House is offered in every tenant's calls.
//
// The transfer panel searches here; agents keep the note true, supervisors the rest.
//
// Read in this order: directory.go, service.go, sql.go, http.go.
package directory
