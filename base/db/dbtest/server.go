package dbtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
)

// startLimit bounds the start of a server: initdb and recovery take seconds on a busy machine.
const startLimit = "60"

// lingerS is how many seconds the server waits for another test process before it stops:
// long enough for the packages of one `go test ./...`.
const lingerS = "10"

// server starts or finds the machine's test server and returns its URL.
//
//nolint:gochecknoglobals // one server per test process, found once
var server = sync.OnceValues(start)

//nolint:gochecknoglobals // names of schemas in this test process
var count atomic.Int64

func next() int64 { return count.Add(1) }

// start takes part in the shared server. Whoever uses it holds a shared lock on `users`
// for as long as the process lives; the watchdog stops the server when it can have that lock
// alone. So a killed test leaves nothing behind.
func start() (string, error) {
	bin, err := binaries()
	if err != nil {
		return "", err
	}
	who, err := runAs()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("gudok-postgres-%d-%s", os.Getuid(), filepath.Base(filepath.Dir(bin))))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	if who != nil {
		if err := os.Chown(dir, int(who.Uid), int(who.Gid)); err != nil {
			return "", err
		}
	}
	users, err := lock(filepath.Join(dir, "users"), syscall.LOCK_SH)
	if err != nil {
		return "", err
	}
	starting, err := lock(filepath.Join(dir, "starting"), syscall.LOCK_EX)
	if err != nil {
		return "", err
	}
	defer starting.Close()
	if err := up(bin, dir, who); err != nil {
		return "", err
	}
	keep(users)
	return "postgres:///postgres?" + url.Values{"host": {dir}, "user": {"postgres"}}.Encode(), nil
}

//nolint:gochecknoglobals // holds the lock open until the process ends
var held atomic.Pointer[os.File]

func keep(f *os.File) { held.Store(f) }

// up starts the server unless it runs, and a watchdog that stops it.
func up(bin, dir string, who *syscall.Credential) error {
	data := filepath.Join(dir, "data")
	run := func(name string, args ...string) error {
		cmd := exec.CommandContext(context.Background(), filepath.Join(bin, name), args...)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setsid: true}
		out, err := os.Create(filepath.Join(dir, name+".log"))
		if err != nil {
			return err
		}
		defer out.Close()
		cmd.Stdout, cmd.Stderr = out, out // a file: the server must not keep our pipe open
		if err := cmd.Run(); err != nil {
			text, _ := os.ReadFile(out.Name())
			return fmt.Errorf("%s: %w: %s", name, err, text)
		}
		return nil
	}
	if run("pg_ctl", "-D", data, "status") == nil {
		return nil
	}
	if _, err := os.Stat(filepath.Join(data, "ready")); err != nil {
		if err := os.RemoveAll(data); err != nil {
			return err
		}
		if err := run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(data, "ready"), nil, 0o600); err != nil {
			return err
		}
	}
	// Nothing here outlives a test: no fsync.
	options := "-k " + dir + " -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" +
		" -c max_connections=400 -c shared_buffers=32MB -c max_wal_size=256MB -c autovacuum=off"
	if err := run("pg_ctl", "-D", data, "-w", "-t", startLimit, "-l", filepath.Join(dir, "server.log"), "-o", options, "start"); err != nil {
		return err
	}
	const script = `while sleep "$1"; do flock -n -x users "$2" -D data -m immediate stop && exit 0; done`
	dog := exec.CommandContext(context.Background(), "sh", "-c", script, "watchdog", lingerS, filepath.Join(bin, "pg_ctl"))
	dog.Dir = dir
	dog.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setsid: true}
	if err := dog.Start(); err != nil {
		return fmt.Errorf("watchdog: %w", err)
	}
	return dog.Process.Release()
}

// binaries is the folder of the newest PostgreSQL of Debian's package.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("no /usr/lib/postgresql/*/bin/initdb: install the package postgresql or set GUDOK_TEST_POSTGRES")
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
		return n
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest), nil
}

// runAs is whom the server runs as: PostgreSQL refuses to run as root. nil: ourselves.
func runAs() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("running as root and no user postgres or nobody to run the server as")
}

// lock opens the file and takes the flock, waiting for it. World-writable: the watchdog of
// another user must be able to take it too.
func lock(path string, how int) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(f.Chmod(0o666), syscall.Flock(int(f.Fd()), how)); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	return f, nil
}
