package floor

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd"
	"gudok/base/httpd/httpdtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/id"

	"github.com/coder/websocket"
)

func TestWhoMayLookAtTheBoardAndWhatIsSeen(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.twoCalls()
		pass(2 * time.Second)
		web := httpdtest.New(t)
		w.floor.Routes(web.API())
		for _, c := range []struct {
			name, who, path string
			status          int
			lines, agents   int
			number          string // of the first call
		}{
			{"nobody", "", "/board", 401, 0, 0, ""},
			{"an agent has his desk", "agent", "/board", 403, 0, 0, ""},
			{"a supervisor sees all", "supervisor", "/board", 200, 2, 3, "+380501110001"},
			{"a supervisor may look at one tenant", "supervisor", "/board?tenant=ten_clinic", 200, 1, 1, "+380501110002"},
			{"an administrator sees no numbers", "administrator", "/board", 200, 2, 3, ""},
			{"a client sees its own", "shop-owner", "/board", 200, 1, 1, "+380501110001"},
			{"another's board does not exist for a client", "shop-owner", "/board?tenant=ten_clinic", 404, 0, 0, ""},
			{"a supervisor of one tenant", "shop-supervisor", "/board", 200, 1, 1, "+380501110001"},
		} {
			a := web.Ask(c.who, "GET", c.path, nil)
			if a.Status != c.status {
				t.Errorf("%s: answer %d %s, want %d", c.name, a.Status, a.Text, c.status)
			}
			if a.Status != http.StatusOK {
				continue
			}
			var b Board
			a.Into(t, &b)
			if len(b.Lines) != c.lines || len(b.Agents) != c.agents || !b.Full {
				t.Errorf("%s: %d lines, %d agents; want %d and %d", c.name, len(b.Lines), len(b.Agents), c.lines, c.agents)
			}
			if len(b.Calls) == 0 || b.Calls[0].Number != c.number || b.Calls[0].Pretty == "" {
				t.Errorf("%s: calls %+v; want the number %q", c.name, b.Calls, c.number)
			}
		}
		w.end()
	})
}

func TestASupervisorSetsAnAgentsPresence(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.phones.up("dev_1")
		web := httpdtest.New(t)
		w.floor.Routes(web.API())
		set := func(who, agent, presence string) httpdtest.Answer {
			return web.Ask(who, "POST", "/floor/agents/"+agent+"/presence", map[string]string{"presence": presence, "device": "dev_1"})
		}
		set("agent", "agt_olga", "online").Want(t, 403, "auth.forbidden")
		set("shop-supervisor", "agt_olga", "online").Want(t, 403, "auth.forbidden") // agents serve the whole house
		set("supervisor", "agt_olga", "asleep").Want(t, 422, "request.invalid")
		set("supervisor", "usr_olga", "online").Want(t, 404, "request.not_found")
		set("supervisor", "agt_olga", "online").Want(t, 204, "")
		if v := w.agent("agt_olga"); v.Presence.State != "online" || v.Device.Device != "dev_1" {
			t.Errorf("olga is %+v", v)
		}
		set("supervisor", "agt_olga", "pause").Want(t, 204, "")
		if v := w.agent("agt_olga"); v.Presence.Reason != core.PauseForced {
			t.Errorf("olga is %+v", v.Presence)
		}
		if got := set("supervisor", "agt_nobody", "online"); got.Status != 409 {
			t.Errorf("an unknown agent: %d %s", got.Status, got.Code)
		}
		w.end()
	})
}

