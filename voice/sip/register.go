package sip

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"gudok/voice/sip/wire"
)

// How long a registration lasts, in s. Over UDP it is short, so that the way through a NAT
// stays open and a telephone that was unplugged is missed soon.
const (
	minRegistration = 60
	maxRegistration = 120
	maxOverTCP      = 600
	// maxContacts: a desk phone, a spare one and some that were switched off without a word.
	maxContacts = 5
)

// Lock-out (reliability.md 4, row 12): five wrong passwords in a minute for one login from
// one address, and it is refused for a minute, whatever it says.
const (
	maxFailures = 5
	failureTime = time.Minute
	maxLocks    = 4096 // entries of the table: 400 KB
)

type lockKey struct {
	login string
	addr  netip.Addr
}

type lock struct {
	failures int
	until    time.Time
}

// locked reports a login that is locked for an address; ds.mu is held.
func (ds *devices) locked(k lockKey, now time.Time) bool {
	l := ds.locks[k]
	return l != nil && l.failures >= maxFailures && now.Before(l.until)
}

// failure counts a wrong password; ds.mu is held.
func (ds *devices) failure(k lockKey, now time.Time) {
	l := ds.locks[k]
	if l == nil || now.After(l.until) {
		if len(ds.locks) >= maxLocks {
			clear(ds.locks) // an attack from thousands of addresses: the stack's limits hold
		}
		l = &lock{}
		ds.locks[k] = l
	}
	l.failures++
	l.until = now.Add(failureTime)
}

// request is a REGISTER, in the goroutine that reads the socket.
func (ds *devices) request(m *wire.Message) {
	if m.Get("Authorization") == "" {
		// Stateless, and the same for every login, known or not (row 11).
		ds.challenge(m, false)
		return
	}
	tx := ds.g.stack.Open(m)
	if tx == nil || !ds.post(func() { ds.register(m, tx) }) {
		ds.g.refuse(m, 503, wire.Header{Name: "Retry-After", Value: retryAfter})
	}
}

func (ds *devices) challenge(m *wire.Message, stale bool) {
	ds.g.stack.Reply(m, ds.challenged(m, stale))
}

func (ds *devices) challenged(m *wire.Message, stale bool) *wire.Message {
	res := m.Response(401, "Unauthorized", wire.NewTag())
	ds.nonces.challenge(res, ds.g.o.Realm, ds.g.o.Now(), stale, ds.g.o.MD5Only || stumbles(m.Get("User-Agent")))
	return res
}

// identify is the device whose password a request shows, or the response to one that shows
// none. A login that does not exist takes as long and says the same as a wrong password.
func (ds *devices) identify(m *wire.Message) (*device, *wire.Message) {
	now := ds.g.o.Now()
	auth, ok := parseDigest(m.Get("Authorization"))
	key := lockKey{auth["username"], m.Flow.Remote.Addr()}
	ours, fresh := ds.nonces.check(auth["nonce"], now)
	ds.mu.Lock()
	defer ds.mu.Unlock()
	dev, ha1 := ds.byLogin[key.login], "nobody"
	if dev != nil {
		ha1 = dev.cfg.ha1(auth["algorithm"])
	}
	right := ok && auth["realm"] == ds.g.o.Realm && auth.answers(m.Method, ha1) && dev != nil && ha1 != ""
	switch {
	case ds.locked(key, now):
		ds.g.note("sip: login locked after wrong passwords", m)
	case !ours, right && (!fresh || dev.replayed(auth)):
		return nil, ds.challenged(m, right)
	case right:
		return dev, nil
	default:
		ds.failure(key, now)
		ds.g.note("sip: wrong password", m)
	}
	return nil, m.Response(403, phrase(403), wire.NewTag())
}

// replayed reports an answer that was used before: with one nonce its count must rise.
func (dev *device) replayed(auth digest) bool {
	if auth["qop"] == "" {
		return false // RFC 2069 has no count; the nonce's age is all there is
	}
	nc, err := strconv.ParseUint(auth["nc"], 16, 32)
	if err != nil || auth["nonce"] == dev.nonce && nc <= dev.nc {
		return true
	}
	dev.nonce, dev.nc = auth["nonce"], nc
	return false
}

// register is RFC 3261 10.3 for one device, in the mailbox of the registrar.
func (ds *devices) register(m *wire.Message, tx *wire.ServerTx) {
	dev, refused := ds.identify(m)
	if dev == nil {
		tx.Respond(refused)
		return
	}
	if !strings.EqualFold(user(m.To.URI), dev.cfg.Login) {
		tx.Respond(m.Response(403, phrase(403), wire.NewTag()))
		return
	}
	if status, extra := acceptable(m, m.Method); status == 420 {
		res := m.Response(status, phrase(status), wire.NewTag())
		res.Other = append(res.Other, extra)
		tx.Respond(res)
		return
	}
	now := ds.g.o.Now()
	status := ds.bind(dev, m, now)
	res := m.Response(status, phrase(status), wire.NewTag())
	switch status {
	case 200:
		for _, b := range dev.bindings {
			left := (b.Until - now.UnixMilli() + 999) / 1000
			res.Contact = append(res.Contact, wire.Addr{Text: "<" + b.URI + ">;expires=" + strconv.FormatInt(left, 10)})
		}
		res.Add("Date", now.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"))
	case 423:
		res.Add("Min-Expires", itoa(minRegistration))
	}
	tx.Respond(res)
	if status == 200 {
		ds.g.stack.Trust(m.Flow)
		ds.changed(dev, "unregistered")
	}
}

// bind applies the contacts of a REGISTER: all or none.
func (ds *devices) bind(dev *device, m *wire.Message, now time.Time) (status int) {
	fresh := slices.Clone(dev.bindings)
	def := parseSeconds(m.Get("Expires"), maxRegistration)
	if len(m.Contact) == 1 && m.Contact[0].URI == "*" {
		if def != 0 {
			return 400
		}
		ds.setBindings(dev, nil)
		return 200
	}
	for _, c := range m.Contact {
		u, err := wire.ParseURI(c.URI)
		if err != nil || u.Scheme == "tel" {
			return 400
		}
		seconds := parseSeconds(c.Expires, def)
		i := slices.IndexFunc(fresh, func(b binding) bool { return b.URI == c.URI })
		if i >= 0 {
			if fresh[i].CallID == m.CallID && m.CSeq <= fresh[i].CSeq {
				return 400 // RFC 3261 10.3, step 7: out of order
			}
			fresh = slices.Delete(fresh, i, i+1)
		}
		if seconds == 0 {
			continue
		}
		if seconds < minRegistration {
			return 423
		}
		limit := maxRegistration
		if m.Flow.Transport == wire.TCP {
			limit = maxOverTCP
		}
		seconds = min(seconds, limit)
		// One telephone behind one flow: its older contact is a leftover.
		fresh = slices.DeleteFunc(fresh, func(b binding) bool { return b.Flow == m.Flow })
		fresh = append(fresh, binding{
			URI: c.URI, Flow: m.Flow, At: now.UnixMilli(), Until: now.Add(time.Duration(seconds) * time.Second).UnixMilli(),
			CallID: m.CallID, CSeq: m.CSeq,
		})
	}
	if extra := len(fresh) - maxContacts; extra > 0 {
		fresh = slices.Delete(fresh, 0, extra) // the oldest
	}
	ds.setBindings(dev, fresh)
	return 200
}

func parseSeconds(s string, def int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 {
		return def
	}
	return n
}
