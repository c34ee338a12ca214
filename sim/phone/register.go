package phone

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
	"strings"
	"time"
)

// An Account is a place at a registrar.
type Account struct {
	Registrar string // host:port
	User      string
	Password  string
	Domain    string        // of the address of record; "": the registrar's host
	Expires   time.Duration // asked for; 0: 120 s
}

// A Registration is kept fresh until it is closed or the phone ends.
type Registration struct {
	p       *Phone
	account Account
	dest    net.Addr
	id, tag string

	// Guarded by p.mu.
	cseq   uint32
	timer  *time.Timer
	closed bool
	code   int // of the last answer
}

// Register registers user@domain with this phone's address and goes on refreshing at 80 %
// of what the registrar grants. It returns after the first answer.
func (p *Phone) Register(ctx context.Context, a Account) (*Registration, error) {
	dest, err := resolve("sip:" + a.Registrar)
	if err != nil {
		return nil, err
	}
	if a.Domain == "" {
		a.Domain, _, _ = strings.Cut(a.Registrar, ":")
	}
	if a.Expires == 0 {
		a.Expires = 120 * time.Second
	}
	r := &Registration{p: p, account: a, dest: dest, id: newTag() + "@" + p.Addr(), tag: newTag(), cseq: rand.Uint32N(1000)}
	first := make(chan int, 1)
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, errClosed
	}
	r.send(a.Expires, nil, 0, first)
	p.mu.Unlock()
	select {
	case code := <-first:
		if code != 200 {
			return nil, fmt.Errorf("register %s: refused with %d", a.User, code)
		}
		return r, nil
	case <-ctx.Done():
		r.Close()
		return nil, fmt.Errorf("register %s: %w", a.User, ctx.Err())
	}
}

// Code is the registrar's last answer; 408 when there was none.
func (r *Registration) Code() int {
	r.p.mu.Lock()
	defer r.p.mu.Unlock()
	return r.code
}

// Close takes the registration back, without waiting for the answer.
func (r *Registration) Close() {
	r.p.mu.Lock()
	defer r.p.mu.Unlock()
	if r.closed || r.p.closed {
		return
	}
	r.closed = true
	r.p.forget(r.timer)
	r.send(0, nil, 0, nil)
}

// send sends one REGISTER. The caller holds mu.
func (r *Registration) send(expires time.Duration, credential *header, tries int, first chan<- int) {
	p, a := r.p, r.account
	r.cseq++
	aor := "<sip:" + a.User + "@" + a.Domain + ">"
	m := &message{method: "REGISTER", uri: "sip:" + a.Domain}
	via, _ := p.via()
	m.add("Via", via)
	m.add("Max-Forwards", "70")
	m.add("From", aor+";tag="+r.tag)
	m.add("To", aor)
	m.add("Call-ID", r.id)
	m.add("CSeq", fmt.Sprintf("%d REGISTER", r.cseq))
	m.add("Contact", "<sip:"+a.User+"@"+p.Addr()+">")
	m.add("Expires", strconv.Itoa(int(expires.Seconds())))
	if credential != nil {
		m.headers = append(m.headers, *credential)
	}
	p.send(m, r.dest, func(res *message) { r.heard(m, res, expires, tries, first) })
}

func (r *Registration) heard(req, res *message, expires time.Duration, tries int, first chan<- int) {
	code := 408
	if res != nil {
		if res.code < 200 {
			return
		}
		code = res.code
	}
	stale := res != nil && strings.Contains(strings.ToLower(challenge(res)), "stale=true")
	if (code == 401 || code == 407) && (tries == 0 || stale && tries == 1) {
		if n, v, err := credentials(res, "REGISTER", req.uri, r.account.User, r.account.Password); err == nil {
			r.send(expires, &header{n, v}, tries+1, first)
			return
		}
	}
	r.code = code
	if first != nil {
		first <- code
	}
	if r.closed || code != 200 && first != nil {
		return
	}
	wait := 30 * time.Second // after a failure of a refresh
	if code == 200 {
		wait = granted(res, expires) * 8 / 10
	}
	r.timer = r.p.after(wait, func() { r.send(r.account.Expires, nil, 0, nil) })
}

// granted is how long the registrar keeps us: our Contact's expires, else Expires.
func granted(res *message, asked time.Duration) time.Duration {
	for _, v := range append(res.all("Contact"), "x;expires="+res.get("Expires")) {
		if n, err := strconv.Atoi(param(v, "expires")); err == nil && n > 0 {
			return time.Duration(n) * time.Second
		}
	}
	return asked
}

func challenge(res *message) string {
	if v := res.get("WWW-Authenticate"); v != "" {
		return v
	}
	return res.get("Proxy-Authenticate")
}

// credentials answers a digest challenge (RFC 8760 over RFC 7616): MD5 and SHA-256, with
// and without qop=auth.
func credentials(res *message, method, uri, user, password string) (name, value string, err error) {
	v := challenge(res)
	scheme, rest, _ := strings.Cut(v, " ")
	if !strings.EqualFold(scheme, "digest") {
		return "", "", fmt.Errorf("challenge %q", v)
	}
	p := map[string]string{}
	for _, kv := range splitList(rest) {
		k, val, _ := strings.Cut(kv, "=")
		p[strings.ToLower(strings.TrimSpace(k))] = strings.Trim(strings.TrimSpace(val), `"`)
	}
	hash := func(s string) string { return fmt.Sprintf("%x", md5.Sum([]byte(s))) }
	switch strings.ToUpper(p["algorithm"]) {
	case "", "MD5":
	case "SHA-256":
		hash = func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }
	default:
		return "", "", errors.New("digest algorithm " + p["algorithm"])
	}
	a1, a2 := hash(user+":"+p["realm"]+":"+password), hash(method+":"+uri)
	out := fmt.Sprintf(`Digest username="%s", realm="%s", nonce="%s", uri="%s"`, user, p["realm"], p["nonce"], uri)
	if strings.Contains(p["qop"], "auth") {
		cnonce := newTag()
		out += fmt.Sprintf(`, response="%s", qop=auth, nc=00000001, cnonce="%s"`, hash(a1+":"+p["nonce"]+":00000001:"+cnonce+":auth:"+a2), cnonce)
	} else {
		out += fmt.Sprintf(`, response="%s"`, hash(a1+":"+p["nonce"]+":"+a2))
	}
	if p["algorithm"] != "" {
		out += ", algorithm=" + p["algorithm"]
	}
	if p["opaque"] != "" {
		out += fmt.Sprintf(`, opaque="%s"`, p["opaque"])
	}
	name = "Authorization"
	if res.code == 407 {
		name = "Proxy-Authorization"
	}
	return name, out, nil
}
