package trunk

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
)

// checkPlaces holds that a number's line and menu are its tenant's own.
func (s *Service) checkPlaces(ctx context.Context, n Number) error {
	if s.o.Places == nil {
		return nil
	}
	t, err := s.o.Places.LineTenant(ctx, n.Line)
	if err != nil {
		return err
	}
	if t != n.Tenant {
		return problem.New(problem.Invalid, "number.line_unknown", "line", string(n.Line))
	}
	if n.Flow == "" {
		return nil
	}
	t, err = s.o.Places.MenuTenant(ctx, n.Flow)
	if err != nil {
		return err
	}
	if t != n.Tenant {
		return problem.New(problem.Invalid, "number.menu_unknown", "menu", string(n.Flow))
	}
	return nil
}

// AddNumber makes a number of n. A number belongs to one tenant only.
func (s *Service) AddNumber(ctx context.Context, by fact.Actor, n Number) (Number, error) {
	if err := n.check(s.o.Region); err != nil {
		return n, err
	}
	if err := s.checkPlaces(ctx, n); err != nil {
		return n, err
	}
	n.ID, n.Version = id.DID(s.o.NewID("did")), 1
	return n, s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		if len(s.Table().byDigits) >= maxNumbers {
			return tooMany("number", maxNumbers)
		}
		if err := addNumber(ctx, tx.Scope(n.Tenant), n); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "number", n.Tenant, by, string(n.ID), nil, n)
	}, n.input())
}

// ChangeNumber saves n if n.Version is still the stored one. Its tenant stays.
func (s *Service) ChangeNumber(ctx context.Context, by fact.Actor, n Number) (Number, error) {
	was, err := number(ctx, s.o.DB, n.ID)
	if err != nil {
		return n, err
	}
	n.Tenant = was.Tenant
	if err := n.check(s.o.Region); err != nil {
		return n, err
	}
	if err := s.checkPlaces(ctx, n); err != nil {
		return n, err
	}
	err = s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := number(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		if err := changeNumber(ctx, tx.Scope(was.Tenant), n); err != nil {
			return err
		}
		n.Version++
		return db.Changed(ctx, tx, "number", n.Tenant, by, string(n.ID), was, n)
	}, n.input())
	return n, err
}

// RemoveNumber takes a number out of use: who dials it then hears that it does not exist.
func (s *Service) RemoveNumber(ctx context.Context, by fact.Actor, name id.DID) error {
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := number(ctx, tx, name)
		if err != nil {
			return err
		}
		if err := remove(ctx, tx, sqlRemoveNumber, name, was.Tenant); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "number", was.Tenant, by, string(name), was, nil)
	}, core.Removed{ID: string(name)})
}

// AddDevice makes a desk phone of d. With a login and no secret a secret is made up; it is
// returned this once and never again.
func (s *Service) AddDevice(ctx context.Context, by fact.Actor, d Device, secret string) (Device, string, error) {
	if err := d.check(); err != nil {
		return d, "", err
	}
	if d.Login != "" {
		if secret == "" {
			secret = newSecret()
		}
		if err := d.setSecret(s.o.Realm, secret); err != nil {
			return d, "", err
		}
	} else {
		secret = ""
	}
	d.ID, d.Version = id.Device(s.o.NewID("dev")), 1
	return d, secret, s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		all, err := devices(ctx, tx)
		if err != nil {
			return err
		}
		if len(all) >= maxDevices {
			return tooMany("device", maxDevices)
		}
		if err := addDevice(ctx, tx, d); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "device", id.House, by, string(d.ID), nil, d)
	})
}

// ChangeDevice saves d if d.Version is still the stored one. secret "" leaves the secret as
// it is; a new login needs a new one, because the hash contains the login.
func (s *Service) ChangeDevice(ctx context.Context, by fact.Actor, d Device, secret string) (Device, error) {
	if err := d.check(); err != nil {
		return d, err
	}
	err := s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := device(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		d.HA1MD5, d.HA1SHA256 = was.HA1MD5, was.HA1SHA256
		switch {
		case d.Login == "":
			d.HA1MD5, d.HA1SHA256 = "", ""
		case secret != "":
			if err := d.setSecret(s.o.Realm, secret); err != nil {
				return err
			}
		case d.Login != was.Login:
			return problem.New(problem.Invalid, "device.new_login_needs_secret")
		}
		if err := changeDevice(ctx, tx, d); err != nil {
			return err
		}
		d.Version++
		return db.Changed(ctx, tx, "device", id.House, by, string(d.ID), was, d)
	})
	return d, err
}

// RemoveDevice takes a desk phone out of use.
func (s *Service) RemoveDevice(ctx context.Context, by fact.Actor, name id.Device) error {
	return s.change(ctx, func(ctx context.Context, tx *db.Tx) error {
		was, err := device(ctx, tx, name)
		if err != nil {
			return err
		}
		if err := remove(ctx, tx, sqlRemoveDevice, name); err != nil {
			return err
		}
		return db.Changed(ctx, tx, "device", id.House, by, string(name), was, nil)
	})
}
