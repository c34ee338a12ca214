package caller

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// The two lists, in the words of core.CallArrived.List.
const (
	VIP     = "vip"
	Blocked = "blocked"
)

// A Mark is a number on one of a tenant's lists.
type Mark struct {
	ID     string // clr_…
	Tenant id.Tenant
	Number phone.Number
	Kind   string // VIP, Blocked
	Reason string // for people
	Until  int64  // ms UTC; 0: for ever
	At     int64  // ms UTC, when it was put there last
	By     fact.Actor
}

// Limits, each with its reason.
const (
	maxMarks  = 20_000 // of one tenant; more is a customer base
	maxRows   = 5_000  // of one import: what a person pastes and can look through
	maxReason = 200    // one line of a table
)

// over reports whether the mark has ended.
func (m *Mark) over(now int64) bool { return m.Until != 0 && m.Until <= now }

// clean puts the mark into its stored form or says what is wrong with it; row is its place in
// what was sent, from 1, region where national numbers are at home.
func (m *Mark) clean(row int, region string, now int64) error {
	bad := func(code string, params ...string) error {
		return problem.New(problem.Invalid, code, append([]string{"row", strconv.Itoa(row)}, params...)...)
	}
	n, err := phone.Parse(string(m.Number), region)
	m.Reason = strings.TrimSpace(m.Reason)
	switch {
	case m.Kind != VIP && m.Kind != Blocked:
		return bad("caller.kind_unknown")
	case err != nil:
		return bad("caller.bad_number", "example", "+380441234567")
	case utf8.RuneCountInString(m.Reason) > maxReason:
		return bad("caller.reason_too_long", "max", strconv.Itoa(maxReason))
	case strings.IndexFunc(m.Reason, hidden) >= 0:
		return bad("caller.bad_reason")
	case m.Until < 0 || m.over(now):
		return bad("caller.until_past")
	case m.Kind == Blocked && m.Reason == "":
		return bad("caller.reason_missing") // who is refused may ask why, months later
	}
	m.Number = n
	return nil
}

func hidden(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// record is what facts hold of a mark: neither number nor reason, which may name a person
// (house.md 5.9).
type record struct {
	Kind  string `json:"kind"`
	Until int64  `json:"until,omitempty"`
}

func (m *Mark) record() record { return record{m.Kind, m.Until} }
