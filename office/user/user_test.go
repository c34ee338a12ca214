package user

import (
	"reflect"
	"strings"
	"testing"

	"gudok/base/problem"
	"gudok/core"
	"gudok/id"
)

func TestAnAgentIsToldToTheCore(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		k1, err := r.s.AddSkill(t.Context(), "usr_root", "hot line")
		if err != nil {
			t.Fatal(err)
		}
		k2, err := r.s.AddSkill(t.Context(), "usr_root", "dental")
		if err != nil {
			t.Fatal(err)
		}
		u := r.add("olga")
		if len(r.told) != 0 {
			t.Errorf("told of somebody who answers no calls: %+v", r.told)
		}
		u.Grants = []Grant{{id.House, Agent}}
		u.Skills = []core.SkillLevel{{Skill: k2.ID, Level: 5}, {Skill: k1.ID, Level: 3}}
		u.Desk = "dev_olga"
		if u, err = r.s.Change(t.Context(), "usr_root", u); err != nil {
			t.Fatal(err)
		}
		agent := id.AgentOf(u.ID)
		set := func(skills ...core.SkillLevel) core.Input {
			return core.AgentSet{Agent: core.Agent{ID: agent, Skills: skills, Desk: "dev_olga"}}
		}
		both := set(core.SkillLevel{Skill: k1.ID, Level: 3}, core.SkillLevel{Skill: k2.ID, Level: 5})
		ins, err := r.s.Inputs(t.Context())
		if err != nil || !reflect.DeepEqual(ins, []core.Input{both}) {
			t.Errorf("at start: %+v, %v", ins, err)
		}
		if err := r.s.RemoveSkill(t.Context(), "usr_root", k2.ID); err != nil {
			t.Fatal(err)
		}
		if err := r.s.RemoveSkill(t.Context(), "usr_root", "skl_1"); !problem.Is(err, "user.skill_used") {
			t.Errorf("a skill that a line asks for: %v", err)
		}
		if err := r.s.Remove(t.Context(), "usr_root", u.ID); err != nil {
			t.Fatal(err)
		}
		want := []core.Input{both, set(core.SkillLevel{Skill: k1.ID, Level: 3}), core.Removed{ID: string(agent)}}
		if !reflect.DeepEqual(r.told, want) {
			t.Errorf("told %+v\nwant %+v", r.told, want)
		}
		agents, skills, err := r.s.Directory(t.Context())
		if err != nil || len(agents) != 2 || len(skills) != 2 {
			t.Fatalf("directory %v %v, %v", agents, skills, err)
		}
		for _, n := range agents {
			if n.ID == string(agent) && !n.Removed {
				t.Error("a removed agent is not marked")
			}
		}
	})
}

func TestAFormThatCannotBeRight(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		token := r.in("root")
		form := func(change func(m map[string]any)) map[string]any {
			m := map[string]any{"login": "ivan", "name": "Ivan", "lang": "uk", "grants": []any{}, "skills": []any{}}
			change(m)
			return m
		}
		grant := func(tenant, role string) []any { return []any{map[string]string{"tenant": tenant, "role": role}} }
		for _, c := range []struct {
			name   string
			change func(m map[string]any)
			code   string
		}{
			{"a login with a space", func(m map[string]any) { m["login"] = "iv an" }, "user.bad_login"},
			{"a login that is taken, in capitals", func(m map[string]any) { m["login"] = "ROOT" }, "user.login_taken"},
			{"no name", func(m map[string]any) { m["name"] = " " }, "user.bad_name"},
			{"a name that turns the writing round", func(m map[string]any) { m["name"] = "abc\u202edef" }, "user.bad_name"},
			{"a name without end", func(m map[string]any) { m["name"] = strings.Repeat("x", 81) }, "user.bad_name"},
			{"an agent of a client", func(m map[string]any) { m["grants"] = grant("ten_shop", "agent") }, "user.bad_grant"},
			{"an owner of the centre", func(m map[string]any) { m["grants"] = grant("ten_house", "owner") }, "user.bad_grant"},
			{"a tenant that does not exist", func(m map[string]any) { m["grants"] = grant("ten_unknown", "owner") }, "user.names_unknown"},
			{"a skill that does not exist", func(m map[string]any) {
				m["skills"] = []any{map[string]any{"skill": "skl_x", "level": 1}}
			}, "user.unknown_skill"},
			{"a level that does not exist", func(m map[string]any) {
				m["skills"] = []any{map[string]any{"skill": "skl_x", "level": 6}}
			}, "request.invalid"},
			{"a role that does not exist", func(m map[string]any) { m["grants"] = grant("ten_house", "king") }, "request.invalid"},
			{"a language that nobody reads", func(m map[string]any) { m["lang"] = "la" }, "request.invalid"},
		} {
			t.Run(c.name, func(t *testing.T) {
				a := r.ask(token, "POST", "/users", form(c.change))
				if a.code != c.code || a.status < 400 {
					t.Errorf("answer %d %q, want %q: %s", a.status, a.code, c.code, a.text)
				}
			})
		}
		r.want(r.ask(token, "POST", "/users", form(func(map[string]any) {})), 200, "")
	})
}

