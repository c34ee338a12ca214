package user

import (
	"encoding/json"
	"strings"
	"testing"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

func (r *room) agent(login string, skills ...core.SkillLevel) User {
	r.t.Helper()
	u := r.add(login, Grant{id.House, Agent})
	if len(skills) == 0 {
		return u
	}
	u.Skills = skills
	u, err := r.s.Change(r.t.Context(), "usr_root", u)
	if err != nil {
		r.t.Fatal(err)
	}
	return u
}

func TestATeamTakesItsMembersFromOthers(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		lead := r.add("root", admin)
		olga, ivan := r.agent("olga"), r.agent("ivan")
		day, err := r.s.AddTeam(t.Context(), "usr_root", Team{Name: " Day ", Leader: lead.ID, Members: []id.User{olga.ID, ivan.ID, olga.ID}})
		if err != nil || day.Name != "Day" || len(day.Members) != 2 {
			t.Fatalf("%+v, %v", day, err)
		}
		night, err := r.s.AddTeam(t.Context(), "usr_root", Team{Name: "Night", Members: []id.User{ivan.ID}})
		if err != nil {
			t.Fatal(err)
		}
		all, err := r.s.Teams(t.Context())
		if err != nil || len(all) != 2 || len(all[0].Members) != 1 || all[0].Members[0] != olga.ID || all[1].Members[0] != ivan.ID {
			t.Errorf("teams %+v, %v", all, err)
		}
		// A form that was opened before the team was made must not bring the old one back.
		if _, err := r.s.Change(t.Context(), "usr_root", olga); !problem.Is(err, "user.changed_meanwhile") {
			t.Errorf("an old form: %v", err)
		}
		for name, do := range map[string]func() error{
			"team.changed_meanwhile": func() error {
				_, err := r.s.ChangeTeam(t.Context(), "usr_root", Team{ID: day.ID, Name: "Day", Version: 7})
				return err
			},
			"team.name_taken": func() error {
				_, err := r.s.ChangeTeam(t.Context(), "usr_root", Team{ID: day.ID, Name: "Night", Version: 1})
				return err
			},
			"user.unknown": func() error {
				_, err := r.s.ChangeTeam(t.Context(), "usr_root", Team{ID: day.ID, Name: "Day", Version: 1, Members: []id.User{"usr_nobody"}})
				return err
			},
			"team.unknown": func() error { return r.s.RemoveTeam(t.Context(), "usr_root", "tea_none") },
		} {
			if err := do(); !problem.Is(err, name) {
				t.Errorf("%v, want %s", err, name)
			}
		}
		if err := r.s.RemoveTeam(t.Context(), "usr_root", night.ID); err != nil {
			t.Fatal(err)
		}
		if u, err := r.s.User(t.Context(), ivan.ID); err != nil || u.Team != "" {
			t.Errorf("after his team's end: %+v, %v", u, err)
		}
		if f := r.facts(); !strings.Contains(f, `"room":"team","id":"`+string(night.ID)+`","action":"removed","before":{`) {
			t.Errorf("the end of a team left no fact with what it was:\n%s", f)
		}
	})
}

func TestTheMatrixIsChangedAsAWhole(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		token := r.in("root")
		hot, _ := r.s.AddSkill(t.Context(), "usr_root", "Hot line")
		teeth, err := r.s.AddSkill(t.Context(), "usr_root", "Teeth")
		if err != nil {
			t.Fatal(err)
		}
		olga := r.agent("olga", core.SkillLevel{Skill: hot.ID, Level: 3})
		ivan := r.agent("ivan")
		r.told = nil
		put := func(cells ...CellForm) answer { return r.ask(token, "PUT", "/skill-matrix", MatrixForm{cells}) }
		r.want(put(CellForm{olga.ID, teeth.ID, 4}, CellForm{ivan.ID, "skl_none", 1}), 404, "user.unknown_skill")
		r.want(put(CellForm{olga.ID, teeth.ID, 4}, CellForm{"usr_none", hot.ID, 1}), 404, "user.unknown")
		r.want(put(CellForm{olga.ID, teeth.ID, 4}, CellForm{"usr_1", hot.ID, 1}), 422, "matrix.not_an_agent")
		if len(r.told) != 0 {
			t.Errorf("a refused change was told to the core: %+v", r.told)
		}
		a := put(CellForm{olga.ID, hot.ID, 0}, CellForm{olga.ID, teeth.ID, 4}, CellForm{ivan.ID, hot.ID, 2})
		r.want(a, 200, "")
		var m MatrixView
		if err := json.Unmarshal([]byte(a.text), &m); err != nil || len(m.Skills) != 2 || len(m.Rows) != 2 {
			t.Fatalf("matrix %s, %v", a.text, err)
		}
		for _, row := range m.Rows {
			want := map[id.User]SkillLevel{olga.ID: {teeth.ID, 4}, ivan.ID: {hot.ID, 2}}[row.User]
			if len(row.Levels) != 1 || row.Levels[0] != want {
				t.Errorf("%s has %+v, want %+v", row.Login, row.Levels, want)
			}
		}
		if len(r.told) != 2 {
			t.Errorf("the core was told %d times of two agents", len(r.told))
		}
	})
}

func TestAPastedTableSaysWhatIsWrongWithEachCell(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		token := r.in("root")
		for _, name := range []string{"Hot line", "Teeth"} {
			if _, err := r.s.AddSkill(t.Context(), "usr_root", name); err != nil {
				t.Fatal(err)
			}
		}
		r.agent("olga")
		r.agent("ivan")
		paste := func(text string, save bool) (v PasteView) {
			a := r.ask(token, "POST", "/skill-matrix/paste", PasteForm{text, save})
			r.want(a, 200, "")
			if err := json.Unmarshal([]byte(a.text), &v); err != nil {
				t.Fatal(err)
			}
			return v
		}
		bad := paste("who\thot line\tTEETH\tBilling\nolga\t6\t1\nnobody\t1\t1\nivan\tx\t\t\t2\nOLGA\t1\t1\n", true)
		want := map[[2]int]string{{1, 4}: "matrix.unknown_skill", {2, 2}: "matrix.bad_level", {3, 1}: "matrix.unknown_agent",
			{4, 2}: "matrix.bad_level", {4, 5}: "matrix.no_skill_above", {5, 1}: "matrix.agent_twice"}
		for _, b := range bad.Troubles {
			if want[[2]int{b.Row, b.Column}] != b.Code {
				t.Errorf("trouble %+v", b)
			}
			delete(want, [2]int{b.Row, b.Column})
		}
		if len(want) > 0 || bad.Saved {
			t.Errorf("not told: %v, saved %v", want, bad.Saved)
		}
		good := "\ufeff\tHot  line\tTeeth\r\nSomebody olga\t5\t-\r\n\t\t\r\nivan\t\t2\r\n"
		if v := paste(good, false); v.Saved || v.Agents != 2 || v.Cells != 2 {
			t.Errorf("only asked: %+v", v)
		}
		if v := paste(good, true); !v.Saved || v.Agents != 2 || v.Cells != 2 {
			t.Errorf("saved: %+v", v)
		}
		if v := paste(good, true); v.Agents != 0 || v.Cells != 0 {
			t.Errorf("the same again changes %+v", v)
		}
		r.want(r.ask(token, "POST", "/skill-matrix/paste", PasteForm{"one column", true}), 422, "matrix.not_a_table")
		r.want(r.ask("", "PUT", "/skill-matrix", MatrixForm{[]CellForm{}}), 401, "auth.sign_in")
	})
}
