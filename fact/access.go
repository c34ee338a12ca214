package fact

import "gudok/id"

// Who looked at or listened to what; signing in. Stored in the office stream.
type (
	SignedIn struct {
		User id.User `json:"user"`
		How  string  `json:"how"` // password, link
	}
	SignInFailed struct {
		User id.User `json:"user,omitempty"`
		Why  string  `json:"why"` // unknown, password, locked
	}
	SignedOut struct {
		User id.User `json:"user"`
	}
	LinkMade struct {
		User id.User `json:"user"`
		For  string  `json:"for"` // first_start, reset
	}
	RecordingPlayed struct {
		Recording id.Recording `json:"recording"`
		Download  bool         `json:"download,omitempty"`
	}
	// RecordingRemoved: the sound is gone; what else is known of the call stays.
	RecordingRemoved struct {
		Recording id.Recording `json:"recording"`
		Why       string       `json:"why"` // retention
	}
	// TrunkTested: a test call was placed over a trunk; it may have cost money.
	TrunkTested struct {
		Trunk    id.Trunk `json:"trunk"`
		Answered bool     `json:"answered"`
		Cause    string   `json:"cause,omitempty"`
		Code     int      `json:"code,omitempty"`
	}
	// ProofMade: somebody took a tenant's promises and their chain away.
	ProofMade struct {
		From     int64  `json:"from"` // opened from here, ms UTC
		To       int64  `json:"to"`   // to before here
		Promises int64  `json:"promises"`
		Last     int64  `json:"last"` // number of the chain's last link then
		Head     string `json:"head"` // and its hash
	}
	// RetentionSwept: what was older than the tenant's time was removed, once a day and kind.
	RetentionSwept struct {
		What    string `json:"what"`           // recordings, notes, handovers, numbers
		Removed int    `json:"removed"`        // how many
		Held    int    `json:"held,omitempty"` // kept because a person said so
		Before  int64  `json:"before"`         // the moment, ms UTC
	}
)

func (SignedIn) FactType() string        { return "user.signed_in" }
func (SignInFailed) FactType() string    { return "user.sign_in_failed" }
func (SignedOut) FactType() string       { return "user.signed_out" }
func (LinkMade) FactType() string        { return "user.link_made" }
func (RecordingPlayed) FactType() string { return "recording.played" }

func (TrunkTested) FactType() string { return "trunk.tested" }

func (RecordingRemoved) FactType() string { return "recording.removed" }
func (ProofMade) FactType() string        { return "proof.made" }
func (RetentionSwept) FactType() string   { return "retention.swept" }
