package httpd

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/problem"
	"gudok/id"

	"github.com/coder/websocket"
)

// pipes is a listener without a network: connections are net.Pipe, which lives in a bubble.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	ended chan struct{}
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), ended: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.ended:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.ended) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-p.ended:
		return nil, net.ErrClosed
	}
}

// diary is a channel that writes down what it hears.
type diary struct {
	mu    sync.Mutex
	lines []string
	peers map[string]*Peer
}

func (d *diary) Name() string { return "floor" }

func (d *diary) write(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

func (d *diary) Opened(p *Peer) {
	d.write("opened %s main=%v", p.Agent, p.Main)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.peers[fmt.Sprint(p.Main)] = p
}

func (d *diary) Closed(p *Peer) { d.write("closed %s main=%v", p.Agent, p.Main) }

func (d *diary) Message(ctx context.Context, p *Peer, e Envelope) {
	d.write("message %s by %s", e.Type, Who(ctx).User)
	switch e.Type {
	case "answer":
		p.Reply(ctx, e, map[string]int{"n": 1}, nil)
	case "decline":
		p.Reply(ctx, e, nil, problem.New(problem.Conflict, "floor.no_such_offer", "item", "item_1"))
	case "panic":
		panic("a room's mistake")
	}
}

func (d *diary) want(t *testing.T, want ...string) {
	t.Helper()
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Equal(d.lines, want) {
		t.Errorf("the channel heard\n  %s\nwant\n  %s", strings.Join(d.lines, "\n  "), strings.Join(want, "\n  "))
	}
	d.lines = nil
}

// bench is a server in a bubble with one channel.
type bench struct {
	t     *testing.T
	s     *Server
	diary *diary
	auth  *people
	http  *http.Client
	stop  func()
}

func inBubble(t *testing.T, test func(t *testing.T, b *bench)) { inBubbleTLS(t, nil, test) }

// inBubbleTLS is inBubble over TLS, and so over HTTP/2, when cfg is not nil.
func inBubbleTLS(t *testing.T, cfg *tls.Config, test func(t *testing.T, b *bench)) {
	synctest.Test(t, func(t *testing.T) {
		b := &bench{t: t, auth: staff(), diary: &diary{peers: map[string]*Peer{}}}
		b.s = New(Options{Auth: b.auth})
		b.s.Channel(b.diary)
		ln := newPipes()
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- b.s.Run(ctx, ln, cfg) }()
		tr := &http.Transport{DialContext: ln.dial}
		if cfg != nil {
			pool := x509.NewCertPool()
			pool.AddCert(cfg.Certificates[0].Leaf)
			tr.ForceAttemptHTTP2, tr.TLSClientConfig = true, &tls.Config{RootCAs: pool}
		}
		b.http = &http.Client{Transport: tr}
		b.stop = sync.OnceFunc(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("Run ended with %v", err)
			}
			tr.CloseIdleConnections()
		})
		test(t, b)
		b.stop()
	})
}

// A tab is a client's socket.
type tab struct {
	b  *bench
	ws *websocket.Conn
}

func (b *bench) open(who, name string) *tab {
	b.t.Helper()
	head := http.Header{"Cookie": {"gudok=" + who}, "Origin": {"http://gudok"}}
	ws, _, err := websocket.Dial(b.t.Context(), "ws://gudok/api/agent/socket?tab="+name, //nolint:bodyclose // Dial closes it
		&websocket.DialOptions{HTTPClient: b.http, HTTPHeader: head})
	if err != nil {
		b.t.Fatal(err)
	}
	return &tab{b, ws}
}

func (t *tab) hears() Envelope {
	t.b.t.Helper()
	_, text, err := t.ws.Read(t.b.t.Context())
	var e Envelope
	if err == nil {
		err = json.Unmarshal(text, &e)
	}
	if err != nil {
		t.b.t.Fatal(err)
	}
	return e
}

// hello reads the greeting and checks whether the tab is the main one.
func (t *tab) hello(main bool) {
	t.b.t.Helper()
	var h Hello
	e := t.hears()
	if err := e.Decode(&h); err != nil || e.Type != "hello" || h.Main != main || h.Now == 0 {
		t.b.t.Errorf("greeted with %+v %+v, %v; want main=%v", e, h, err, main)
	}
}

