package httpd

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"gudok/base/problem"
	"gudok/id"
)

const (
	// heartbeat keeps proxies from closing a stream that says nothing, and lets us notice a
	// client that is gone.
	heartbeat = 15 * time.Second
	// streamWrite is how long one write to a stream may take before the client counts as gone.
	streamWrite = 10 * time.Second
)

// A Stream sends events (text/event-stream) to one client. Safe for concurrent use.
type Stream struct {
	w  http.ResponseWriter
	rc *http.ResponseController
	mu sync.Mutex
	// Last is the id of the last event that the client saw before it connected again, "" for
	// none (Last-Event-ID).
	Last string
}

// Send sends one event with data as JSON. id 0 is none. An error means that the client is
// gone: the handler should return.
func (s *Stream) Send(id uint64, event string, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("event %s: %w", event, err)
	}
	head := "event: " + event + "\n"
	if id > 0 {
		head = "id: " + strconv.FormatUint(id, 10) + "\n" + head
	}
	return s.write(head + "data: " + string(text) + "\n\n")
}

// write sends text within streamWrite. The deadline is taken back afterwards: over HTTP/2 one
// that passes resets the stream even when nothing is being written.
func (s *Stream) write(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.rc.SetWriteDeadline(time.Now().Add(streamWrite)); err != nil {
		return err
	}
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	if err := s.rc.Flush(); err != nil {
		return err
	}
	return s.rc.SetWriteDeadline(time.Time{})
}

// Stream adds an event stream. handler runs until the client is gone (ctx ends) or it
// returns; an error before the first event is answered as a problem. A heartbeat is sent by
// itself; the stream ends with its session. shape describes the data of its events for the
// generated client.
func (a *API) Stream(op Operation, shape any, handler func(ctx context.Context, r *http.Request, s *Stream) error) {
	op.Method = http.MethodGet
	a.handle(op, "text/event-stream", a.shape(shape), func(w http.ResponseWriter, r *http.Request) error {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		leave, err := a.server.streams.join(Who(ctx), cancel)
		if err != nil {
			return err
		}
		defer leave()
		lazy := &lazyStream{ResponseWriter: w}
		st := &Stream{w: lazy, rc: http.NewResponseController(w), Last: r.Header.Get("Last-Event-ID")}
		if err := st.rc.SetReadDeadline(time.Time{}); err != nil { // the server's limit is for requests
			return fmt.Errorf("stream: %w", err)
		}
		var wg sync.WaitGroup
		wg.Go(func() { st.beat(ctx, cancel, a.server.opt.Auth) })
		err = handler(ctx, r, st)
		cancel()
		wg.Wait()
		if lazy.begun {
			return nil // it can only end; the client connects again
		}
		return err
	})
}

// beat sends heartbeats until the client is gone or its session has ended.
func (s *Stream) beat(ctx context.Context, gone func(), auth Authenticator) {
	defer gone()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	check := time.NewTicker(recheckEvery)
	defer check.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			if s.write(": alive\n\n") != nil {
				return
			}
		case <-check.C:
			if auth == nil || Token(ctx) == "" {
				continue // public
			}
			if p, err := auth.Authenticate(ctx, Token(ctx)); err == nil && p.User == "" {
				return
			}
		}
	}
}

// maxStreams bounds the open streams of one user: a wallboard in every room of the house.
const maxStreams = 16

// streams are the open streams, so that they can be ended with their session.
type streams struct {
	mu   sync.Mutex
	live map[*live]bool
}

type live struct {
	who  Person
	stop func()
}

// join counts a stream in; leave counts it out.
func (s *streams) join(who Person, stop func()) (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for l := range s.live {
		if l.who.User == who.User {
			n++
		}
	}
	if n >= maxStreams {
		return nil, problem.New(problem.TooMany, "request.too_many_streams")
	}
	if s.live == nil {
		s.live = map[*live]bool{}
	}
	l := &live{who, stop}
	s.live[l] = true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.live, l)
	}, nil
}

func (s *streams) end(u id.User, session string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.live {
		if l.who.User == u && (session == "" || l.who.Session == session) {
			l.stop()
		}
	}
}

// lazyStream sends the stream's headers with the first event, so that a refusal before it
// can still be a problem.
type lazyStream struct {
	http.ResponseWriter
	begun bool
}

// Write sends the headers before the first bytes.
func (l *lazyStream) Write(b []byte) (int, error) {
	if !l.begun {
		l.begun = true
		h := l.Header()
		h.Set("Content-Type", "text/event-stream")
		h.Set("Cache-Control", "no-store")
		h.Set("X-Accel-Buffering", "no") // nginx would hold events back
		l.WriteHeader(http.StatusOK)
	}
	return l.ResponseWriter.Write(b)
}