func TestAnAgentsWishesAreUnderstood(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		notes := &notebook{}
		w.set = func(_ *world, o *Options) { o.Notes = notes }
		w.begin()
		w.twoCalls()
		item := ""
		w.state(func(s *core.State, now int64) { d, _ := s.Desk("agt_olga", now); item = string(d.Item.Item) })
		say := func(typ, data string) string {
			err := w.floor.wish(t.Context(), "agt_olga", true, httpd.Envelope{Ch: "floor", Type: typ, Data: json.RawMessage(data)})
			if err == nil {
				return "ok"
			}
			return problem.Of(err).Code
		}
		for _, c := range []struct{ name, typ, data, want string }{
			{"hold with a promise", "hold", `{"promised_ms":60000}`, "ok"},
			{"back again", "resume", `{}`, "ok"},
			{"mute", "mute", `{"muted":true}`, "ok"},
			{"digits", "digits", `{"digits":"12#"}`, "ok"},
			{"letters are not digits", "digits", `{"digits":"12x"}`, "request.invalid"},
			{"a word nobody knows", "dance", `{}`, "request.invalid"},
			{"no JSON", "hold", `{`, "request.invalid"},
			{"a kilobyte of a reason", "decline", `{"reason":"` + strings.Repeat("x", 1000) + `"}`, "request.invalid"},
			{"an offer that is not there", "answer", `{"item":"item_x"}`, "floor.no_such_offer"},
			{"a note about the contact in hand", "note", `{"item":"` + item + `","text":"call back on Monday"}`, "ok"},
			{"a note about another's", "note", `{"item":"item_x","text":"x"}`, "floor.no_such_item"},
			{"a note that is a book", "note", `{"item":"` + item + `","text":"` + strings.Repeat("x", 5000) + `"}`, "floor.note_too_long"},
			{"end", "end", ``, "ok"},
		} {
			if got := say(c.typ, c.data); got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
		}
		if notes.text != "call back on Monday" || notes.tenant != "ten_shop" || notes.call == "" {
			t.Errorf("noted %+v", notes)
		}
		view := w.floor.wish(t.Context(), "agt_olga", false, httpd.Envelope{Ch: "floor", Type: "ready"})
		if !problem.Is(view, "floor.other_tab") {
			t.Errorf("a second tab: %v", view)
		}
		if stranger := w.floor.wish(t.Context(), "", true, httpd.Envelope{Ch: "floor", Type: "ready"}); !problem.Is(stranger, "auth.forbidden") {
			t.Errorf("who is no agent: %v", stranger)
		}
		w.end()
	})
}

// notebook keeps the last note.
type notebook struct {
	tenant id.Tenant
	call   id.Call
	text   string
}

func (n *notebook) Note(_ context.Context, t id.Tenant, c id.Call, _ id.Agent, text string) error {
	n.tenant, n.call, n.text = t, c, text
	return nil
}

// live is a floor behind a real web server, in real time.
func liveServer(t *testing.T) (f *Floor, url string) {
	t.Helper()
	f = New(Options{DB: dbtest.SQLite(t, db.Floor), Hands: nobody{}})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	<-f.Ready()
	web := httpdtest.New(t)
	f.Routes(web.API())
	web.Channel(f.Channel())
	server := httptest.NewServer(web.Handler())
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		server.Close()
	})
	if err := f.Configure(t.Context(), core.AgentSet{Agent: core.Agent{ID: "agt_agent", Desk: "dev_1"}},
		core.LineSet{Line: core.Line{ID: "lin_1", Tenant: "ten_shop", Skill: "skl_1"}}); err != nil {
		t.Fatal(err)
	}
	return f, server.URL
}

func TestTheDeskTravelsOnTheAgentsSocket(t *testing.T) {
	_, url := liveServer(t)
	ws, res, err := websocket.Dial(t.Context(), url+"/api/agent/socket", &websocket.DialOptions{
		HTTPHeader: http.Header{"Cookie": {"gudok=agent"}}})
	if err != nil {
		t.Fatal(err)
	}
	defer ws.CloseNow()
	if res.Body != nil {
		defer res.Body.Close()
	}
	wish := `{"ch":"floor","id":7,"type":"start-shift","data":{"device":"dev_1"}}`
	if err := ws.Write(t.Context(), websocket.MessageText, []byte(wish)); err != nil {
		t.Fatal(err)
	}
	var answered, online bool
	for !answered || !online {
		_, text, err := ws.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var e httpd.Envelope
		if err := json.Unmarshal(text, &e); err != nil {
			t.Fatal(err)
		}
		switch {
		case e.Re == 7:
			if answered = e.OK != nil && *e.OK; !answered {
				t.Fatalf("answer %s", text)
			}
		case e.Ch == "floor" && e.Type == "desk":
			var m DeskMessage
			if err := json.Unmarshal(e.Data, &m); err != nil {
				t.Fatal(err)
			}
			online = m.Presence.State == "online"
		}
	}
}

func TestTheBoardIsAStreamOfEvents(t *testing.T) {
	_, url := liveServer(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/api/board/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: "gudok", Value: "supervisor"})
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	for full, seen := false, false; !seen; {
		if !lines.Scan() {
			t.Fatalf("the stream ends: %v", lines.Err())
		}
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var b Board
		if err := json.Unmarshal([]byte(data), &b); err != nil {
			t.Fatal(err)
		}
		full = full || b.Full
		seen = full && len(b.Lines) == 1 // it may come with the first board or the second
	}
}