func (t *tab) says(e Envelope) {
	t.b.t.Helper()
	text, err := json.Marshal(e)
	if err == nil {
		err = t.ws.Write(t.b.t.Context(), websocket.MessageText, text)
	}
	if err != nil {
		t.b.t.Fatal(err)
	}
}

// ends reads until the socket is closed and returns the close code.
func (t *tab) ends() websocket.StatusCode {
	for {
		if _, _, err := t.ws.Read(t.b.t.Context()); err != nil {
			_ = t.ws.CloseNow()
			return websocket.CloseStatus(err)
		}
	}
}

func (t *tab) close() { _ = t.ws.Close(websocket.StatusNormalClosure, "") }

func TestAMessageIsAnsweredByItsNumber(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		tab := b.open("olga", "a")
		tab.hello(true)
		tab.says(Envelope{Ch: "floor", ID: 7, Type: "answer"})
		if e := tab.hears(); e.Re != 7 || e.Ch != "floor" || e.OK == nil || !*e.OK || string(e.Data) != `{"n":1}` {
			t.Errorf("answered %+v", e)
		}
		tab.says(Envelope{Ch: "floor", ID: 8, Type: "decline"})
		if e := tab.hears(); e.Re != 8 || *e.OK || e.Code != "floor.no_such_offer" || e.Params["item"] != "item_1" {
			t.Errorf("refused with %+v", e)
		}
		tab.says(Envelope{Ch: "none", ID: 9})
		if e := tab.hears(); e.Re != 9 || *e.OK || e.Code != "request.no_channel" {
			t.Errorf("an unknown channel: %+v", e)
		}
		tab.close()
		b.diary.want(t, "opened agt_olga main=true", "message answer by usr_olga", "message decline by usr_olga", "closed agt_olga main=true")
	})
}

func TestASecondTabIsAViewUntilItTakesOver(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		first := b.open("olga", "a")
		first.hello(true)
		second := b.open("olga", "b")
		second.hello(false)
		second.says(Envelope{Ch: sys, Type: "take"})
		second.hello(true)
		if e := first.hears(); e.Ch != sys || e.Type != "view" {
			t.Errorf("the old one hears %+v", e)
		}
		first.hello(false)
		b.diary.want(t, "opened agt_olga main=true", "opened agt_olga main=false",
			"closed agt_olga main=true", "opened agt_olga main=false", "closed agt_olga main=false", "opened agt_olga main=true")
		first.close()
		second.close()
	})
}

func TestAReloadedPageTakesItsOwnPlace(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		old := b.open("olga", "a")
		old.hello(true)
		again := b.open("olga", "a") // the old socket is still there
		again.hello(true)
		if code := old.ends(); code != closedReplaced {
			t.Errorf("the old one ended with %d", code)
		}
		b.diary.want(t, "opened agt_olga main=true", "closed agt_olga main=true", "opened agt_olga main=true")
		again.close()
	})
}

func TestASilentTabIsClosedAndAnAnsweringOneIsNot(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		silent, alive := b.open("olga", "a"), b.open("ann", "b")
		silent.hello(true)
		alive.hello(true)
		began := time.Now()
		go func() {
			for {
				if _, _, err := alive.ws.Read(t.Context()); err != nil {
					return
				}
				if alive.ws.Write(t.Context(), websocket.MessageText, []byte(`{"ch":"sys","type":"pong"}`)) != nil {
					return
				}
			}
		}()
		if code := silent.ends(); code != closedSilent {
			t.Errorf("the silent one ended with %d", code)
		}
		if after := time.Since(began); after < 10*time.Second || after > 15*time.Second {
			t.Errorf("it was closed after %v", after)
		}
		time.Sleep(time.Hour)
		if n := b.s.Sockets(); n != 1 {
			t.Errorf("%d sockets after an hour", n)
		}
		alive.close()
	})
}

