package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gudok/base/backup"
	"gudok/base/db"
	"gudok/base/journal"
	"gudok/id"
	"gudok/office/call"
	"gudok/office/promise"
	"gudok/office/recording"
)

// BackupOptions say what is backed up where to.
type BackupOptions struct {
	Data    string
	DB      string // PostgreSQL: the databases are not in the archive
	To      string
	Check   bool // read it again and check it
	Version string
	Out     io.Writer
}

// copyBuffer makes few large reads and writes of many small ones.
const copyBuffer = 1 << 20

// Backup writes a data folder into one file, while a server may work in it. The file has its
// name only when it is whole.
func Backup(ctx context.Context, o BackupOptions) error {
	if _, err := os.Lstat(o.To); err == nil {
		return fmt.Errorf("--to %s: there is a file already; choose another name", o.To)
	}
	if st, err := os.Stat(o.Data); err != nil || !st.IsDir() {
		return fmt.Errorf("--data %s: there is no such folder", o.Data)
	}
	if inside(o.Data, o.To) {
		return fmt.Errorf("--to %s: that is inside the data folder; a backup belongs elsewhere, best on another disk", o.To)
	}
	scratch, err := os.MkdirTemp(filepath.Dir(o.To), ".gudok-backup-")
	if err != nil {
		return fmt.Errorf("--to: %w", err)
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	half := filepath.Join(scratch, "archive")
	m, err := writeBackup(ctx, o, scratch, half)
	if err != nil {
		if db.Full(err) {
			return fmt.Errorf("--to: %w; the disk needs room for the databases twice", err)
		}
		return err
	}
	if err := os.Link(half, o.To); err != nil { // unlike Rename it never replaces
		return fmt.Errorf("--to: %w", err)
	}
	fmt.Fprintf(o.Out, "%s: %d files, %d MB\n", o.To, len(m.Files), m.Bytes()>>20)
	if m.Database == backup.Postgres {
		fmt.Fprint(o.Out, postgresAdvice)
	}
	if o.Check {
		return CheckBackup(ctx, o.To, o.Out)
	}
	return nil
}

// inside reports whether the file would be in the folder.
func inside(dir, file string) bool {
	dir, err := filepath.Abs(dir)
	file, err2 := filepath.Abs(file)
	rel, err3 := filepath.Rel(dir, file)
	return errors.Join(err, err2, err3) == nil && filepath.IsLocal(rel)
}

const postgresAdvice = `The databases are in PostgreSQL and not in this file. Dump them before each backup, so that
no recording which they name is missing here:
  pg_dump --format=custom --schema=office --schema=floor --file=gudok.dump "$GUDOK_DB"
and bring them back with pg_restore before the server is started on the restored folder.
`

func writeBackup(ctx context.Context, o BackupOptions, scratch, path string) (backup.Manifest, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // it holds keys
	if err != nil {
		return backup.Manifest{}, fmt.Errorf("--to: %w", err)
	}
	w := bufio.NewWriterSize(f, copyBuffer)
	m, err := backup.Make(ctx, backup.Source{Dir: o.Data, Postgres: o.DB != "", Version: o.Version, Now: time.Now(), Scratch: scratch}, w)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("--data %s: no gudok has worked there: %w", o.Data, err)
	}
	return m, errors.Join(err, w.Flush(), f.Sync(), f.Close())
}

// RestoreOptions say what is restored where to.
type RestoreOptions struct {
	From, Data string
	Out        io.Writer
}

// Restore unpacks a backup into an empty folder and checks it there. What was written is
// removed when the backup turns out to be damaged.
func Restore(ctx context.Context, o RestoreOptions) error {
	if err := os.MkdirAll(o.Data, folderMode); err != nil {
		return fmt.Errorf("--data: %w", err)
	}
	if err := empty(o.Data); err != nil {
		return err
	}
	owner, err := db.Own(o.Data)
	if err != nil {
		return owned(err, "--data "+o.Data, "folder")
	}
	defer owner.Close()
	m, err := unpack(ctx, o.From, o.Data, nil)
	if err == nil {
		err = m.CheckDatabases(ctx, o.Data)
	}
	if err != nil {
		return errors.Join(err, sweepOut(o.Data))
	}
	fmt.Fprintf(o.Out, "%s: %d files, %d MB, written %s by %s\n", o.Data, len(m.Files), m.Bytes()>>20,
		time.UnixMilli(m.MadeAt).Format(time.RFC3339), m.Version)
	if m.Database == backup.Postgres {
		fmt.Fprint(o.Out, postgresAdvice)
	}
	return nil
}

