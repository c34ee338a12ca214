package journal

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"gudok/base/db"
)

// A Mark is what the state was after an input, for whoever lives the day again. It holds ids
// and no numbers; it is kept as long as the inputs are, from which it could be made anew.
type Mark struct {
	Seq     uint64 // of the last input that the state contains
	At      int64  // ms UTC
	Version int    // core.Version that stepped it
	Hash    [32]byte
	// Parts are hashes of the pieces of the state by their names: which one differs says
	// where to look.
	Parts map[string]string
	// State is the state itself, packed by PackState; nil of most marks: a replay begins at
	// the one before the day.
	State []byte
}

// PackState makes a state small enough to be kept for weeks: its JSON shrinks to a tenth.
func PackState(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // the level exists
	_, _ = w.Write(data)                            // a buffer takes all
	_ = w.Close()
	return b.Bytes()
}

// maxState bounds what a damaged mark may make us read: a hundred times the state of a floor
// of 10,000 agents.
const maxState = 1 << 30

// UnpackState is the inverse of PackState.
func UnpackState(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("packed state: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(r, maxState))
	if err != nil {
		return nil, fmt.Errorf("packed state: %w", err)
	}
	return data, nil
}

const sqlMark = `
insert into journal_mark (stream, seq, at, day, version, hash, parts, size, state)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (stream, seq) do nothing`

func (s *SQL) saveMark(ctx context.Context, tx *db.Tx, m *Mark) error {
	parts, err := json.Marshal(m.Parts)
	if err != nil {
		return err
	}
	state := m.State
	if state == nil {
		state = []byte{}
	}
	_, err = tx.Exec(ctx, sqlMark, s.stream, int64(m.Seq), m.At, Day(m.At), int64(m.Version), m.Hash[:], string(parts), len(state), state)
	return err
}

// sqlForgetMarks leaves the last state before the oldest inputs: their day begins with it.
const sqlForgetMarks = `
delete from journal_mark where stream = ? and day < ? and seq < (
	select coalesce(max(seq), 0) from journal_mark where stream = ? and day < ? and size > 0)`

const sqlMarks = `
select seq, at, version, hash, parts from journal_mark where stream = ? and seq > ? and at <= ? order by seq limit ?`

// Marks are at most limit marks after seq and up to the moment (ms UTC), oldest first,
// without their states.
func (s *SQL) Marks(ctx context.Context, seq uint64, upTo int64, limit int) ([]Mark, error) {
	rows, err := s.db.Query(ctx, sqlMarks, s.stream, int64(seq), upTo, limit)
	return db.Collect(rows, err, func(scan func(...any) error) (m Mark, err error) {
		var hash []byte
		var parts string
		if err := scan(&m.Seq, &m.At, &m.Version, &hash, &parts); err != nil {
			return m, err
		}
		copy(m.Hash[:], hash)
		return m, json.Unmarshal([]byte(parts), &m.Parts)
	})
}

const sqlStateBefore = `
select seq, at, version, state from journal_mark where stream = ? and size > 0 and at <= ? order by seq desc limit 1`

// StateBefore is the newest mark with a state that is not after the moment (ms UTC); false:
// there is none, and the day has to be lived from the first input.
func (s *SQL) StateBefore(ctx context.Context, moment int64) (m Mark, ok bool, err error) {
	err = s.db.QueryRow(ctx, sqlStateBefore, s.stream, moment).Scan(&m.Seq, &m.At, &m.Version, &m.State)
	if db.NotFound(err) {
		return m, false, nil
	}
	if err != nil {
		return m, false, fmt.Errorf("state before: %w", err)
	}
	return m, true, nil
}

const sqlFirstState = `
select coalesce(min(at), 0) from journal_mark where stream = ? and size > 0`

// FirstState is the moment of the oldest kept state, 0: there is none.
func (s *SQL) FirstState(ctx context.Context) (at int64, err error) {
	if err := s.db.QueryRow(ctx, sqlFirstState, s.stream).Scan(&at); err != nil {
		return 0, fmt.Errorf("first state: %w", err)
	}
	return at, nil
}

const sqlLastMark = `
select coalesce(max(at), 0) from journal_mark where stream = ? and at <= ?`

// LastMark is the moment of the newest mark not after the moment, 0: none. An orderly end of
// a process leaves one.
func (s *SQL) LastMark(ctx context.Context, moment int64) (at int64, err error) {
	if err := s.db.QueryRow(ctx, sqlLastMark, s.stream, moment).Scan(&at); err != nil {
		return 0, fmt.Errorf("last mark: %w", err)
	}
	return at, nil
}

// A Stored is one batch's inputs as they lie in the database.
type Stored struct {
	First, Last uint64
	At          int64 // ms UTC, of the first
	Epoch       uint16
	Version     int // core.Version that stepped them
	Inputs      []Input
	// Whole: the bytes are those that were written. Rows of older programs have no sum and
	// count as whole.
	Whole bool
}

const sqlStored = `
select first_seq, last_seq, at, epoch, version, data from journal_input
where stream = ? and first_seq >= coalesce((
	select max(first_seq) from journal_input where stream = ? and first_seq <= ?), 0)
order by first_seq limit ?`

// Stored are at most limit batches from the one that has the input seq, or the first after
// it, on. Inputs that cannot be read at all are an error that names them.
func (s *SQL) Stored(ctx context.Context, seq uint64, limit int) ([]Stored, error) {
	rows, err := s.db.Query(ctx, sqlStored, s.stream, s.stream, int64(seq), limit)
	if err != nil {
		return nil, fmt.Errorf("stored inputs: %w", err)
	}
	defer rows.Close()
	var all []Stored
	for rows.Next() {
		var b Stored
		var data []byte
		if err := rows.Scan(&b.First, &b.Last, &b.At, &b.Epoch, &b.Version, &data); err != nil {
			return nil, fmt.Errorf("stored inputs: %w", err)
		}
		if b.Inputs, err = unpack(b.First, b.At, data); err != nil {
			return all, errors.Join(fmt.Errorf("inputs %d to %d cannot be read", b.First, b.Last), err)
		}
		b.Whole = whole(b.First, b.At, data) && b.First+uint64(len(b.Inputs)) == b.Last+1
		all = append(all, b)
	}
	return all, rows.Err()
}

const sqlFirstInput = `
select first_seq, at from journal_input where stream = ? order by first_seq limit 1`

// FirstInput is the oldest input that is still kept and its moment; 0: there is none.
func (s *SQL) FirstInput(ctx context.Context) (seq uint64, at int64, err error) {
	err = s.db.QueryRow(ctx, sqlFirstInput, s.stream).Scan(&seq, &at)
	if db.NotFound(err) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, fmt.Errorf("first input: %w", err)
	}
	return seq, at, nil
}
