package sip

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"gudok/voice"
	"gudok/voice/sip/wire"
)

const (
	// minSession is the shortest session interval allowed, in s (RFC 4028 4).
	minSession = 90
	// maxSession keeps a claimed interval from being one for ever.
	maxSession = 24 * 3600
	// connectionPatience: a desk phone that lost its TCP connection registers anew within
	// the time of a registration; a call waits so long for it.
	connectionPatience = 60 * time.Second
	connectionRetry    = 5 * time.Second
	// refusedRetry is the pause after a refresh that was refused for the moment.
	refusedRetry = 10 * time.Second
)

// A reinvite is a request of ours that changes or refreshes the session.
type reinvite struct {
	invite bool // or UPDATE
	opens  bool // it offers what voice.Open asked for
}

// interval reads Session-Expires: who refreshes ("uac", "uas" or ""), and the interval in s.
func interval(m *wire.Message) (refresher string, seconds int, ok bool) {
	value, params, _ := strings.Cut(m.Get("Session-Expires"), ";")
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 1 {
		return "", 0, false
	}
	for _, p := range strings.Split(params, ";") {
		if k, v, found := strings.Cut(strings.TrimSpace(p), "="); found && strings.EqualFold(k, "refresher") {
			refresher = strings.ToLower(strings.TrimSpace(v))
		}
	}
	return refresher, min(n, maxSession), true
}

// agreeTimer answers the session timer of a request of theirs (RFC 4028 9). Who asks for
// one and can refresh does so; otherwise we do.
func (l *leg) agreeTimer(req, res *wire.Message) {
	refresher, seconds, ok := interval(req)
	if !ok {
		l.d.Expires = 0
		return
	}
	can := hasToken(req.All("Supported"), "timer") || hasToken(req.All("Require"), "timer")
	if refresher == "" {
		refresher = "uac"
	}
	if !can {
		refresher = "uas"
	}
	l.d.Expires, l.d.Refresh = seconds, refresher == "uas"
	res.Add("Session-Expires", itoa(seconds)+";refresher="+refresher)
	if refresher == "uac" {
		res.Add("Require", "timer")
	}
}

// takeTimer reads what a response to our INVITE or UPDATE has settled (RFC 4028 7.2).
func (l *leg) takeTimer(res *wire.Message) {
	refresher, seconds, ok := interval(res)
	if !ok {
		l.d.Expires = 0
		return
	}
	l.d.Expires, l.d.Refresh = max(seconds, minSession), refresher != "uas"
}

// startTimer begins the interval: half of it until we refresh, or almost all of it until we
// no longer believe in the far end (RFC 4028 10).
func (l *leg) startTimer() {
	l.wake(wakeRefresh, 0)
	l.wake(wakeExpire, 0)
	l.d.RefreshAt = l.g.now()
	l.continueTimer(0)
}

// continueTimer is startTimer when some of the interval has passed already.
func (l *leg) continueTimer(passed time.Duration) {
	if l.d.Expires == 0 {
		return
	}
	all := time.Duration(l.d.Expires) * time.Second
	if l.d.Refresh {
		l.wake(wakeRefresh, max(time.Second, all/2-passed))
		return
	}
	l.wake(wakeExpire, max(time.Second, all-min(32*time.Second, all/3)-passed))
}

// refresh sends UPDATE where the far end takes it, else a re-INVITE with the same
// description. It also asks a restored dialog whether it lives.
func (l *leg) refresh() {
	if l.d.Phase != Up || l.re != nil {
		return
	}
	if l.in != nil && l.late {
		l.wake(wakeGlare, time.Second) // their answer to our offer is under way
		return
	}
	l.re = &reinvite{invite: !l.d.Updates || l.restored || l.d.Opening}
	method := wire.UPDATE
	if l.re.invite {
		method = wire.INVITE
	}
	m := l.d.request(method)
	m.Contact = []wire.Addr{{Text: l.contact()}}
	m.Add("Allow", allow)
	m.Add("Supported", supported)
	if l.d.Expires > 0 {
		m.Add("Session-Expires", itoa(l.d.Expires)+";refresher=uac")
		m.Add("Min-SE", itoa(minSession))
	}
	if l.re.invite {
		l.re.opens = l.d.Opening
		l.d.InviteCSeq = m.CSeq
		m.Body = l.offer()
		m.Add("Content-Type", "application/sdp")
	}
	l.keep()
	re := l.re
	l.g.stack.Send(l.flow(), m, func(res *wire.Message, err error) {
		l.post(func() { l.refreshed(re, m, res, err) })
	})
}

// refreshed is what came of it.
func (l *leg) refreshed(re *reinvite, m, res *wire.Message, err error) {
	if res != nil && res.Status < 200 {
		return
	}
	if res != nil && res.Status < 300 && re.invite {
		l.ackRefresh(m)
	}
	if re != l.re || l.ended {
		return // a repeated 2xx
	}
	l.re = nil
	switch {
	case errors.Is(err, wire.ErrTransport):
		l.lostConnection()
		return
	case err != nil, res.Status == 408:
		l.bye(voice.CauseUnknown, 408)
		return
	case res.Status == 481:
		l.over(voice.CauseUnknown, 481)
		l.forgotten()
		return
	case res.Status == 491:
		l.wake(wakeGlare, l.glare())
		return
	case res.Status == 422:
		if n, e := strconv.Atoi(strings.TrimSpace(res.Get("Min-SE"))); e == nil && n > l.d.Expires {
			l.d.Expires = min(n, maxSession)
			l.wake(wakeGlare, time.Millisecond)
		}
		return
	case res.Status >= 300:
		// It lives, and does not like to be asked. Ask again while the session lasts.
		l.restored = false
		if l.d.Expires > 0 && l.d.Refresh {
			l.wake(wakeRefresh, refusedRetry)
		}
		return
	}
	l.restored, l.lostAt = false, time.Time{}
	l.d.refreshTarget(res)
	if re.invite {
		if err := l.accept(sdpOf(res)); err != nil {
			l.g.log.Info("sip: answer to a refresh not understood", "leg", l.name, "err", err)
		}
	}
	if _, _, ok := interval(res); ok {
		l.takeTimer(res)
	}
	l.startTimer()
	if re.opens {
		l.d.Opening = false
	}
	l.keep()
	if l.d.Opening {
		l.refresh()
	}
}

// ackRefresh acknowledges the 2xx to our re-INVITE, each time it comes.
func (l *leg) ackRefresh(m *wire.Message) {
	a := l.d.request(wire.ACK)
	a.CSeq = m.CSeq
	l.g.stack.Cast(l.flow(), a)
}

// glare is the pause after 491 (RFC 3261 14.1): who owns the Call-ID waits longer, so that
// both never meet again.
func (l *leg) glare() time.Duration {
	if l.d.Caller {
		return 2100*time.Millisecond + time.Duration(rand.IntN(191))*10*time.Millisecond
	}
	return time.Duration(1+rand.IntN(200)) * 10 * time.Millisecond
}

// lostConnection waits for a far end whose connection is gone to come back.
func (l *leg) lostConnection() {
	if l.lostAt.IsZero() {
		l.lostAt = time.Now()
	}
	if time.Since(l.lostAt) >= connectionPatience {
		l.bye(voice.CauseUnreachable, 0)
		return
	}
	l.wake(wakeGlare, connectionRetry)
}
