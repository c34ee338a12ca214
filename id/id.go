package id

import "strings"

// The kinds of things that have names. An empty name means "none".
type (
	Tenant      string // ten_…  a client of the centre; House is the centre itself
	User        string // usr_…  a person who signs in
	Agent       string // agt_…  a user who answers calls; same suffix as the user
	Skill       string // skl_…
	Team        string // tea_…  agents with one supervisor
	Pause       string // pau_…  a pause reason
	Line        string // lin_…  what a tenant buys
	DID         string // did_…  a number that callers dial
	Trunk       string // trk_…
	Device      string // dev_…  a desk phone
	Flow        string // flw_…  a menu
	Prompt      string // prm_…  a sound; "std_…" for those shipped with gudok, "say_…" for spoken texts
	Calendar    string // cal_…
	Disposition string // dsp_…  an outcome chosen at wrap-up
	Number      string // num_…  stands for (tenant, E.164) wherever a number may not be written
	Customer    string // cus_…
	Call        string // call_… a conversation, from the first ring to the last leg's end
	Leg         string // leg_…  one party of a call
	Item        string // item_… one stay in one line
	Offer       string // ofr_…
	Promise     string // prs_…
	Attempt     string // att_…  one dial for a promise
	Recording   string // rec_…
	Enquiry     string // enq_…  a question to somebody, without whose answer a promise cannot be kept
	Floor       string // one pool of agents; Main is the only one today
)

const (
	// House is the centre itself: its users, pauses, skills and trunks belong there.
	House Tenant = "ten_house"
	// Main is the floor of a single-node centre.
	Main Floor = "main"
	// Browser stands for the agent's browser where a device is asked for.
	Browser Device = "browser"
)

// AgentOf is the agent that a user is when answering calls.
func AgentOf(u User) Agent { return Agent("agt_" + strings.TrimPrefix(string(u), "usr_")) }

// UserOf is the inverse of AgentOf.
func UserOf(a Agent) User { return User("usr_" + strings.TrimPrefix(string(a), "agt_")) }

// Kind is the prefix of a name without the underscore, "" when it has none.
func Kind(name string) string {
	k, _, ok := strings.Cut(name, "_")
	if !ok {
		return ""
	}
	return k
}

// Valid reports whether name has the given kind and a body of letters, digits, '_' and '-',
// at most 64 bytes long: what may be taken from outside and put into a statement or a path.
func Valid(kind, name string) bool {
	if len(name) > 64 || !strings.HasPrefix(name, kind+"_") || len(name) == len(kind)+1 {
		return false
	}
	for _, c := range []byte(name[len(kind)+1:]) {
		ok := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-'
		if !ok {
			return false
		}
	}
	return true
}
