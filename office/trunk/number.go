package trunk

import (
	"slices"
	"strings"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
	"gudok/phone"
)

// A Number is one that callers dial. It belongs to a tenant and to a root line, so that
// even a hang-up in the menu has a line.
type Number struct {
	ID      id.DID       `json:"id"`
	Tenant  id.Tenant    `json:"tenant"`
	E164    phone.Number `json:"e164"`
	Name    string       `json:"name"` // for people; may be ""
	Line    id.Line      `json:"line"`
	Flow    id.Flow      `json:"flow"`  // "": answer and into Line
	Trunk   id.Trunk     `json:"trunk"` // by which it comes, for people; "" any
	Version int          `json:"version"`
}

// maxNumbers bounds the table held in memory: 100,000 numbers are 20 MB.
const maxNumbers = 100_000

// check puts n into its final form. region reads a national form.
func (n *Number) check(region string) error {
	n.Name = strings.TrimSpace(n.Name)
	if len([]rune(n.Name)) > maxName {
		return problem.New(problem.Invalid, "number.name_too_long")
	}
	e164, err := phone.Parse(string(n.E164), region)
	if err != nil {
		return problem.New(problem.Invalid, "number.not_a_number", "number", cut(string(n.E164)), "example", "+380441234567")
	}
	n.E164 = e164
	if n.Tenant == "" || n.Tenant == id.House {
		return problem.New(problem.Invalid, "number.tenant_missing")
	}
	if n.Line == "" {
		return problem.New(problem.Invalid, "number.line_missing")
	}
	return nil
}

// input is what the core hears of n.
func (n *Number) input() core.Input {
	return core.DIDSet{DID: core.DID{ID: n.ID, Tenant: n.Tenant, Line: n.Line, Flow: n.Flow}}
}

// A Table finds a number by its digits. It is a value of one moment, safe to share.
type Table struct {
	byDigits map[phone.Number]Number
	byID     map[id.DID]phone.Number
}

// NewTable makes a table of list.
func NewTable(list []Number) *Table {
	t := &Table{byDigits: make(map[phone.Number]Number, len(list)), byID: make(map[id.DID]phone.Number, len(list))}
	for _, n := range list {
		t.byDigits[n.E164] = n
		t.byID[n.ID] = n.E164
	}
	return t
}

// Find is whose number was dialled; false when nobody here has it.
func (t *Table) Find(dialled phone.Number) (id.DID, id.Tenant, bool) {
	n, ok := t.byDigits[dialled]
	return n.ID, n.Tenant, ok
}

// E164 is the number that d stands for, "" when it is not known.
func (t *Table) E164(d id.DID) phone.Number { return t.byID[d] }

// All are the numbers in order of their digits.
func (t *Table) All() []Number {
	list := make([]Number, 0, len(t.byDigits))
	for _, n := range t.byDigits {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b Number) int { return strings.Compare(string(a.E164), string(b.E164)) })
	return list
}
