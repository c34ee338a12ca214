package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gudok/base/db"
	"gudok/fact"
	"gudok/id"
)

// forgetRows is how many input rows one transaction removes: some 20 ms of work, so that a
// batch never waits longer for it.
const forgetRows = 500

// SQL keeps one floor's journal in a database of the floor schema.
type SQL struct {
	db     *db.DB
	stream string
	packed []byte // used again by each Write
}

// NewSQL is the store of floor f in d.
func NewSQL(d *db.DB, f id.Floor) *SQL { return &SQL{db: d, stream: Stream(f)} }

const sqlNextEpoch = `
insert into journal_epoch (stream, epoch) values (?, 1)
on conflict (stream) do update set epoch = journal_epoch.epoch + 1
returning epoch`

// NextEpoch counts the processes that had this floor, from 1. It is in every id, so it is
// committed before the first one is made. After 65,535 starts it begins again; ids stay
// unique, because their moment never goes back.
func (s *SQL) NextEpoch(ctx context.Context) (uint16, error) {
	var epoch int64
	err := s.db.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, sqlNextEpoch, s.stream).Scan(&epoch)
	})
	if err != nil {
		return 0, fmt.Errorf("next epoch: %w", err)
	}
	return uint16((epoch-1)%65535 + 1), nil
}

const sqlInputs = `
insert into journal_input (stream, first_seq, last_seq, at, day, epoch, version, data)
values (?, ?, ?, ?, ?, ?, ?, ?)`

const sqlFact = `
insert into fact (stream, seq, at, cause, tenant, line, call, item, agent, promise, actor, type, data)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const sqlKeep = `
insert into journal_kept (kind, name, rev, data) values (?, ?, ?, ?)
on conflict (kind, name) do update set rev = excluded.rev, data = excluded.data
where journal_kept.rev <= excluded.rev`

const sqlDrop = `delete from journal_kept where kind = ? and name = ?`

const sqlNumber = `
insert into number (id, tenant, e164, back, at) values (?, ?, ?, ?, ?)
on conflict (id) do nothing`

// Write implements [Store].
func (s *SQL) Write(ctx context.Context, batches []*Batch) error {
	return s.db.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, b := range batches {
			if err := s.write(ctx, tx, b); err != nil {
				return fmt.Errorf("batch to input %d: %w", b.last(), err)
			}
		}
		return nil
	})
}

func (s *SQL) write(ctx context.Context, tx *db.Tx, b *Batch) error {
	if n := len(b.Inputs); n > 0 {
		first := &b.Inputs[0]
		s.packed = pack(s.packed[:0], b.Inputs)
		_, err := tx.Exec(ctx, sqlInputs, s.stream, int64(first.Seq), int64(b.Inputs[n-1].Seq),
			first.At, Day(first.At), int64(b.Epoch), int64(b.Version), s.packed)
		if err != nil {
			return fmt.Errorf("inputs: %w", err)
		}
	}
	if err := s.writeFacts(ctx, tx, b.Facts); err != nil {
		return err
	}
	for _, n := range b.Numbers {
		if _, err := tx.Exec(ctx, sqlNumber, string(n.ID), string(n.Tenant), string(n.E164), backwards(string(n.E164)), n.At); err != nil {
			return fmt.Errorf("number: %w", err)
		}
	}
	for _, d := range b.Drop {
		if _, err := tx.Exec(ctx, sqlDrop, d.Kind, d.Name); err != nil {
			return fmt.Errorf("drop %s: %w", d.Kind, err)
		}
	}
	for i := range b.Keep {
		k := &b.Keep[i]
		if _, err := tx.Exec(ctx, sqlKeep, k.Kind, k.Name, int64(k.Rev), string(k.Data)); err != nil {
			return fmt.Errorf("keep %s: %w", k.Kind, err)
		}
	}
	return nil
}

// sqlFactsPostgres writes many facts in one round trip; json (not jsonb) keeps their bytes.
const sqlFactsPostgres = `
insert into fact (stream, seq, at, cause, tenant, line, call, item, agent, promise, actor, type, data)
select stream, seq, at, cause, coalesce(tenant, ''), coalesce(line, ''), coalesce(call, ''), coalesce(item, ''),
	coalesce(agent, ''), coalesce(promise, ''), coalesce(actor, ''), type, data::text
