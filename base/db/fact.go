package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"

	"gudok/fact"
	"gudok/id"
)

// OfficeStream is the stream of the facts that rooms append (house.md 5.2).
const OfficeStream = "office"

const sqlNextSeq = `
insert into fact_stream (stream, seq) values (?, 1)
on conflict (stream) do update set seq = fact_stream.seq + 1
returning seq`

const sqlAppendFact = `
insert into fact (stream, seq, at, cause, tenant, line, call, item, agent, promise, actor, type, data)
values (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// AppendFact remembers a fact of the office in the transaction of the change that it tells
// of. Its seq is gapless: the row of the stream's counter is locked until the commit, so the
// order of numbers is the order of commits. tx must be of an [Office] database.
func AppendFact(ctx context.Context, tx *Tx, h fact.Head, f fact.Fact) error {
	var seq uint64
	if err := tx.QueryRow(ctx, sqlNextSeq, OfficeStream).Scan(&seq); err != nil {
		return fmt.Errorf("number of a fact: %w", err)
	}
	e := fact.Wrap(OfficeStream, seq, tx.Now(), 0, h, f)
	_, err := tx.Exec(ctx, sqlAppendFact, e.Stream, e.Seq, e.At, e.Tenant, e.Line, e.Call, e.Item,
		e.Agent, e.Promise, e.Actor, e.Type, string(e.Data))
	if err != nil {
		return fmt.Errorf("append fact %s: %w", e.Type, err)
	}
	tx.facts = append(tx.facts, e)
	return nil
}

// Changed remembers that a row of a room's settings was created (before nil), changed or
// removed (after nil). What is given must hold no secrets. actor is who did it.
func Changed(ctx context.Context, tx *Tx, room string, tenant id.Tenant, actor fact.Actor, name string, before, after any) error {
	c := fact.ConfigChanged{Room: room, ID: name, Action: "changed"}
	switch {
	case before == nil:
		c.Action = "created"
	case after == nil:
		c.Action = "removed"
	}
	for _, side := range []struct {
		row any
		to  *json.RawMessage
	}{{before, &c.Before}, {after, &c.After}} {
		if side.row == nil {
			continue
		}
		data, err := json.Marshal(side.row)
		if err != nil {
			return fmt.Errorf("change of %s: %w", name, err)
		}
		*side.to = data
	}
	return AppendFact(ctx, tx, fact.Head{Tenant: tenant, Actor: actor}, c)
}

const factColumns = `stream, seq, at, cause, tenant, line, call, item, agent, promise, actor, type, data`

const sqlFactsAfter = `
select ` + factColumns + `
from fact
where stream = ? and seq > ?
order by seq
limit ?`

const sqlFactsOfType = `
select ` + factColumns + `
from fact
where type = ? and stream = ? and seq < ? and (? = '' or tenant = ?) and at >= ? and at < ?
order by seq desc
limit ?`

// FactsAfter are the office's facts with a number above seq, oldest first: how a reader that
// keeps a cursor goes on.
func FactsAfter(ctx context.Context, q Querier, seq uint64, limit int) ([]fact.Envelope, error) {
	return scanFacts(q.Query(ctx, sqlFactsAfter, OfficeStream, seq, limit))
}

// FactsOfType are the office's facts of one type with a number below `below` (0: all), newest
// first, from the moment `from` to before `to` (ms UTC), of one tenant or of all ("").
func FactsOfType(ctx context.Context, q Querier, typ string, t id.Tenant, from, to int64, below uint64, limit int) ([]fact.Envelope, error) {
	if below == 0 {
		below = math.MaxInt64
	}
	return scanFacts(q.Query(ctx, sqlFactsOfType, typ, OfficeStream, below, t, t, from, to, limit))
}

func scanFacts(rows *sql.Rows, err error) ([]fact.Envelope, error) {
	return Collect(rows, err, func(scan func(...any) error) (e fact.Envelope, err error) {
		var data string
		err = scan(&e.Stream, &e.Seq, &e.At, &e.Cause, &e.Tenant, &e.Line, &e.Call, &e.Item,
			&e.Agent, &e.Promise, &e.Actor, &e.Type, &data)
		e.Data = json.RawMessage(data)
		return e, err
	})
}
