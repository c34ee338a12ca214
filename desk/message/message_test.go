package message

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/httpd"
	"gudok/base/httpd/httpdtest"
	"gudok/id"
)

type world struct {
	*Service
	web *httpdtest.Web
	now time.Time
	db  *db.DB
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	w := &world{}
	opt := db.Options{Schema: db.Office, Now: func() time.Time { return w.now }}
	dbtest.EachWith(t, opt, func(t *testing.T, d *db.DB) {
		n := 0
		*w = world{now: time.UnixMilli(5_000), web: httpdtest.New(t), db: d}
		w.Service = New(Options{DB: d, NewID: func(kind string) string { n++; return fmt.Sprint(kind, "_", n) },
			Agents: func(context.Context) ([]id.Agent, error) { return []id.Agent{"agt_agent", "agt_ivan"}, nil }})
		w.Routes(w.web.API())
		w.web.Channel(w.Channel())
		test(t, w)
	})
}

func TestAMessageIsWrittenReadAndForgotten(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var sent []MessageView
		w.web.Ask("supervisor", "POST", "/messages", SendForm{[]id.Agent{"agt_ivan", "agt_agent", "agt_ivan"}, " Lunch at\u202e two\x07 "}).Into(t, &sent)
		if len(sent) != 2 || sent[0].Text != "Lunch at two" || sent[0].Agent != "agt_agent" || sent[1].Agent != "agt_ivan" {
			t.Fatalf("sent %+v", sent)
		}
		var mine []MessageView
		w.web.Ask("agent", "GET", "/my/messages?unread=true", nil).Into(t, &mine)
		if len(mine) != 1 || mine[0] != sent[0] {
			t.Errorf("the agent sees %+v", mine)
		}
		w.web.Ask("agent", "POST", "/my/messages/"+sent[1].ID+"/read", nil).Want(t, 404, "message.unknown")
		w.now = w.now.Add(time.Second)
		w.web.Ask("agent", "POST", "/my/messages/"+sent[0].ID+"/read", nil).Want(t, 200, "")
		w.now = w.now.Add(time.Second)
		w.web.Ask("agent", "POST", "/my/messages/"+sent[0].ID+"/read", nil).Want(t, 200, "")
		w.web.Ask("supervisor", "GET", "/messages/sent", nil).Into(t, &sent)
		if len(sent) != 2 || sent[1].ReadAt != 6_000 || sent[0].ReadAt != 0 {
			t.Errorf("the supervisor sees %+v", sent)
		}
		w.web.Ask("agent", "GET", "/my/messages?unread=true", nil).Into(t, &mine)
		if len(mine) != 0 {
			t.Errorf("still unread: %+v", mine)
		}
		facts, err := db.FactsAfter(t.Context(), w.db, 0, 10)
		if err != nil || len(facts) != 2 || strings.Contains(string(facts[0].Data), "Lunch") {
			t.Errorf("facts %+v, %v", facts, err)
		}
		w.now = w.now.Add(keep)
		if err := w.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.web.Ask("agent", "GET", "/my/messages", nil).Into(t, &mine)
		if len(mine) != 0 {
			t.Errorf("after a month: %+v", mine)
		}
	})
}

func TestAMessageThatCannotBeSent(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for code, f := range map[string]SendForm{"message.empty": {[]id.Agent{"agt_ivan"}, " "}, "message.to_nobody": {nil, "x"},
			"message.unknown_agent": {[]id.Agent{"agt_ivan", "agt_nobody"}, "x"}, "message.too_long": {[]id.Agent{"agt_ivan"}, strings.Repeat("я", 501)}} {
			if a := w.web.Ask("supervisor", "POST", "/messages", f); a.Code != code {
				t.Errorf("%d %q, want %q", a.Status, a.Code, code)
			}
		}
		if all, err := w.Inbox(t.Context(), "agt_ivan", false); err != nil || len(all) != 0 {
			t.Errorf("a refused message was stored: %+v, %v", all, err)
		}
		w.web.Matrix(map[string]string{"POST /messages": "supervisor", "GET /messages/sent": "supervisor",
			"GET /my/messages": "agent", "POST /my/messages/{message}/read": "agent"})
	})
}

// TestADeskHearsAtOnce goes through a real socket.
func TestADeskHearsAtOnce(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	n := 0
	s := New(Options{DB: d, NewID: func(kind string) string { n++; return fmt.Sprint(kind, "_", n) },
		Agents: func(context.Context) ([]id.Agent, error) { return []id.Agent{"agt_agent"}, nil }})
	web := httpd.New(httpd.Options{Auth: httpdtest.Authenticator{}})
	web.Channel(s.Channel())
	if _, err := s.Send(t.Context(), "usr_chief", []id.Agent{"agt_agent"}, "before"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.Handler())
	defer server.Close()
	head := http.Header{"Cookie": {"gudok=agent"}, "Origin": {server.URL}}
	ws, _, err := websocket.Dial(t.Context(), server.URL+"/api/agent/socket?tab=one", &websocket.DialOptions{HTTPHeader: head})
	if err != nil {
		t.Fatal(err)
	}
	defer ws.CloseNow()
	next := func(typ string) string {
		for {
			_, text, err := ws.Read(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var e httpd.Envelope
			if err := json.Unmarshal(text, &e); err != nil {
				t.Fatal(err)
			}
			if e.Ch == channelName && e.Type == typ {
				return string(e.Data)
			}
		}
	}
	var in InboxView
	if err := json.Unmarshal([]byte(next(typeInbox)), &in); err != nil || len(in.Messages) != 1 || in.Messages[0].Text != "before" {
		t.Errorf("at first %+v, %v", in, err)
	}
	if _, err := s.Send(t.Context(), "usr_chief", []id.Agent{"agt_agent"}, "now"); err != nil {
		t.Fatal(err)
	}
	if got := next(typeMessage); !strings.Contains(got, `"text":"now"`) {
		t.Errorf("heard %s", got)
	}
	if _, err := s.Read(t.Context(), "agt_agent", in.Messages[0].ID); err != nil {
		t.Fatal(err)
	}
	if got := next(typeRead); !strings.Contains(got, `"text":"before"`) {
		t.Errorf("heard %s", got)
	}
}
