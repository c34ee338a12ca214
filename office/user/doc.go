// Package user is the people of the centre: who may sign in, what they may do where (grants),
// what they can (skills), and the sessions and one-time links by which they come in.
//
// Secrets never leave it: passwords are kept as argon2id, tokens of sessions and links only
// as hashes, and neither a log nor a fact shows any of them, nor anybody's name (facts name
// people by id, house.md 5.9).
//
// Somebody with the role agent is an agent of the core: [Service.Inputs] tells the core of
// all, Options.Changed of each change.
//
// Read in this order: user.go (what is a user), password.go and token.go (secrets),
// service.go (people), service_skill.go, team.go and service_team.go (teams), matrix.go and
// service_matrix.go (who can what, all at once), service_session.go (signing in), service_link.go
// (one-time links), sql.go, http.go.
package user
