package httpd

import "net/http"

// A Page is an address outside of the API, for people who are not signed in: what stands on a
// client's own site, or behind a link in a letter.
type Page struct {
	Method, Path string // "/widget/{key}/requests"
	// Foreign pages may be asked from other sites: the check against forged requests is left
	// out, and others may load what is answered. They must not look at who is signed in.
	Foreign bool
	MaxBody int64 // bytes; 0: maxPage
}

// maxPage is enough for a form of a few fields.
const maxPage = 16 << 10

// Page adds an address. Errors are told as problems.
func (a *API) Page(p Page, handler func(http.ResponseWriter, *http.Request) error) {
	pattern := p.Method + " " + p.Path
	if p.Foreign && p.Method != http.MethodGet {
		a.server.forged.AddInsecureBypassPattern(pattern)
	}
	limit := p.MaxBody
	if limit == 0 {
		limit = maxPage
	}
	a.server.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if p.Foreign {
			w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
			r = r.WithContext(As(r.Context(), Person{}))
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		if err := handler(w, r); err != nil {
			WriteError(w, r, err)
		}
	})
}
