package line

import (
	"context"
	"encoding/json"
	"fmt"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const sqlLines = `
select data, version from line where (? = '' or tenant = ?) and removed_at = 0 order by tenant, name, id`

const sqlLine = `
select data, version from line where id = ? and removed_at = 0`

const sqlLineNames = `
select id, tenant, name, removed_at from line where (? = '' or tenant = ?) order by id`

const sqlAddLine = `
insert into line (id, tenant, name, calendar, data, version, removed_at) values (?, ?, ?, ?, ?, 1, 0)`

const sqlChangeLine = `
update line set name = ?, calendar = ?, data = ?, version = version + 1
where id = ? and tenant = ? and version = ? and removed_at = 0`

const sqlRemoveLine = `
update line set removed_at = ? where id = ? and tenant = ? and removed_at = 0`

// lines are the scope's tenant's, tenant "" is all.
func lines(ctx context.Context, sc db.Scope) ([]Line, error) {
	rows, err := sc.Query(ctx, sqlLines, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanLine)
}

// line finds whose it is too: an administrator names only the line.
func line(ctx context.Context, q db.Querier, name id.Line) (Line, error) {
	l, err := scanLine(q.QueryRow(ctx, sqlLine, name).Scan)
	if db.NotFound(err) {
		return l, problem.New(problem.NotFound, "line.unknown", "line", string(name))
	}
	return l, err
}

func scanLine(scan func(...any) error) (l Line, err error) {
	return l, scanData(scan, &l, &l.Version)
}

// scanData reads a row of (data, version).
func scanData(scan func(...any) error, into any, version *int) error {
	var data string
	var v int
	if err := scan(&data, &v); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(data), into); err != nil {
		return fmt.Errorf("stored settings: %w", err)
	}
	*version = v
	return nil
}

func addLine(ctx context.Context, sc db.Scope, l Line) error {
	_, err := sc.Exec(ctx, sqlAddLine, l.ID, sc.Tenant, l.Name, l.Calendar, text(l))
	return taken(err, "line.name_taken", l.Name)
}

func changeLine(ctx context.Context, sc db.Scope, l Line) error {
	n, err := sc.Exec(ctx, sqlChangeLine, l.Name, l.Calendar, text(l), l.ID, sc.Tenant, l.Version)
	return saved(n, taken(err, "line.name_taken", l.Name), "line")
}

func removeLine(ctx context.Context, sc db.Scope, name id.Line, now int64) error {
	n, err := sc.Exec(ctx, sqlRemoveLine, now, name, sc.Tenant)
	return saved(n, err, "line")
}

const sqlDispositionNames = `
select id, tenant, line, name, removed_at from disposition where (? = '' or tenant = ?) order by id`

const sqlKeepDisposition = `
insert into disposition (id, tenant, line, name, removed_at) values (?, ?, ?, ?, 0)
on conflict (id) do update set name = excluded.name, removed_at = 0`

const sqlRetireDispositions = `
update disposition set removed_at = ? where line = ? and tenant = ? and removed_at = 0`

// keepDispositions makes the table name those of l and retires the others of its line.
func keepDispositions(ctx context.Context, sc db.Scope, l Line, now int64) error {
	if _, err := sc.Exec(ctx, sqlRetireDispositions, now, l.ID, sc.Tenant); err != nil {
		return err
	}
	for _, d := range l.Dispositions {
		if _, err := sc.Exec(ctx, sqlKeepDisposition, d.ID, sc.Tenant, l.ID, d.Name); err != nil {
			return err
		}
	}
	return nil
}

const sqlCalendars = `
select data, version from calendar where (? = '' or tenant = ?) and removed_at = 0 order by tenant, name, id`

const sqlCalendar = `
select data, version from calendar where id = ? and removed_at = 0`

const sqlCalendarUse = `
select name from line where calendar = ? and removed_at = 0 order by name limit 1`

const sqlAddCalendar = `
insert into calendar (id, tenant, name, data, version, removed_at) values (?, ?, ?, ?, 1, 0)`

const sqlChangeCalendar = `
update calendar set name = ?, data = ?, version = version + 1
where id = ? and tenant = ? and version = ? and removed_at = 0`

