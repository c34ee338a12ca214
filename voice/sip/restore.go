package sip

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/wire"
)

const (
	// restoredCSeq is the jump after a restart: whatever the process before us sent last
	// was not written ahead, and gaps are allowed (RFC 3261 12.2.2, house.md 5.10).
	restoredCSeq = 1000
	// restoredN likewise, for the numbers of a leg's events.
	restoredN = 1000
)

// Restore brings back what a process before this one kept: calls with the same ports,
// callers who wait for an answer, registrations. It is called after Configure, before Run
// or soon after it began (see settled), and reports the legs that it has; the floor ends
// all others. Whether the far ends still know their calls is asked when the gate runs.
// Values of other kinds are passed over.
func (g *Gate) Restore(ctx context.Context, kept []voice.Kept) ([]voice.Restored, error) {
	defer g.restored.Store(true)
	var list []voice.Restored
	for _, k := range kept {
		if ctx.Err() != nil {
			return list, fmt.Errorf("restoring calls: %w", ctx.Err())
		}
		switch k.Kind {
		case KindRegistration:
			g.devices.restore(k)
		case KindDialog:
			if r, ok := g.restoreDialog(k); ok {
				list = append(list, r)
			}
		}
	}
	return list, nil
}

func (g *Gate) restoreDialog(k voice.Kept) (voice.Restored, bool) {
	d := &Dialog{}
	if err := json.Unmarshal(k.Data, d); err != nil || d.CallID == "" || string(d.Leg) != k.Name {
		g.log.Error("sip: a kept dialog cannot be read", "leg", k.Name, "err", err)
		g.lose(k.Name)
		return voice.Restored{}, false
	}
	g.mu.Lock()
	live := g.legs[d.Leg]
	g.mu.Unlock()
	if live != nil { // restored already
		return voice.Restored{Leg: d.Leg, Answered: d.Phase == Up}, true
	}
	d.Rev = max(d.Rev, k.Rev)
	d.LocalCSeq += restoredCSeq
	d.N += restoredN
	l := &leg{mailbox: mailbox{g: g}, name: d.Leg, call: d.Call, d: d, acks: map[string][]byte{}}
	if !d.Caller {
		l.first = first{d.CallID, d.RemoteTag, d.TheirInvite}
	}
	l.trunk = g.config.Load().byID(d.Trunk)
	if d.Device != "" {
		l.device, _, _ = g.devices.find(d.Device)
	}
	// In the mailbox, since the far end may speak as soon as the leg is known.
	lives := make(chan bool, 1)
	if !l.post(func() { lives <- l.restore() }) {
		return voice.Restored{}, false
	}
	if !<-lives {
		return voice.Restored{}, false
	}
	return voice.Restored{Leg: d.Leg, Answered: d.Phase == Up}, true
}

// restore reports whether the leg goes on.
func (l *leg) restore() bool {
	switch l.d.Phase {
	case Up:
		return l.restoreUp()
	case Invited:
		return l.restoreInvited()
	case Inviting:
		// Its outcome is unknown and the floor ends it as interrupted (house.md 5.3): the
		// far end shall not ring for nobody.
		l.ended = true
		l.later(l.restoreInviting)
	case Ending:
		l.ended = true // its end was told; its BYE may have been lost
		l.later(func() { l.bye(voice.CauseRestart, 0) })
	}
	return false
}

// A question is something to be done for a restored leg when the gate runs.
type question struct {
	l *leg
	f func()
}

// later makes the leg's dialog known, and does something for it when the gate runs.
func (l *leg) later(f func()) {
	g := l.g
	g.mu.Lock()
	g.dialogs[l.d.key()], g.calls[l.d.CallID] = l, said{l, l.d.Trunk, l.d.Device}
	l.keys, l.callIDs = []string{l.d.key()}, []string{l.d.CallID}
	if f != nil {
		g.ask = append(g.ask, question{l, f})
	}
	g.mu.Unlock()
	select {
	case g.asked <- struct{}{}:
	default:
	}
}

// lose forgets a kept value that is of no use.
func (g *Gate) lose(name string) {
	if g.o.Keeper != nil {
		g.o.Keeper.Drop(KindDialog, name)
	}
}

// claim makes a restored leg known to commands.
func (l *leg) claim() {
	l.g.mu.Lock()
	l.g.legs[l.name] = l
	l.g.mu.Unlock()
	if l.trunk != nil {
		l.trunk.mu.Lock()
		l.trunk.legs++
		l.trunk.mu.Unlock()
		l.channel = l.trunk
	}
}

