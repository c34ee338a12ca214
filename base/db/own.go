package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gudok/base/problem"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// lockName is the file in a data folder that its owner holds locked; it says the owner's pid.
const lockName = "gudok.lock"

// Own makes this process the one owner of the data folder (house.md 5.16) until the result is
// closed or the process ends, however it ends. When another process has it, the error is a
// problem "data.owned" that names the folder and the other's pid.
func Own(dir string) (io.Closer, error) {
	path := filepath.Join(dir, lockName)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("own data folder: %w", err)
	}
	got, err := tryLock(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("own data folder %s: %w", dir, err), f.Close())
	}
	if !got {
		pid := owner(f)
		return nil, errors.Join(problem.New(problem.Conflict, "data.owned", "folder", dir, "pid", pid), f.Close())
	}
	// The pid is only for people: the lock itself is what counts.
	err = errors.Join(f.Truncate(0), writePid(f))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("own data folder %s: %w", dir, err), f.Close())
	}
	return f, nil
}

func writePid(f *os.File) error {
	_, err := f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// maxPid bounds what is read of the lock file: a process number and a line end.
const maxPid = 32

func owner(f *os.File) string {
	b := make([]byte, maxPid)
	n, _ := f.ReadAt(b, 0)
	if pid := strings.TrimSpace(string(b[:n])); pid != "" {
		return pid
	}
	return "unknown"
}

const sqlOwn = `select pg_try_advisory_lock($1)`

const sqlOwner = `
select coalesce(max(a.application_name), 'unknown')
from pg_locks l join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32 | l.objid::bigint) = $1`

// OwnPostgres is [Own] for the schemas of a PostgreSQL database whose names begin with
// prefix ("" for the usual ones). The lock belongs to a connection of its own.
func OwnPostgres(ctx context.Context, url, prefix string) (io.Closer, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errURL
	}
	cfg.RuntimeParams["application_name"] = "gudok " + strconv.Itoa(os.Getpid())
	pool := stdlib.OpenDB(*cfg)
	pool.SetMaxOpenConns(1)
	pool.SetMaxIdleConns(1) // the connection must stay: it holds the lock
	got, who, err := tryAdvisory(ctx, pool, key("gudok "+prefix))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("own database: %w", err), pool.Close())
	}
	if !got {
		return nil, errors.Join(problem.New(problem.Conflict, "data.owned", "folder",
			cfg.Host+"/"+cfg.Database, "pid", strings.TrimPrefix(who, "gudok ")), pool.Close())
	}
	return pool, nil
}

func tryAdvisory(ctx context.Context, pool *sql.DB, key int64) (got bool, who string, err error) {
	if err := pool.QueryRowContext(ctx, sqlOwn, key).Scan(&got); err != nil || got {
		return got, "", err
	}
	err = pool.QueryRowContext(ctx, sqlOwner, key).Scan(&who)
	return false, who, err
}

// key is the advisory lock's number: not negative, so that its halves can be put together
// from pg_locks.
func key(name string) int64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, name)
	return int64(h.Sum64() >> 1)
}