const sqlRemoveCalendar = `
update calendar set removed_at = ? where id = ? and tenant = ? and removed_at = 0`

func calendars(ctx context.Context, sc db.Scope) ([]Calendar, error) {
	rows, err := sc.Query(ctx, sqlCalendars, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, scanCalendar)
}

func calendar(ctx context.Context, q db.Querier, name id.Calendar) (Calendar, error) {
	c, err := scanCalendar(q.QueryRow(ctx, sqlCalendar, name).Scan)
	if db.NotFound(err) {
		return c, problem.New(problem.NotFound, "calendar.unknown", "calendar", string(name))
	}
	return c, err
}

func scanCalendar(scan func(...any) error) (c Calendar, err error) {
	return c, scanData(scan, &c, &c.Version)
}

// calendarUse is the name of a line that goes by the calendar, "" when none does.
func calendarUse(ctx context.Context, q db.Querier, c id.Calendar) (name string, err error) {
	err = q.QueryRow(ctx, sqlCalendarUse, c).Scan(&name)
	if db.NotFound(err) {
		return "", nil
	}
	return name, err
}

func addCalendar(ctx context.Context, sc db.Scope, c Calendar) error {
	_, err := sc.Exec(ctx, sqlAddCalendar, c.ID, sc.Tenant, c.Name, text(c))
	return taken(err, "calendar.name_taken", c.Name)
}

func changeCalendar(ctx context.Context, sc db.Scope, c Calendar) error {
	n, err := sc.Exec(ctx, sqlChangeCalendar, c.Name, text(c), c.ID, sc.Tenant, c.Version)
	return saved(n, taken(err, "calendar.name_taken", c.Name), "calendar")
}

func removeCalendar(ctx context.Context, sc db.Scope, name id.Calendar, now int64) error {
	n, err := sc.Exec(ctx, sqlRemoveCalendar, now, name, sc.Tenant)
	return saved(n, err, "calendar")
}

// A Name is how a list in the directory shows a thing. A removed one is still named: old
// calls point to it.
type Name struct {
	ID      string
	Tenant  id.Tenant
	Line    id.Line // of a disposition
	Name    string
	Removed bool
}

func lineNames(ctx context.Context, sc db.Scope) ([]Name, error) {
	rows, err := sc.Query(ctx, sqlLineNames, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		var removed int64
		err = scan(&n.ID, &n.Tenant, &n.Name, &removed)
		n.Removed = removed != 0
		return n, err
	})
}

func dispositionNames(ctx context.Context, sc db.Scope) ([]Name, error) {
	rows, err := sc.Query(ctx, sqlDispositionNames, sc.Tenant, sc.Tenant)
	return db.Collect(rows, err, func(scan func(...any) error) (n Name, err error) {
		var removed int64
		err = scan(&n.ID, &n.Tenant, &n.Line, &n.Name, &removed)
		n.Removed = removed != 0
		return n, err
	})
}

const sqlRule = `select pick, starve_s, version from floor_rule where floor = ?`

const sqlPutRule = `
insert into floor_rule (floor, pick, starve_s, version) values (?, ?, ?, ?)
on conflict (floor) do update set pick = excluded.pick, starve_s = excluded.starve_s, version = excluded.version`

// rule is the floor's, all zero when it was never set.
func rule(ctx context.Context, q db.Querier) (r Rule, err error) {
	err = q.QueryRow(ctx, sqlRule, rowOfFloor).Scan(&r.Pick, &r.StarveS, &r.Version)
	if db.NotFound(err) {
		return Rule{}, nil
	}
	return r, err
}

func putRule(ctx context.Context, q db.Querier, r Rule) error {
	_, err := q.Exec(ctx, sqlPutRule, rowOfFloor, r.Pick, r.StarveS, r.Version)
	return err
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("settings are always JSON: " + err.Error())
	}
	return string(b)
}

// taken turns the database's word for a name that is in use into ours.
func taken(err error, code, name string) error {
	if db.Taken(err) {
		return problem.New(problem.Conflict, code, "name", name)
	}
	return err
}

// saved: no row changed means that somebody else has saved since this person began to edit.
func saved(rows int64, err error, what string) error {
	if err == nil && rows == 0 {
		return problem.New(problem.Conflict, what+".changed_meanwhile")
	}
	return err
}
