package sip

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gudok/voice"
)

// A registrar is the smallest one: it wants a digest and grants what it likes.
type registrar struct {
	*far
	least   int    // Min-Expires, s
	grants  int    // s; 0: what is asked for
	nonce   string // the one that is good now
	refuses int    // status for everybody, 0: nobody
	cseq    int
	callID  string
	calls   int
}

// serve answers REGISTERs for d and says what it answered, "401 200".
func (r *registrar) serve(d time.Duration) string {
	var said []string
	for end := time.Now().Add(d); ; {
		m := r.next(time.Until(end))
		if m == "" {
			return strings.Join(said, " ")
		}
		if !strings.HasPrefix(m, "REGISTER sip:10.0.0.2:5060 SIP/2.0") {
			r.t.Fatalf("heard\n%s", m)
		}
		said = append(said, fmt.Sprint(r.answer(m)))
	}
}

func (r *registrar) answer(m string) int {
	var cseq, expires int
	fmt.Sscan(header(m, "CSeq"), &cseq)
	fmt.Sscan(header(m, "Expires"), &expires)
	if r.callID != "" && header(m, "Call-ID") != r.callID || cseq <= r.cseq {
		r.t.Errorf("Call-ID %s after %s, CSeq %d after %d", header(m, "Call-ID"), r.callID, cseq, r.cseq)
	}
	r.callID, r.cseq = header(m, "Call-ID"), cseq
	auth, ok := parseDigest(header(m, "Authorization"))
	challenge := `WWW-Authenticate: Digest realm="carrier", nonce="` + r.nonce + `", algorithm=MD5, qop="auth"`
	code, extra := 200, []string{}
	switch right := auth.answers("REGISTER", ha1(hasher("MD5"), "centre", "carrier", "s3cret")); {
	case r.refuses != 0:
		code = r.refuses
	case !ok || !right:
		code, extra = 401, append(extra, challenge)
	case auth["nonce"] != r.nonce:
		code, extra = 401, append(extra, challenge+", stale=true")
	case expires < r.least:
		code, extra = 423, append(extra, fmt.Sprintf("Min-Expires: %d", r.least))
	default:
		if r.grants != 0 {
			expires = r.grants
		}
		extra = append(extra, "Contact: "+header(m, "Contact")+fmt.Sprintf(";expires=%d", expires))
	}
	if header(m, "Contact") != "<sip:centre@10.0.0.1:5060>" || !strings.HasPrefix(header(m, "To"), "<sip:centre@10.0.0.2:5060>") {
		r.t.Errorf("asked\n%s", m)
	}
	r.reply(m, code, "", extra...)
	return code
}

// login makes the carrier one at which we register.
func (w *world) login(change func(*Trunk)) *registrar {
	list := trunks()[:1]
	list[0].Register, list[0].User, list[0].Secret, list[0].Sources = true, "centre", "s3cret", nil
	change(&list[0])
	w.gate.Configure(list, nil)
	return &registrar{far: w.far, nonce: "n1"}
}

func TestWeRegisterAtACarrierAndStayRegistered(t *testing.T) {
	inWorld(t, func(w *world) {
		r := w.login(func(*Trunk) {})
		if said := r.serve(2 * time.Second); said != "401 200" {
			t.Fatalf("it said %s", said)
		}
		if s := w.status(); s.RegisterErr != "" || time.Until(s.Until) < 9*time.Minute {
			t.Errorf("status %+v", s)
		}
		// Before ten minutes are over, and by a nonce that went stale on the way.
		if said := r.serve(7*time.Minute + 50*time.Second); said != "" {
			t.Errorf("too early: %s", said)
		}
		m := r.expect("REGISTER")
		r.answer(m)
		r.nonce = "n2"
		if said := r.serve(5 * time.Second); said != "401 200" {
			t.Errorf("with a stale nonce it said %s", said)
		}
		// It calls from where it is registered, though no source names it.
		a := w.called()
		if a.Trunk != carrier {
			t.Errorf("arrived %+v", a)
		}
		r.do("BYE", "")
		if e := one[voice.Ended](w); e.Cause != voice.CauseNormal {
			t.Errorf("ended %+v", e)
		}
		// What it grants counts, not what was asked for.
		r.grants = 60
		r.serve(8 * time.Minute)
		if said := r.serve(4 * time.Minute); strings.Count(said, "401 200") < 4 || strings.Count(said, "401 200") > 5 {
			t.Errorf("in four minutes of 60 s each: %s", said)
		}
	})
}

func TestARegistrarThatWantsLongerIsObeyed(t *testing.T) {
	inWorld(t, func(w *world) {
		r := w.login(func(t *Trunk) { t.Expires = time.Minute })
		r.least = 1800
		if said := r.serve(5 * time.Second); said != "401 423 401 200" {
			t.Errorf("it said %s", said)
		}
		if s := w.status(); time.Until(s.Until) < 29*time.Minute {
			t.Errorf("status %+v", s)
		}
		r.least = 1 << 30 // nonsense is not
		if said := r.serve(25 * time.Minute); said != "401 423" {
			t.Errorf("it said %s", said)
		}
		if s := w.status(); s.RegisterErr != "423 Answer" {
			t.Errorf("status %+v", s)
		}
	})
}

func TestARefusedRegistrationSaysWhyAndDoesNotHammer(t *testing.T) {
	for name, tc := range map[string]struct {
		refuses   int
		secret    string
		said, err string
	}{
		"forbidden":        {403, "s3cret", "403 403 403", "403 Answer"},
		"a wrong password": {0, "wrong", "401 401 401 401 401 401", "401 Answer"},
		"overloaded":       {503, "s3cret", "503 503 503 503 503 503", "503 Answer"},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				r := w.login(func(t *Trunk) { t.Secret = tc.secret })
				r.refuses = tc.refuses
				if said := r.serve(14 * time.Minute); said != tc.said {
					t.Errorf("in 14 minutes it said %s", said)
				}
				if s := w.status(); s.RegisterErr != tc.err || !s.Until.IsZero() || s.Cause != "REGISTER: "+tc.err {
					t.Errorf("status %+v", s)
				}
				// A new password is tried at once.
				r.refuses, r.callID, r.cseq = 0, "", 0
				w.login(func(t *Trunk) { t.Domain = "" })
				if tc.secret == "wrong" {
					if said := r.serve(3 * time.Second); said != "401 200" {
						t.Errorf("with the right password: %s", said)
					}
				} else if said := r.serve(5*time.Minute + time.Second); said != "401 200" {
					t.Errorf("later: %s", said)
				}
				if s := w.status(); s.RegisterErr != "" || s.Until.IsZero() {
					t.Errorf("status %+v", s)
				}
			})
		})
	}
}