// restoreUp goes on with a call: the sound first, on the same port, so that it flows before
// anybody is asked anything.
func (l *leg) restoreUp() bool {
	d := l.d
	port, err := l.g.o.Media.Open(l.name, d.Port)
	if err != nil {
		// Somebody has our port: with another one the far end has to be told, and is.
		port, err = l.g.o.Media.Open(l.name, 0)
	}
	if err != nil {
		l.g.log.Error("sip: no port for a restored call", "leg", l.name, "err", err)
		l.ended = true // the floor ends what is not reported
		l.later(func() { l.bye(voice.CauseRestart, 0) })
		return false
	}
	d.Port = port
	if d.Agreed.Law != "" {
		if err := l.g.o.Media.Set(l.name, l.stream(d.Agreed, false)); err != nil {
			l.g.log.Warn("sip: sound not set", "leg", l.name, "err", err)
		}
	}
	l.told, l.restored, l.alive = true, true, true
	now := l.g.now()
	l.wake(wakeLongest, max(time.Second, l.g.longest-ms(now-d.AnsweredAt)))
	l.continueTimer(ms(now - d.RefreshAt))
	l.keep()
	l.claim()
	l.later(l.refresh)
	return true
}

func ms(n int64) time.Duration { return time.Duration(max(n, 0)) * time.Millisecond }

// restoreInvited goes on with a caller whom nobody has answered yet.
func (l *leg) restoreInvited() bool {
	d := l.d
	if d.Pending != nil {
		l.req = &wire.Message{
			From: wire.Addr{Text: d.Remote, Tag: d.RemoteTag}, CallID: d.CallID, CSeq: d.TheirInvite,
			To:          wire.Addr{Text: strings.TrimSuffix(d.Local, ";tag="+d.LocalTag)},
			RecordRoute: d.Routes, Other: d.Asked, Flow: d.Flow,
		}
		l.in = l.g.stack.Adopt(*d.Pending, l.req, func() { l.post(l.cancelled) })
	}
	if l.in == nil {
		l.g.lose(string(l.name))
		l.ended = true
		return false
	}
	if l.ringing = d.Rang; l.ringing {
		l.wake(wakeRing, ringAgain)
	}
	l.wake(wakeLongest, l.g.longest)
	l.keep()
	l.claim()
	l.later(nil)
	return true
}

// restoreInviting cancels an INVITE of the process before us. Should somebody answer it
// all the same, Gate.Stray ends that.
func (l *leg) restoreInviting() {
	if d := l.d; d.Rang && d.Via != "" {
		c := d.request(wire.CANCEL)
		c.CSeq = d.InviteCSeq
		l.g.stack.CancelLost(d.Flow, c, d.Via)
	}
	l.forgotten()
}

// askRestored does what waits for the gate to run, paced so that a thousand calls are no
// flood to a carrier.
func (g *Gate) askRestored(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-g.asked:
			g.askAll(ctx)
		}
	}
}

func (g *Gate) askAll(ctx context.Context) {
	tick := time.NewTicker(restorePace)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if !g.askOne() {
				return
			}
		}
	}
}

// askOne asks the next restored leg; false: there is none left.
func (g *Gate) askOne() bool {
	g.mu.Lock()
	if len(g.ask) == 0 {
		g.mu.Unlock()
		return false
	}
	q := g.ask[0]
	g.ask = g.ask[1:]
	g.mu.Unlock()
	q.l.post(q.f)
	return true
}

// restore brings a device's contacts back; those that have run out meanwhile are left out.
func (ds *devices) restore(k voice.Kept) {
	var list []binding
	if err := json.Unmarshal(k.Data, &list); err != nil {
		ds.g.log.Error("sip: a kept registration cannot be read", "err", err)
		return
	}
	now := ds.g.now()
	ds.mu.Lock()
	dev := ds.byID[id.Device(k.Name)]
	if dev == nil || dev.cfg.Static != "" || len(dev.bindings) > 0 {
		ds.mu.Unlock() // gone, or it was faster and has registered anew
		return
	}
	for _, b := range list {
		if b.Until > now {
			dev.bindings = append(dev.bindings, b)
		}
	}
	dev.rev = max(dev.rev, k.Rev)
	ds.mu.Unlock()
	ds.readdress()
	ds.changed(dev, "restarted")
}
