package app

import (
	"context"
	"time"

	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/widget"
	"gudok/phone"
)

// buildWidget ties the forms on clients' sites to lines, numbers and the floor.
func (h *house) buildWidget(newID func(string) string) *widget.Service {
	return widget.New(widget.Options{DB: h.office, NewID: newID, Home: h.home, Caller: h.callerOf, Number: h.number,
		Blocked: func(ctx context.Context, t id.Tenant, e164 phone.Number) (bool, error) {
			list, err := h.callers.List(ctx, t, e164)
			return list == "blocked", err
		},
		Promise: h.promiseWeb, Log: h.log})
}

// home is what a tenant is to strangers.
func (h *house) home(ctx context.Context, t id.Tenant) (widget.Home, error) {
	of, err := h.tenants.Tenant(ctx, t)
	if err != nil {
		return widget.Home{}, err
	}
	zone, err := time.LoadLocation(of.Zone)
	if err != nil {
		zone = time.UTC
	}
	return widget.Home{Lang: of.Lang, Region: of.Region, Zone: zone}, nil
}

// callerOf is the number that a line shows when it calls: the very one of core's invitations.
func (h *house) callerOf(ctx context.Context, t id.Tenant, name id.Line) (phone.Number, error) {
	l, err := h.lines.Line(ctx, name)
	if err == nil && l.Tenant != t {
		err = problem.New(problem.NotFound, "line.unknown", "line", string(name))
	}
	if err != nil || l.CallerDID == "" {
		return "", err
	}
	numbers, err := h.trunks.Numbers(ctx, t)
	for _, n := range numbers {
		if n.ID == l.CallerDID {
			return n.E164, err
		}
	}
	return "", err
}

// promiseWeb asks the floor for a call that somebody wants who filled in a form.
func (h *house) promiseWeb(ctx context.Context, w widget.Wanted) (widget.Promised, error) {
	err := h.floor.Ask(ctx, core.PromiseRequested{Tenant: w.Tenant, Line: w.Line, Number: w.Number, Zone: w.Zone, At: w.At,
		Kind: "web", By: id.User(fact.Caller)})
	if err != nil {
		return widget.Promised{}, err
	}
	p, err := h.promises.OpenOf(ctx, w.Tenant, w.Number)
	if problem.Is(err, "promise.unknown") { // the disk is slow: it is remembered elsewhere
		return widget.Promised{Line: w.Line, DueAt: max(w.At, time.Now().UnixMilli())}, nil
	}
	return widget.Promised{ID: p.ID, Line: p.Line, DueAt: p.DueAt}, err
}
