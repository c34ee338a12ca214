package httpd

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gudok/base/problem"
	"gudok/id"

	"github.com/coder/websocket"
)

const (
	// pingEvery and pingMisses: a tab that says nothing for so long is gone. A page sends a
	// pong for each ping, so a sleeping laptop is noticed within 15 s.
	pingEvery  = 5 * time.Second
	pingMisses = 2
	// recheckEvery is how often an open socket asks whether its session still holds, which
	// also keeps the session of a busy agent from going idle.
	recheckEvery = time.Minute
	// maxMessage bounds a client's message: an SDP offer has some kilobytes.
	maxMessage = 64 << 10
	// maxQueue bounds what waits for a slow client: a busy desk's views of half a minute.
	maxQueue = 256
	// maxTabs bounds a user's sockets: more is a program gone wild.
	maxTabs = 8
	// socketWrite is how long one message may take to be written.
	socketWrite = 10 * time.Second
	// maxTab bounds the tab's name in the address.
	maxTab = 64
)

// Why a socket was closed, as its close code: the page connects again except after
// closedReplaced (another window goes on) and closedSession (sign in first).
const (
	closedReplaced websocket.StatusCode = 4001
	closedSession  websocket.StatusCode = 4002
	closedSlow     websocket.StatusCode = 4003
	closedSilent   websocket.StatusCode = 4004
	closedByRoom   websocket.StatusCode = 4005
)

// sys is the server's own channel.
const sys = "sys"

// Hello is the data of the first message of a socket: {"ch":"sys","type":"hello"}; it is sent
// again when a view became the main tab. {"ch":"sys","type":"view"} says the opposite.
type Hello struct {
	Main bool  `json:"main"` // this tab owns the telephone
	Now  int64 `json:"now"`  // the server's clock, ms UTC
}

// socket answers GET /api/agent/socket.
func (s *Server) socket(w http.ResponseWriter, r *http.Request) {
	who, tab := Who(r.Context()), r.URL.Query().Get("tab")
	switch {
	case who.User == "":
		WriteError(w, r, errSignIn())
		return
	case len(tab) > maxTab:
		WriteError(w, r, problem.New(problem.Invalid, "request.invalid", "type", "tab"))
		return
	}
	// Accept refuses an Origin of another host by itself.
	ws, err := websocket.Accept(w, r, nil)
	if err != nil {
		return // answered already
	}
	ws.SetReadLimit(maxMessage)
	c := &conn{server: s, ws: ws, person: who, token: Token(r.Context()), tab: tab,
		out: make(chan []byte, maxQueue), stopped: make(chan struct{})}
	d, ok := s.desks.join(c)
	if !ok {
		_ = ws.Close(websocket.StatusTryAgainLater, "too many tabs")
		return
	}
	c.run(r.Context(), d)
}

// A conn is one open socket.
type conn struct {
	server *Server
	ws     *websocket.Conn
	person Person
	token  string
	tab    string
	out    chan []byte
	heard  atomic.Bool // something came since the last ping

	peer *Peer // held by the desk's lock; nil after it left

	once    sync.Once
	stopped chan struct{}
	code    websocket.StatusCode // set before stopped is closed
	why     string
}

// end has the socket closed with the code. It never waits.
func (c *conn) end(code websocket.StatusCode, why string) {
	c.once.Do(func() {
		c.code, c.why = code, why
		close(c.stopped)
	})
}

func (c *conn) stop(why string) { c.end(closedByRoom, why) }

// send queues a message, or closes the socket of a client that is too slow.
func (c *conn) send(e Envelope) {
	text, err := json.Marshal(e)
	if err != nil {
		panic("httpd: message cannot be encoded: " + err.Error())
	}
	select {
	case <-c.stopped:
	case c.out <- text:
	default:
		c.end(closedSlow, "too slow")
	}
}

