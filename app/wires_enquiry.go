package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"gudok/chat/mail"
	"gudok/core"
	"gudok/desk/enquiry"
	"gudok/id"
	"gudok/office/outbox"
	"gudok/office/promise"
	"gudok/office/user"
)

// buildOutbox ties letters to the mail server.
func (h *house) buildOutbox(newID func(string) string) *outbox.Service {
	return outbox.New(outbox.Options{DB: h.office, NewID: newID, Address: mail.Address, Here: h.here, Log: h.log,
		Send: func(ctx context.Context, s outbox.Server, l outbox.Letter) (string, bool) {
			err := mail.Send(ctx, mail.Server{Host: s.Host, Port: s.Port, Security: s.Security, User: s.User, Secret: s.Secret, From: s.From, Name: s.Name},
				mail.Letter{ID: l.ID, To: l.To, Subject: l.Subject, Text: l.Text})
			if r, ok := errors.AsType[*mail.Refusal](err); ok {
				return r.Why, r.ForGood
			}
			return "", false
		}})
}

// here is where the house listens; nothing listens while the API is only described.
func (h *house) here() string {
	if h.listener == nil {
		return ""
	}
	return h.address()
}

// buildEnquiries ties questions to promises, to users and to letters.
func (h *house) buildEnquiries(newID func(string) string) *enquiry.Service {
	return enquiry.New(enquiry.Options{DB: h.office, NewID: newID, Address: mail.Address, Base: h.letters.Base, Log: h.log,
		Promise: func(ctx context.Context, p id.Promise) (enquiry.Owed, error) {
			of, err := h.promises.Promise(ctx, p)
			return enquiry.Owed{Tenant: of.Tenant, Number: of.Number, Open: of.State != promise.Closed}, err
		},
		Block: func(ctx context.Context, p id.Promise, e id.Enquiry, until int64, by id.User) error {
			return h.floor.Ask(ctx, core.PromiseBlocked{Promise: p, Enquiry: e, Until: until, By: by})
		},
		Free: func(ctx context.Context, p id.Promise, e id.Enquiry, outcome string, by id.User) error {
			return h.floor.Ask(ctx, core.PromiseFreed{Promise: p, Enquiry: e, Outcome: outcome, By: by})
		},
		Home: h.named, User: h.mayBeAsked,
		Letter: func(ctx context.Context, t id.Tenant, to, subject, text string) (string, error) {
			return h.letters.Put(ctx, outbox.Letter{Tenant: t, To: to, Subject: subject, Text: text})
		},
		Letters: func(ctx context.Context, names []string) (map[string]enquiry.Sent, error) {
			all, err := h.letters.Letters(ctx, names)
			sent := make(map[string]enquiry.Sent, len(all))
			for name, l := range all {
				sent[name] = enquiry.Sent{State: string(l.State), Why: l.Why}
			}
			return sent, err
		}})
}

// named is how a tenant is named to people outside.
func (h *house) named(ctx context.Context, t id.Tenant) (enquiry.Home, error) {
	of, err := h.tenants.Tenant(ctx, t)
	if err != nil {
		return enquiry.Home{}, err
	}
	zone, err := time.LoadLocation(of.Zone)
	if err != nil {
		zone = time.UTC
	}
	return enquiry.Home{Name: of.Name, Lang: of.Lang, Zone: zone}, nil
}

// mayBeAsked: a user with any grant at the tenant or the house may read a question about the
// tenant's callers.
func (h *house) mayBeAsked(ctx context.Context, t id.Tenant, u id.User) (bool, error) {
	all, err := h.users.Users(ctx)
	for _, one := range all {
		if one.ID == u {
			return slices.ContainsFunc(one.Grants, func(g user.Grant) bool { return g.Tenant == t || g.Tenant == id.House }), err
		}
	}
	return false, err
}
