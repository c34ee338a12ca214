package sip

import (
	"strconv"
	"sync"
	"time"

	"gudok/voice"
	"gudok/voice/sip/wire"
)

// A health is what is known of a trunk's life. The trunk's lock guards it.
type health struct {
	up     bool
	since  time.Time // of up; zero: taken to be up, nothing has shown it
	heard  time.Time // the last sign of life
	rtt    time.Duration
	code   int
	good   int // answers in a row
	bad    int // failures in a row
	probed time.Time
	asking bool
	polite bool // it has answered an OPTIONS: silence means something
	calls  bool // the last call over it got an answer
	refusals
}

// refusals are calls and questions that it did not take.
type refusals struct {
	n     int    // calls, since the start
	cause string // the last one, of calls and of OPTIONS
	at    time.Time
}

// fail remembers what went wrong last; the trunk's lock is held.
func (h *health) fail(now time.Time, cause string) { h.cause, h.at = cause, now }

// turn moves the trunk up or down; its lock is held.
func (t *trunk) turn(g *Gate, up bool) {
	if t.up == up && !t.since.IsZero() {
		return
	}
	news := t.up != up
	t.up, t.since = up, g.o.Now()
	if news {
		g.log.Warn("sip: trunk", "trunk", string(t.cfg.ID), "up", t.up, "err", t.err)
	}
}

// lives is a sign of life by a call: the trunk's answer to ours, or a call of its own. Who
// never answers OPTIONS is judged by it alone.
func (t *trunk) lives(g *Gate) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.heard, t.calls = g.o.Now(), true
	if !t.polite && t.addr.IsValid() {
		t.bad = 0
		t.turn(g, true)
	}
}

// failed is a call that the trunk itself did not take, code 0: it did not answer at all. If
// it may be dead the next probe goes out at once.
func (t *trunk) failed(g *Gate, code int, reason string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n++
	if code == 0 {
		t.fail(g.o.Now(), "no response")
	} else {
		t.fail(g.o.Now(), strconv.Itoa(code)+" "+reason)
	}
	if code != 0 && code != 408 && code < 500 {
		return // it lives and says no: a wrong password, a number form that it does not know
	}
	t.probed = time.Time{}
	if t.calls && !t.polite {
		// Known by its calls only: two in a row that fail take it down.
		if t.bad++; t.bad >= hysteresis {
			t.calls = false
			t.turn(g, false)
		}
	}
}

// refused looks at a final response to a call over a trunk: busy, declined, not there are
// words of who was called; the rest is the trunk's.
func (t *trunk) refused(g *Gate, res *wire.Message) {
	if res.Status != 408 && res.Status != 503 && res.Status != 504 {
		t.lives(g)
	}
	switch causeOf(res, false, false) {
	case voice.CauseCongestion, voice.CauseFailed:
		t.failed(g, res.Status, res.Reason)
	default:
		if res.Status == 408 {
			t.failed(g, res.Status, res.Reason)
		}
	}
}

// ask sends OPTIONS when it is time, and counts silence.
func (t *trunk) ask(g *Gate) {
	every := t.cfg.Probe
	if every == 0 {
		every = probeTime
	}
	flow, ok := t.flow()
	if every < 0 || !ok {
		return
	}
	began := time.Now()
	t.mu.Lock()
	if t.bad > 0 && t.bad < hysteresis {
		every = probeWait // in doubt, ask again soon
	}
	due := !t.asking && began.Sub(t.probed) >= every
	if due {
		t.asking, t.probed = true, began
	}
	t.mu.Unlock()
	if !due {
		return
	}
	here := g.stack.Here(flow)
	m := &wire.Message{
		Method: wire.OPTIONS, URI: "sip:" + t.domain(), CallID: wire.NewCallID(), CSeq: 1,
		From: wire.Addr{Text: "<sip:gudok@" + here + ">;tag=" + wire.NewTag()}, To: wire.Addr{Text: "<sip:" + t.domain() + ">"},
		Contact: []wire.Addr{{Text: "<sip:gudok@" + here + ">"}},
	}
	m.Add("Accept", "application/sdp")
	var once sync.Once
	tx := g.stack.Send(flow, m, func(res *wire.Message, err error) {
		if err == nil && res.Status < 200 {
			return
		}
		once.Do(func() { t.answered(g, res, err, time.Since(began)) })
	})
	time.AfterFunc(probeWait, func() {
		once.Do(func() {
			tx.Abort()
			t.answered(g, nil, wire.ErrTimeout, probeWait)
		})
	})
}

// answered moves the trunk's health. Any answer but those that say "not now" is a sign of
// life: many carriers answer OPTIONS by 404 or 405. Some never answer it: as long as calls
// get through they are up, whatever OPTIONS says.
func (t *trunk) answered(g *Gate, res *wire.Message, err error, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.asking = false
	now := g.o.Now()
	switch {
	case err == nil && res.Status != 408 && res.Status != 503 && res.Status != 504:
		t.rtt, t.code, t.err, t.heard, t.polite = took, res.Status, "", now, true
		t.good, t.bad = t.good+1, 0
	case err == nil:
		t.code, t.err = res.Status, "answers "+strconv.Itoa(res.Status)
		t.good, t.bad = 0, t.bad+1
		t.fail(now, strconv.Itoa(res.Status)+" "+res.Reason)
	case !t.polite && t.calls, now.Sub(t.heard) <= took:
		t.rtt, t.code, t.err = 0, 0, "OPTIONS is not answered, calls are"
		return
	default:
		t.rtt, t.code, t.err = 0, 0, err.Error()
		t.good, t.bad = 0, t.bad+1
		t.fail(now, "OPTIONS: "+t.err)
	}
	switch {
	case t.bad >= hysteresis:
		t.turn(g, false)
	case t.good >= hysteresis || t.good > 0 && t.up:
		t.turn(g, true)
	}
}

// Status says how the trunks do, in the order they were configured.
func (g *Gate) Status() []TrunkStatus {
	var list []TrunkStatus
	for _, t := range g.config.Load().trunks {
		t.mu.Lock()
		list = append(list, TrunkStatus{
			Trunk: t.cfg.ID, Name: t.cfg.Name, Up: t.up, Since: t.since, RTT: t.rtt, Code: t.code, Err: t.err,
			Address: t.addr, Calls: t.legs, Channels: t.cfg.Channels,
			Register: t.cfg.Register, Until: t.until(g.o.Now()), RegisterErr: t.login.err,
			Heard: t.heard, Refused: t.n, Cause: t.cause, CauseAt: t.at,
		})
		t.mu.Unlock()
	}
	return list
}
