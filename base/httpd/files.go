package httpd

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

// page is the UI itself.
const page = "index.html"

// stub is shown when the program was built without its UI.
const stub = `<!doctype html><meta charset="utf-8"><title>gudok</title>
<p>The UI is not built into this program. Run <code>make build</code>.</p>`

// files serves the UI: names under /assets carry a hash and are kept for a year; every other
// path that is no file is the page itself, so that a deep link works.
func (s *Server) files() http.Handler {
	f := &uiFiles{fs: s.opt.UI}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			WriteError(w, r, errNoRoute())
			return
		}
		f.serve(w, r)
	})
}

type uiFiles struct {
	fs fs.FS

	mu     sync.Mutex
	packed map[string][]byte // gzip of what was asked for, by name
}

func (f *uiFiles) serve(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" {
		name = page
	}
	data, err := f.read(name)
	asset := strings.HasPrefix(name, "assets/")
	if err != nil {
		if asset || path.Ext(name) != "" && name != page {
			WriteError(w, r, errNoRoute())
			return
		}
		name = page
		data, err = f.read(name)
	}
	if err != nil {
		data = []byte(stub)
	}
	h := w.Header()
	media := mime.TypeByExtension(path.Ext(name))
	if media == "" {
		media = "application/octet-stream"
	}
	h.Set("Content-Type", media)
	if asset {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	h.Set("Vary", "Accept-Encoding")
	if err == nil && packable(media) && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		data = f.pack(name, data)
	}
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		_, _ = w.Write(data) // the client went away
	}
}

func (f *uiFiles) read(name string) ([]byte, error) {
	if f.fs == nil || !fs.ValidPath(name) {
		return nil, errors.New("no such file")
	}
	return fs.ReadFile(f.fs, name)
}

// pack compresses a file once: the UI is a few megabytes, kept for the program's life.
func (f *uiFiles) pack(name string, data []byte) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	if p, ok := f.packed[name]; ok {
		return p
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data) // a Buffer takes all
	_ = z.Close()
	if f.packed == nil {
		f.packed = map[string][]byte{}
	}
	f.packed[name] = b.Bytes()
	return f.packed[name]
}

func packable(media string) bool {
	for _, m := range []string{"text/", "application/javascript", "application/json", "image/svg"} {
		if strings.HasPrefix(media, m) {
			return true
		}
	}
	return false
}
