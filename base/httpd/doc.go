// Package httpd is the one web server: the REST API under /api with its OpenAPI 3.1
// description, the agent's WebSocket, event streams for boards, the UI's files.
//
// # For a room
//
// http.go of a room has API shapes, one Routes method and thin methods:
//
//	func (s *Service) Routes(api *httpd.API) {
//		httpd.Register(api, httpd.Operation{
//			ID: "list-promises", Method: "GET", Path: "/promises", Tag: "promise",
//			Summary: "Promises of the tenants one may see", Roles: httpd.Roles{httpd.Supervisor, httpd.Owner},
//		}, s.listPromises)
//	}
//
//	func (s *Service) listPromises(ctx context.Context, in *listInput) (*listOutput, error)
//
// in and out are huma's shapes (path:"…", query:"…", Body). Paths are without /api. Roles say
// who may call at all; [Public] says anybody; no roles: whoever is signed in. Return errors
// of gudok/base/problem for people; any other error becomes 500 "internal" with a request id
// and goes to the log. Never answer with a domain type that may grow a secret.
//
// What of a tenant's one may see is decided in the handler:
//
//	who := httpd.Who(ctx)                                        // who asks
//	err := httpd.Require(ctx, tenant, httpd.Supervisor)          // else 404 (not yours) or 403
//	tenants, err := httpd.Tenants(ctx, in.Tenant, roles...)      // nil: all; else only these
//
// A grant at ten_house (the centre itself) counts for every tenant. A thing of a tenant that
// one may not see is not_found, not forbidden. Raw answers (sound, multipart streams) use
// [API.Handle]; event streams [API.Stream].
//
// # The agent's socket
//
// GET /api/agent/socket?tab=T carries JSON text frames ([Envelope]) of several channels. A
// room gives a [Channel]; [Peer] is one tab. T is a name that the page keeps in
// sessionStorage: a reloaded page takes the place of its former self at once, without being
// taken for a second tab. The first tab of a user is the main one, which owns the telephone;
// others are views until they send {"ch":"sys","type":"take"}. What a peer is never changes:
// on a take-over the channels hear Closed for the old peer and Opened for a new one.
// Calls of Opened, Message and Closed for the peers of one user never overlap. Send never
// waits: a client that reads too slowly is closed and comes again.
//
// Read in this order: server.go (options, run), api.go (operations), person.go (who asks),
// errors.go, session.go (cookie), socket.go and peer.go (the agent's socket), stream.go
// (events), guard.go (headers, origin, sizes), limit.go, files.go (the UI), cert.go.
package httpd
