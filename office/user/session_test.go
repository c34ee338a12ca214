package user

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"gudok/base/problem"
	"gudok/id"
)

func TestSigningInAndOut(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		olga := r.add("olga", Grant{id.House, Agent})
		a := r.ask("", "POST", "/session", map[string]string{"login": " OLGA ", "password": good})
		r.want(a, 200, "")
		if a.body["user"] != string(olga.ID) || a.body["agent"] != string(id.AgentOf(olga.ID)) || len(a.cookie) < 22 {
			t.Fatalf("signed in as %v with %q", a.body, a.cookie)
		}
		r.want(r.ask(a.cookie, "GET", "/me", nil), 200, "")
		pref := r.ask(a.cookie, "PUT", "/me/preferences", map[string]string{"lang": "uk", "theme": "dark"})
		if pref.body["lang"] != "uk" || pref.body["theme"] != "dark" {
			t.Errorf("preferences are %v", pref.body)
		}
		r.want(r.ask(a.cookie, "PUT", "/me/preferences", map[string]string{"lang": "xx"}), 422, "request.invalid")
		out := r.ask(a.cookie, "DELETE", "/session", nil)
		if out.status != 204 || out.cookie != "-" {
			t.Errorf("signing out says %d, cookie %q", out.status, out.cookie)
		}
		r.want(r.ask(a.cookie, "GET", "/me", nil), 401, "auth.sign_in")
		if len(r.ended) == 0 || !strings.HasPrefix(r.ended[len(r.ended)-1], string(olga.ID)+" ses_") {
			t.Errorf("ended were %q", r.ended)
		}
	})
}

func TestSigningInAnewMakesTheOldTokenWorthless(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("olga", Grant{id.House, Agent})
		old := r.in("olga")
		a := r.ask(old, "POST", "/session", map[string]string{"login": "olga", "password": good})
		if a.cookie == old || a.cookie == "" {
			t.Errorf("the token was not changed")
		}
		r.want(r.ask(old, "GET", "/me", nil), 401, "auth.sign_in")
		r.want(r.ask(a.cookie, "GET", "/me", nil), 200, "")
	})
}

func TestASessionEndsIdleOrOld(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("olga", Grant{id.House, Agent})
		quiet, busy := r.in("olga"), r.in("olga")
		for range 4 {
			r.now = r.now.Add(10 * time.Minute)
			r.want(r.ask(busy, "GET", "/me", nil), 200, "")
		}
		r.want(r.ask(quiet, "GET", "/me", nil), 401, "auth.sign_in")
		for range int(absolute / (20 * time.Minute)) {
			r.now = r.now.Add(20 * time.Minute)
			r.ask(busy, "GET", "/me", nil)
		}
		r.want(r.ask(busy, "GET", "/me", nil), 401, "auth.sign_in")
	})
}

func TestGuessingIsStopped(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("olga", Grant{id.House, Agent})
		try := func(login, password string) answer {
			return r.ask("", "POST", "/session", map[string]string{"login": login, "password": password})
		}
		for range failsLogin {
			r.want(try("olga", "wrong"), 401, "user.wrong_password")
			r.want(try("nobody", "wrong"), 401, "user.wrong_password")
		}
		r.want(try("olga", good), 429, "user.locked") // even with the right password
		r.want(try("nobody", good), 429, "user.locked")
		r.remote = "192.0.2.7:1"
		r.want(try("olga", good), 429, "user.locked") // from anywhere
		r.now = r.now.Add(failWindow)
		r.want(try("olga", good), 200, "")
		for i := range failsRemote {
			r.want(try(strings.Repeat("x", i+1), "wrong"), 401, "user.wrong_password")
		}
		r.want(try("olga", good), 429, "request.too_many") // one address, many logins
		r.remote = "192.0.2.8:1"
		r.want(try("olga", good), 200, "") // others are not hindered
		if f := r.facts(); strings.Count(f, "sign_in_failed") != 2*failsLogin+failsRemote {
			t.Errorf("facts:\n%s", f)
		}
	})
}