// run serves the socket until it is over, and leaves the desk, even when a channel panicked.
func (c *conn) run(ctx context.Context, d *desk) {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer c.server.desks.gone(c)
	defer d.leave(c)
	defer func() {
		c.end(websocket.StatusNormalClosure, "")
		cancel()
		wg.Wait()
		_ = c.ws.CloseNow() // closed already, or broken
	}()
	wg.Go(func() { c.write(ctx) })
	wg.Go(func() { c.watch(ctx) })
	c.read(ctx, d)
}

// write sends what is queued; it alone closes the socket.
func (c *conn) write(ctx context.Context) {
	for {
		select {
		case <-c.stopped:
			// What was said before the end is still sent: a page that is told "view" must hear it.
			c.flush(ctx)
			_ = c.ws.Close(c.code, c.why) // the client went away
			return
		case text := <-c.out:
			if !c.put(ctx, text) {
				c.end(closedSlow, "too slow")
			}
		}
	}
}

func (c *conn) put(ctx context.Context, text []byte) bool {
	ctx, cancel := context.WithTimeout(ctx, socketWrite)
	defer cancel()
	return c.ws.Write(ctx, websocket.MessageText, text) == nil
}

// flush sends what is still queued, unless the client is too slow for it.
func (c *conn) flush(ctx context.Context) {
	for c.code != closedSlow {
		select {
		case text := <-c.out:
			if !c.put(ctx, text) {
				return
			}
		default:
			return
		}
	}
}

// watch pings, notices silence and asks whether the session still holds.
func (c *conn) watch(ctx context.Context) {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	check := time.NewTicker(recheckEvery)
	defer check.Stop()
	missed := 0
	for {
		select {
		case <-c.stopped:
			return
		case <-ping.C:
			if missed++; c.heard.Swap(false) {
				missed = 0
			}
			if missed > pingMisses {
				c.end(closedSilent, "no pong")
				return
			}
			c.send(Envelope{Ch: sys, Type: "ping"})
		case <-check.C:
			p, err := c.server.opt.Auth.Authenticate(ctx, c.token)
			if err == nil && p.User == "" {
				c.end(closedSession, "session ended")
				return
			}
		}
	}
}

// read takes the client's messages until the socket is over.
func (c *conn) read(ctx context.Context, d *desk) {
	for {
		typ, text, err := c.ws.Read(ctx)
		if err != nil {
			return
		}
		c.heard.Store(true)
		var e Envelope
		if typ != websocket.MessageText || json.Unmarshal(text, &e) != nil {
			c.end(websocket.StatusUnsupportedData, "not a JSON text")
			return
		}
		if e.Ch == sys {
			if e.Type == "take" {
				d.take(c)
			}
			continue
		}
		d.message(ctx, c, e)
	}
}

// A desk is all tabs of one user. Its lock makes the channels' calls for them follow each
// other.
type desk struct {
	server *Server
	mu     sync.Mutex
	conns  []*conn
}

// open makes c a peer and tells the channels; the lock is held.
func (d *desk) open(c *conn, main bool) {
	p := c.person
	c.peer = &Peer{User: p.User, Agent: p.Agent(), Main: main, Person: p, conn: c}
	c.send(Envelope{Ch: sys, Type: "hello", Data: encode(Hello{Main: main, Now: d.server.opt.Now().UnixMilli()})})
	for _, ch := range d.server.rooms {
		ch.Opened(c.peer)
	}
}

// shut takes c's peer from the channels; the lock is held.
func (d *desk) shut(c *conn) {
	if c.peer == nil {
		return
	}
	for _, ch := range slices.Backward(d.server.rooms) {
		ch.Closed(c.peer)
	}
	c.peer = nil
}

func (d *desk) main() *conn {
	for _, c := range d.conns {
		if c.peer != nil && c.peer.Main {
			return c
		}
	}
	return nil
}

