package sip

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/voice"
)

// A telephone registers as login 101 with a password.
type telephone struct {
	*far
	login, secret, algorithm string
	nonce                    string
	nc                       int
}

func (w *world) phone(addr string) *telephone {
	f := w.join(addr)
	f.call = "reg-" + addr
	return &telephone{far: f, login: "101", secret: "s3cret", algorithm: "MD5"}
}

// register sends REGISTER, answers a challenge, and returns the last response.
func (p *telephone) register(expires int, extra ...string) string {
	p.t.Helper()
	m := p.once(expires, extra...)
	if status(m) != 401 {
		return m
	}
	for _, c := range headers(m, "WWW-Authenticate") {
		if d, ok := parseDigest(c); ok && d["algorithm"] == p.algorithm {
			p.nonce, p.nc = d["nonce"], 0
		}
	}
	return p.once(expires, extra...)
}

func (p *telephone) once(expires int, extra ...string) string {
	p.t.Helper()
	p.gtag, p.target = "", "sip:10.0.0.1"
	p.from = "<sip:" + p.login + "@10.0.0.1>"
	p.to = p.from
	if p.nonce != "" {
		p.nc++
		extra = append(extra, "Authorization: "+p.authorization("REGISTER"))
	}
	extra = append(extra, fmt.Sprintf("Expires: %d", expires))
	m := p.do("REGISTER", "", extra...)
	p.gtag = ""
	return m
}

func (p *telephone) authorization(method string) string {
	d := digest{
		"username": p.login, "realm": "gudok", "nonce": p.nonce, "uri": "sip:10.0.0.1", "algorithm": p.algorithm,
		"qop": "auth", "nc": fmt.Sprintf("%08x", p.nc), "cnonce": "c",
	}
	r := d.response(method, ha1(hasher(p.algorithm), p.login, "gudok", p.secret))
	return fmt.Sprintf(`Digest username="%s", realm="gudok", nonce="%s", uri="sip:10.0.0.1", response="%s", algorithm=%s, qop=auth, nc=%08x, cnonce="c"`,
		p.login, p.nonce, r, p.algorithm, p.nc)
}

func TestADeskPhoneRegistersWithEitherAlgorithm(t *testing.T) {
	for _, algorithm := range []string{"MD5", "SHA-256"} {
		t.Run(algorithm, func(t *testing.T) {
			inWorld(t, func(w *world) {
				p := w.phone("10.5.0.1:40000")
				defer p.conn.Close()
				p.algorithm = algorithm
				m := p.register(3600)
				p.wantStatus(m, 200)
				if c := header(m, "Contact"); c != "<sip:far@10.5.0.1:40000>;expires=120" {
					t.Errorf("Contact %s", c)
				}
				if e := one[voice.DeviceUp](w); e.Device != phoneA {
					t.Errorf("told %+v", e)
				}
				w.wait(time.Minute)
				p.wantStatus(p.register(120), 200)
				w.nothing() // no edge
				if n := len(w.fakeKeeper.all()); n != 1 {
					t.Errorf("%d values kept", n)
				}
				p.wantStatus(p.register(0), 200)
				if e := one[voice.DeviceDown](w); e.Device != phoneA || e.Why != "unregistered" {
					t.Errorf("told %+v", e)
				}
				w.empty()
			})
		})
	}
}

func TestARegistrationExpires(t *testing.T) {
	inWorld(t, func(w *world) {
		p := w.phone("10.5.0.1:40000")
		defer p.conn.Close()
		p.wantStatus(p.register(60), 200)
		one[voice.DeviceUp](w)
		w.wait(59 * time.Second)
		w.nothing()
		if pings := p.all(time.Millisecond); len(pings) != 3 {
			t.Errorf("kept open %d times in 59 s", len(pings))
		}
		w.wait(2 * time.Second)
		if e := one[voice.DeviceDown](w); e.Why != "expired" {
			t.Errorf("told %+v", e)
		}
		if s := w.gate.Devices(); len(s) != 1 || s[0].Up {
			t.Errorf("devices %+v", s)
		}
	})
}

