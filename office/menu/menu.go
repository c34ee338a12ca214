package menu

import (
	"slices"
	"strconv"
	"strings"

	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/id"
	"gudok/phone"
	"gudok/voice"
)

// A Menu is a voice menu: the draft that people edit and what of it is published.
type Menu struct {
	ID          id.Flow      `json:"id"`
	Tenant      id.Tenant    `json:"tenant"`
	Name        string       `json:"name"`
	Draft       flow.Program `json:"draft"`
	Published   int          `json:"published"`    // the program's version in use; 0: none yet
	PublishedAt int64        `json:"published_at"` // ms UTC
	Version     int          `json:"version"`      // of the draft, for saving
}

// Limits, each with its reason.
const (
	maxName  = 80
	maxMenus = 1_000
	maxNodes = 200   // more is not a menu but a labyrinth; the checker walks all of them
	maxSays  = 50    // sounds of one node
	maxText  = 2_000 // what a machine says in one node: two minutes
)

// check puts m into its final form. What is wrong with the program is the checker's word: a
// draft may be saved unfinished.
func (m *Menu) check() error {
	m.Name = strings.TrimSpace(m.Name)
	if err := checkName("menu", m.Name); err != nil {
		return err
	}
	if m.Tenant == "" || m.Tenant == id.House {
		return problem.New(problem.Invalid, "menu.tenant_missing")
	}
	if len(m.Draft.Nodes) > maxNodes {
		return problem.New(problem.Invalid, "menu.too_many_nodes", "max", strconv.Itoa(maxNodes))
	}
	for i := range m.Draft.Nodes {
		n := &m.Draft.Nodes[i]
		if len(n.Say) > maxSays || len(n.Music) > maxSays {
			return problem.New(problem.Invalid, "menu.too_many_sounds", "node", n.Name, "max", strconv.Itoa(maxSays))
		}
		if len([]rune(n.Text)) > maxText {
			return problem.New(problem.Invalid, "menu.text_too_long", "node", n.Name, "max", strconv.Itoa(maxText))
		}
		if n.Number == "" {
			continue
		}
		e164, err := phone.Parse(string(n.Number), "")
		if err != nil {
			return problem.New(problem.Invalid, "menu.number", "node", n.Name, "example", "+380441234567")
		}
		n.Number = id.Number(e164) // in a draft; the core hears its id
	}
	if m.Draft.Nodes == nil {
		m.Draft.Nodes = []flow.Node{}
	}
	m.Draft.ID, m.Draft.Tenant = m.ID, m.Tenant
	return nil
}

func checkName(what, name string) error {
	if name == "" {
		return problem.New(problem.Invalid, what+".name_missing")
	}
	if len([]rune(name)) > maxName {
		return problem.New(problem.Invalid, what+".name_too_long", "max", strconv.Itoa(maxName))
	}
	return nil
}

// prompts are the sounds by name that the program plays, each once.
func prompts(p flow.Program) (list []id.Prompt) {
	for _, n := range p.Nodes {
		for _, s := range slices.Concat(n.Say, n.Music) {
			if s.Prompt != "" && !slices.Contains(list, s.Prompt) {
				list = append(list, s.Prompt)
			}
		}
	}
	return list
}

// lines are the lines into which the program leads, each once.
func lines(p flow.Program) (list []id.Line) {
	for _, n := range p.Nodes {
		if n.Line != "" && !slices.Contains(list, n.Line) {
			list = append(list, n.Line)
		}
	}
	return list
}

// errorsIn are the messages that forbid publication.
func errorsIn(list []flow.Message) []flow.Message {
	return slices.DeleteFunc(slices.Clone(list), func(m flow.Message) bool { return m.Severity != flow.Error })
}

// hasErrors is the refusal to publish: how many, and the first to look at.
func hasErrors(list []flow.Message) error {
	bad := errorsIn(list)
	if len(bad) == 0 {
		return nil
	}
	return problem.New(problem.Conflict, "menu.has_errors", "count", strconv.Itoa(len(bad)),
		"node", bad[0].Node, "reason", bad[0].Reason, "detail", bad[0].Detail)
}

// plays reports whether the program plays the prompt.
func plays(p flow.Program, name id.Prompt) bool {
	return slices.ContainsFunc(p.Nodes, func(n flow.Node) bool {
		return slices.ContainsFunc(slices.Concat(n.Say, n.Music), func(s voice.Sound) bool { return s.Prompt == name })
	})
}

// leads reports whether the program leads into the line.
func leads(p flow.Program, name id.Line) bool {
	return slices.ContainsFunc(p.Nodes, func(n flow.Node) bool { return n.Line == name })
}
