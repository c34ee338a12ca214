package tenant

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const sqlTenants = `
select id, name, colour, zone, lang, region, record, version from tenant
where removed_at = 0 and (? = '' or id = ?)
order by name, id`

const sqlTenantNames = `
select id, name, colour, zone, removed_at > 0 from tenant where (? = '' or id = ?) order by id`

const sqlAddTenant = `
insert into tenant (id, name, colour, zone, lang, region, record, version, removed_at)
values (?, ?, ?, ?, ?, ?, ?, 1, 0)`

const sqlChangeTenant = `
update tenant set name = ?, colour = ?, zone = ?, lang = ?, region = ?, record = ?, version = version + 1
where id = ? and version = ? and removed_at = 0`

const sqlRemoveTenant = `
update tenant set removed_at = ? where id = ? and removed_at = 0`

const sqlPauses = `
select id, name, kind, limit_ms, reserved, version from pause
where removed_at = 0 and (? = '' or id = ?)
order by reserved, name, id`

const sqlPauseNames = `
select id, name, kind, limit_ms, removed_at > 0 from pause order by id`

const sqlAddPause = `
insert into pause (id, name, kind, limit_ms, reserved, version, removed_at) values (?, ?, ?, ?, false, 1, 0)`

const sqlChangePause = `
update pause set name = ?, kind = ?, limit_ms = ?, version = version + 1
where id = ? and version = ? and removed_at = 0`

const sqlRemovePause = `
update pause set removed_at = ? where id = ? and removed_at = 0`

// tenants are the scope's tenant alone, or all ("").
func tenants(ctx context.Context, sc db.Scope) ([]Tenant, error) {
	rows, err := sc.Query(ctx, sqlTenants, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanTenant)
}

func tenant(ctx context.Context, sc db.Scope) (Tenant, error) {
	t, err := scanTenant(sc.QueryRow(ctx, sqlTenants, sc.Tenant, sc.Tenant).Scan)
	if db.NotFound(err) || sc.Tenant == "" {
		return t, problem.New(problem.NotFound, "tenant.unknown", "tenant", string(sc.Tenant))
	}
	return t, err
}

func scanTenant(scan func(...any) error) (t Tenant, err error) {
	return t, scan(&t.ID, &t.Name, &t.Colour, &t.Zone, &t.Lang, &t.Region, &t.Record, &t.Version)
}

func tenantNames(ctx context.Context, sc db.Scope) ([]Name, error) {
	rows, err := sc.Query(ctx, sqlTenantNames, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		return n, scan(&n.ID, &n.Name, &n.Colour, &n.Zone, &n.Removed)
	})
}

func addTenant(ctx context.Context, q db.Querier, t Tenant) error {
	_, err := q.Exec(ctx, sqlAddTenant, t.ID, t.Name, t.Colour, t.Zone, t.Lang, t.Region, t.Record)
	return taken(err)
}

func changeTenant(ctx context.Context, q db.Querier, t Tenant) error {
	n, err := q.Exec(ctx, sqlChangeTenant, t.Name, t.Colour, t.Zone, t.Lang, t.Region, t.Record, t.ID, t.Version)
	return saved(n, err)
}

func removeTenant(ctx context.Context, q db.Querier, name id.Tenant, now int64) error {
	_, err := q.Exec(ctx, sqlRemoveTenant, now, name)
	return err
}

func pauses(ctx context.Context, q db.Querier) ([]Pause, error) {
	rows, err := q.Query(ctx, sqlPauses, "", "")
	return db.Collect(rows, err, scanPause)
}

func pause(ctx context.Context, q db.Querier, name id.Pause) (Pause, error) {
	p, err := scanPause(q.QueryRow(ctx, sqlPauses, name, name).Scan)
	if db.NotFound(err) || name == "" {
		return p, problem.New(problem.NotFound, "tenant.unknown_pause", "pause", string(name))
	}
	return p, err
}

func scanPause(scan func(...any) error) (p Pause, err error) {
	return p, scan(&p.ID, &p.Name, &p.Kind, &p.LimitMS, &p.Reserved, &p.Version)
}

func pauseNames(ctx context.Context, q db.Querier) ([]Name, error) {
	rows, err := q.Query(ctx, sqlPauseNames)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		return n, scan(&n.ID, &n.Name, &n.Kind, &n.LimitMS, &n.Removed)
	})
}

func addPause(ctx context.Context, q db.Querier, p Pause) error {
	_, err := q.Exec(ctx, sqlAddPause, p.ID, p.Name, p.Kind, p.LimitMS)
	return taken(err)
}

func changePause(ctx context.Context, q db.Querier, p Pause) error {
	n, err := q.Exec(ctx, sqlChangePause, p.Name, p.Kind, p.LimitMS, p.ID, p.Version)
	return saved(n, err)
}

func removePause(ctx context.Context, q db.Querier, name id.Pause, now int64) error {
	_, err := q.Exec(ctx, sqlRemovePause, now, name)
	return err
}

// taken turns the database's word for a name that is taken into a problem.
func taken(err error) error {
	if db.Taken(err) {
		return problem.New(problem.Conflict, "tenant.name_taken")
	}
	return err
}

// saved is the problem of a change that found nothing to change: somebody else was faster.
func saved(n int64, err error) error {
	if err == nil && n == 0 {
		return problem.New(problem.Conflict, "tenant.changed_meanwhile")
	}
	return taken(err)
}
