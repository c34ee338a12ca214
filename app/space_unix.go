//go:build unix

package app

import "golang.org/x/sys/unix"

// freeSpace is how many bytes may still be written into the folder; false: nobody knows.
func freeSpace(dir string) (uint64, bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true // Bsize is signed on Linux
}
