package sip

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"gudok/voice/sip/wire"
)

// Registration at a carrier (RFC 3261 10.2): such a carrier sends calls to whoever has
// registered with its account.
const (
	loginExpires    = 10 * time.Minute // asked for where nothing is set
	loginMaxExpires = 24 * time.Hour   // a registrar that asks for more has a mistake
	// loginRetry after silence or 5xx, doubled up to loginRefused (RFC 5626 4.5 asks for 30 s and more).
	loginRetry = 30 * time.Second
	// loginRefused is the pause after a wrong password or 403: trying on gets an account locked.
	loginRefused = 5 * time.Minute
	// maxAsked: a challenge, a nonce that went stale, a longer time, and each once more.
	maxAsked = 5
)

// A login is our registration at one trunk; the trunk's lock guards it. Its Call-ID is
// always the same, its CSeq rises, over restarts too.
type login struct {
	callID  string
	cseq    uint32
	busy    bool
	next    time.Time     // when to register again; zero: now
	until   time.Time     // how long the registration lasts
	expires time.Duration // what to ask for; 0: as configured
	failed  int           // times in a row
	round   int           // rises with the configuration
	err     string        // why there is none, or why it was not refreshed
}

// A round is one registration under way, with its challenges.
type round struct {
	t     *trunk
	n     int  // of the login's round: an earlier one has nothing to say
	asked int  // requests sent
	wrote bool // credentials were sent
}

// register begins a registration when it is time for it.
func (t *trunk) register(g *Gate) {
	flow, ok := t.flow()
	now := g.o.Now()
	if !t.cfg.Register || !ok {
		return
	}
	t.mu.Lock()
	r := &round{t: t, n: t.login.round}
	due := !t.login.busy && !now.Before(t.login.next)
	if due {
		t.login.busy = true
		if t.login.callID == "" {
			sum := sha256.Sum256([]byte(string(t.cfg.ID) + " " + t.cfg.User + " " + g.stack.Here(flow)))
			t.login.callID, t.login.cseq = hex.EncodeToString(sum[:12]), uint32(now.Unix()&0x7fffffff)
		}
	}
	t.mu.Unlock()
	if due {
		r.send(g, flow, nil)
	}
}

// send is one REGISTER, with the answer to a challenge if there was one.
func (r *round) send(g *Gate, flow wire.Flow, challenge digest) {
	t := r.t
	r.asked++
	domain := t.domain()
	contact := "<sip:" + escape(t.cfg.User) + "@" + g.stack.Here(flow)
	if flow.Transport == wire.TCP {
		contact += ";transport=tcp"
	}
	own := "<sip:" + escape(cmp.Or(t.cfg.Account, t.cfg.User)) + "@" + domain + ">"
	t.mu.Lock()
	t.login.cseq++
	m := &wire.Message{
		Method: wire.REGISTER, URI: "sip:" + domain, CallID: t.login.callID, CSeq: t.login.cseq,
		From: wire.Addr{Text: own + ";tag=" + wire.NewTag()}, To: wire.Addr{Text: own},
		Contact: []wire.Addr{{Text: contact + ">"}},
	}
	m.Add("Expires", strconv.Itoa(int(t.asks()/time.Second)))
	t.mu.Unlock()
	if challenge != nil {
		r.wrote = true
		m.Add(challenge["header"], challenge.credentials(t.cfg.User, t.cfg.Secret, wire.REGISTER, m.URI))
	}
	g.stack.Send(flow, m, func(res *wire.Message, err error) {
		if err == nil && res.Status < 200 {
			return
		}
		r.heard(g, flow, res, err)
	})
}

// asks is how long a registration we ask for; the trunk's lock is held.
func (t *trunk) asks() time.Duration { return cmp.Or(t.login.expires, t.cfg.Expires, loginExpires) }

