package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"time"

	"gudok/fact"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// A Schema is one of the two logical databases.
type Schema string

const (
	Floor  Schema = "floor"  // inputs, floor facts, legs, snapshots
	Office Schema = "office" // all rooms and their facts
)

// A Dialect is what the statements are spoken in.
type Dialect string

const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

const (
	// busyTimeout is the default of Options.Wait.
	busyTimeout = 5 * time.Second
	// maxReaders bounds SQLite read connections: each costs about 2 MB of page cache.
	maxReaders = 8
	// maxPostgres bounds connections of one process to PostgreSQL, whose default limit is 100.
	maxPostgres = 16
)

// Options say which database and where. Either Dir or URL is given; with neither the
// database is a temporary file, removed by Close.
type Options struct {
	Schema Schema // required
	Dir    string // SQLite: the folder of floor.db and office.db; it must exist
	URL    string // PostgreSQL: postgres://user@host/database
	// As is the name of the PostgreSQL schema, "" is Schema's own. Tests give each its own.
	As string
	// Fast trades durability for speed (synchronous=OFF on SQLite). For tests only.
	Fast bool
	// Wait is how long a statement waits for another process that holds the SQLite file (a
	// backup, a person with sqlite3); 0: 5 s, longer than a checkpoint, shorter than a
	// person's patience.
	Wait time.Duration
	// Published is called after a commit with the facts that it appended, in the goroutine
	// that committed; it must not block. nil: nobody listens. On PostgreSQL two commits may
	// call in either order: a reader goes by the sequence, this is only the nudge.
	Published func([]fact.Envelope)
	Now       func() time.Time // nil: time.Now
	Log       *slog.Logger     // nil: silent
}

// errURL does not repeat the URL: it may hold a password.
var errURL = errors.New("database URL: not understood; expected postgres://user:password@host:5432/database")

// A DB is one open logical database. Safe for concurrent use.
type DB struct {
	opt     Options
	dialect Dialect
	read    *sql.DB // SQLite: the readers; PostgreSQL: everything
	write   *sql.DB // SQLite: one connection; PostgreSQL: same as read
	stmts   cache   // of the readers
	temp    string  // folder to remove at Close

	// turn is held by the one SQLite writer; a channel, so that waiting ends with the context
	// and counts as idle in a testing/synctest bubble.
	turn   chan struct{}
	writer *writer
	log    checkpointer

	texts sync.Map // text with ? -> text with $n
}

// filled puts the usual values in the place of empty ones.
func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wait == 0 {
		o.Wait = busyTimeout
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Open opens the database, creates it where it is missing and applies migrations.
func Open(ctx context.Context, opt Options) (*DB, error) {
	if opt.Schema != Floor && opt.Schema != Office {
		return nil, fmt.Errorf("open database: unknown schema %q", opt.Schema)
	}
	d := &DB{opt: opt.filled(), turn: make(chan struct{}, 1)}
	open := d.openSQLite
	if opt.URL != "" {
		open = d.openPostgres
	}
	if err := open(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := d.migrate(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if d.dialect == SQLite {
		var err error // pinned only now: migrations need the one connection
		if d.writer, err = newWriter(ctx, d.write); err != nil {
			return nil, errors.Join(fmt.Errorf("open database: %w", err), d.Close())
		}
		d.log.start(d) //nolint:contextcheck // it lives until Close
	}
	return d, nil
}

// Dialect is the database's dialect, for the rare statement that needs two texts.
func (d *DB) Dialect() Dialect { return d.dialect }

// Now is the database's clock, ms UTC: the moment of facts and of rows.
func (d *DB) Now() int64 { return d.opt.Now().UnixMilli() }

// Close closes all connections. A temporary database is gone.
func (d *DB) Close() error {
	var errs []error
	d.log.stop()
	errs = append(errs, d.stmts.close())
	if d.writer != nil {
		errs = append(errs, d.writer.close())
	}
	if d.write != nil && d.write != d.read {
		errs = append(errs, d.write.Close())
	}
	if d.read != nil {
		errs = append(errs, d.read.Close())
	}
	if d.temp != "" {
		errs = append(errs, os.RemoveAll(d.temp))
	}
	return errors.Join(errs...)
}

func (d *DB) openSQLite(context.Context) error {
	d.dialect = SQLite
	dir := d.opt.Dir
	if dir == "" {
		temp, err := os.MkdirTemp("", "gudok-db-")
		if err != nil {
			return fmt.Errorf("temporary database: %w", err)
		}
		d.temp, dir = temp, temp
	}
	path := filepath.Join(dir, string(d.opt.Schema)+".db")
	// SQLite would say only "unable to open database file (14)".
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	if d.write, err = sql.Open("sqlite", d.sqliteName(path, false)); err != nil {
		return fmt.Errorf("open database %s: %w", path, err)
	}
	d.write.SetMaxOpenConns(1)
	if d.read, err = sql.Open("sqlite", d.sqliteName(path, true)); err != nil {
		return fmt.Errorf("open database %s: %w", path, err)
	}
	readers := min(maxReaders, max(2, runtime.GOMAXPROCS(0)*2))
	d.read.SetMaxOpenConns(readers)
	d.read.SetMaxIdleConns(readers)
	return nil
}

// sqliteName is the driver's name of a file. WAL lets readers go on while one writes;
// synchronous=FULL makes each commit survive a power cut (house.md 5.2).
func (d *DB) sqliteName(path string, readOnly bool) string {
	sync := "full"
	if d.opt.Fast {
		sync = "off"
	}
	q := url.Values{}
	q.Add("_pragma", "busy_timeout("+strconv.FormatInt(d.opt.Wait.Milliseconds(), 10)+")")
	q.Add("_pragma", "journal_mode(wal)")
	q.Add("_pragma", "synchronous("+sync+")")
	q.Add("_pragma", "foreign_keys(on)")
	q.Add("_pragma", "temp_store(memory)")
	q.Add("_pragma", "wal_autocheckpoint("+strconv.Itoa(checkpointPages)+")")
	if readOnly {
		q.Add("_pragma", "query_only(on)")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

func (d *DB) openPostgres(ctx context.Context) error {
	d.dialect = Postgres
	cfg, err := pgx.ParseConfig(d.opt.URL)
	if err != nil {
		return errURL
	}
	name := d.schemaName()
	cfg.RuntimeParams["search_path"] = name
	cfg.RuntimeParams["application_name"] = "gudok " + strconv.Itoa(os.Getpid())
	d.read = stdlib.OpenDB(*cfg)
	d.read.SetMaxOpenConns(maxPostgres)
	d.read.SetMaxIdleConns(maxPostgres)
	d.write = d.read
	if _, err := d.read.ExecContext(ctx, "create schema if not exists "+pgx.Identifier{name}.Sanitize()); err != nil {
		return fmt.Errorf("schema %s: %w", name, err)
	}
	return nil
}

func (d *DB) schemaName() string {
	if d.opt.As != "" {
		return d.opt.As
	}
	return string(d.opt.Schema)
}