func TestTwoWhoEditDoNotOverwriteEachOther(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		u := r.add("ivan")
		mine, theirs := u, u
		mine.Name, theirs.Name = "Ivan A", "Ivan B"
		if _, err := r.s.Change(t.Context(), "usr_root", mine); err != nil {
			t.Fatal(err)
		}
		if _, err := r.s.Change(t.Context(), "usr_root", theirs); !problem.Is(err, "user.changed_meanwhile") {
			t.Errorf("the second: %v", err)
		}
		if _, err := r.s.Change(t.Context(), "usr_root", User{ID: "usr_x", Login: "xx", Name: "x", Lang: "ru", Theme: "auto"}); !problem.Is(err, "user.unknown") {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		root := r.add("root", admin)
		token := r.in("root")
		r.want(r.ask(token, "DELETE", "/users/"+string(root.ID), nil), 409, "user.last_administrator")
		lone := root
		lone.Grants = []Grant{{id.House, Supervisor}}
		if _, err := r.s.Change(t.Context(), "usr_root", lone); !problem.Is(err, "user.last_administrator") {
			t.Errorf("giving it up: %v", err)
		}
		if len(r.again) != 0 {
			t.Error("pages were told of a change that was refused")
		}
		r.add("second", admin)
		if got, err := r.s.Change(t.Context(), "usr_root", lone); err != nil || got.isAdministrator() {
			t.Errorf("with another one: %v", err)
		}
		if len(r.again) != 1 || r.again[0] != root.ID {
			t.Errorf("regranted %v", r.again)
		}
		r.want(r.ask(token, "POST", "/skills", map[string]string{"name": "x"}), 403, "auth.forbidden") // at once
	})
}

func TestWhoLeavesIsOutAtOnce(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		u := r.add("ivan", Grant{id.House, Agent})
		root, token := r.in("root"), r.in("ivan")
		link, _, err := r.s.MakeLink(t.Context(), "usr_root", u.ID)
		if err != nil {
			t.Fatal(err)
		}
		r.want(r.ask(root, "DELETE", "/users/"+string(u.ID), nil), 204, "")
		r.want(r.ask(token, "GET", "/me", nil), 401, "auth.sign_in")
		r.want(r.ask("", "GET", "/links/"+link, nil), 404, "user.link_over")
		if _, err := r.s.SignIn(t.Context(), "ivan", good); !problem.Is(err, "user.wrong_password") {
			t.Errorf("signing in: %v", err)
		}
		if r.ended[len(r.ended)-1] != string(u.ID)+" " {
			t.Errorf("ended %q", r.ended)
		}
		if again := r.add("ivan"); again.ID == u.ID {
			t.Error("another Ivan is the same person")
		}
	})
}

