package httpd

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
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
	w   http.ResponseWriter
	rc  *http.ResponseController
	mu  sync.Mutex
	now func() time.Time
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

func (s *Stream) write(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.rc.SetWriteDeadline(s.now().Add(streamWrite)); err != nil {
		return err
	}
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.rc.Flush()
}

// Stream adds an event stream. handler runs until the client is gone (ctx ends) or it
// returns; an error before the first event is answered as a problem. A heartbeat is sent by
// itself. shape describes the data of its events for the generated client.
func (a *API) Stream(op Operation, shape any, handler func(ctx context.Context, r *http.Request, s *Stream) error) {
	op.Method = http.MethodGet
	a.handle(op, "text/event-stream", a.shape(shape), func(w http.ResponseWriter, r *http.Request) error {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		st := &Stream{w: &lazyStream{ResponseWriter: w}, rc: http.NewResponseController(w), now: time.Now,
			Last: r.Header.Get("Last-Event-ID")}
		if err := st.rc.SetReadDeadline(time.Time{}); err != nil { // the server's limit is for requests
			return fmt.Errorf("stream: %w", err)
		}
		beaten := make(chan struct{})
		go func() {
			defer close(beaten)
			st.beat(ctx, cancel)
		}()
		err := handler(ctx, r, st)
		cancel()
		<-beaten
		if st.w.(*lazyStream).begun {
			return nil // it can only end; the client connects again
		}
		return err
	})
}

// beat sends heartbeats until the client is gone.
func (s *Stream) beat(ctx context.Context, gone func()) {
	t := time.NewTicker(heartbeat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			if s.write(": alive\n\n") != nil {
				gone()
				return
			}
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
