package trunk

import (
	"context"
	"encoding/json"
	"fmt"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

// Trunks and desk phones belong to the centre itself (house.md 2), so their statements name
// no tenant; numbers do.

const trunkColumns = `id, name, kind, address, transport, sources, region, channels, enabled, version, details, secret`

const sqlTrunks = `
select ` + trunkColumns + ` from trunk where removed_at = 0 order by name, id`

const sqlTrunk = `
select ` + trunkColumns + ` from trunk where id = ? and removed_at = 0`

const sqlTrunkNames = `
select id, name, removed_at from trunk order by id`

const sqlAddTrunk = `
insert into trunk (` + trunkColumns + `, removed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0)`

const sqlChangeTrunk = `
update trunk set name = ?, kind = ?, address = ?, transport = ?, sources = ?, region = ?,
	channels = ?, enabled = ?, details = ?, secret = ?, version = version + 1
where id = ? and version = ? and removed_at = 0`

const sqlRemoveTrunk = `
update trunk set removed_at = ?, secret = '' where id = ? and removed_at = 0`

func trunks(ctx context.Context, q db.Querier) ([]Trunk, error) {
	rows, err := q.Query(ctx, sqlTrunks)
	return db.Collect(rows, err, scanTrunk)
}

func trunk(ctx context.Context, q db.Querier, name id.Trunk) (Trunk, error) {
	t, err := scanTrunk(q.QueryRow(ctx, sqlTrunk, name).Scan)
	if db.NotFound(err) {
		return t, problem.New(problem.NotFound, "trunk.unknown", "trunk", string(name))
	}
	return t, err
}

func scanTrunk(scan func(...any) error) (t Trunk, err error) {
	var sources, details string
	err = scan(&t.ID, &t.Name, &t.Kind, &t.Address, &t.Transport, &sources, &t.Region, &t.Channels, &t.Enabled, &t.Version, &details, &t.Secret)
	if err != nil {
		return t, err
	}
	t.HasSecret = t.Secret != ""
	if err := json.Unmarshal([]byte(details), &t.Details); err != nil {
		return t, fmt.Errorf("details of %s: %w", t.ID, err)
	}
	if err := json.Unmarshal([]byte(sources), &t.Sources); err != nil {
		return t, fmt.Errorf("sources of %s: %w", t.ID, err)
	}
	return t, nil
}

func addTrunk(ctx context.Context, tx *db.Tx, t Trunk) error {
	details, err := json.Marshal(t.Details)
	if err != nil {
		return fmt.Errorf("details of %s: %w", t.ID, err)
	}
	_, err = tx.Exec(ctx, sqlAddTrunk, t.ID, t.Name, t.Kind, t.Address, t.Transport, list(t.Sources), t.Region, t.Channels, t.Enabled,
		string(details), t.Secret)
	return taken(err, "trunk.name_taken", "name", t.Name)
}

func changeTrunk(ctx context.Context, tx *db.Tx, t Trunk) error {
	details, err := json.Marshal(t.Details)
	if err != nil {
		return fmt.Errorf("details of %s: %w", t.ID, err)
	}
	n, err := tx.Exec(ctx, sqlChangeTrunk, t.Name, t.Kind, t.Address, t.Transport, list(t.Sources), t.Region,
		t.Channels, t.Enabled, string(details), t.Secret, t.ID, t.Version)
	if err != nil {
		return taken(err, "trunk.name_taken", "name", t.Name)
	}
	return changedMeanwhile(n, "trunk")
}

const numberColumns = `id, tenant, e164, name, line, flow, trunk, version`

const sqlNumbers = `
select ` + numberColumns + ` from did
where (? = '' or tenant = ?) and removed_at = 0
order by e164`

const sqlNumber = `
select ` + numberColumns + ` from did where id = ? and removed_at = 0`

const sqlNumberNames = `
select id, tenant, e164, name, removed_at from did where (? = '' or tenant = ?) order by id`

const sqlNumberUses = `
select e164 from did where (line = ? or flow = ?) and removed_at = 0 order by e164 limit 1`

const sqlAddNumber = `
insert into did (` + numberColumns + `, removed_at) values (?, ?, ?, ?, ?, ?, ?, 1, 0)`

const sqlChangeNumber = `
update did set e164 = ?, name = ?, line = ?, flow = ?, trunk = ?, version = version + 1
where id = ? and tenant = ? and version = ? and removed_at = 0`

const sqlRemoveNumber = `
update did set removed_at = ? where id = ? and tenant = ? and removed_at = 0`

// numbers are the scope's tenant's; tenant "" is all, for the table of the floor.
func numbers(ctx context.Context, sc db.Scope) ([]Number, error) {
	rows, err := sc.Query(ctx, sqlNumbers, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanNumber)
}

// number finds whose it is too: an administrator names only the number.
func number(ctx context.Context, q db.Querier, name id.DID) (Number, error) {
	n, err := scanNumber(q.QueryRow(ctx, sqlNumber, name).Scan)
	if db.NotFound(err) {
		return n, problem.New(problem.NotFound, "number.unknown", "number", string(name))
	}
	return n, err
}

func scanNumber(scan func(...any) error) (n Number, err error) {
	return n, scan(&n.ID, &n.Tenant, &n.E164, &n.Name, &n.Line, &n.Flow, &n.Trunk, &n.Version)
}

// numberUsing is a number that leads to the line or the menu, "" when none does.
func numberUsing(ctx context.Context, q db.Querier, line id.Line, flow id.Flow) (e164 string, err error) {
	err = q.QueryRow(ctx, sqlNumberUses, orNothing(string(line)), orNothing(string(flow))).Scan(&e164)
	if db.NotFound(err) {
		return "", nil
	}
	return e164, err
}

// orNothing keeps "" from matching the rows that have none.
func orNothing(name string) string {
	if name == "" {
		return "-"
	}
	return name
}

func addNumber(ctx context.Context, sc db.Scope, n Number) error {
	_, err := sc.Exec(ctx, sqlAddNumber, n.ID, sc.Tenant, n.E164, n.Name, n.Line, n.Flow, n.Trunk)
	return taken(err, "number.taken", "number", string(n.E164))
}

func changeNumber(ctx context.Context, sc db.Scope, n Number) error {
	changed, err := sc.Exec(ctx, sqlChangeNumber, n.E164, n.Name, n.Line, n.Flow, n.Trunk, n.ID, sc.Tenant, n.Version)
	if err != nil {
		return taken(err, "number.taken", "number", string(n.E164))
	}
	return changedMeanwhile(changed, "number")
}

const deviceColumns = `id, name, agent, login, contact, ha1_md5, ha1_sha256, enabled, version`

const sqlDevices = `
select ` + deviceColumns + ` from device where removed_at = 0 order by name, id`

const sqlDevice = `
select ` + deviceColumns + ` from device where id = ? and removed_at = 0`

const sqlAddDevice = `
insert into device (` + deviceColumns + `, removed_at) values (?, ?, ?, ?, ?, ?, ?, ?, 1, 0)`

const sqlChangeDevice = `
update device set name = ?, agent = ?, login = ?, contact = ?, ha1_md5 = ?, ha1_sha256 = ?,
	enabled = ?, version = version + 1
where id = ? and version = ? and removed_at = 0`

const sqlRemoveDevice = `
update device set removed_at = ? where id = ? and removed_at = 0`

func devices(ctx context.Context, q db.Querier) ([]Device, error) {
	rows, err := q.Query(ctx, sqlDevices)
	return db.Collect(rows, err, scanDevice)
}

func device(ctx context.Context, q db.Querier, name id.Device) (Device, error) {
	d, err := scanDevice(q.QueryRow(ctx, sqlDevice, name).Scan)
	if db.NotFound(err) {
		return d, problem.New(problem.NotFound, "device.unknown", "device", string(name))
	}
	return d, err
}

func scanDevice(scan func(...any) error) (d Device, err error) {
	return d, scan(&d.ID, &d.Name, &d.Agent, &d.Login, &d.Contact, &d.HA1MD5, &d.HA1SHA256, &d.Enabled, &d.Version)
}

func addDevice(ctx context.Context, tx *db.Tx, d Device) error {
	_, err := tx.Exec(ctx, sqlAddDevice, d.ID, d.Name, d.Agent, d.Login, d.Contact, d.HA1MD5, d.HA1SHA256, d.Enabled)
	return taken(err, "device.login_taken", "login", d.Login+d.Contact)
}

func changeDevice(ctx context.Context, tx *db.Tx, d Device) error {
	n, err := tx.Exec(ctx, sqlChangeDevice, d.Name, d.Agent, d.Login, d.Contact, d.HA1MD5, d.HA1SHA256, d.Enabled, d.ID, d.Version)
	if err != nil {
		return taken(err, "device.login_taken", "login", d.Login+d.Contact)
	}
	return changedMeanwhile(n, "device")
}

// A Name is how a list in the directory shows a thing. A removed one is still named: old
// calls point to it.
type Name struct {
	ID      string
	Tenant  id.Tenant
	Name    string
	Removed bool
}

func trunkNames(ctx context.Context, q db.Querier) ([]Name, error) {
	rows, err := q.Query(ctx, sqlTrunkNames)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		var removed int64
		err = scan(&n.ID, &n.Name, &removed)
		n.Tenant, n.Removed = id.House, removed != 0
		return n, err
	})
}

