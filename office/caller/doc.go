// Package caller is whom a tenant treats otherwise than everybody: VIPs, who are served
// first, and blocked numbers, which are not let in. A number stands on one list at most,
// with a reason for colleagues and a moment at which it leaves by itself.
//
// The floor asks at each arrival ([Service.List]); the answer comes from memory.
//
// Read in this order: caller.go (a mark and its rules), service.go (what can be done, and
// the answer to the floor).
package caller
