package httpd

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gudok/base/problem"
)

func get(s *Server, method, path string, head map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader("{}"))
	for k, v := range head {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func TestEveryAnswerHasItsSafetyHeaders(t *testing.T) {
	s := New(Options{Secure: true})
	for _, path := range []string{"/", "/deep/link", "/api/none", "/healthz", "/assets/none.js", "/api/openapi.json"} {
		res := get(s, "GET", path, nil)
		for name, want := range map[string]string{
			"Content-Security-Policy": "script-src 'self';", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Permissions-Policy": "microphone=(self)", "X-Frame-Options": "DENY", "Strict-Transport-Security": "max-age=",
		} {
			if got := res.Header().Get(name); !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if csp := res.Header().Get("Content-Security-Policy"); strings.Contains(csp, "script-src 'self' 'unsafe") {
			t.Errorf("%s allows inline scripts", path)
		}
	}
}

func TestRequestsForgedByOtherSitesAreRefused(t *testing.T) {
	s := echoServer(t)
	for _, c := range []struct {
		name, method string
		head         map[string]string
		refused      bool
	}{
		{"another site posts", "POST", map[string]string{"Sec-Fetch-Site": "cross-site"}, true},
		{"an old browser's other origin", "POST", map[string]string{"Origin": "https://evil.example"}, true},
		{"our own page posts", "POST", map[string]string{"Sec-Fetch-Site": "same-origin"}, false},
		{"a program that is no browser", "POST", nil, false},
		{"a link from another site", "GET", map[string]string{"Sec-Fetch-Site": "cross-site"}, false},
	} {
		res := get(s, c.method, "/api/echo", c.head)
		if got := strings.Contains(res.Body.String(), "request.other_site"); got != c.refused {
			t.Errorf("%s: refused=%v, status %d", c.name, got, res.Code)
		}
	}
}

func TestABodyThatIsTooLargeIsRefused(t *testing.T) {
	s := echoServer(t)
	s.API().Handle(Operation{ID: "put-sound", Method: "POST", Path: "/sound", Tag: "test", Summary: "x", Roles: Public, MaxBody: 100},
		"audio/wav", func(_ http.ResponseWriter, r *http.Request) error {
			_, err := io.Copy(io.Discard, r.Body)
			return err
		})
	for path, size := range map[string]int{"/api/sound": 101, "/api/echo": maxBody + 1} {
		status, p, _ := ask(s, "root", "POST", path, `{"name":"`+strings.Repeat("x", size)+`"}`)
		if status != http.StatusRequestEntityTooLarge || p.Code != "request.too_large" {
			t.Errorf("%s: %d %s", path, status, p.Code)
		}
	}
}

func TestTheLogNamesTheRequestAndHoldsNoSecret(t *testing.T) {
	var b bytes.Buffer
	s := New(Options{Auth: staff(), Log: slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	r := httptest.NewRequest("GET", "/api/links/SECRETTOKEN?number=380441234567", nil)
	r.AddCookie(&http.Cookie{Name: "gudok", Value: "olga"})
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	text := b.String()
	if id := w.Header().Get("X-Request-Id"); id == "" || !strings.Contains(text, "request="+id) || !strings.Contains(text, "user=usr_olga") {
		t.Errorf("the log does not name the request: %s", text)
	}
	if strings.Contains(text, "SECRET") || strings.Contains(text, "1234567") {
		t.Errorf("the log shows too much: %s", text)
	}
}

func TestHealthTellsWhatIsIll(t *testing.T) {
	ill := errors.New("no room on the disk")
	checks := map[string]func(context.Context) error{
		"floor": func(context.Context) error { return nil },
		"disk":  func(context.Context) error { return ill },
	}
	s := New(Options{Health: checks})
	res := get(s, "GET", "/healthz", nil)
	if text := res.Body.String(); res.Code != 503 || !strings.Contains(text, ill.Error()) || !strings.Contains(text, `"floor":"ok"`) {
		t.Errorf("%d %s", res.Code, text)
	}
	ill = nil
	if res := get(s, "GET", "/healthz", nil); res.Code != 200 {
		t.Errorf("well again: %d", res.Code)
	}
}

func TestTheUIIsServedWithDeepLinksAndKeptAssets(t *testing.T) {
	ui := fstest.MapFS{
		"index.html":          {Data: []byte("<!doctype html>page")},
		"assets/main-a1b2.js": {Data: []byte(strings.Repeat("let x;", 100))},
		"gudok.svg":           {Data: []byte("<svg/>")},
	}
	s := New(Options{UI: ui})
	for _, c := range []struct {
		name, path, cache, has string
		status                 int
	}{
		{"the page", "/", "no-cache", "page", 200},
		{"a deep link", "/calls/call_1?tenant=x", "no-cache", "page", 200},
		{"an asset for a year", "/assets/main-a1b2.js", "immutable", "let x;", 200},
		{"another file", "/gudok.svg", "no-cache", "<svg/>", 200},
		{"an asset of an older version", "/assets/old.js", "", "request.not_found", 404},
		{"a file that is none", "/robots.txt", "", "request.not_found", 404},
	} {
		res := get(s, "GET", c.path, nil)
		if text := res.Body.String(); res.Code != c.status || !strings.Contains(text, c.has) || !strings.Contains(res.Header().Get("Cache-Control"), c.cache) {
			t.Errorf("%s: %d %q %s", c.name, res.Code, res.Header().Get("Cache-Control"), text)
		}
	}
	res := get(s, "GET", "/assets/main-a1b2.js", map[string]string{"Accept-Encoding": "br, gzip"})
	z, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(z); err != nil || !strings.HasPrefix(string(text), "let x;") || res.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("packed: %v", err)
	}
	if text := get(New(Options{}), "GET", "/", nil).Body.String(); !strings.Contains(text, "make build") {
		t.Errorf("without a UI: %s", text)
	}
	if res := get(s, "POST", "/", nil); res.Code != 404 {
		t.Errorf("posting to the UI: %d", res.Code)
	}
}

func TestALimitLetsNThroughInItsWindow(t *testing.T) {
	now := time.Unix(1000, 0)
	l := &Limit{N: 3, Window: time.Minute, Now: func() time.Time { return now }}
	for i := range 3 {
		if err := errors.Join(l.Over("a"), l.Take("a")); err != nil {
			t.Errorf("number %d: %v", i+1, err)
		}
	}
	now = now.Add(50 * time.Second)
	e := problem.Of(l.Take("a"))
	if e == nil || e.Code != "request.too_many" || e.Map()["seconds"] != "11" || l.Over("a") == nil {
		t.Errorf("one too many: %v", e)
	}
	if err := l.Take("b"); err != nil {
		t.Errorf("another name: %v", err)
	}
	now = now.Add(10 * time.Second)
	if err := errors.Join(l.Over("a"), l.Take("a")); err != nil {
		t.Errorf("in the next window: %v", err)
	}
	for i := range 3 * maxLimited {
		_ = l.Take(string(rune(i)))
	}
	if n := len(l.seen); n > maxLimited {
		t.Errorf("it remembers %d names", n)
	}
}

func TestOurOwnCertificateIsKeptAndServes(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	now := time.Now()
	cfg, print, err := SelfSigned(root, []string{"127.0.0.1", "gudok.local"}, now)
	if err != nil || len(print) != 32*3-1 {
		t.Fatalf("made %q, %v", print, err)
	}
	for _, c := range []struct {
		name  string
		hosts []string
		at    time.Time
		same  bool
	}{
		{"the next start", []string{"127.0.0.1"}, now.AddDate(0, 6, 0), true},
		{"another name", []string{"192.0.2.1"}, now, false},
		{"near its end", []string{"192.0.2.1"}, now.Add(certLife), false},
	} {
		_, again, err := SelfSigned(root, c.hosts, c.at)
		if err != nil || (again == print) != c.same {
			t.Errorf("%s: %v, the same=%v", c.name, err, again == print)
		}
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- New(Options{Secure: true}).Run(ctx, ln, cfg) }()
	pool := x509.NewCertPool()
	pool.AddCert(cfg.Certificates[0].Leaf)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	res, err := client.Get("https://" + ln.Addr().String() + "/healthz")
	if err != nil || res.StatusCode != 200 || res.ProtoMajor != 2 {
		t.Fatalf("over TLS: %+v, %v", res, err)
	}
	if err := res.Body.Close(); err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
