package reader

import (
	"context"
	"fmt"

	"gudok/base/db"
)

const sqlCursor = `select seq from reader where name = ?`

const sqlMove = `
insert into reader (name, seq) values (?, ?)
on conflict (name) do update set seq = excluded.seq`

const sqlForget = `delete from reader where name = ?`

func (r *Reader) cursor(ctx context.Context, q db.Querier) (uint64, error) {
	var seq int64
	err := q.QueryRow(ctx, sqlCursor, r.o.Name).Scan(&seq)
	if db.NotFound(err) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("cursor of %s: %w", r.o.Name, err)
	}
	return uint64(seq), nil
}

func (r *Reader) move(ctx context.Context, tx *db.Tx, seq uint64) error {
	if _, err := tx.Exec(ctx, sqlMove, r.o.Name, int64(seq)); err != nil {
		return fmt.Errorf("move cursor of %s: %w", r.o.Name, err)
	}
	return nil
}

func (r *Reader) forget(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, sqlForget, r.o.Name)
	return err
}
