// Package problem is the one shape of an error meant for people: a kind, a stable code
// that the UI translates (ru, uk, en) and parameters. Any other error is shown as
// "internal" with a request id and goes to the log.
//
//	return problem.New(problem.Conflict, "promise.already_closed", "state", "kept")
package problem
