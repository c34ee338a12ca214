package widget

import (
	"context"
	"slices"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/phone"
)

// OnAir is the widget of a key, when strangers may use it. Problem: "widget.unknown".
func (s *Service) OnAir(ctx context.Context, key string) (Widget, error) {
	w, err := ofKey(ctx, s.o.DB, key)
	if err == nil && !w.On {
		err = problem.New(problem.NotFound, "widget.unknown")
	}
	return w, err
}

// Ask takes a stranger's request: his number is checked, a call is promised, and he is told
// by which number and when. Problems: "widget.other_site", "widget.number",
// "widget.number_abroad", "widget.number_refused", "widget.too_many", "request.too_many".
func (s *Service) Ask(ctx context.Context, w Widget, a Asking) (Answer, error) {
	home, err := s.o.Home(ctx, w.Tenant)
	if err != nil {
		return Answer{}, err
	}
	lang := tongue(a.Lang, home.Lang)
	from, err := s.Caller(ctx, w)
	switch {
	case err != nil:
		return Answer{}, err
	case !w.allows(a.Origin):
		return Answer{}, problem.New(problem.Forbidden, "widget.other_site")
	case from == "": // the line's number was taken away since
		return Answer{}, problem.New(problem.NotFound, "widget.unknown")
	}
	now := time.UnixMilli(s.o.DB.Now())
	if a.Trap != "" {
		// A program gets a friendly answer and nothing else: it learns nothing from it.
		s.o.Log.DebugContext(ctx, "a program filled in the widget", "tenant", w.Tenant)
		return s.answer(lang, from, now.UnixMilli(), home.Zone)
	}
	n, err := s.admit(ctx, w, a, home)
	if err != nil {
		return Answer{}, err
	}
	wanted := Wanted{Tenant: w.Tenant, Line: w.Line, Number: s.o.Number(w.Tenant, n), Zone: n.Zone(), At: w.opens(now, home.Zone)}
	p, err := s.o.Promise(ctx, wanted)
	if err != nil {
		return Answer{}, err
	}
	if other, err := s.o.Caller(ctx, w.Tenant, p.Line); err == nil {
		from = other
	}
	r := Request{ID: s.o.NewID("wrq"), Tenant: w.Tenant, Widget: w.ID, Promise: p.ID, Number: wanted.Number, Name: person(a.Name), Lang: lang,
		Site: a.Origin, At: now.UnixMilli()}
	err = s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error { return addRequest(ctx, tx.Scope(w.Tenant), r) })
	if err != nil { // the call is promised all the same, only without the name
		s.o.Log.ErrorContext(ctx, "name of a request not kept", "tenant", w.Tenant, "err", err)
	}
	zone := home.Zone
	if z, err := time.LoadLocation(wanted.Zone); err == nil && wanted.Zone != "" {
		zone = z
	}
	return s.answer(lang, from, p.DueAt, zone)
}

func (s *Service) answer(lang string, from phone.Number, at int64, zone *time.Location) (Answer, error) {
	all, err := words()
	if err != nil {
		return Answer{}, err
	}
	return Answer{From: from, At: at, Text: tell(all[lang], from, at, time.UnixMilli(s.o.DB.Now()), zone)}, nil
}

// admit reads the number and holds the limits.
func (s *Service) admit(ctx context.Context, w Widget, a Asking, home Home) (phone.Number, error) {
	if err := s.limits.remote.Take(a.Remote); err != nil {
		return "", err
	}
	n, err := phone.Parse(a.Number, home.Region)
	if err != nil || !n.Assigned() {
		return "", problem.New(problem.Invalid, "widget.number")
	}
	regions := w.Regions
	if len(regions) == 0 {
		regions = []string{home.Region}
	}
	if !slices.Contains(regions, n.Region()) {
		return "", problem.New(problem.Invalid, "widget.number_abroad")
	}
	if n.Costly() {
		return "", problem.New(problem.Invalid, "widget.number_refused")
	}
	if s.o.Blocked != nil {
		blocked, err := s.o.Blocked(ctx, w.Tenant, n)
		if err != nil {
			return "", err
		}
		if blocked {
			return "", problem.New(problem.Invalid, "widget.number_refused")
		}
	}
	if err := s.limits.number.Take(string(w.Tenant) + string(n)); err != nil {
		return "", problem.New(problem.TooMany, "widget.too_many")
	}
	return n, s.limits.widget.Take(w.ID)
}
