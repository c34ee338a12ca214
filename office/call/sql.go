package call

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/id"
)

const sqlCall = `select data from call where id = ?`

const sqlPutCall = `
insert into call (id, tenant, line, number, direction, result, lost, started_at, lasted_ms, data)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set tenant = excluded.tenant, line = excluded.line, number = excluded.number,
	direction = excluded.direction, result = excluded.result, lost = excluded.lost,
	started_at = excluded.started_at, lasted_ms = excluded.lasted_ms, data = excluded.data`

const sqlPutAgent = `
insert into call_agent (agent, call, talked, started_at) values (?, ?, ?, ?)
on conflict (agent, call) do update set talked = excluded.talked, started_at = excluded.started_at`

const sqlClearCalls = `delete from call`

const sqlClearAgents = `delete from call_agent`

// stored finds a call whosever it is: the fold writes for all tenants, and a handler decides
// by what it finds.
func stored(ctx context.Context, q db.Querier, name id.Call) (Call, error) {
	c, err := scanCall(q.QueryRow(ctx, sqlCall, name).Scan)
	if db.NotFound(err) {
		return c, problem.New(problem.NotFound, "call.unknown", "call", string(name))
	}
	return c, err
}

func scanCall(scan func(...any) error) (c Call, err error) {
	var data string
	if err := scan(&data); err != nil {
		return c, err
	}
	if err := json.Unmarshal([]byte(data), &c); err != nil {
		return c, fmt.Errorf("stored call: %w", err)
	}
	return c, nil
}

// put writes a call whole.
func put(ctx context.Context, tx *db.Tx, c *Call, k keys) error {
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("call %s: %w", c.ID, err)
	}
	_, err = tx.Exec(ctx, sqlPutCall, c.ID, k.tenant, k.line, k.number, k.direction, k.result, k.lost, k.startedAt, k.lasted, string(text))
	return err
}

const sqlPutText = `update call set data = ? where id = ?`

// putText writes what changed of a call whose keys did not.
func putText(ctx context.Context, tx *db.Tx, c *Call) error {
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("call %s: %w", c.ID, err)
	}
	_, err = tx.Exec(ctx, sqlPutText, string(text), c.ID)
	return err
}

func putAgents(ctx context.Context, tx *db.Tx, c *Call) error {
	for _, a := range c.Missed {
		if _, err := tx.Exec(ctx, sqlPutAgent, a, c.ID, false, c.StartedAt); err != nil {
			return err
		}
	}
	for _, a := range c.Agents {
		if _, err := tx.Exec(ctx, sqlPutAgent, a, c.ID, true, c.StartedAt); err != nil {
			return err
		}
	}
	return nil
}

func clear(ctx context.Context, tx *db.Tx) error {
	for _, text := range []string{sqlClearAgents, sqlClearDowntimes} {
		if _, err := tx.Exec(ctx, text); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, sqlClearCalls)
	return err
}

// Lists show the newest first, below a cursor of (moment, id). A filter that is not set lets
// everything pass; the one that narrows most also stands alone in front, so that its index is
// used: with "or" around it a database walks over all calls (measured: 1 µs for each).
const (
	sqlListAll    = `select data from call where ` + listTail
	sqlListTenant = `select data from call where tenant = ? and ` + listTail
	sqlListLine   = `select data from call where line = ? and ` + listTail
	sqlListResult = `select data from call where result = ? and ` + listTail
	sqlListNumber = `select data from call where ` + listNumbers + ` and ` + listTail
	sqlListAgent  = `select data from (
	select c.data, c.tenant, c.line, c.number, c.direction, c.result, c.lost, c.lasted_ms, a.started_at, a.call as id
	from call_agent a join call c on c.id = a.call where a.agent = ? and a.talked = true
) as mine where ` + listTail

	// The sixteen numbers are what a search for digits found.
	listNumbers = `number in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

	listTail = `(? = '' or tenant = ?) and (? = '' or line = ?) and (? = '' or result = ?)
	and (? = '' or direction = ?) and (? = 0 or lost = true)
	and started_at >= ? and started_at < ? and (started_at < ? or started_at = ? and id < ?)
	and lasted_ms >= ?
	and (? = 0 or ` + listNumbers + `)
order by started_at desc, id desc
limit ?`
)

// list is one page of the scope's tenant's calls (tenant "" is all) below the cursor.
func list(ctx context.Context, sc db.Scope, f Filter, numbers []id.Number, at int64, below id.Call, limit int) ([]Call, error) {
	slots := make([]any, maxMatches)
	for i := range slots {
		slots[i] = id.Number("-") // no call has it, while many have ""
		if i < len(numbers) {
			slots[i] = numbers[i]
		}
	}
	text, args := sqlListAll, []any(nil)
	switch {
	case f.Agent != "":
		text, args = sqlListAgent, []any{f.Agent}
	case f.Number != "":
		text, args = sqlListNumber, slots
	case f.Line != "":
		text, args = sqlListLine, []any{f.Line}
	case sc.Tenant != "":
		text, args = sqlListTenant, []any{sc.Tenant}
	case f.Result != "":
		text, args = sqlListResult, []any{f.Result}
	}
	args = append(slices.Clone(args), sc.Tenant, sc.Tenant, f.Line, f.Line, f.Result, f.Result, f.Direction, f.Direction, flag(f.Lost),
		f.From, f.To, at, at, below, f.LongerMS, flag(f.Number != ""))
	rows, err := sc.Query(ctx, text, append(append(args, slots...), limit)...)
	return db.Collect(rows, err, scanCall)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

const sqlMissedOffers = `
select count(*) from call_agent where agent = ? and talked = false and started_at >= ?`

func missedOffers(ctx context.Context, q db.Querier, a id.Agent, since int64) (n int, err error) {
	return n, q.QueryRow(ctx, sqlMissedOffers, a, since).Scan(&n)
}

const sqlNote = `select text, author, at, version from call_note where call = ? and tenant = ?`

const sqlAddNote = `
insert into call_note (call, tenant, text, author, at, version) values (?, ?, ?, ?, ?, 1)`

const sqlChangeNote = `
update call_note set text = ?, author = ?, at = ?, version = version + 1
where call = ? and tenant = ? and version = ?`

func note(ctx context.Context, sc db.Scope, name id.Call) (n Note, err error) {
	err = sc.QueryRow(ctx, sqlNote, name, sc.Tenant).Scan(&n.Text, &n.By, &n.At, &n.Version)
	if db.NotFound(err) {
		return Note{}, nil
	}
	return n, err
}

func saveNote(ctx context.Context, sc db.Scope, name id.Call, n Note) error {
	stale := problem.New(problem.Conflict, "note.changed_meanwhile")
	if n.Version == 0 {
		_, err := sc.Exec(ctx, sqlAddNote, name, sc.Tenant, n.Text, n.By, n.At)
		if db.Taken(err) {
			return stale
		}
		return err
	}
	rows, err := sc.Exec(ctx, sqlChangeNote, n.Text, n.By, n.At, name, sc.Tenant, n.Version)
	if err == nil && rows == 0 {
		return stale
	}
	return err
}
