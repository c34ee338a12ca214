package media

import (
	"context"
	"encoding/json"
	"fmt"
	"net/netip"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media/g711"
)

// claimWindow is how long a restored leg waits for its gate: a page that lost its socket
// comes back within seconds, a dialog is restored before we are asked.
const claimWindow = 60 * time.Second

// seqJump is added to the sequence number of a restored leg: more packets than were sent
// since it was kept, on a stream that sends 50 a second, so that none is used twice.
const seqJump = 50

// keeping is what a leg knows of its own remembering.
type keeping struct {
	rev   uint64
	dirty bool
	until int64 // of an unclaimed leg, ns of the engine's clock
}

// A keptLeg is all of a leg that must survive a restart. Timestamps and sequence numbers
// follow from the clock, so that nothing is written per packet.
type keptLeg struct {
	At      int64           `json:"at_ms"` // when Seq and TS held, ms UTC
	Port    int             `json:"port,omitempty"`
	SSRC    uint32          `json:"ssrc"`
	Seq     uint16          `json:"seq"`
	TS      uint32          `json:"ts"`
	Remote  *Remote         `json:"remote,omitempty"`
	Source  *netip.AddrPort `json:"source,omitempty"` // latched
	Law     g711.Law        `json:"law,omitempty"`
	EventPT uint8           `json:"event_pt,omitempty"`
	Hear    []id.Leg        `json:"hear,omitempty"` // the legs that it hears
	Play    []voice.Sound   `json:"play,omitempty"`
	Loop    bool            `json:"loop,omitempty"`
	Token   uint64          `json:"token,omitempty"`
	Listen  uint64          `json:"listen,omitempty"`
	Muted   bool            `json:"muted,omitempty"`
	Shut    bool            `json:"listen_only,omitempty"`
	Record  *keptRecord     `json:"record,omitempty"`
}

type keptRecord struct {
	Recording id.Recording `json:"recording"`
	Tenant    id.Tenant    `json:"tenant,omitempty"`
	Other     id.Leg       `json:"other,omitempty"`
	Start     int64        `json:"start_ms"`
	MaxMS     int64        `json:"max_ms"`
	Law       g711.Law     `json:"law,omitempty"`
	Gaps      int          `json:"gaps,omitempty"` // so far
}

// changed keeps the leg now.
func (l *leg) changed() {
	l.kept.dirty = true
	l.save()
}

// save keeps the leg if something about it changed.
func (l *leg) save() {
	if !l.kept.dirty || l.closed || l.e.ending.Load() {
		return
	}
	l.kept.dirty = false
	if l.e.o.Keeper == nil {
		return
	}
	l.kept.rev++
	b, err := json.Marshal(l.keep())
	if err != nil {
		panic(fmt.Sprintf("media: a leg cannot be encoded: %v", err)) // plain fields only
	}
	l.e.o.Keeper.Keep(KindLeg, string(l.id), l.kept.rev, b)
}

func (l *leg) keep() keptLeg {
	k := keptLeg{
		At: l.e.o.Now().UnixMilli(), Port: l.local.Port, SSRC: l.out.ssrc, Seq: l.out.seq,
		TS: l.out.clock(l.e.clock()), Law: l.law, EventPT: l.eventPT, Listen: l.listen, Muted: l.muted, Shut: l.shut,
	}
	if l.set {
		r, source := l.remote, l.latch.source
		k.Remote, k.Source = &r, &source
	}
	for _, s := range l.from {
		k.Hear = append(k.Hear, s.id)
	}
	if p := l.play; p != nil {
		k.Play, k.Loop, k.Token = p.what, p.loop, p.token
	}
	if r := l.rec; r != nil {
		k.Record = &keptRecord{
			Recording: r.name, Tenant: r.tenant, Other: r.other, Start: k.At - (l.e.clock()-r.start)/int64(time.Millisecond),
			MaxMS: r.max * 1000 / g711.Rate, Law: r.law, Gaps: r.holes(),
		}
	}
	return k
}

// Restore brings legs back after a start (kind KindLeg): the same ports, sources and
// bridges, before any signalling. A prompt begins again. A leg that no gate claims by Open
// or Attach within claimWindow is closed. Legs whose ports are taken are left out and logged.
func (e *Engine) Restore(ctx context.Context, kept []voice.Kept) error {
	legs := map[id.Leg]keptLeg{}
	for _, k := range kept {
		if k.Kind != KindLeg {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var v keptLeg
		if err := json.Unmarshal(k.Data, &v); err != nil {
			return fmt.Errorf("restore leg %s: %w", k.Name, err)
		}
		name := id.Leg(k.Name)
		if err := e.restoreLeg(name, k.Rev, v); err != nil {
			e.log.Error("leg cannot be restored", "leg", name, "err", err)
			if e.o.Keeper != nil {
				e.o.Keeper.Drop(KindLeg, k.Name)
			}
			continue
		}
		legs[name] = v
	}
	for name, v := range legs {
		switch {
		case len(v.Hear) > 0:
			e.hear(voice.Hear{Leg: name, From: v.Hear})
		case len(v.Play) > 0:
			e.Do(voice.Play{Leg: name, Token: v.Token, What: v.Play, Loop: v.Loop})
		}
	}
	for name, v := range legs {
		if r := v.Record; r != nil {
			e.resumeRecording(name, r)
		}
	}
	return nil
}

func (e *Engine) restoreLeg(name id.Leg, rev uint64, v keptLeg) error {
	now, wall := e.clock(), e.o.Now().UnixMilli()
	passed := max(0, wall-v.At)
	l := newLeg(e, name, now)
	l.claimed, l.kept = false, keeping{rev: rev, until: now + int64(claimWindow)}
	l.out.ssrc = v.SSRC
	l.out.seq = v.Seq + uint16(passed*1_000_000/frameNS) + seqJump
	l.out.base = v.TS + uint32(passed*g711.Rate/1000) - uint32(now/sampleNS)
	l.out.ts = l.out.clock(now)
	l.law, l.eventPT, l.listen, l.muted, l.shut = v.Law, v.EventPT, v.Listen, v.Muted, v.Shut
	if err := e.place(l, v.Port); err != nil {
		return err
	}
	lp := l.lock()
	defer lp.mu.Unlock()
	if v.Remote != nil {
		l.setRemote(now, *v.Remote)
		l.latch.until = 0
		if v.Source != nil {
			l.latch.source = *v.Source
			l.aimAt(*v.Source)
		}
	}
	l.changed()
	return nil
}

// resumeRecording goes on with the file; the time in which nobody wrote becomes silence.
func (e *Engine) resumeRecording(name id.Leg, k *keptRecord) {
	a := e.find(name)
	if a == nil {
		return
	}
	r := &recording{
		e: e, name: k.Recording, tenant: k.Tenant, other: k.Other, channels: 1, law: k.Law,
		start: e.clock() - (e.o.Now().UnixMilli()-k.Start)*int64(time.Millisecond),
		max:   k.MaxMS * g711.Rate / 1000, gaps: k.Gaps,
	}
	if k.Other != "" {
		r.channels = 2
	}
	e.runRecording(r, a, k.Start, e.spool.Resume)
}