// take makes c the main tab; the former one becomes a view.
func (d *desk) take(c *conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	was := d.main()
	if was == c || c.peer == nil {
		return
	}
	if was != nil {
		d.shut(was)
		was.send(Envelope{Ch: sys, Type: "view"})
		d.open(was, false)
	}
	d.shut(c)
	d.open(c, true)
}

func (d *desk) message(ctx context.Context, c *conn, e Envelope) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c.peer == nil {
		return
	}
	for _, ch := range d.server.rooms {
		if ch.Name() == e.Ch {
			ch.Message(As(ctx, c.person), c.peer, e)
			return
		}
	}
	c.peer.Reply(ctx, e, nil, problem.New(problem.NotFound, "request.no_channel", "ch", e.Ch))
}

func (d *desk) leave(c *conn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shut(c)
	d.conns = slices.DeleteFunc(d.conns, func(o *conn) bool { return o == c })
}

// desks are the desks of all users who have a tab open.
type desks struct {
	server *Server
	mu     sync.Mutex
	m      map[id.User]*desk
	n      map[id.User]int // sockets by user, so that an empty desk can go
	ended  bool
	wg     sync.WaitGroup
}

// join seats c at its user's desk; false when there is no room or the server is stopping.
func (ds *desks) join(c *conn) (*desk, bool) {
	u := c.person.User
	ds.mu.Lock()
	if ds.ended || ds.n[u] >= maxTabs {
		ds.mu.Unlock()
		return nil, false
	}
	if ds.m == nil {
		ds.m, ds.n = map[id.User]*desk{}, map[id.User]int{}
	}
	if ds.m[u] == nil {
		ds.m[u] = &desk{server: ds.server}
	}
	d := ds.m[u]
	ds.n[u]++
	ds.wg.Add(1)
	ds.mu.Unlock()

	d.mu.Lock()
	defer d.mu.Unlock()
	main := d.main() == nil
	for _, old := range d.conns {
		if c.tab != "" && old.tab == c.tab && old.peer != nil { // the page was reloaded
			main = main || old.peer.Main
			d.shut(old)
			old.end(closedReplaced, "replaced")
		}
	}
	d.conns = append(d.conns, c)
	d.open(c, main)
	return d, true
}

func (ds *desks) gone(c *conn) {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	u := c.person.User
	if ds.n[u]--; ds.n[u] == 0 {
		delete(ds.m, u)
		delete(ds.n, u)
	}
	ds.wg.Done()
}

// each runs fn for every open socket for which want is true.
func (ds *desks) each(want func(Person) bool, fn func(*conn)) {
	ds.mu.Lock()
	all := make([]*desk, 0, len(ds.m))
	for _, d := range ds.m {
		all = append(all, d)
	}
	ds.mu.Unlock()
	for _, d := range all {
		d.mu.Lock()
		conns := slices.Clone(d.conns)
		d.mu.Unlock()
		for _, c := range conns {
			if want(c.person) {
				fn(c)
			}
		}
	}
}

func (ds *desks) end(u id.User, session string) {
	ds.each(func(p Person) bool { return p.User == u && (session == "" || p.Session == session) },
		func(c *conn) { c.end(closedSession, "session ended") })
}

func (ds *desks) again(u id.User) {
	ds.each(func(p Person) bool { return p.User == u }, func(c *conn) { c.end(closedByRoom, "grants changed") })
}

func (ds *desks) closeAll() {
	ds.mu.Lock()
	ds.ended = true
	ds.mu.Unlock()
	ds.each(func(Person) bool { return true }, func(c *conn) { c.end(websocket.StatusGoingAway, "stopping") })
}

func (ds *desks) wait() { ds.wg.Wait() }

// Sockets is how many sockets are open, for /metrics and tests.
func (s *Server) Sockets() int {
	s.desks.mu.Lock()
	defer s.desks.mu.Unlock()
	n := 0
	for _, k := range s.desks.n {
		n += k
	}
	return n
}
