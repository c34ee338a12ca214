package journal

import (
	"context"
	"encoding/json"
	"fmt"

	"gudok/base/db"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

const sqlHead = `
select coalesce((select max(seq) from journal_snapshot where stream = ?), 0),
	coalesce((select max(at) from journal_snapshot where stream = ?), 0),
	coalesce((select max(seq) from fact where stream = ?), 0),
	coalesce((select at from fact where stream = ? order by seq desc limit 1), 0)`

const sqlNewestInputs = `
select first_seq, at, data from journal_input where stream = ? order by first_seq desc limit 1`

// Head implements [Store].
func (s *SQL) Head(ctx context.Context) (Head, error) {
	var seq, at, facts, factAt int64
	if err := s.db.QueryRow(ctx, sqlHead, s.stream, s.stream, s.stream, s.stream).Scan(&seq, &at, &facts, &factAt); err != nil {
		return Head{}, fmt.Errorf("head of the journal: %w", err)
	}
	h := Head{Seq: uint64(seq), Fact: uint64(facts), At: max(at, factAt)}
	newest, err := s.inputs(ctx, sqlNewestInputs, s.stream)
	if err != nil {
		return Head{}, fmt.Errorf("head of the journal: %w", err)
	}
	if n := len(newest); n > 0 {
		h.Seq, h.At = max(h.Seq, newest[n-1].Seq), max(h.At, newest[n-1].At)
	}
	return h, nil
}

const sqlSnapshots = `
select seq, at, version, data from journal_snapshot where stream = ? order by seq desc`

// Snapshots are the kept ones, newest first.
func (s *SQL) Snapshots(ctx context.Context) ([]Snapshot, error) {
	rows, err := s.db.Query(ctx, sqlSnapshots, s.stream)
	return db.Collect(rows, err, func(scan func(...any) error) (sn Snapshot, err error) {
		return sn, scan(&sn.Seq, &sn.At, &sn.Version, &sn.Data)
	})
}

const sqlInputsAfter = `
select first_seq, at, data from journal_input
where stream = ? and first_seq >= coalesce((
	select max(first_seq) from journal_input where stream = ? and first_seq <= ?), 0)
order by first_seq limit ?`

// Inputs are those after seq, oldest first, of at most rows batches; none means the end.
// A gap in their numbers is an error: what follows it cannot be re-lived.
func (s *SQL) Inputs(ctx context.Context, seq uint64, rows int) ([]Input, error) {
	all, err := s.inputs(ctx, sqlInputsAfter, s.stream, s.stream, int64(seq)+1, rows)
	if err != nil {
		return nil, fmt.Errorf("inputs after %d: %w", seq, err)
	}
	for len(all) > 0 && all[0].Seq <= seq {
		all = all[1:]
	}
	for i := range all {
		if want := seq + uint64(i) + 1; all[i].Seq != want {
			return nil, fmt.Errorf("inputs after %d: number %d is missing", seq, want)
		}
	}
	return all, nil
}

func (s *SQL) inputs(ctx context.Context, text string, args ...any) ([]Input, error) {
	rows, err := s.db.Query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Input
	for rows.Next() {
		var first uint64
		var at int64
		var data []byte
		if err := rows.Scan(&first, &at, &data); err != nil {
			return nil, err
		}
		some, err := unpack(first, at, data)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, rows.Err()
}

const sqlKept = `select kind, name, rev, data from journal_kept order by kind, name`

// Kept is all that gates asked to keep, sorted by kind and name.
func (s *SQL) Kept(ctx context.Context) ([]voice.Kept, error) {
	rows, err := s.db.Query(ctx, sqlKept)
	return db.Collect(rows, err, func(scan func(...any) error) (k voice.Kept, err error) {
		var data string
		err = scan(&k.Kind, &k.Name, &k.Rev, &data)
		k.Data = json.RawMessage(data)
		return k, err
	})
}

const factColumns = `stream, seq, at, cause, tenant, line, call, item, agent, promise, actor, type, data`

const sqlFactsAfter = `
select ` + factColumns + ` from fact where stream = ? and seq > ? order by seq limit ?`

const sqlFactsBefore = `
select ` + factColumns + ` from fact where stream = ? and seq < ? order by seq desc limit ?`

const sqlFactsOfTypes = `
select ` + factColumns + ` from fact
where stream = ? and seq > ? and seq <= ? and type in (?, ?, ?) order by seq limit ?`

const sqlFactsOfTypesAny = `
select ` + factColumns + ` from fact
where stream = ? and seq > ? and seq <= ? and type in (?, ?, ?, ?, ?, ?, ?, ?) order by seq limit ?`

const sqlPromiseFacts = `
select ` + factColumns + ` from fact where promise <> '' and stream = ? and seq > ? order by seq limit ?`

// A promise's facts are few among those of calls: the database leaves the others out.
const sqlFactsOwed = `
select ` + factColumns + ` from fact
where stream = ? and seq > ? and (type like 'promise.%' or type like 'attempt.%') order by seq limit ?`

const sqlFactAt = `select at from fact where stream = ? and seq = ?`

const sqlFactsOfCall = `
select ` + factColumns + ` from fact
where call = ? and call <> '' and stream = ? order by seq limit ?`

const sqlFactsOfPromise = `
select ` + factColumns + ` from fact
where promise = ? and promise <> '' and stream = ? order by seq limit ?`

// After are at most limit facts with a number above seq, oldest first: how a projection that
// keeps a cursor goes on.
func (s *SQL) After(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlFactsAfter, s.stream, int64(seq), limit)
	return db.Collect(rows, err, scanFact)
}

// OfTypes are at most limit facts of three types with a number above after and up to upTo,
// oldest first.
func (s *SQL) OfTypes(ctx context.Context, types [3]string, after, upTo uint64, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlFactsOfTypes, s.stream, int64(after), int64(upTo), types[0], types[1], types[2], limit)
	return db.Collect(rows, err, scanFact)
}