// roles is who may do what: every route of the room must be here.
var roles = map[string]string{
	"POST /api/session":                 "nobody agent supervisor client-supervisor administrator owner",
	"DELETE /api/session":               "agent supervisor client-supervisor administrator owner",
	"GET /api/me":                       "agent supervisor client-supervisor administrator owner",
	"PUT /api/me/preferences":           "agent supervisor client-supervisor administrator owner",
	"GET /api/links/{token}":            "nobody agent supervisor client-supervisor administrator owner",
	"POST /api/links/{token}":           "nobody agent supervisor client-supervisor administrator owner",
	"GET /api/users":                    "supervisor administrator",
	"POST /api/users":                   "administrator",
	"PUT /api/users/{user}":             "administrator",
	"DELETE /api/users/{user}":          "administrator",
	"POST /api/users/{user}/link":       "administrator",
	"DELETE /api/users/{user}/sessions": "administrator",
	"GET /api/skills":                   "supervisor client-supervisor administrator",
	"POST /api/skills":                  "administrator",
	"PUT /api/skills/{skill}":           "administrator",
	"DELETE /api/skills/{skill}":        "administrator",
	"GET /api/teams":                    "supervisor administrator",
	"POST /api/teams":                   "administrator",
	"PUT /api/teams/{team}":             "administrator",
	"DELETE /api/teams/{team}":          "administrator",
	"GET /api/skill-matrix":             "supervisor administrator",
	"PUT /api/skill-matrix":             "supervisor administrator",
	"POST /api/skill-matrix/paste":      "supervisor administrator",
	"GET /api/agent/socket":             "", // its own tests
}

func TestEachRoleMayDoWhatTheMatrixSays(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		who := map[string]Grant{"agent": {id.House, Agent}, "supervisor": {id.House, Supervisor},
			"client-supervisor": {"ten_shop", Supervisor}, "administrator": admin, "owner": {"ten_shop", Owner}}
		tokens := map[string]string{"nobody": ""}
		for name, g := range who {
			r.add(name, g)
		}
		for _, route := range r.web.Routes() {
			may, known := roles[route.Method+" "+route.Path]
			if !known {
				t.Errorf("%s %s is not in the matrix", route.Method, route.Path)
			}
			if may == "" {
				continue
			}
			path := strings.NewReplacer("{user}", "usr_nobody", "{skill}", "skl_nothing", "{team}", "tea_nothing", "{token}", "x").
				Replace(strings.TrimPrefix(route.Path, "/api"))
			for name := range map[string]bool{"nobody": true, "agent": true, "supervisor": true, "client-supervisor": true, "administrator": true, "owner": true} {
				if name != "nobody" {
					tokens[name] = r.in(name) // signing out is one of the routes
				}
				a := r.ask(tokens[name], route.Method, path, map[string]any{})
				refused := a.code == "auth.forbidden" || a.code == "auth.sign_in"
				if want := !strings.Contains(" "+may+" ", " "+name+" "); refused != want {
					t.Errorf("%s %s as %s: %d %s", route.Method, route.Path, name, a.status, a.code)
				}
			}
		}
	})
}

func TestPlaceAndWeightReachTheCoreAndStayWhenNotNamed(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		u := r.add("olga", Grant{id.House, Agent})
		for _, c := range []struct {
			place, weight int
			code          string
		}{{3, 40, ""}, {-1, 0, "user.bad_place"}, {0, 101, "user.bad_weight"}} {
			u.Place, u.Weight = c.place, c.weight
			kept, err := r.s.Change(t.Context(), "usr_root", u)
			if !problem.Is(err, c.code) && (c.code != "" || err != nil) {
				t.Fatalf("%+v: %v", c, err)
			}
			if err == nil {
				u = kept
			}
		}
		if got := r.told[len(r.told)-1].(core.AgentSet); got.Order != 3 || got.Weight != 40 {
			t.Errorf("told %+v", got)
		}
		f := view(u).UserForm
		f.Place, f.Weight = nil, nil
		if got := f.user(u.ID); got.Place != 0 || got.Weight != 0 {
			t.Errorf("a form that does not name them: %+v", got)
		}
		back, err := r.s.User(t.Context(), u.ID)
		if err != nil || back.Place != 3 || back.Weight != 40 {
			t.Errorf("kept %+v, %v", back, err)
		}
	})
}
