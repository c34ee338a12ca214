package trunk

import (
	"net/netip"
	"strconv"
	"strings"

	"gudok/base/problem"
)

// Details are what some carriers want beside an address; the zero value suits most. None of
// them is secret.
type Details struct {
	Domain     string `json:"domain,omitempty" doc:"Stands in From, To and the request line; empty: the host of the address" example:"carrier.example"`
	Account    string `json:"account,omitempty" doc:"Stands in From in place of the caller, who then goes into P-Asserted-Identity"`
	User       string `json:"user,omitempty" doc:"Login of our account there, for its digest challenges"`
	Format     Format `json:"format,omitempty" enum:"plus,bare,national" doc:"How numbers are written towards the carrier; empty: plus"`
	PAI        bool   `json:"pai,omitempty" doc:"Name the caller in P-Asserted-Identity"`
	NAT        bool   `json:"nat,omitempty" doc:"Sound may come from an address that nobody announced"`
	ToHeader   bool   `json:"to_header,omitempty" doc:"The number called stands in To, not in the request line"`
	PerSecond  int    `json:"per_second,omitempty" doc:"New calls a second each way; more are refused, ours go over the next trunk; 0: no limit"`
	PatienceMS int    `json:"patience_ms,omitempty" doc:"How long a call waits for any response before the next trunk is tried; 0: 2000"`
	ProbeS     int    `json:"probe_s,omitempty" doc:"How often OPTIONS asks whether the trunk lives, s; 0: 5, -1: never"`
	ExpiresS   int    `json:"expires_s,omitempty" doc:"How long a registration we ask for, s; 0: 600"`
}

// A Format is how a carrier wants numbers.
type Format string

const (
	Plus     Format = "plus"     // +380441234567
	Bare     Format = "bare"     // 380441234567
	National Format = "national" // 0441234567 inside the trunk's region
)

const (
	maxAccount     = 64  // carriers' accounts are numbers or short names
	maxTrunkSecret = 128 // and their passwords no longer
	maxPerSecond   = 1000
	minPatience    = 500    // ms: the first INVITE may get lost
	maxPatience    = 30_000 // ms: the caller hears nothing meanwhile
	minProbe       = 2      // s: how long an answer may take
	maxProbe       = 3_600  // s
	minExpires     = 60     // s: registrars refuse less
	maxExpires     = 86_400 // s: a day
	noProbe        = -1
)

// check puts d into its final form or says what is wrong with it.
func (d *Details) check() error {
	d.Domain, d.Account, d.User = strings.ToLower(strings.TrimSpace(d.Domain)), strings.TrimSpace(d.Account), strings.TrimSpace(d.User)
	if _, err := netip.ParseAddr(d.Domain); d.Domain != "" && err != nil && !isHostName(d.Domain) {
		return problem.New(problem.Invalid, "trunk.domain_bad", "domain", cut(d.Domain))
	}
	if !isAccount(d.Account) {
		return problem.New(problem.Invalid, "trunk.account_bad", "account", cut(d.Account))
	}
	if !isAccount(d.User) {
		return problem.New(problem.Invalid, "trunk.user_bad", "user", cut(d.User))
	}
	switch d.Format {
	case Plus:
		d.Format = ""
	case "", Bare, National:
	default:
		return problem.New(problem.Invalid, "trunk.format_unknown", "format", cut(string(d.Format)))
	}
	switch {
	case d.PerSecond < 0 || d.PerSecond > maxPerSecond:
		return outOfRange("per_second", 0, maxPerSecond)
	case d.PatienceMS != 0 && (d.PatienceMS < minPatience || d.PatienceMS > maxPatience):
		return outOfRange("patience", minPatience, maxPatience)
	case d.ProbeS != 0 && d.ProbeS != noProbe && (d.ProbeS < minProbe || d.ProbeS > maxProbe):
		return outOfRange("probe", minProbe, maxProbe)
	case d.ExpiresS != 0 && (d.ExpiresS < minExpires || d.ExpiresS > maxExpires):
		return outOfRange("expires", minExpires, maxExpires)
	}
	return nil
}

func outOfRange(what string, least, most int) error {
	return problem.New(problem.Invalid, "trunk."+what+"_out_of_range", "min", strconv.Itoa(least), "max", strconv.Itoa(most))
}

// isAccount keeps to visible characters that no header has to quote.
func isAccount(s string) bool {
	return len(s) <= maxAccount && !strings.ContainsFunc(s, func(c rune) bool { return c <= ' ' || c > '~' || strings.ContainsRune(`<>"\;,`, c) })
}

// keepSecret takes the secret that was set, "" leaves the one of before, and checks that user
// and secret go together. Without a user there is none.
func (t *Trunk) keepSecret(secret, before string) error {
	if len(secret) > maxTrunkSecret || strings.ContainsFunc(secret, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return problem.New(problem.Invalid, "trunk.secret_bad", "max", strconv.Itoa(maxTrunkSecret))
	}
	t.Secret = secret
	if secret == "" {
		t.Secret = before
	}
	switch {
	case t.User == "" && secret != "":
		return problem.New(problem.Invalid, "trunk.secret_needs_user")
	case t.User == "":
		t.Secret = ""
	case t.Secret == "":
		return problem.New(problem.Invalid, "trunk.user_needs_secret")
	}
	if t.Kind == Register && t.User == "" {
		return problem.New(problem.Invalid, "trunk.register_needs_user")
	}
	t.HasSecret = t.Secret != ""
	return nil
}
