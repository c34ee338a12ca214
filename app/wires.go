package app

import (
	"context"
	"errors"
	"time"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/promise"
	"gudok/phone"
)

// The wires between rooms that may not know each other. Each type is one small interface of
// one room, answered by others. They hold the house, not the room, because rooms need each
// other in circles and are built one after the other.
type (
	places  struct{ h *house } // trunk.Places
	numbers struct{ h *house } // call.Numbers, promise.Numbers
	asked   struct{ h *house } // promise.Floor
	stream  struct{ h *house } // the floor's facts for whoever folds or tells them
	// remembered is what the database holds of the floor's facts: a chain is made of nothing
	// that a crash could still forget.
	remembered struct{ h *house }
	// announcer is call.Speech: the speech room is built after the calls'.
	announcer struct{ h *house }
)

func (p places) LineTenant(ctx context.Context, l id.Line) (id.Tenant, error) {
	return p.h.lines.LineTenant(ctx, l)
}

func (p places) MenuTenant(ctx context.Context, f id.Flow) (id.Tenant, error) {
	return p.h.menus.MenuTenant(ctx, f)
}

func (n numbers) Texts(ctx context.Context, ids []id.Number) (map[id.Number]phone.Number, error) {
	return n.h.floor.Texts(ctx, ids)
}

func (n numbers) Ending(ctx context.Context, tenants []id.Tenant, digits string, limit int) ([]id.Number, error) {
	return n.h.floor.Ending(ctx, tenants, digits, limit)
}

func (a asked) Ask(ctx context.Context, in core.Input) error { return a.h.floor.Ask(ctx, in) }

// configure tells the core all settings, once, at start; what is equal to what it knows
// changes nothing.
func (h *house) configure(ctx context.Context) error {
	all, err := h.inputs(ctx)
	if err != nil {
		return err
	}
	return h.floor.Configure(ctx, all...)
}

// changed tells the core what was just saved. The row is committed; if the floor is not
// there to hear (it stops), the next start tells it.
func (h *house) changed(ctx context.Context, in ...core.Input) {
	if err := h.floor.Configure(context.WithoutCancel(ctx), in...); err != nil {
		h.log.Warn("a setting did not reach the floor; the next start will tell it", "err", err)
	}
}

func (s stream) After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	return s.h.recent.After(ctx, seq, limit)
}

// Tip implements reader.Tipped.
func (s stream) Tip() uint64 { return s.h.recent.Tip() }

func (s stream) OfCall(ctx context.Context, c id.Call, limit int) ([]fact.Envelope, error) {
	return s.h.sql.OfCall(ctx, c, limit)
}

func (s stream) OfPromise(ctx context.Context, p id.Promise, limit int) ([]fact.Envelope, error) {
	return s.h.sql.OfPromise(ctx, p, limit)
}

func (r remembered) After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	return r.h.sql.After(ctx, seq, limit)
}

func (r remembered) Owed(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	return r.h.sql.Owed(ctx, seq, limit)
}

func (r remembered) OfPromise(ctx context.Context, p id.Promise, limit int) ([]fact.Envelope, error) {
	return r.h.sql.OfPromise(ctx, p, limit)
}

// about names a tenant's things in what is exported.
func (h *house) about(ctx context.Context, t id.Tenant) (promise.About, error) {
	about := promise.About{Lines: map[id.Line]string{}}
	of, err := h.tenants.Tenant(ctx, t)
	if err != nil {
		return about, err
	}
	if zone, err := time.LoadLocation(of.Zone); err == nil {
		about.Zone = zone
	}
	lines, _, err := h.lines.Directory(ctx, t)
	for _, l := range lines {
		about.Lines[id.Line(l.ID)] = l.Name
	}
	return about, err
}

func (a announcer) Announce(ctx context.Context, t id.Tenant, lang, text string) (id.Prompt, error) {
	return a.h.speech.Announce(ctx, t, lang, text)
}

func (a announcer) Forget(ctx context.Context, p id.Prompt) error { return a.h.speech.Forget(ctx, p) }

// inHand is call.Options.InHand.
func (h *house) inHand(ctx context.Context, a id.Agent) (id.Tenant, id.Call, error) {
	return h.floor.InHand(ctx, a)
}

// forget is call.Options.Forget.
func (h *house) forget(ctx context.Context, t id.Tenant, ids []id.Number) (n int, err error) {
	texts, err := h.floor.Texts(ctx, ids)
	for _, name := range ids {
		e164, ok := texts[name]
		if err != nil || !ok {
			continue
		}
		if err = h.floor.EraseNumber(ctx, t, e164); err == nil {
			n++
		}
	}
	if err == nil {
		err = errors.Join(h.widgets.Forget(ctx, t, ids), h.enquiries.Forget(ctx, t, ids))
	}
	return n, err
}

// speaker is menu.Speaker.
type speaker struct{ h *house }

func (s speaker) Speaks(ctx context.Context) bool { return s.h.speech.Status(ctx).Available }

func (s speaker) Speak(ctx context.Context, t id.Tenant, lang, text string) (id.Prompt, error) {
	return s.h.speech.Speak(ctx, t, lang, text)
}

// number is the id that stands for a tenant's number.
func (h *house) number(t id.Tenant, e164 phone.Number) id.Number { return h.floor.Number(t, e164) }

// spokenTo is in which language a tenant's callers are spoken to, and whether they are recorded.
func (h *house) spokenTo(ctx context.Context, t id.Tenant) (lang string, recorded bool, err error) {
	x, err := h.tenants.Tenant(ctx, t)
	return x.Lang, x.Record, err
}

// listedCaller is on which of a tenant's lists a number stands; a list that cannot be read
// holds nobody up.
func (h *house) listedCaller(ctx context.Context, t id.Tenant, e164 phone.Number) string {
	list, err := h.callers.List(ctx, t, e164)
	if err != nil {
		h.log.WarnContext(ctx, "caller not looked up", "tenant", t, "err", err)
	}
	return list
}

// knownCaller reports whether a tenant's menus know a caller: he is on its list, or somebody
// spoke with him in the last year. It is asked at each arrival, so only where a menu asks.
func (h *house) knownCaller(ctx context.Context, t id.Tenant, e164 phone.Number, n id.Number) bool {
	asks, err := h.menus.AsksKnown(ctx, t)
	if err != nil || !asks {
		return false
	}
	known, err := h.menus.OnList(ctx, t, e164)
	if err == nil && !known {
		known, err = h.calls.Known(ctx, t, n)
	}
	if err != nil {
		h.log.WarnContext(ctx, "caller not looked up", "tenant", t, "err", err)
	}
	return known
}
