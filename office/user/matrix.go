package user

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

// A Cell of the skill matrix is what one agent can of one thing; level 0: nothing.
type Cell struct {
	User  id.User
	Skill id.Skill
	Level int
}

// A Trouble is why a cell cannot be taken. Row and Column count from 1 in what was pasted,
// the header being row 1; 0: the whole row or column.
type Trouble struct {
	Row    int               `json:"row"`
	Column int               `json:"column"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

const (
	// maxCells is 1,000 agents by 20 skills: the largest centre at once.
	maxCells = 20_000
	// maxTroubles is what a person reads before he looks at his sheet again.
	maxTroubles = 100
)

// A sheet reads pasted text: the first row names skills, the first column people by login or
// name, a cell is a level, and an empty one, "-" or "0" is none.
type sheet struct {
	people   map[string][]id.User
	skills   map[string]id.Skill
	cells    []Cell
	troubles []Trouble
}

func newSheet(people []User, known []Skill) *sheet {
	s := &sheet{people: map[string][]id.User{}, skills: map[string]id.Skill{}}
	for _, u := range people {
		if !u.isAgent() {
			continue
		}
		for _, name := range slices.Compact([]string{fold(u.Login), fold(u.Name)}) {
			s.people[name] = append(s.people[name], u.ID)
		}
	}
	for _, k := range known {
		s.skills[fold(k.Name)] = k.ID
	}
	return s
}

// fold is a name as it is compared: people's sheets differ in capitals and spaces.
func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

func (s *sheet) bad(row, column int, code string, params ...string) {
	if len(s.troubles) == maxTroubles {
		return
	}
	t := Trouble{Row: row, Column: column, Code: code, Params: map[string]string{}}
	for i := 0; i+1 < len(params); i += 2 {
		t.Params[params[i]] = params[i+1]
	}
	s.troubles = append(s.troubles, t)
}

// read takes the text; everything wrong with it is in s.troubles then.
func (s *sheet) read(text string) error {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	var header []id.Skill
	seen := map[id.User]bool{}
	for row := 1; ; row++ {
		fields, err := r.Read()
		if err == io.EOF { //nolint:errorlint // csv.Reader returns it bare
			break
		}
		if err != nil {
			return problem.New(problem.Invalid, "matrix.not_a_table")
		}
		if row == 1 {
			header = s.header(fields)
			continue
		}
		if strings.TrimSpace(strings.Join(fields, "")) == "" {
			continue
		}
		s.row(row, fields, header, seen)
		if len(s.cells) > maxCells {
			return problem.New(problem.TooMany, "matrix.too_large", "max", strconv.Itoa(maxCells))
		}
	}
	if len(header) == 0 {
		return problem.New(problem.Invalid, "matrix.not_a_table")
	}
	return nil
}

func (s *sheet) header(fields []string) []id.Skill {
	if len(fields) < 2 {
		return nil
	}
	list := make([]id.Skill, len(fields)-1)
	for i, name := range fields[1:] {
		k, ok := s.skills[fold(name)]
		switch {
		case !ok:
			s.bad(1, i+2, "matrix.unknown_skill", "name", name)
		case slices.Contains(list, k):
			s.bad(1, i+2, "matrix.skill_twice", "name", name)
		default:
			list[i] = k
		}
	}
	return list
}

func (s *sheet) row(row int, fields []string, header []id.Skill, seen map[id.User]bool) {
	who := s.people[fold(fields[0])]
	switch {
	case len(who) == 0:
		s.bad(row, 1, "matrix.unknown_agent", "name", fields[0])
		return
	case len(who) > 1:
		s.bad(row, 1, "matrix.ambiguous_agent", "name", fields[0])
		return
	case seen[who[0]]:
		s.bad(row, 1, "matrix.agent_twice", "name", fields[0])
		return
	}
	seen[who[0]] = true
	for i, text := range fields[1:] {
		level, ok := levelOf(text)
		switch {
		case !ok:
			s.bad(row, i+2, "matrix.bad_level", "text", text, "min", strconv.Itoa(minLevel), "max", strconv.Itoa(maxLevel))
		case i >= len(header):
			if level > 0 {
				s.bad(row, i+2, "matrix.no_skill_above")
			}
		case header[i] != "":
			s.cells = append(s.cells, Cell{who[0], header[i], level})
		}
	}
}

func levelOf(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if text == "" || text == "-" || text == "–" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0 && n <= maxLevel
}

// levelled is a user's skills with some cells taken in.
func levelled(skills []core.SkillLevel, cells []Cell) []core.SkillLevel {
	list := slices.Clone(skills)
	for _, c := range cells {
		i := slices.IndexFunc(list, func(k core.SkillLevel) bool { return k.Skill == c.Skill })
		switch {
		case i < 0 && c.Level > 0:
			list = append(list, core.SkillLevel{Skill: c.Skill, Level: c.Level})
		case i >= 0 && c.Level > 0:
			list[i].Level = c.Level
		case i >= 0:
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}
