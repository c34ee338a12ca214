// Package enquiry is for questions that somebody else must answer before a person can be
// called back: is it in the warehouse, will the doctor take him. While one is open its
// promise waits; the answer frees it, and it is due at once.
//
// A question goes to a user of the house, who answers at his desk; by letter to an address,
// whose owner answers by a link without signing in; or to a person whom somebody asks by
// telephone and writes the answer down for.
//
// The floor keeps the time: it frees the promise at the deadline by itself. Here the question,
// the answer and the link are kept; they go when the caller's number is erased.
//
// Read in this order: enquiry.go, service.go (asking and answering), service_link.go (letters
// and their links), sql.go, http.go (the desk), http_page.go (the page behind the link).
package enquiry
