// Package widget lets people ask for a call on a client's own site: a small script that draws
// a form there, or a plain form without any script. What they send becomes a promise of kind
// web in the client's line, and they are told the number that will call and when.
//
// The number is the one that the line really shows when it calls, asked of the line at each
// request. Names stay in this room and go with the number or after ninety days.
//
// Read in this order: widget.go (what one is), request.go (what strangers may send),
// service.go (settings), service_request.go (a request becomes a promise), sql.go, http.go
// (settings over the API), http_page.go (what strangers reach), draw.js (what is drawn on the
// client's site; the settings screen draws its preview with the same file).
package widget
