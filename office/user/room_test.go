package user

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd"
	"gudok/core"
	"gudok/id"
)

const good = "correct horse battery"

// A room is the room with its real database and the real web server before it.
type room struct {
	t      *testing.T
	s      *Service
	db     *db.DB
	web    *httpd.Server
	now    time.Time
	told   []core.Input
	ended  []string
	again  []id.User
	log    bytes.Buffer
	remote string
}

// each runs the test with a room on both databases.
func each(t *testing.T, test func(t *testing.T, r *room)) {
	now := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	var r *room
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return r.now }}
	r = &room{now: now}
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		*r = room{t: t, db: d, now: now, remote: "192.0.2.1:1000"}
		log := slog.New(slog.NewTextHandler(&r.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		var n atomic.Int64
		r.s = New(Options{DB: d, Now: func() time.Time { return r.now }, Log: log,
			NewID: func(kind string) string { return fmt.Sprintf("%s_%d", kind, n.Add(1)) },
			Known: func(_ context.Context, name string) (bool, error) { return !strings.HasSuffix(name, "unknown"), nil },
			Used: func(_ context.Context, k id.Skill) (string, error) {
				return map[id.Skill]string{"skl_1": "lin_hot"}[k], nil
			},
			Changed:   func(_ context.Context, ins ...core.Input) { r.told = append(r.told, ins...) },
			Ended:     func(u id.User, session string) { r.ended = append(r.ended, string(u)+" "+session) },
			Regranted: func(u id.User) { r.again = append(r.again, u) },
		})
		r.web = httpd.New(httpd.Options{Auth: r.s, Log: log, Now: func() time.Time { return r.now }})
		r.s.Routes(r.web.API())
		test(t, r)
	})
}

// stored is the password good as it is stored: made once, for it costs 50 ms.
var stored = sync.OnceValues(func() (string, error) { return newKeyring().lock(context.Background(), good) })

// add is a user with the password good.
func (r *room) add(login string, grants ...Grant) User {
	r.t.Helper()
	u, err := r.s.Add(r.t.Context(), "system", User{Login: login, Name: "Somebody " + login, Grants: grants})
	if err != nil {
		r.t.Fatal(err)
	}
	key, err := stored()
	if err != nil {
		r.t.Fatal(err)
	}
	err = r.db.In(r.t.Context(), func(ctx context.Context, tx *db.Tx) error { return setPassword(ctx, tx, u.ID, key) })
	if err != nil {
		r.t.Fatal(err)
	}
	u.Waiting = false
	return u
}

// in begins a session, without its password, and returns its token.
func (r *room) in(login string) (token string) {
	r.t.Helper()
	err := r.db.In(r.t.Context(), func(ctx context.Context, tx *db.Tx) error {
		name, _, err := byLogin(ctx, tx, login)
		if err != nil {
			return err
		}
		ses, err := r.s.begin(ctx, tx, name)
		token = ses.Token
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return token
}

// An answer of the API.
type answer struct {
	status int
	code   string
	cookie string // the session's token, "-" when it was taken away
	body   map[string]any
	text   string
}

// ask asks the API with a session's token ("" for nobody).
func (r *room) ask(token, method, path string, body any) answer {
	r.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		r.t.Fatal(err)
	}
	q := httptest.NewRequestWithContext(r.t.Context(), method, "/api"+path, bytes.NewReader(text))
	q.RemoteAddr = r.remote
	q.Header.Set("Content-Type", "application/json")
	if token != "" {
		q.AddCookie(&http.Cookie{Name: "gudok", Value: token})
	}
	w := httptest.NewRecorder()
	r.web.Handler().ServeHTTP(w, q)
	a := answer{status: w.Code, text: w.Body.String()}
	_ = json.Unmarshal(w.Body.Bytes(), &a.body) // lists and nothing at all stay text
	a.code, _ = a.body["code"].(string)
	for _, c := range w.Result().Cookies() {
		a.cookie = c.Value
		if c.MaxAge < 0 {
			a.cookie = "-"
		}
	}
	return a
}

func (r *room) want(a answer, status int, code string) {
	r.t.Helper()
	if a.status != status || a.code != code {
		r.t.Errorf("answer %d %q, want %d %q: %s", a.status, a.code, status, code, a.text)
	}
}

// facts are the types and data of all facts.
func (r *room) facts() string {
	r.t.Helper()
	es, err := db.FactsAfter(r.t.Context(), r.db, 0, 1000)
	if err != nil {
		r.t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%s %s %s\n", e.Actor, e.Type, e.Data)
	}
	return b.String()
}

var admin = Grant{id.House, Administrator}