// OfTypesAny is OfTypes for eight types.
func (s *SQL) OfTypesAny(ctx context.Context, types [8]string, after, upTo uint64, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlFactsOfTypesAny, s.stream, int64(after), int64(upTo), types[0], types[1], types[2], types[3],
		types[4], types[5], types[6], types[7], limit)
	return db.Collect(rows, err, scanFact)
}

// OfPromises are at most limit facts about any promise with a number above after, oldest first.
func (s *SQL) OfPromises(ctx context.Context, after uint64, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlPromiseFacts, s.stream, int64(after), limit)
	return db.Collect(rows, err, scanFact)
}

// Owed are at most limit facts of promises, those without a number too, with a number above
// seq, oldest first.
func (s *SQL) Owed(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlFactsOwed, s.stream, int64(seq), limit)
	return db.Collect(rows, err, scanFact)
}

// FirstAt is the number of the first fact at or after the moment (ms UTC); one above head,
// the newest fact's, when there is none. Numbers are gapless and moments never go back.
func (s *SQL) FirstAt(ctx context.Context, moment int64, head uint64) (uint64, error) {
	lo, hi := uint64(1), head+1
	for lo < hi {
		mid := lo + (hi-lo)/2
		var at int64
		if err := s.db.QueryRow(ctx, sqlFactAt, s.stream, int64(mid)).Scan(&at); err != nil {
			return 0, fmt.Errorf("fact %d: %w", mid, err)
		}
		if at >= moment {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo, nil
}

// Before are at most limit facts with a number below seq, newest first.
func (s *SQL) Before(ctx context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlFactsBefore, s.stream, int64(seq), limit)
	return db.Collect(rows, err, scanFact)
}

// OfCall are at most limit facts about a call, oldest first. Whose call it is the caller
// must have looked at.
func (s *SQL) OfCall(ctx context.Context, c id.Call, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlFactsOfCall, string(c), s.stream, limit)
	return db.Collect(rows, err, scanFact)
}

// OfPromise are at most limit facts about a promise, oldest first.
func (s *SQL) OfPromise(ctx context.Context, p id.Promise, limit int) ([]fact.Envelope, error) {
	rows, err := s.db.Query(ctx, sqlFactsOfPromise, string(p), s.stream, limit)
	return db.Collect(rows, err, scanFact)
}

func scanFact(scan func(...any) error) (e fact.Envelope, err error) {
	var data string
	err = scan(&e.Stream, &e.Seq, &e.At, &e.Cause, &e.Tenant, &e.Line, &e.Call, &e.Item,
		&e.Agent, &e.Promise, &e.Actor, &e.Type, &data)
	e.Data = json.RawMessage(data)
	return e, err
}
