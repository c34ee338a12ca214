// Package message is a supervisor's word to agents at work: stored, shown at once on the desk
// by the socket's channel "message", and marked when it was read. It is no chat: agents do
// not answer here, they ask for help.
//
// A message is kept for thirty days. Facts say who wrote to whom, never what.
//
// Read in this order: message.go, service.go, sql.go, http.go, http_socket.go.
package message
