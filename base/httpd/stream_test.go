package httpd

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/problem"
)

type tick struct {
	N int `json:"n"`
}

// ticking adds a stream that sends one event a minute, and refuses ?no=1.
func ticking(b *bench) {
	b.s.API().Stream(Operation{ID: "stream-ticks", Path: "/ticks", Tag: "test", Summary: "Ticks", Roles: Roles{Agent, Owner}}, tick{},
		func(ctx context.Context, r *http.Request, s *Stream) error {
			if r.URL.Query().Get("no") != "" {
				return problem.New(problem.Unavailable, "board.not_ready")
			}
			if err := s.Send(1, "first", map[string]string{"last": s.Last}); err != nil {
				return err
			}
			for n := 2; ; n++ {
				select {
				case <-ctx.Done():
					return nil
				case <-time.After(time.Minute):
				}
				if err := s.Send(uint64(n), "tick", tick{n}); err != nil {
					return err
				}
			}
		})
}

func (b *bench) stream(who, query string) *http.Response {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, "http://gudok/api/ticks"+query, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Cookie", "gudok="+who)
	r.Header.Set("Last-Event-ID", "41")
	res, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	return res
}

func TestEventsComeWithHeartbeatsBetween(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		ticking(b)
		res := b.stream("olga", "")
		if ct := res.Header.Get("Content-Type"); res.StatusCode != 200 || ct != "text/event-stream" {
			t.Fatalf("%d %s", res.StatusCode, ct)
		}
		lines := bufio.NewScanner(res.Body)
		var got []string
		for len(got) < 16 && lines.Scan() {
			got = append(got, lines.Text())
		}
		text := strings.Join(got, "\n")
		if !strings.HasPrefix(text, "id: 1\nevent: first\ndata: {\"last\":\"41\"}\n\n: alive\n") ||
			!strings.Contains(text, "id: 2\nevent: tick\ndata: {\"n\":2}\n") {
			t.Errorf("the stream says\n%s", text)
		}
		if err := res.Body.Close(); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Hour) // the server notices
		b.s.streams.mu.Lock()
		defer b.s.streams.mu.Unlock()
		if n := len(b.s.streams.live); n != 0 {
			t.Errorf("%d streams an hour after the client left", n)
		}
	})
}

func TestAQuietStreamLivesOverHTTP2(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	bubble := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	cfg, _, err := SelfSigned(root, []string{"gudok"}, bubble)
	if err != nil {
		t.Fatal(err)
	}
	inBubbleTLS(t, cfg, func(t *testing.T, b *bench) {
		ticking(b)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://gudok/api/ticks", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Cookie", "gudok=olga")
		res, err := b.http.Do(r)
		if err != nil || res.ProtoMajor != 2 {
			t.Fatalf("%+v, %v", res, err)
		}
		ticks := 0
		for lines := bufio.NewScanner(res.Body); ticks < 10 && lines.Scan(); {
			if lines.Text() == "event: tick" {
				ticks++
			}
		}
		if ticks < 10 { // a minute apart
			t.Errorf("the stream ended after %d events", ticks)
		}
		if err := res.Body.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestAStreamEndsWithItsSession(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		ticking(b)
		ended := func(res *http.Response) {
			if _, err := io.Copy(io.Discard, res.Body); err != nil {
				t.Error(err)
			}
			if err := res.Body.Close(); err != nil {
				t.Error(err)
			}
		}
		res := b.stream("olga", "")
		b.s.EndSessions("usr_olga", "ses_other")
		b.s.EndSessions("usr_olga", "ses_1")
		ended(res)
		res = b.stream("olga", "")
		began := time.Now()
		b.auth.set("olga", Person{})
		ended(res)
		if after := time.Since(began); after > recheckEvery {
			t.Errorf("ended after %v", after)
		}
	})
}

func TestARefusalBeforeTheFirstEventIsAProblem(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		ticking(b)
		for _, c := range []struct {
			who, query string
			status     int
			code       string
		}{{"olga", "?no=1", 503, "board.not_ready"}, {"root", "", 403, "auth.forbidden"}, {"", "", 401, "auth.sign_in"}} {
			res := b.stream(c.who, c.query)
			text, err := io.ReadAll(res.Body)
			if err != nil || res.StatusCode != c.status || !strings.Contains(string(text), c.code) {
				t.Errorf("%q: %d %s, %v", c.who, res.StatusCode, text, err)
			}
			if err := res.Body.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestAUserHasALimitedNumberOfStreams(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bench) {
		ticking(b)
		var open []*http.Response
		for range maxStreams {
			open = append(open, b.stream("olga", ""))
		}
		if res := b.stream("olga", ""); res.StatusCode != 429 {
			t.Errorf("one more: %d", res.StatusCode)
		}
		if res := b.stream("ann", ""); res.StatusCode != 200 {
			t.Errorf("another user: %d", res.StatusCode)
		}
		b.stop() // streams end with the server
		for _, res := range open {
			_ = res.Body.Close()
		}
	})
}

func TestTheServerStartsAndStopsManyTimes(t *testing.T) {
	for range 20 {
		inBubble(t, func(t *testing.T, b *bench) {
			ticking(b)
			tab := b.open("olga", "a")
			res := b.stream("ann", "")
			b.stop()
			synctest.Wait()
			if n := b.s.Sockets(); n != 0 {
				t.Errorf("%d sockets after the end", n)
			}
			tab.ends()
			_ = res.Body.Close()
		})
	}
}
