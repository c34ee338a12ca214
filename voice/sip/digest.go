package sip

import (
	"crypto/hmac"
	"crypto/md5" // RFC 2617: what every telephone speaks; SHA-256 is offered first
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"strconv"
	"strings"
	"time"

	"gudok/voice/sip/wire"
)

// nonceLife is how long a nonce of ours may be used; after it the telephone gets a new one
// with stale=true and does not ask its user again.
const nonceLife = 5 * time.Minute

// A digest is a Digest header taken apart, a challenge or an answer to one (RFC 7616, RFC 8760).
type digest map[string]string

// parseDigest reads `Digest username="bob", realm="x", …`.
func parseDigest(value string) (digest, bool) {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(value), " ")
	if !strings.EqualFold(scheme, "Digest") {
		return nil, false
	}
	d := digest{}
	for _, p := range wire.Split(rest, ',') {
		k, v, ok := strings.Cut(p, "=")
		if !ok {
			continue
		}
		v = strings.TrimSpace(v)
		if len(v) >= 2 && v[0] == '"' && v[len(v)-1] == '"' {
			v = strings.ReplaceAll(v[1:len(v)-1], `\"`, `"`)
		}
		d[strings.ToLower(strings.TrimSpace(k))] = v
	}
	return d, true
}

// ha1 is what the device's secret is known by under the algorithm.
func (d Device) ha1(algorithm string) string {
	if strings.EqualFold(algorithm, "SHA-256") {
		return d.HA1SHA256
	}
	return d.HA1MD5
}

// hasher is the algorithm's hash, nil when we do not know it.
func hasher(algorithm string) func() hash.Hash {
	switch strings.ToUpper(algorithm) {
	case "", "MD5":
		return md5.New
	case "SHA-256":
		return sha256.New
	}
	return nil
}

func hashed(h func() hash.Hash, parts ...string) string {
	s := h()
	s.Write([]byte(strings.Join(parts, ":")))
	return hex.EncodeToString(s.Sum(nil))
}

// ha1 is the hash by which the holder of secret is known (RFC 7616 3.4.2).
func (d digest) ha1(secret string) string {
	return hashed(hasher(d["algorithm"]), d["username"], d["realm"], secret)
}

// ha1 is the hash that stands for a secret (RFC 7616 3.4.2).
func ha1(h func() hash.Hash, user, realm, secret string) string {
	return hashed(h, user, realm, secret)
}

// response computes what the holder of the secret behind ha1 answers (RFC 7616 3.4.1).
func (d digest) response(method, ha1 string) string {
	h := hasher(d["algorithm"])
	ha2 := hashed(h, method, d["uri"])
	if d["qop"] == "" {
		return hashed(h, ha1, d["nonce"], ha2)
	}
	return hashed(h, ha1, d["nonce"], d["nc"], d["cnonce"], d["qop"], ha2)
}

// answers reports whether d was made by the holder of the secret behind ha1 for a request
// of that method. It takes the same time whether or not.
func (d digest) answers(method, ha1 string) bool {
	if hasher(d["algorithm"]) == nil || d["qop"] != "" && d["qop"] != "auth" {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(d.response(method, ha1)), []byte(strings.ToLower(d["response"]))) == 1
}

// A nonces makes and checks nonces without remembering them: the moment and its HMAC.
type nonces struct{ key []byte }

func newNonces(key []byte) nonces {
	if len(key) == 0 {
		key = make([]byte, 32)
		_, _ = rand.Read(key) // never fails since Go 1.24
	}
	return nonces{key}
}

func (n nonces) make(now time.Time) string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(now.UnixMilli()))
	m := hmac.New(sha256.New, n.key)
	m.Write(b[:])
	return hex.EncodeToString(b[:]) + hex.EncodeToString(m.Sum(nil)[:12])
}

// check says whether a nonce is ours, and whether it may still be used.
func (n nonces) check(nonce string, now time.Time) (ours, fresh bool) {
	raw, err := hex.DecodeString(nonce)
	if err != nil || len(raw) != 20 {
		return false, false
	}
	at := time.UnixMilli(int64(binary.BigEndian.Uint64(raw)))
	if subtle.ConstantTimeCompare([]byte(n.make(at)), []byte(nonce)) != 1 {
		return false, false
	}
	age := now.Sub(at)
	return true, age >= 0 && age < nonceLife
}

// challenge adds our challenges to a 401: the better algorithm first (RFC 8760 2.3).
func (n nonces) challenge(res *wire.Message, realm string, now time.Time, stale, md5Only bool) {
	nonce := n.make(now)
	tail := ""
	if stale {
		tail = ", stale=true"
	}
	algorithms := []string{"SHA-256", "MD5"}
	if md5Only {
		algorithms = algorithms[1:]
	}
	for _, algorithm := range algorithms {
		res.Add("WWW-Authenticate", `Digest realm="`+realm+`", nonce="`+nonce+`", algorithm=`+algorithm+`, qop="auth"`+tail)
	}
}

// stumbles reports telephones that give up at a challenge with an algorithm they do not
// know, instead of taking the next one as RFC 8760 2.4 wants: "Function not implemented".
// It is their own word, so it tells nobody anything about a login.
func stumbles(agent string) bool {
	for _, old := range [...]string{"baresip v0.", "baresip v1."} {
		if strings.HasPrefix(agent, old) {
			return true
		}
	}
	return false
}

// authorise answers a trunk's challenge to our INVITE, if the trunk has a password with us:
// the same INVITE with the next number (RFC 3261 22.2). The password answers only the trunk
// it belongs to, and only an INVITE that we began: a far end that challenges something else
// in order to collect answers gets none.
func (l *leg) authorise(a *attempt, m, res *wire.Message) bool {
	if l.trunk == nil || l.trunk.cfg.User == "" || l.ended {
		return false
	}
	best := challengeOf(res)
	if best == nil {
		return false
	}
	value := best.credentials(l.trunk.cfg.User, l.trunk.cfg.Secret, wire.INVITE, m.URI)
	again := *m
	a.d.LocalCSeq++
	a.d.InviteCSeq = a.d.LocalCSeq
	again.CSeq = a.d.LocalCSeq
	again.Other = append([]wire.Header{{Name: best["header"], Value: value}}, m.Other...)
	l.transmit(&attempt{d: a.d, asked: true, got: a.got}, &again)
	return true
}

// credentials is the header that answers a challenge.
func (d digest) credentials(user, secret, method, uri string) string {
	qop := ""
	for _, q := range strings.Split(d["qop"], ",") {
		if strings.TrimSpace(q) == "auth" {
			qop = "auth"
		}
	}
	d["username"], d["uri"], d["qop"] = user, uri, qop
	if qop != "" {
		d["nc"], d["cnonce"] = "00000001", wire.NewTag()
	}
	v := "Digest username=" + strconv.Quote(user) + ", realm=" + strconv.Quote(d["realm"]) +
		", nonce=" + strconv.Quote(d["nonce"]) + ", uri=" + strconv.Quote(uri) + `, response="` + d.response(method, d.ha1(secret)) + `"`
	if alg := d["algorithm"]; alg != "" {
		v += ", algorithm=" + alg
	}
	if qop != "" {
		v += ", qop=auth, nc=" + d["nc"] + `, cnonce="` + d["cnonce"] + `"`
	}
	if opaque, ok := d["opaque"]; ok {
		v += ", opaque=" + strconv.Quote(opaque)
	}
	return v
}
