package spool

import (
	"io"
	"io/fs"
	"os"
)

// A Dir is the folder of recordings that are being written or wait to be fetched. Root
// gives the real one; tests give one that fails.
type Dir interface {
	// Open opens or creates (flag as os.OpenFile) the file name, which has no separators.
	Open(name string, flag int) (File, error)
	Rename(from, to string) error
	Remove(name string) error
	// Names lists all files.
	Names() ([]string, error)
}

// A File is one open file of a Dir.
type File interface {
	io.ReadSeekCloser
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Sync() error
	Stat() (fs.FileInfo, error)
}

// Root is a Dir inside r: no name can lead out of it.
func Root(r *os.Root) Dir { return root{r} }

type root struct{ r *os.Root }

// perm: recordings are people's words; nobody but us reads them.
const perm = 0o600

func (d root) Open(name string, flag int) (File, error) { return d.r.OpenFile(name, flag, perm) }
func (d root) Rename(from, to string) error             { return d.r.Rename(from, to) }
func (d root) Remove(name string) error                 { return d.r.Remove(name) }

func (d root) Names() ([]string, error) {
	list, err := fs.ReadDir(d.r.FS(), ".")
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(list))
	for _, e := range list {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}
