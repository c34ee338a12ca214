package wire

import (
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// state of a transaction, client or server: RFC 3261 17 with "accepted" of RFC 6026.
type state uint8

const (
	proceeding state = iota
	completed        // a refusal (or any final of another method) was sent or got
	confirmed        // server: the ACK to a refusal came
	accepted         // a 2xx to INVITE was sent or got
	terminated
)

// A ServerTx answers one request. Retransmissions of the request are dealt with here; of a
// 2xx to INVITE, however, the user repeats by Resend until the ACK (RFC 3261 13.3.1.4).
type ServerTx struct {
	s      *Stack
	key    string
	invite bool
	flow   Flow // where responses go

	mu       sync.Mutex
	state    state
	req      *Message // until the final response
	last     []byte   // the newest response
	callID   string
	method   string
	timer    *time.Timer
	due      time.Time     // of timer; an earlier tick is one that was overtaken
	interval time.Duration // timer G
	until    time.Time     // timer H
	onCancel func()
}

func newServerTx(s *Stack, key string, invite bool, flow Flow, back netip.AddrPort) *ServerTx {
	flow.Remote = back
	return &ServerTx{s: s, key: key, invite: invite, flow: flow}
}

// serverKey finds the transaction of a request (RFC 3261 17.2.3); method is INVITE for ACK
// and CANCEL.
func serverKey(m *Message, method string) string {
	if m.branchless() {
		return strings.Join([]string{"2543", m.CallID, m.From.Tag, strconv.Itoa(int(m.CSeq)), m.sentBy, method}, "\n")
	}
	return m.branch + "\n" + m.sentBy + "\n" + method
}

// begin is called with the stack locked, when the transaction is in its table.
func (t *ServerTx) begin() {
	t.callID, t.method = t.req.CallID, t.req.Method
	if t.invite && t.last == nil {
		t.arm(tryingAfter)
	}
}

func (t *ServerTx) reliable() bool { return t.flow.Transport != UDP }

// Request is the request, nil after the final response.
func (t *ServerTx) Request() *Message {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.req
}

// OnCancel sets what a CANCEL calls, once, while no final response was sent. The CANCEL has
// been answered; the user answers the INVITE with 487.
func (t *ServerTx) OnCancel(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.onCancel = f
}

// Respond sends a response. After a final one all others are ignored, so that of two who
// race only the first has a say; sent tells which.
func (t *ServerTx) Respond(res *Message) (sent bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.state != proceeding {
		return false
	}
	t.last = t.s.text(res)
	t.send()
	switch {
	case res.Status < 200:
		t.stopTimer() // no 100 needed any more
		return true
	case t.invite && res.Status < 300:
		t.state = accepted
		t.rest(timeout) // timer L
	case t.invite:
		t.state, t.interval, t.until = completed, T1, time.Now().Add(timeout)
		t.arm(t.refusalTimer())
	case t.reliable():
		t.end()
	default:
		t.state = completed
		t.rest(timeout) // timer J
	}
	t.req, t.onCancel = nil, nil
	return true
}

// refusalTimer is timer G over UDP, else timer H.
func (t *ServerTx) refusalTimer() time.Duration {
	if t.reliable() {
		return timeout
	}
	return t.interval
}

// Resend repeats the newest response to an INVITE: a 2xx until its ACK, a reliable 1xx
// until its PRACK.
func (t *ServerTx) Resend() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if (t.state == accepted || t.state == proceeding) && t.last != nil {
		t.send()
	}
}

func (t *ServerTx) send() {
	// An error means that the far end will ask again, or that its transport is gone and
	// with it the call: the user's timers see to that.
	if err := t.s.write(t.flow, t.last, &Message{CallID: t.callID, Method: t.method}); err != nil {
		t.s.o.Log.Debug("sip: response not sent", "err", err, "to", t.flow.Remote)
	}
}

// success reports that a 2xx was sent: an ACK with the same branch is then not ours, some
// far ends send such.
func (t *ServerTx) success() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state == accepted
}

// again is a retransmission of the request, or the ACK to a refusal.
func (t *ServerTx) again(method string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case method == ACK:
		if t.state != completed {
			return
		}
		t.state = confirmed
		if t.reliable() {
			t.end()
			return
		}
		t.rest(T4) // timer I
	case t.state == proceeding || t.state == completed:
		if t.last != nil {
			t.send()
		}
	}
}

// cancelled answers the CANCEL (RFC 3261 9.2) and tells the user.
func (t *ServerTx) cancelled(m *Message) {
	t.s.Reply(m, m.Response(200, "OK", NewTag()))
	t.mu.Lock()
	f := t.onCancel
	t.onCancel = nil
	t.mu.Unlock()
	if f != nil {
		f()
	}
}

func (t *ServerTx) tick() {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case time.Now().Before(t.due):
	case t.state == proceeding && t.last == nil && t.req != nil:
		t.last = t.s.text(t.req.Response(100, "Trying", ""))
		t.send()
	case t.state == completed && t.invite && !t.reliable() && time.Now().Before(t.until):
		t.send()
		t.interval = min(2*t.interval, T2)
		t.arm(t.interval)
	case t.state == completed && t.invite:
		t.end() // timer H: the ACK never came
	}
}

func (t *ServerTx) arm(d time.Duration) {
	t.due = time.Now().Add(d)
	if t.timer == nil {
		t.timer = time.AfterFunc(d, t.tick)
		return
	}
	t.timer.Reset(d)
}

// rest is the last state: nothing is sent any more, only late repetitions are swallowed.
func (t *ServerTx) rest(d time.Duration) {
	t.stopTimer()
	t.s.linger(d, t)
}

func (t *ServerTx) reap() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end()
}

func (t *ServerTx) stopTimer() {
	if t.timer != nil {
		t.timer.Stop()
	}
}

// end forgets the transaction; t.mu is held.
func (t *ServerTx) end() {
	t.state, t.last, t.req, t.onCancel = terminated, nil, nil, nil
	t.stopTimer()
	t.s.mu.Lock()
	delete(t.s.servers, t.key)
	t.s.mu.Unlock()
}

// stop is end without the table, when the stack closes.
func (t *ServerTx) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state = terminated
	t.stopTimer()
}

// A Pending is a transaction that waits for its user, as plain data: with it a caller who
// has not been answered yet survives a restart.
type Pending struct {
	Key  string   `json:"key"`
	Flow Flow     `json:"flow"`
	Via  []string `json:"via"`
	Last []byte   `json:"last,omitempty"`
}

// Pending is the transaction as plain data; ok is false after the final response.
func (t *ServerTx) Pending() (p Pending, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.state != proceeding || t.req == nil {
		return Pending{}, false
	}
	return Pending{Key: t.key, Flow: t.flow, Via: t.req.Via, Last: t.last}, true
}

// Adopt brings back the server transaction of an INVITE after a restart. req needs what
// responses copy: From, To, Call-ID, CSeq. cancelled is as given to OnCancel.
func (s *Stack) Adopt(p Pending, req *Message, cancelled func()) *ServerTx {
	req.Method, req.Via = INVITE, p.Via
	t := newServerTx(s, p.Key, true, p.Flow, p.Flow.Remote)
	t.req, t.last, t.onCancel = req, p.Last, cancelled
	return s.keep(t)
}