from json_to_recordset(?::json) as f(stream text, seq bigint, at bigint, cause bigint, tenant text, line text,
	call text, item text, agent text, promise text, actor text, type text, data json)`

// writeFacts is fastest by single prepared rows in SQLite and by one statement in PostgreSQL.
func (s *SQL) writeFacts(ctx context.Context, tx *db.Tx, all []fact.Envelope) error {
	if len(all) > 0 && s.db.Dialect() == db.Postgres {
		text, err := json.Marshal(all)
		if err != nil {
			return fmt.Errorf("facts: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlFactsPostgres, string(text)); err != nil {
			return fmt.Errorf("facts from %d: %w", all[0].Seq, err)
		}
		return nil
	}
	for i := range all {
		if err := writeFact(ctx, tx, &all[i]); err != nil {
			return err
		}
	}
	return nil
}

// writeFact spells the types out: database/sql looks named string types up by reflection.
func writeFact(ctx context.Context, tx *db.Tx, e *fact.Envelope) error {
	_, err := tx.Exec(ctx, sqlFact, e.Stream, int64(e.Seq), e.At, int64(e.Cause), string(e.Tenant),
		string(e.Line), string(e.Call), string(e.Item), string(e.Agent), string(e.Promise),
		string(e.Actor), e.Type, string(e.Data))
	if err != nil {
		return fmt.Errorf("fact %s: %w", e.Type, err)
	}
	return nil
}

// Day is the segment of a moment (ms UTC): 20261231.
func Day(ms int64) int64 {
	y, m, d := time.UnixMilli(ms).UTC().Date()
	return int64(y)*10000 + int64(m)*100 + int64(d)
}

const sqlSaveSnapshot = `
insert into journal_snapshot (stream, seq, at, version, data) values (?, ?, ?, ?, ?)
on conflict (stream, seq) do update set at = excluded.at, version = excluded.version, data = excluded.data`

const sqlDropSnapshots = `
delete from journal_snapshot where stream = ? and seq <> ? and (at < ? or seq not in (
	select seq from journal_snapshot where stream = ? order by seq desc limit ?))`

// SaveSnapshot implements [Store].
func (s *SQL) SaveSnapshot(ctx context.Context, sn Snapshot, keep int, before int64) error {
	return s.db.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, sqlSaveSnapshot, s.stream, int64(sn.Seq), sn.At, int64(sn.Version), sn.Data)
		if err == nil {
			_, err = tx.Exec(ctx, sqlDropSnapshots, s.stream, int64(sn.Seq), before, s.stream, keep)
		}
		if err == nil && sn.Mark != nil {
			err = s.saveMark(ctx, tx, sn.Mark)
		}
		if err != nil {
			return fmt.Errorf("snapshot %d: %w", sn.Seq, err)
		}
		return nil
	})
}

const sqlForget = `
delete from journal_input where stream = ? and first_seq in (
	select first_seq from journal_input where stream = ? and day < ? order by first_seq limit ?)`

// Forget implements [Store].
func (s *SQL) Forget(ctx context.Context, day int64) (int64, error) {
	n, err := s.db.Exec(ctx, sqlForget, s.stream, s.stream, day, forgetRows)
	if err != nil {
		return 0, fmt.Errorf("forget inputs before %d: %w", day, err)
	}
	if _, err := s.db.Exec(ctx, sqlForgetMarks, s.stream, day, s.stream, day); err != nil {
		return n, fmt.Errorf("forget marks before %d: %w", day, err)
	}
	return n, nil
}