func TestTheFirstAdministratorComesInByALink(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		first, err := r.s.FirstStart(t.Context())
		if err != nil || len(first) < 22 {
			t.Fatalf("first start: %q, %v", first, err)
		}
		token, err := r.s.FirstStart(t.Context()) // started again before anybody came
		if err != nil || token == first {
			t.Fatalf("second start: %q, %v", token, err)
		}
		r.want(r.ask("", "GET", "/links/"+first, nil), 404, "user.link_over")
		a := r.ask("", "GET", "/links/"+token, nil)
		if a.body["for"] != "first_start" || a.body["login"] != "admin" {
			t.Errorf("the link says %v", a.body)
		}
		set := func(password string) answer {
			return r.ask("", "POST", "/links/"+token, map[string]string{"login": "Root", "password": password})
		}
		r.want(set("short"), 422, "user.password_too_short")
		r.want(set("aaaaaaaaaaaaaaa"), 422, "user.password_too_simple")
		r.want(set("qwertyuiop123"), 422, "user.password_too_simple")
		r.want(set(strings.Repeat("abcdefgh", 20)), 422, "user.password_too_long")
		a = set(good)
		r.want(a, 200, "")
		r.want(r.ask(a.cookie, "GET", "/users", nil), 200, "")
		r.want(set(good), 404, "user.link_over")
		if ses, err := r.s.SignIn(t.Context(), "root", good); err != nil || ses.Token == "" {
			t.Errorf("by the chosen login: %v", err)
		}
		if token, err := r.s.FirstStart(t.Context()); token != "" || err != nil {
			t.Errorf("a later start gives %q, %v", token, err)
		}
	})
}

func TestALinkIsUsedOnceByOneOfMany(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		olga := r.add("olga", Grant{id.House, Agent})
		token, _, err := r.s.MakeLink(t.Context(), "usr_root", olga.ID)
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		in := 0
		for range 4 {
			wg.Go(func() {
				_, err := r.s.UseLink(t.Context(), token, "", good+"!")
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					in++
				} else if !problem.Is(err, "user.link_over") {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if in != 1 {
			t.Errorf("%d came in by one link", in)
		}
	})
}

func TestAResetEndsWhatWasBefore(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		olga := r.add("olga", Grant{id.House, Agent})
		root, old := r.in("root"), r.in("olga")
		a := r.ask(root, "POST", "/users/"+string(olga.ID)+"/link", nil)
		r.want(a, 200, "")
		path, _ := a.body["path"].(string)
		token, ok := strings.CutPrefix(path, "/link/")
		if !ok {
			t.Fatalf("the link is %q", path)
		}
		r.want(r.ask(old, "GET", "/me", nil), 200, "") // until it is used
		r.want(r.ask("", "POST", "/links/"+token, map[string]string{"password": "another horse here"}), 200, "")
		r.want(r.ask(old, "GET", "/me", nil), 401, "auth.sign_in")
		if _, err := r.s.SignIn(t.Context(), "olga", good); !problem.Is(err, "user.wrong_password") {
			t.Errorf("the old password: %v", err)
		}
		late, _, err := r.s.MakeLink(t.Context(), "usr_root", olga.ID)
		if err != nil {
			t.Fatal(err)
		}
		r.now = r.now.Add(resetLife)
		r.want(r.ask("", "GET", "/links/"+late, nil), 404, "user.link_over")
	})
}

func TestSecretsAreNowhere(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.add("root", admin)
		olga := r.add("olga", Grant{id.House, Agent})
		token := r.in("root")
		link, _, err := r.s.MakeLink(t.Context(), "usr_root", olga.ID)
		if err != nil {
			t.Fatal(err)
		}
		r.ask(token, "GET", "/users", nil)
		r.ask("", "GET", "/links/"+link, nil)
		r.ask("", "POST", "/session", map[string]string{"login": good, "password": good}) // typed into the wrong field
		r.ask("", "POST", "/session", map[string]any{"login": "x", "password": 7})
		var stored strings.Builder
		for _, table := range []string{"user_account", "user_session", "user_link"} {
			stored.WriteString(dump(t, r, table))
		}
		for where, text := range map[string]string{"log": r.log.String(), "facts": r.facts(), "database": stored.String()} {
			for _, secret := range []string{token, link, good} {
				if strings.Contains(text, secret) {
					t.Errorf("the %s holds a secret: %s", where, text)
				}
			}
		}
		if f := r.facts(); strings.Contains(f, "Somebody") || strings.Contains(f, "olga") {
			t.Errorf("facts hold names:\n%s", f)
		}
		if list := r.ask(token, "GET", "/users", nil).text; strings.Contains(list, "argon") {
			t.Errorf("the API shows passwords: %s", list)
		}
	})
}

// dump is all of a table as text.
func dump(t *testing.T, r *room, table string) string {
	t.Helper()
	rows, err := r.db.Query(t.Context(), `select * from `+table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []any
	for rows.Next() {
		row := make([]any, len(columns))
		to := make([]any, len(columns))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	text, err := json.Marshal(all)
	if err != nil || rows.Err() != nil || len(all) == 0 {
		t.Fatal(table, err, rows.Err(), len(all))
	}
	return string(text)
}