// heard is the final response to a REGISTER, or that there is none.
func (r *round) heard(g *Gate, flow wire.Flow, res *wire.Message, err error) {
	t := r.t
	t.mu.Lock()
	over := t.login.round != r.n
	if err == nil && !over {
		t.health.heard = g.o.Now()
	}
	t.mu.Unlock()
	if over || g.config.Load().byID(t.cfg.ID) == nil {
		return // it is configured otherwise now, or gone
	}
	if err != nil {
		r.fail(g, err.Error(), 0)
		return
	}
	again := r.asked < maxAsked
	switch {
	case res.Status < 300:
		r.done(g, res)
	case res.Status == 401 || res.Status == 407:
		d := challengeOf(res)
		if d == nil || !again || r.wrote && !strings.EqualFold(d["stale"], "true") {
			r.fail(g, strconv.Itoa(res.Status)+" "+res.Reason, loginRefused)
			return
		}
		r.send(g, flow, d)
	case res.Status == 423 && again:
		least := time.Duration(parseSeconds(res.Get("Min-Expires"), 0)) * time.Second
		t.mu.Lock()
		longer := least > t.asks() && least <= loginMaxExpires
		if longer {
			t.login.expires = least
		}
		t.mu.Unlock()
		if !longer {
			r.fail(g, "423 "+res.Reason, loginRefused)
			return
		}
		r.wrote = false
		r.send(g, flow, nil)
	case res.Status >= 400 && res.Status < 500 && res.Status != 408:
		r.fail(g, strconv.Itoa(res.Status)+" "+res.Reason, loginRefused)
	default:
		r.fail(g, strconv.Itoa(res.Status)+" "+res.Reason, time.Duration(parseSeconds(res.Get("Retry-After"), 0))*time.Second)
	}
}

// done takes what the registrar has granted: the expires of our contact, its Expires header,
// else what we asked for. It is refreshed when a fifth of it is left.
func (r *round) done(g *Gate, res *wire.Message) {
	t, now := r.t, g.o.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	seconds := parseSeconds(res.Get("Expires"), int(t.asks()/time.Second))
	for _, c := range res.Contact {
		if user(c.URI) == t.cfg.User && c.Expires != "" {
			seconds = parseSeconds(c.Expires, seconds)
		}
	}
	granted := max(time.Duration(seconds)*time.Second, minGranted)
	if t.login.err != "" || t.login.until.IsZero() {
		g.log.Info("sip: registered", "trunk", string(t.cfg.ID))
	}
	t.login.busy, t.login.failed, t.login.err = false, 0, ""
	t.login.until, t.login.next = now.Add(granted), now.Add(granted*4/5)
}

// minGranted: who grants less would be asked again and again.
const minGranted = 10 * time.Second

// fail waits before the next attempt; wait 0: as after silence.
func (r *round) fail(g *Gate, why string, wait time.Duration) {
	t, now := r.t, g.o.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	if wait == 0 {
		wait = min(loginRetry<<min(t.login.failed, 8), loginRefused)
	}
	if t.login.err != why {
		g.log.Warn("sip: not registered", "trunk", string(t.cfg.ID), "err", why)
	}
	t.login.failed++
	t.login.busy, t.login.err, t.login.next = false, why, now.Add(min(wait, time.Hour))
	t.fail(now, "REGISTER: "+why)
}

// until is how long the registration lasts, zero when it is over; the trunk's lock is held.
func (t *trunk) until(now time.Time) time.Time {
	if now.Before(t.login.until) {
		return t.login.until
	}
	return time.Time{}
}

// challengeOf is the best challenge of a 401 or 407 that we can answer, with the name of
// the header that answers it; nil: none.
func challengeOf(res *wire.Message) digest {
	header, name := "WWW-Authenticate", "Authorization"
	if res.Status == 407 {
		header, name = "Proxy-Authenticate", "Proxy-Authorization"
	}
	var best digest
	for _, v := range res.Values(header) {
		d, ok := parseDigest(v)
		if !ok || hasher(d["algorithm"]) == nil {
			continue
		}
		if best == nil || strings.EqualFold(d["algorithm"], "SHA-256") {
			best = d
		}
	}
	if best != nil {
		best["header"] = name
	}
	return best
}