func TestASocketEndsWithItsSession(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		tab := b.open("olga", "a")
		tab.hello(true)
		b.s.EndSessions("usr_olga", "ses_other")
		b.s.EndSessions("usr_olga", "ses_1")
		if code := tab.ends(); code != closedSession {
			t.Errorf("signed out: %d", code)
		}
		tab = b.open("olga", "a")
		go func() { // the page answers pings
			time.Sleep(pingEvery)
			b.auth.set("olga", Person{}) // an administrator ended the session
		}()
		began := time.Now()
		var code websocket.StatusCode
		for code == 0 {
			if _, _, err := tab.ws.Read(t.Context()); err != nil {
				code = websocket.CloseStatus(err)
				break
			}
			tab.says(Envelope{Ch: sys, Type: "pong"})
		}
		if after := time.Since(began); code != closedSession || after > recheckEvery {
			t.Errorf("ended with %d after %v", code, after)
		}
	})
}

func TestASlowClientIsClosedNotWaitedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		tab := b.open("olga", "a")
		tab.hello(true)
		synctest.Wait()
		peer := b.diary.peers["true"]
		for range maxQueue + 2 { // the client reads nothing
			peer.Say("floor", "desk", strings.Repeat("x", 1000))
		}
		if code := tab.ends(); code != closedSlow {
			t.Errorf("it ended with %d", code)
		}
		peer.Say("floor", "desk", "more") // after its end it does nothing
		b.diary.want(t, "opened agt_olga main=true", "closed agt_olga main=true")
	})
}

func TestTooManyTabsAndTooMuchTextAreRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		var tabs []*tab
		for i := range maxTabs {
			tabs = append(tabs, b.open("olga", fmt.Sprint(i)))
			tabs[i].hello(i == 0)
		}
		if code := b.open("olga", "one-more").ends(); code != websocket.StatusTryAgainLater {
			t.Errorf("one more ended with %d", code)
		}
		big := Envelope{Ch: "floor", Type: "note", Data: json.RawMessage(`"` + strings.Repeat("x", maxMessage) + `"`)}
		text, err := json.Marshal(big)
		if err != nil {
			t.Fatal(err)
		}
		_ = tabs[0].ws.Write(t.Context(), websocket.MessageText, text)
		if code := tabs[0].ends(); code != websocket.StatusMessageTooBig {
			t.Errorf("too much text ended with %d", code)
		}
		for _, tab := range tabs[1:] {
			tab.close()
		}
	})
}

func TestNobodyAndOtherSitesGetNoSocket(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		for _, c := range []struct {
			name, who, origin string
			status            int
		}{{"nobody", "", "http://gudok", 401}, {"another site", "olga", "http://evil", 403}} {
			_, res, err := websocket.Dial(t.Context(), "ws://gudok/api/agent/socket", &websocket.DialOptions{HTTPClient: b.http, //nolint:bodyclose // Dial closes it
				HTTPHeader: http.Header{"Cookie": {"gudok=" + c.who}, "Origin": {c.origin}}})
			if err == nil || res == nil || res.StatusCode != c.status {
				t.Errorf("%s: %v, %v", c.name, res, err)
			}
		}
	})
}

func TestAPanicInAChannelEndsOneSocketOnly(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		bad, good := b.open("olga", "a"), b.open("ann", "b")
		bad.hello(true)
		good.hello(true)
		bad.says(Envelope{Ch: "floor", ID: 1, Type: "panic"})
		bad.ends()
		good.says(Envelope{Ch: "floor", ID: 2, Type: "answer"})
		if e := good.hears(); e.Re != 2 {
			t.Errorf("the other hears %+v", e)
		}
		again := b.open("olga", "a")
		again.hello(true)
		again.close()
		good.close()
	})
}

func TestNewGrantsHaveThePageConnectAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		tab := b.open("olga", "a")
		tab.hello(true)
		b.auth.set("olga", Person{User: "usr_olga", Grants: []Grant{{id.House, Administrator}}, Session: "ses_1"})
		b.s.Reconnect("usr_olga")
		if code := tab.ends(); code != closedByRoom {
			t.Errorf("ended with %d", code)
		}
		tab = b.open("olga", "a")
		tab.hello(true)
		synctest.Wait()
		if p := b.diary.peers["true"]; p.Agent != "" || !p.Person.Has("", Administrator) {
			t.Errorf("connected again as %+v", p)
		}
		tab.close()
	})
}
