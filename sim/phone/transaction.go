package phone

import (
	"net"
	"strings"
	"time"
)

// A clientTx sends one request until it is answered (RFC 3261, 17.1).
type clientTx struct {
	req      *message
	bytes    []byte
	to       net.Addr
	key      string
	interval time.Duration
	until    time.Time // Timer B and F
	timer    *time.Timer
	heard    bool // a provisional response came
	final    bool
	// on hears every provisional response, the final one (each copy of it when it is a 2xx
	// to INVITE) and nil when there is none in time. Called with mu held.
	on func(*message)
}

func (p *Phone) t2() time.Duration      { return 8 * p.t1 }  // 4 s
func (p *Phone) timeout() time.Duration { return 64 * p.t1 } // 32 s

// send starts a transaction. The request has its Via already. The caller holds mu.
func (p *Phone) send(req *message, to net.Addr, on func(*message)) *clientTx {
	tx := &clientTx{req: req, bytes: req.bytes(), to: to, key: txKey(req), interval: p.t1, until: time.Now().Add(p.timeout()), on: on}
	p.txs[tx.key] = tx
	p.write(tx.bytes, to)
	tx.timer = p.after(p.t1, func() { p.fire(tx) })
	return tx
}

func txKey(m *message) string {
	_, method := m.cseq()
	via := m.get("Via")
	if v := splitList(via); len(v) > 0 {
		via = v[0]
	}
	return method + " " + param(via, "branch")
}

// fire sends again (Timer A and E) or gives up (Timer B and F).
func (p *Phone) fire(tx *clientTx) {
	if tx.final {
		delete(p.txs, tx.key)
		return
	}
	invite := tx.req.method == "INVITE"
	if invite && tx.heard {
		return // rings as long as it takes
	}
	if !time.Now().Before(tx.until) {
		tx.final = true
		delete(p.txs, tx.key)
		tx.on(nil)
		return
	}
	p.write(tx.bytes, tx.to)
	tx.interval *= 2
	if !invite {
		tx.interval = min(tx.interval, p.t2())
	}
	wait := min(tx.interval, max(time.Until(tx.until), 0))
	tx.timer = p.after(wait, func() { p.fire(tx) })
}

// response hands a response to its transaction.
func (p *Phone) response(m *message) {
	tx := p.txs[txKey(m)]
	if tx == nil {
		return
	}
	invite := tx.req.method == "INVITE"
	if m.code < 200 {
		tx.heard = true
		if !tx.final {
			tx.on(m)
		}
		return
	}
	first := !tx.final
	tx.final = true
	if invite && m.code >= 300 {
		p.write(ackOf(tx.req, m).bytes(), tx.to)
	}
	if first {
		p.forget(tx.timer)
		// An INVITE's final response may come again: its ACK was lost. Others are done.
		if invite {
			tx.timer = p.after(p.timeout(), func() { p.fire(tx) })
		} else {
			delete(p.txs, tx.key)
		}
	}
	if first || invite && m.code < 300 {
		tx.on(m)
	}
}

// ackOf is the ACK of a refusal: part of the INVITE's transaction (17.1.1.3).
func ackOf(invite, res *message) *message {
	a := &message{method: "ACK", uri: invite.uri}
	n, _, _ := strings.Cut(invite.get("CSeq"), " ")
	a.add("Via", invite.get("Via"))
	a.add("Max-Forwards", "70")
	a.add("From", invite.get("From"))
	a.add("To", res.get("To"))
	a.add("Call-ID", invite.get("Call-ID"))
	a.add("CSeq", n+" ACK")
	for _, h := range invite.headers {
		if h.name == "Route" {
			a.add("Route", h.value)
		}
	}
	return a
}
