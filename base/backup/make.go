package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gudok/base/db"
)

// A Source is what is backed up.
type Source struct {
	Dir      string // the data folder
	Postgres bool   // the databases are not in the folder
	Version  string // of this program
	Now      time.Time
	// Scratch is an empty folder for the snapshots of the databases, as large as they are.
	Scratch string
}

// Make writes the backup of a folder to w. The server may work in it. Nothing of what was
// written is good when the error is not nil.
func Make(ctx context.Context, s Source, w io.Writer) (Manifest, error) {
	root, err := os.OpenRoot(s.Dir)
	if err != nil {
		return Manifest{}, err
	}
	defer root.Close()
	m := &maker{ctx: ctx, s: s, root: root, tar: tar.NewWriter(w),
		m: Manifest{Format: format, Version: s.Version, MadeAt: s.Now.UnixMilli(), Database: SQLite, Rows: map[string]int64{}}}
	if s.Postgres {
		m.m.Database = Postgres
	}
	for _, step := range []func() error{m.databases, m.spool, m.blobs, m.others, m.end} {
		if err := step(); err != nil {
			return m.m, err
		}
	}
	return m.m, nil
}

// A maker writes one archive.
type maker struct {
	ctx  context.Context //nolint:containedctx // for the length of one Make
	s    Source
	root *os.Root
	tar  *tar.Writer
	m    Manifest
}

// databases copies the office, the journal's spill, the floor: see the package's comment.
func (m *maker) databases() error {
	if m.s.Postgres {
		return m.file(spillName, spillName, m.root)
	}
	for _, s := range schemas() {
		if s == db.Floor {
			if err := m.file(spillName, spillName, m.root); err != nil {
				return err
			}
		}
		if err := m.database(s); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) database(s db.Schema) error {
	name := db.FileName(s)
	path := filepath.Join(m.s.Scratch, name)
	if err := db.Snapshot(m.ctx, m.s.Dir, s, path); err != nil {
		return err
	}
	rows, err := db.Inspect(m.ctx, path)
	if err != nil {
		return err
	}
	for table, n := range rows {
		m.m.Rows[string(s)+"."+table] = n
	}
	scratch, err := os.OpenRoot(m.s.Scratch)
	if err != nil {
		return err
	}
	defer scratch.Close()
	if err := m.file(name, name, scratch); err != nil {
		return err
	}
	return scratch.Remove(name)
}

func (m *maker) spool() error { return m.folder(strings.TrimSuffix(spoolDir, "/")) }
func (m *maker) blobs() error { return m.folder(strings.TrimSuffix(blobsDir, "/")) }

// others are all files that have not been copied yet: keys, what panics left.
func (m *maker) others() error {
	return m.walk(".", func(name string) bool {
		return name != spillName && !strings.HasPrefix(name, spoolDir) && !strings.HasPrefix(name, blobsDir)
	})
}

func (m *maker) folder(name string) error {
	if _, err := m.root.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return m.walk(name, func(string) bool { return true })
}

func (m *maker) walk(from string, want func(name string) bool) error {
	return fs.WalkDir(m.root.FS(), from, func(name string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // moved away meanwhile
		case err != nil:
			return err
		case !e.Type().IsRegular() || skipped(name) || !want(name):
			return nil
		}
		return m.file(name, name, m.root)
	})
}

// file copies one file of a folder into the archive, as long as it is when it is opened. One
// that is gone meanwhile is left out: a recording that went from the spool to the blobs is
// copied there.
func (m *maker) file(name, as string, from *os.Root) error {
	f, err := from.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return err
	}
	head := &tar.Header{Typeflag: tar.TypeReg, Name: as, Size: st.Size(), Mode: 0o600, ModTime: st.ModTime(), Format: tar.FormatPAX}
	if err := m.tar.WriteHeader(head); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(m.tar, sum), io.LimitReader(alive{m.ctx, f}, st.Size()))
	if err == nil && n < st.Size() {
		err = io.ErrUnexpectedEOF // it shrank: nothing of ours does
	}
	if err != nil {
		return fmt.Errorf("backup %s: %w", as, err)
	}
	m.m.Files = append(m.m.Files, File{as, n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func (m *maker) end() error {
	text, err := json.MarshalIndent(m.m, "", "\t")
	if err != nil {
		return err
	}
	head := &tar.Header{Typeflag: tar.TypeReg, Name: manifestName, Size: int64(len(text)), Mode: 0o600, ModTime: m.s.Now, Format: tar.FormatPAX}
	if err := m.tar.WriteHeader(head); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if _, err := m.tar.Write(text); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return m.tar.Close()
}

// alive stops reading when the context ends.
type alive struct {
	ctx context.Context //nolint:containedctx // for the length of one file
	r   io.Reader
}

// Read reads unless the context has ended.
func (a alive) Read(b []byte) (int, error) {
	if err := a.ctx.Err(); err != nil {
		return 0, err
	}
	return a.r.Read(b)
}
