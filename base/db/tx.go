package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// A Tx is a write transaction, valid only inside the function given to [DB.In] and only in
// its goroutine.
type Tx struct {
	d      *DB
	writer *writer // SQLite
	pg     *sql.Tx // PostgreSQL
	facts  []fact.Envelope
	after  []func()
}

// A Scope is a handle bound to one tenant. Statements name the tenant by sc.Tenant, so that
// it cannot be forgotten; functions that take a Scope work inside and outside transactions.
type Scope struct {
	Tenant id.Tenant
	Querier
}

// Scope binds the database to a tenant, for reading.
func (d *DB) Scope(t id.Tenant) Scope { return Scope{t, d} }

// Scope binds the transaction to a tenant.
func (tx *Tx) Scope(t id.Tenant) Scope { return Scope{t, tx} }

// codeLocked is the problem that another process holds the SQLite file for longer than
// Options.Wait.
const codeLocked = "data.locked"

// inTx marks the context of a transaction's function.
type inTx struct{}

var errNested = errors.New("db: a transaction inside a transaction would wait for itself")

// In runs fn in a write transaction: all of it is remembered or nothing. It commits when fn
// returns nil and rolls back when fn returns an error or panics. On SQLite one writes at a
// time and a transaction that has begun is not cut short by ctx; keep fn short, do no I/O
// other than SQL in it, and read through tx, not through the DB.
func (d *DB) In(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	if ctx.Value(inTx{}) == d {
		return errNested
	}
	if d.write == nil {
		return errReadOnly
	}
	inner := context.WithValue(ctx, inTx{}, d)
	tx := &Tx{d: d}
	if err := tx.begin(ctx); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done { // fn panicked
			_ = tx.end(ctx, false)
		}
	}()
	err := fn(inner, tx)
	done = true
	if err != nil {
		return errors.Join(err, tx.end(ctx, false))
	}
	return tx.end(ctx, true)
}

// After has fn called when the transaction has been committed, in the committing goroutine.
func (tx *Tx) After(fn func()) { tx.after = append(tx.after, fn) }

// Now is the moment of the transaction's rows and facts, ms UTC.
func (tx *Tx) Now() int64 { return tx.d.Now() }

// Query reads inside the transaction. Close the rows before the next statement.
func (tx *Tx) Query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if tx.pg != nil {
		return tx.pg.QueryContext(ctx, tx.d.rewrite(text), args...)
	}
	ctx = context.WithoutCancel(ctx)
	s, err := tx.writer.stmt(ctx, text) //nolint:sqlclosecheck // the cache closes it
	if err != nil {
		return nil, err
	}
	if s == nil {
		return tx.writer.conn.QueryContext(ctx, text, args...)
	}
	return s.QueryContext(ctx, args...)
}

// QueryRow reads one row inside the transaction.
func (tx *Tx) QueryRow(ctx context.Context, text string, args ...any) Row {
	if tx.pg != nil {
		return Row{row: tx.pg.QueryRowContext(ctx, tx.d.rewrite(text), args...)}
	}
	ctx = context.WithoutCancel(ctx)
	s, err := tx.writer.stmt(ctx, text) //nolint:sqlclosecheck // the cache closes it
	if err != nil {
		return Row{err: err}
	}
	if s == nil {
		return Row{row: tx.writer.conn.QueryRowContext(ctx, text, args...)}
	}
	return Row{row: s.QueryRowContext(ctx, args...)}
}

// Exec runs one statement and returns the number of rows changed.
func (tx *Tx) Exec(ctx context.Context, text string, args ...any) (int64, error) {
	res, err := tx.exec(ctx, text, args)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (tx *Tx) exec(ctx context.Context, text string, args []any) (sql.Result, error) {
	if tx.pg != nil {
		return tx.pg.ExecContext(ctx, tx.d.rewrite(text), args...)
	}
	ctx = context.WithoutCancel(ctx)
	s, err := tx.writer.stmt(ctx, text) //nolint:sqlclosecheck // the cache closes it
	if err != nil {
		return nil, err
	}
	if s == nil {
		return tx.writer.conn.ExecContext(ctx, text, args...)
	}
	return s.ExecContext(ctx, args...)
}

func (tx *Tx) begin(ctx context.Context) error {
	d := tx.d
	if d.dialect == Postgres {
		pg, err := d.write.BeginTx(ctx, nil)
		if err != nil {
			return fmt.Errorf("begin: %w", err)
		}
		tx.pg = pg
		return nil
	}
	select {
	case d.turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("begin: %w", ctx.Err())
	}
	// immediate: a transaction that begins by reading could otherwise not be upgraded while
	// another process writes (SQLITE_BUSY without waiting).
	if err := d.writer.do(ctx, "begin immediate"); err != nil {
		<-d.turn
		if Locked(err) {
			err = errors.Join(problem.New(problem.Unavailable, codeLocked, "database", string(d.opt.Schema)), err)
		}
		return fmt.Errorf("begin: %w", err)
	}
	tx.writer = d.writer
	return nil
}

// end commits or rolls back, gives the turn back and tells who listens.
func (tx *Tx) end(ctx context.Context, commit bool) error {
	d := tx.d
	if tx.pg != nil {
		if !commit {
			return tx.pg.Rollback()
		}
		if err := tx.pg.Commit(); err != nil {
			return fmt.Errorf("commit: %w", err)
		}
		tx.tell()
		return nil
	}
	defer func() { <-d.turn }()
	if !commit {
		return d.writer.do(ctx, "rollback")
	}
	if err := d.writer.do(ctx, "commit"); err != nil {
		// A failed commit (disk full) leaves the transaction open: end it, so that the next
		// one can begin. SQLite may have rolled back by itself: that error means nothing.
		_ = d.writer.do(ctx, "rollback")
		return fmt.Errorf("commit: %w", err)
	}
	d.log.committed()
	tx.tell()
	return nil
}

func (tx *Tx) tell() {
	if tx.d.opt.Published != nil && len(tx.facts) > 0 {
		tx.d.opt.Published(tx.facts)
	}
	for _, fn := range tx.after {
		fn()
	}
}

// A writer is the one SQLite connection that writes. It is pinned: BEGIN, statements and
// COMMIT are spoken on it directly, which saves database/sql's goroutine per transaction.
type writer struct {
	conn  *sql.Conn
	stmts cache
}

func newWriter(ctx context.Context, pool *sql.DB) (*writer, error) {
	// The pin outlives the context of Open.
	c, err := pool.Conn(context.WithoutCancel(ctx))
	if err != nil {
		return nil, err
	}
	return &writer{conn: c}, nil
}

func (w *writer) stmt(ctx context.Context, text string) (*sql.Stmt, error) {
	return w.stmts.get(ctx, w.conn.PrepareContext, text)
}

// do runs one of the texts of a transaction, to the end whatever happens to its context: an
// interrupted connection would have to be thrown away.
func (w *writer) do(ctx context.Context, text string) error {
	ctx = context.WithoutCancel(ctx)
	s, err := w.stmt(ctx, text) //nolint:sqlclosecheck // the cache closes it
	if err == nil {
		_, err = s.ExecContext(ctx)
	}
	return err
}

func (w *writer) close() error { return errors.Join(w.stmts.close(), w.conn.Close()) }