func TestWhatARegistrarRefuses(t *testing.T) {
	inWorld(t, func(w *world) {
		p := w.phone("10.5.0.1:40000")
		defer p.conn.Close()
		m := p.register(30)
		p.wantStatus(m, 423)
		if header(m, "Min-Expires") != "60" {
			t.Errorf("got\n%s", m)
		}
		p.wantStatus(p.register(60, "Contact: *"), 400)
		p.wantStatus(p.register(60, "Require: path"), 420)
		p.wantStatus(p.register(60, "Contact: <tel:+380>"), 400)
		other := w.phone("10.5.0.2:40000")
		defer other.conn.Close()
		other.nonce = p.nonce
		other.nc = 100
		m = other.do("REGISTER", "", "Authorization: "+other.authorization("REGISTER")) // To is another login
		if status(m) != 403 {
			t.Errorf("got\n%s", m)
		}
		w.nothing()
	})
}

func TestANonceIsUsedOnceAndNotForEver(t *testing.T) {
	inWorld(t, func(w *world) {
		p := w.phone("10.5.0.1:40000")
		defer p.conn.Close()
		p.wantStatus(p.register(60), 200)
		p.nc-- // the same answer again: a replay
		m := p.once(60)
		p.wantStatus(m, 401)
		if !strings.Contains(m, "stale=true") {
			t.Errorf("the right password should not be asked for again:\n%s", m)
		}
		w.wait(nonceLife + time.Second)
		m = p.once(60)
		p.wantStatus(m, 401)
		if !strings.Contains(m, "stale=true") {
			t.Errorf("got\n%s", m)
		}
		p.nonce = strings.Repeat("0", 40) // not ours, as after our restart
		for secret, want := range map[string]bool{"s3cret": true, "wrong": false} {
			p.secret = secret
			m = p.once(60)
			p.wantStatus(m, 401)
			if strings.Contains(m, "stale=true") != want {
				t.Errorf("with password %s:\n%s", secret, m)
			}
		}
	})
}

// reliability.md 4, rows 11 and 12.
func TestALoginCannotBeGuessed(t *testing.T) {
	inWorld(t, func(w *world) {
		thief, nobody := w.phone("10.6.0.1:40000"), w.phone("10.6.0.2:40000")
		owner := w.phone("10.5.0.1:40000")
		for _, p := range []*telephone{thief, nobody, owner} {
			defer p.conn.Close()
		}
		thief.secret = "wrong"
		nobody.login = "999"
		same := func(m string) string { // what does not differ from message to message
			return fmt.Sprint(status(m), len(headers(m, "WWW-Authenticate")), len(m)/16)
		}
		if a, b := thief.once(60), nobody.once(60); same(a) != same(b) {
			t.Errorf("a login that exists is told from one that does not:\n%s\n%s", a, b)
		}
		if a, b := thief.register(60), nobody.register(60); status(a) != 403 || same(a) != same(b) {
			t.Errorf("a login that exists is told from one that does not:\n%s\n%s", a, b)
		}
		for range maxFailures {
			thief.wantStatus(thief.once(60), 403)
		}
		thief.secret = "s3cret"
		thief.wantStatus(thief.once(60), 403) // locked, though right
		owner.wantStatus(owner.register(60), 200)
		one[voice.DeviceUp](w)
		w.wait(failureTime + time.Second)
		thief.wantStatus(thief.register(60), 200)
	})
}

func TestTheNewestContactRings(t *testing.T) {
	inWorld(t, func(w *world) {
		desk, spare := w.phone("10.5.0.1:40000"), w.phone("10.5.0.2:41000")
		defer desk.conn.Close()
		defer spare.conn.Close()
		desk.wantStatus(desk.register(120), 200)
		w.wait(10 * time.Second)
		// A browser's telephone has a contact that nobody can reach: the flow counts.
		spare.wantStatus(spare.register(120, "Contact: <sip:x@phone.invalid;transport=udp>"), 200)
		one[voice.DeviceUp](w)
		ring := voice.Invite{Leg: ours, Call: "call_1", To: voice.Address{Device: phoneA}, CallerDigits: "+380671112233", CallerName: "Ivan", AutoAnswer: true}
		w.gate.Do(ring)
		inv := spare.expect("INVITE")
		if !strings.HasPrefix(inv, "INVITE sip:x@phone.invalid;transport=udp SIP/2.0") || !strings.HasPrefix(header(inv, "From"), `"Ivan" <sip:+380671112233@10.0.0.1:5060>`) {
			t.Errorf("INVITE:\n%s", inv)
		}
		if !strings.Contains(header(inv, "Call-Info"), "answer-after=0") {
			t.Error("no wish to connect at once")
		}
		spare.reply(inv, 486, "")
		spare.expect("ACK")
		if e := one[voice.Ended](w); e.Cause != voice.CauseBusy {
			t.Errorf("ended %+v", e)
		}
		spare.wantStatus(spare.register(0, "Contact: *"), 200)
		one[voice.DeviceDown](w)
		ring.Leg = "leg_2"
		w.gate.Do(ring)
		w.wait(0)
		if e := one[voice.Ended](w); e.Cause != voice.CauseUnreachable || e.Leg != "leg_2" {
			t.Errorf("ended %+v", e)
		}
		w.empty()
	})
}

