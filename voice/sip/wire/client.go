package wire

import (
	"strings"
	"sync"
	"time"
)

// A ClientTx is a request of ours that waits for its final response.
type ClientTx struct {
	s      *Stack
	key    string
	flow   Flow
	invite bool
	on     func(*Message, error)

	mu       sync.Mutex
	state    state
	req      *Message // until the final response
	text     []byte   // the request; of a refused INVITE: its ACK
	rang     bool     // a provisional response came
	cancel   bool     // the user has given up
	timer    *time.Timer
	due      time.Time     // of timer; an earlier tick is one that was overtaken
	interval time.Duration // timers A and E
	until    time.Time     // timers B and F; after CANCEL: patience with the far end
}

func clientKey(branch, method string) string { return branch + "\n" + method }

func (t *ClientTx) start() {
	t.text = t.s.text(t.req)
	t.interval = T1
	t.until = time.Now().Add(timeout)
	t.s.mu.Lock()
	closed := t.s.closed
	if !closed {
		t.s.clients[t.key] = t
	}
	t.s.mu.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	if closed {
		t.state = terminated
		return
	}
	if err := t.send(); err != nil {
		// Told from another goroutine: the user may hold a lock while sending.
		t.s.o.Log.Debug("sip: not sent", "err", err, "method", t.req.Method)
		t.timer = time.AfterFunc(0, func() { t.fail(ErrTransport) })
		return
	}
	t.arm(t.next())
}

func (t *ClientTx) arm(d time.Duration) {
	t.due = time.Now().Add(d)
	if t.timer == nil {
		t.timer = time.AfterFunc(d, t.tick)
		return
	}
	t.timer.Reset(d)
}

func (t *ClientTx) reliable() bool { return t.flow.Transport != UDP }

// next is the pause until the next retransmission or, where there is none, the end.
func (t *ClientTx) next() time.Duration {
	left := time.Until(t.until)
	if t.reliable() || t.invite && (t.rang || t.cancel) {
		return left
	}
	return min(t.interval, left)
}

func (t *ClientTx) send() error {
	m := t.req
	return t.s.write(t.flow, t.text, &Message{CallID: m.CallID, Method: m.Method})
}

func (t *ClientTx) tick() {
	t.mu.Lock()
	switch {
	case t.state != proceeding || time.Now().Before(t.due):
		t.mu.Unlock()
		return
	case !time.Now().Before(t.until):
		t.mu.Unlock()
		t.fail(ErrTimeout)
		return
	}
	if err := t.send(); err != nil {
		t.s.o.Log.Debug("sip: not sent again", "err", err, "method", t.req.Method)
		t.mu.Unlock()
		t.fail(ErrTransport)
		return
	}
	t.interval *= 2
	if !t.invite {
		t.interval = min(t.interval, T2)
		if t.rang {
			t.interval = T2 // RFC 3261 17.1.2.2
		}
	}
	t.arm(t.next())
	t.mu.Unlock()
}

func (t *ClientTx) fail(err error) {
	t.mu.Lock()
	if t.state != proceeding {
		t.mu.Unlock()
		return
	}
	t.end()
	t.mu.Unlock()
	t.on(nil, err)
}

// response takes a response off the socket.
func (t *ClientTx) response(m *Message) {
	t.mu.Lock()
	if !t.take(m) {
		t.mu.Unlock()
		return
	}
	t.mu.Unlock()
	t.on(m, nil)
}