func numberNames(ctx context.Context, sc db.Scope) ([]Name, error) {
	rows, err := sc.Query(ctx, sqlNumberNames, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		var removed int64
		var name string
		err = scan(&n.ID, &n.Tenant, &n.Name, &name, &removed)
		n.Removed = removed != 0
		if name != "" {
			n.Name += " " + name
		}
		return n, err
	})
}

// remove takes a row out of use by one of the three statements above.
func remove(ctx context.Context, tx *db.Tx, text string, args ...any) error {
	n, err := tx.Exec(ctx, text, append([]any{tx.Now()}, args...)...)
	if err == nil && n == 0 {
		return problem.New(problem.Conflict, "trunk.changed_meanwhile")
	}
	return err
}

// taken turns the database's word for a name that is in use into ours.
func taken(err error, code string, params ...string) error {
	if db.Taken(err) {
		return problem.New(problem.Conflict, code, params...)
	}
	return err
}

// changedMeanwhile: somebody else has saved since this person began to edit.
func changedMeanwhile(rows int64, what string) error {
	if rows == 0 {
		return problem.New(problem.Conflict, what+".changed_meanwhile")
	}
	return nil
}

func list(s []string) string {
	if s == nil {
		s = []string{}
	}
	b, err := json.Marshal(s)
	if err != nil {
		panic("a list of texts is always JSON: " + err.Error())
	}
	return string(b)
}
