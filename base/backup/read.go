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
	"os"
	"path"
	"path/filepath"

	"gudok/base/db"
)

// ErrDamaged: the archive is not what was written.
var ErrDamaged = errors.New("the backup is damaged")

// Unpack reads the whole archive, compares every file with the manifest and writes into dir
// those that want says (nil: all). dir must be the caller's own and empty: what was written
// before an error was found is left there.
func Unpack(ctx context.Context, r io.Reader, dir *os.Root, want func(name string) bool) (Manifest, error) {
	u := unpacker{ctx: ctx, dir: dir, want: want, tar: tar.NewReader(r)}
	for {
		h, err := u.tar.Next()
		if errors.Is(err, io.EOF) {
			return u.m, fmt.Errorf("%w: it ends without a manifest", ErrDamaged)
		}
		if err != nil {
			return u.m, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if h.Name == manifestName {
			break
		}
		if err := u.file(h); err != nil {
			return u.m, err
		}
	}
	return u.m, u.compare()
}

// IsDatabase reports whether the file of an archive is a database.
func IsDatabase(name string) bool { return isDatabase(name) }

type unpacker struct {
	ctx  context.Context //nolint:containedctx // for the length of one Unpack
	dir  *os.Root
	want func(string) bool
	tar  *tar.Reader
	m    Manifest
	got  []File
}

func (u *unpacker) file(h *tar.Header) (err error) {
	if h.Typeflag != tar.TypeReg || !valid(h.Name) {
		return fmt.Errorf("%w: a file that cannot be one of ours: %q", ErrDamaged, h.Name)
	}
	var to io.Writer = io.Discard
	var out *os.File
	if u.want == nil || u.want(h.Name) {
		if err := u.dir.MkdirAll(path.Dir(h.Name), 0o700); err != nil {
			return fmt.Errorf("unpack: %w", err)
		}
		if out, err = u.dir.OpenFile(h.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
			return fmt.Errorf("unpack: %w", err)
		}
		to = out
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, sum), alive{u.ctx, u.tar})
	if out != nil {
		err = errors.Join(err, out.Sync(), out.Close())
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it ends within %s", ErrDamaged, h.Name)
	}
	if err != nil {
		return fmt.Errorf("unpack %s: %w", h.Name, err)
	}
	u.got = append(u.got, File{h.Name, n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// compare reads the manifest and holds what was read to it.
func (u *unpacker) compare() error {
	if err := json.NewDecoder(io.LimitReader(u.tar, maxManifest)).Decode(&u.m); err != nil {
		return fmt.Errorf("%w: manifest: %w", ErrDamaged, err)
	}
	if u.m.Format > format {
		return fmt.Errorf("the backup was written by %s, which is newer than this program: take that one", u.m.Version)
	}
	if len(u.got) != len(u.m.Files) {
		return fmt.Errorf("%w: %d files, the manifest names %d", ErrDamaged, len(u.got), len(u.m.Files))
	}
	for i, f := range u.m.Files {
		if u.got[i] != f {
			return fmt.Errorf("%w: %s is not what was written", ErrDamaged, f.Name)
		}
	}
	return nil
}

// CheckDatabases has SQLite check the unpacked databases in dir and compares their rows with
// the manifest's.
func (m *Manifest) CheckDatabases(ctx context.Context, dir string) error {
	if m.Database != SQLite {
		return nil
	}
	got := map[string]int64{}
	for _, s := range schemas() {
		rows, err := db.Inspect(ctx, filepath.Join(dir, db.FileName(s)))
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		for table, n := range rows {
			got[string(s)+"."+table] = n
		}
	}
	for table, n := range m.Rows {
		if got[table] != n {
			return fmt.Errorf("%w: table %s has %d rows, the manifest says %d", ErrDamaged, table, got[table], n)
		}
	}
	return nil
}
