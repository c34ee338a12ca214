package spool

import "golang.org/x/sys/unix"

// SyncAll makes everything written in this file system lasting: one call for hundreds of
// recordings, where one fsync each would keep the disk busy all the time.
func (d root) SyncAll() error {
	f, err := d.r.Open(".")
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}
