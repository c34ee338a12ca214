package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"gudok/base/problem"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
)

// A Querier runs statements: a *DB outside of transactions, a *Tx inside, a [Scope] on either.
type Querier interface {
	Query(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRow(ctx context.Context, text string, args ...any) Row
	Exec(ctx context.Context, text string, args ...any) (int64, error)
}

// A Row is what QueryRow found.
type Row struct {
	row *sql.Row
	err error
}

// Scan copies the row's columns into dest. No row: [NotFound] reports true of the error.
func (r Row) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	return r.row.Scan(dest...)
}

// NotFound reports whether err says that there was no row.
func NotFound(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// Taken reports whether err says that a unique value or key is already taken.
func Taken(err error) bool {
	const primaryKey, unique = 1555, 2067 // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE
	return isSQLite(err, primaryKey, unique) || isPostgres(err, "23505")
}

// Full reports whether err says that the disk has no room left.
func Full(err error) bool {
	const full = 13 // SQLITE_FULL
	return isSQLite(err, full) || isPostgres(err, "53100") || errors.Is(err, syscall.ENOSPC)
}

// Locked reports whether err says that another process held the database for too long.
func Locked(err error) bool {
	const busy = 5 // SQLITE_BUSY
	return isSQLite(err, busy) || isPostgres(err, "55P03") || problem.Is(err, codeLocked)
}

// isSQLite compares with the extended result codes given, or with the primary code where one
// below 256 is given (https://sqlite.org/rescode.html).
func isSQLite(err error, codes ...int) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && slices.ContainsFunc(codes, func(c int) bool { return e.Code() == c || c < 256 && e.Code()&0xff == c })
}

func isPostgres(err error, code string) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == code
}

// Collect reads all rows: one calls scan for each, which is given rows.Scan.
//
//	return db.Collect(rows, err, func(scan func(...any) error) (l Line, err error) {
//		return l, scan(&l.ID, &l.Name)
//	})
//
// The result is never nil, so that JSON shows [].
func Collect[T any](rows *sql.Rows, err error, one func(scan func(...any) error) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := []T{}
	for rows.Next() {
		v, err := one(rows.Scan)
		if err != nil {
			return nil, fmt.Errorf("read row: %w", err)
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// Query reads outside of a transaction.
func (d *DB) Query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if d.dialect == Postgres {
		return d.read.QueryContext(ctx, d.rewrite(text), args...)
	}
	s, err := d.stmts.get(ctx, d.read.PrepareContext, text) //nolint:sqlclosecheck // the cache closes it
	if err != nil || s == nil {
		return d.read.QueryContext(ctx, text, args...)
	}
	return s.QueryContext(ctx, args...)
}

// QueryRow reads one row outside of a transaction.
func (d *DB) QueryRow(ctx context.Context, text string, args ...any) Row {
	if d.dialect == Postgres {
		return Row{row: d.read.QueryRowContext(ctx, d.rewrite(text), args...)}
	}
	s, err := d.stmts.get(ctx, d.read.PrepareContext, text) //nolint:sqlclosecheck // the cache closes it
	if err != nil || s == nil {
		return Row{row: d.read.QueryRowContext(ctx, text, args...)}
	}
	return Row{row: s.QueryRowContext(ctx, args...)}
}

// Exec runs one statement in a transaction of its own and returns the number of rows changed.
func (d *DB) Exec(ctx context.Context, text string, args ...any) (n int64, err error) {
	err = d.In(ctx, func(ctx context.Context, tx *Tx) error {
		n, err = tx.Exec(ctx, text, args...)
		return err
	})
	return n, err
}

// rewrite turns ? into $1, $2 … except inside quotes and comments, once per text.
func (d *DB) rewrite(text string) string {
	if t, ok := d.texts.Load(text); ok {
		return t.(string)
	}
	t := dollars(text)
	d.texts.Store(text, t)
	return t
}

func dollars(text string) string {
	var b strings.Builder
	n := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if end := skipped(text, i); end > i {
			b.WriteString(text[i:end])
			i = end - 1
			continue
		}
		if c == '?' {
			n++
			b.WriteString("$" + strconv.Itoa(n))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// skipped is the end of the quoted text or comment that begins at i, i when none does.
func skipped(text string, i int) int {
	until := func(mark string, from int) int {
		j := strings.Index(text[from:], mark)
		if j < 0 {
			return len(text)
		}
		return from + j + len(mark)
	}
	switch {
	case text[i] == '\'' || text[i] == '"':
		return until(text[i:i+1], i+1)
	case strings.HasPrefix(text[i:], "--"):
		return until("\n", i)
	case strings.HasPrefix(text[i:], "/*"):
		return until("*/", i)
	}
	return i
}

// maxStatements bounds the prepared statements of one connection. The program has a few
// hundred constant texts; more means that somebody builds texts.
const maxStatements = 1000

// A cache keeps prepared statements by their text.
type cache struct {
	mu sync.Mutex
	m  map[string]*sql.Stmt
}

// get is the statement for text, nil when the cache is full.
func (c *cache) get(ctx context.Context, prepare func(context.Context, string) (*sql.Stmt, error), text string) (*sql.Stmt, error) {
	c.mu.Lock()
	s, full := c.m[text], len(c.m) >= maxStatements
	c.mu.Unlock()
	if s != nil || full {
		return s, nil
	}
	s, err := prepare(ctx, text)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if was := c.m[text]; was != nil { // another was faster
		return was, s.Close() //nolint:sqlclosecheck // the one that came too late
	}
	if c.m == nil {
		c.m = map[string]*sql.Stmt{}
	}
	c.m[text] = s
	return s, nil
}

func (c *cache) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var errs []error
	for _, s := range c.m {
		errs = append(errs, s.Close())
	}
	c.m = nil
	return errors.Join(errs...)
}