// empty refuses a folder with something in it, and says when a server works there.
func empty(dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, e := range list {
		if e.Name() == "gudok.lock" {
			owner, err := db.Own(dir)
			if err != nil {
				return owned(err, "--data "+dir, "folder")
			}
			owner.Close()
		}
	}
	return fmt.Errorf("--data %s: the folder is not empty; nothing is ever written over, choose a new one", dir)
}

// sweepOut removes all that a restore wrote, the lock too.
func sweepOut(dir string) error {
	list, err := os.ReadDir(dir)
	for _, e := range list {
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
	}
	return err
}

func unpack(ctx context.Context, from, dir string, want func(string) bool) (backup.Manifest, error) {
	f, err := os.Open(from)
	if err != nil {
		return backup.Manifest{}, fmt.Errorf("--from: %w", err)
	}
	defer f.Close()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return backup.Manifest{}, err
	}
	defer root.Close()
	return backup.Unpack(ctx, bufio.NewReaderSize(f, copyBuffer), root, want)
}

// CheckBackup reads a backup whole, checks each file and both databases, and folds their
// facts: the law of promises holds and no projection is ahead of the floor.
func CheckBackup(ctx context.Context, from string, out io.Writer) error {
	dir, err := os.MkdirTemp("", "gudok-check-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	m, err := unpack(ctx, from, dir, backup.IsDatabase)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "ok    %d files are what was written\n", len(m.Files))
	if m.Database == backup.Postgres {
		fmt.Fprint(out, postgresAdvice)
		return nil
	}
	if err := m.CheckDatabases(ctx, dir); err != nil {
		return err
	}
	fmt.Fprintf(out, "ok    both databases are whole: %d calls, %d recordings, %d promises\n",
		m.Rows["office.call"], m.Rows["office.recording"], m.Rows["office.promise"])
	facts, err := foldAgain(ctx, dir)
	if err == nil {
		fmt.Fprintf(out, "ok    %d facts of the floor are without a gap, the law of promises holds\n", facts)
	}
	return err
}

// foldAgain follows the copied floor to its end with the copied projections.
func foldAgain(ctx context.Context, dir string) (facts uint64, err error) {
	floorDB, err := db.Open(ctx, db.Options{Schema: db.Floor, Dir: dir, Fast: true})
	if err != nil {
		return 0, err
	}
	defer floorDB.Close()
	office, err := db.Open(ctx, db.Options{Schema: db.Office, Dir: dir, Fast: true})
	if err != nil {
		return 0, err
	}
	defer office.Close()
	sql := journal.NewSQL(floorDB, id.Main)
	head, err := sql.Head(ctx)
	if err != nil {
		return 0, err
	}
	if err := unbroken(ctx, sql, head.Fact); err != nil {
		return 0, err
	}
	calls := call.New(call.Options{DB: office, Stream: sql})
	recordings := recording.New(recording.Options{DB: office, Stream: sql})
	promises := promise.New(promise.Options{DB: office, Stream: sql})
	for _, do := range []func(context.Context) error{calls.Reader().CatchUp, recordings.Reader().CatchUp, promises.Reform, promises.Reader().CatchUp, promises.CheckLaw} {
		if err := do(ctx); err != nil {
			return 0, err
		}
	}
	sum, err := promises.Summary(ctx, nil, 0, 0)
	if err == nil && !sum.OK {
		err = fmt.Errorf("%w: the law of promises does not hold", backup.ErrDamaged)
	}
	return head.Fact, err
}

// unbroken walks over all facts of the floor: their numbers have no gap.
func unbroken(ctx context.Context, sql *journal.SQL, last uint64) error {
	const step = 1000
	for at := uint64(0); at < last; {
		some, err := sql.After(ctx, at, step)
		if err != nil {
			return err
		}
		for _, e := range some {
			if at++; e.Seq != at {
				return fmt.Errorf("%w: fact %d of the floor is missing", backup.ErrDamaged, at)
			}
		}
		if len(some) == 0 {
			return fmt.Errorf("%w: the floor's facts end at %d, not at %d", backup.ErrDamaged, at, last)
		}
	}
	return nil
}
