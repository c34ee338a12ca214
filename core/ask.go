package core

import (
	"gudok/core/flow"
	"gudok/id"
)

// An Ask is a question to the world outside. It is asked after the commit, beside the floor;
// nobody waits for it: its time-out is a timer of the core, and an answer that comes later
// finds nothing to do. After a restart it is not asked again.
type Ask struct {
	Token  uint64 // comes back with the answer
	Call   id.Call
	Item   id.Item
	Tenant id.Tenant
	Kind   string    // AskLookup
	Name   string    // of the look-up, as office/menu knows it
	Number id.Number // of the caller, "" withheld; whoever asks turns it into digits only where a template wants them
	Values []flow.Var
	MS     int64 // after which nobody listens any more
}

// AskLookup is the kind of a menu's look-up over HTTP.
const AskLookup = "lookup"

// What came of an Ask. Anything but AskOK takes the menu's other way.
const (
	AskOK      = "ok"
	AskTimeout = "timeout" // nothing came in time
	AskRefused = "refused" // by our own guard: an address that may not be asked, or too many at a time
	AskFailed  = "failed"  // not reached, no success, or an answer that cannot be read
)