func TestACallToADeskPhoneFollowsItsNAT(t *testing.T) {
	inWorld(t, func(w *world) {
		p := w.phone("10.5.0.1:40000")
		defer p.conn.Close()
		p.wantStatus(p.register(120), 200)
		one[voice.DeviceUp](w)
		w.gate.Do(voice.Invite{Leg: ours, To: voice.Address{Device: phoneA}})
		inv := p.expect("INVITE")
		p.reply(inv, 200, pcma, "Contact: <sip:far@192.168.7.7:5060>")
		p.expect("ACK")
		one[voice.Answered](w)
		// The NAT gives it another port; the next request shows it.
		moved := w.join("10.5.0.1:40999")
		defer moved.conn.Close()
		moved.call, moved.gtag, moved.tag, moved.target, moved.from, moved.to = p.call, p.gtag, p.tag, p.target, p.from, p.to
		moved.wantStatus(moved.do("OPTIONS", ""), 200)
		w.gate.Do(voice.End{Leg: ours, Cause: voice.CauseNormal})
		moved.expect("BYE")
	})
}

func TestAStaticTelephoneIsAlwaysUp(t *testing.T) {
	inWorld(t, func(w *world) {
		list := append(phones(), Device{ID: "dev_static", Static: "sip:7@10.0.0.77:5070"})
		w.gate.Configure(trunks(), list)
		if e := one[voice.DeviceUp](w); e.Device != "dev_static" {
			t.Errorf("told %+v", e)
		}
		p := w.join("10.0.0.77:5070")
		defer p.conn.Close()
		w.gate.Do(voice.Invite{Leg: ours, To: voice.Address{Device: "dev_static"}})
		inv := p.expect("INVITE")
		if !strings.HasPrefix(inv, "INVITE sip:7@10.0.0.77:5070 SIP/2.0") {
			t.Errorf("INVITE:\n%s", inv)
		}
		w.wait(time.Hour)
		w.told()
		w.gate.Configure(trunks(), phones())
		if e := one[voice.DeviceDown](w); e.Device != "dev_static" || e.Why != "removed" {
			t.Errorf("told %+v", e)
		}
	})
}

func TestADeskPhoneThatCallsShowsItsPassword(t *testing.T) {
	inWorld(t, func(w *world) {
		p := w.phone("10.5.0.1:40000")
		defer p.conn.Close()
		p.wantStatus(p.register(120), 200)
		one[voice.DeviceUp](w)
		p.call, p.to, p.target = "out", "<sip:0501112233@10.0.0.1>", "sip:0501112233@10.0.0.1"
		m := p.do("INVITE", pcma)
		p.wantStatus(m, 401)
		w.nothing()
		d, _ := parseDigest(header(m, "WWW-Authenticate"))
		p.nonce, p.nc, p.algorithm = d["nonce"], 1, d["algorithm"]
		p.send(p.request("INVITE", pcma, "Authorization: "+p.authorization("INVITE")))
		w.wait(10 * time.Millisecond)
		a := one[voice.Arrived](w)
		if a.Device != phoneA || a.Trunk != "" {
			t.Errorf("arrived %+v", a)
		}
		w.gate.Do(voice.End{Leg: a.Leg, Cause: voice.CauseDeclined})
		p.wantStatus(p.response(), 603)
	})
}

func TestATelephoneThatStumblesOverSHA256IsNotOfferedIt(t *testing.T) {
	inWorld(t, func(w *world) {
		p := w.phone("10.5.0.1:40000")
		defer p.conn.Close()
		for agent, want := range map[string]int{"baresip v1.0.0 (x86_64/linux)": 1, "Linphone/5.1": 2} {
			if m := p.once(60, "User-Agent: "+agent); len(headers(m, "WWW-Authenticate")) != want {
				t.Errorf("%s is challenged by\n%s", agent, m)
			}
		}
	})
}