// take moves the state machine and reports whether the user is to see the response.
func (t *ClientTx) take(m *Message) bool {
	switch {
	case t.state == accepted:
		// A repeated or a forked 2xx: the user tells them apart by the tag.
		return m.Status >= 200 && m.Status < 300
	case t.state == completed:
		if t.invite && m.Status >= 300 {
			t.sendAck() // our ACK was lost
		}
		return false
	case t.state != proceeding:
		return false
	case m.Status < 200:
		first := !t.rang
		t.rang = true
		if t.invite && t.cancel {
			if first {
				t.sendCancel()
			}
		} else if t.invite {
			t.timer.Stop() // it may ring for ever: timer C is the user's
		}
		return true
	}
	req := t.req
	t.text, t.req = nil, nil
	switch {
	case t.invite && m.Status < 300:
		t.state = accepted
		t.rest(timeout) // timer M
	case t.invite:
		t.state = completed
		t.text, t.req = t.s.text(ack(req, m)), &Message{CallID: req.CallID, Method: ACK}
		t.sendAck()
		if t.reliable() {
			t.end()
			break
		}
		t.rest(timeout) // timer D
	case t.reliable():
		t.end()
	default:
		t.state = completed
		t.rest(T4) // timer K
	}
	return true
}

// ack builds the ACK to a refusal (RFC 3261 17.1.1.3).
func ack(req, res *Message) *Message {
	return &Message{
		Method: ACK, URI: req.URI, Via: req.Via, Route: req.Route,
		From: req.From, To: res.To, CallID: req.CallID, CSeq: req.CSeq,
	}
}

func (t *ClientTx) sendAck() {
	if err := t.send(); err != nil {
		t.s.o.Log.Debug("sip: ACK not sent", "err", err, "to", t.flow.Remote)
	}
}

// Cancel gives an INVITE up. It is not repeated any more; a CANCEL follows as soon as the
// far end has shown that it has the INVITE (RFC 3261 9.1 forbids it earlier). The user
// still sees the final response: mostly 487, but it may be a 2xx, to be ended by BYE; if
// there is none for 32 s, ErrTimeout.
func (t *ClientTx) Cancel() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.state != proceeding || t.cancel || !t.invite {
		return
	}
	t.cancel = true
	t.until = time.Now().Add(timeout)
	t.arm(timeout)
	if t.rang {
		t.sendCancel()
	}
}

// sendCancel opens the transaction of the CANCEL: the INVITE's branch, its own method.
func (t *ClientTx) sendCancel() {
	c := &Message{
		Method: CANCEL, URI: t.req.URI, Via: t.req.Via, Route: t.req.Route,
		From: t.req.From, To: t.req.To, CallID: t.req.CallID, CSeq: t.req.CSeq,
	}
	tx := &ClientTx{s: t.s, key: clientKey(t.req.branch, CANCEL), req: c, flow: t.flow, on: func(*Message, error) {}}
	tx.start()
}

// CancelLost sends the CANCEL of an INVITE whose transaction died with the process before
// us. via is what that INVITE had.
func (s *Stack) CancelLost(flow Flow, m *Message, via string) {
	_, branch, _ := strings.Cut(via, "branch=")
	branch, _, _ = strings.Cut(branch, ";")
	m.Via, m.branch = []string{via}, branch
	tx := &ClientTx{s: s, key: clientKey(branch, CANCEL), req: m, flow: flow, on: func(*Message, error) {}}
	tx.start()
}

// Abort forgets the request without a word to anybody.
func (t *ClientTx) Abort() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.state != terminated {
		t.end()
	}
}

// rest is the last state: only late responses are swallowed, or acknowledged again.
func (t *ClientTx) rest(d time.Duration) {
	t.timer.Stop()
	t.s.linger(d, t)
}

func (t *ClientTx) reap() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.state != terminated {
		t.end()
	}
}

// end forgets the transaction; t.mu is held.
func (t *ClientTx) end() {
	t.state, t.text, t.req = terminated, nil, nil
	if t.timer != nil {
		t.timer.Stop()
	}
	t.s.mu.Lock()
	delete(t.s.clients, t.key)
	t.s.mu.Unlock()
}

// stop is end without the table, when the stack closes.
func (t *ClientTx) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state = terminated
	if t.timer != nil {
		t.timer.Stop()
	}
}
