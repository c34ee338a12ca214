//go:build unix

package app

import "golang.org/x/sys/unix"

// fileLimit is how many files and sockets the process may have open.
func fileLimit() (n uint64, ok bool) {
	var r unix.Rlimit
	err := unix.Getrlimit(unix.RLIMIT_NOFILE, &r)
	return r.Cur, err == nil
}
