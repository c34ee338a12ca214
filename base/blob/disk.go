package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
)

// half is where a blob grows until it is whole; no blob's name begins with a dot.
const half = ".half"

// Disk is a Store in a folder. It cannot leave the folder, not even by a symbolic link.
type Disk struct{ root *os.Root }

// NewDisk is the store in the folder that root is. Whatever an earlier process left half
// done is removed. root stays the caller's to close.
func NewDisk(root *os.Root) (*Disk, error) {
	if err := errors.Join(root.RemoveAll(half), root.MkdirAll(half, 0o700)); err != nil {
		return nil, fmt.Errorf("blob folder: %w", err)
	}
	return &Disk{root: root}, nil
}

// Put is Store.Put: written beside, synced, then renamed, so that a name is never half a blob.
func (d *Disk) Put(ctx context.Context, name string, r io.Reader, want string) (Info, error) {
	if err := checkName(name); err != nil {
		return Info{}, err
	}
	if _, err := d.root.Stat(name); err == nil {
		return Info{}, fmt.Errorf("put %s: %w", name, fs.ErrExist)
	}
	temp := half + "/" + rand.Text()
	size, sum, err := d.write(ctx, temp, r)
	if err == nil && want != "" && want != sum {
		err = ErrDamaged
	}
	if err == nil {
		err = d.settle(temp, name)
	}
	if err != nil {
		_ = d.root.Remove(temp) // NewDisk removes what stays
		return Info{}, fmt.Errorf("put %s: %w", name, err)
	}
	info, err := d.Stat(ctx, name)
	info.Size, info.SHA256 = size, sum
	return info, err
}

func (d *Disk) write(ctx context.Context, temp string, r io.Reader) (size int64, sum string, err error) {
	f, err := d.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, "", err
	}
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, h), alive{ctx, r})
	err = errors.Join(err, f.Sync(), f.Close())
	return size, hex.EncodeToString(h.Sum(nil)), err
}

// settle gives the blob its name, durably: the folder that holds the name is synced too.
func (d *Disk) settle(temp, name string) error {
	dir := path.Dir(name)
	if err := d.root.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := d.root.Link(temp, name); err != nil { // unlike Rename it never replaces
		return err
	}
	if err := d.root.Remove(temp); err != nil {
		return err
	}
	for {
		if err := d.sync(dir); err != nil || dir == "." {
			return err
		}
		dir = path.Dir(dir)
	}
}

func (d *Disk) sync(dir string) error {
	f, err := d.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Open is Store.Open.
func (d *Disk) Open(_ context.Context, name string, from, n int64) (io.ReadCloser, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	f, err := d.root.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if _, err := f.Seek(from, io.SeekStart); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", name, err), f.Close())
	}
	if n < 0 {
		return f, nil
	}
	return part{io.LimitReader(f, n), f}, nil
}

// Stat is Store.Stat.
func (d *Disk) Stat(_ context.Context, name string) (Info, error) {
	if err := checkName(name); err != nil {
		return Info{}, err
	}
	st, err := d.root.Stat(name)
	if err != nil {
		return Info{}, fmt.Errorf("stat %s: %w", name, err)
	}
	if !st.Mode().IsRegular() {
		return Info{}, fmt.Errorf("stat %s: %w", name, fs.ErrNotExist)
	}
	return Info{Name: name, Size: st.Size(), Put: st.ModTime()}, nil
}

// Delete is Store.Delete.
func (d *Disk) Delete(_ context.Context, name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete %s: %w", name, err)
	}
	return nil
}

// part is a piece of a file.
type part struct {
	io.Reader
	io.Closer
}

// alive stops reading when the context ends.
type alive struct {
	ctx context.Context //nolint:containedctx // for the length of one Put
	r   io.Reader
}

// Read reads unless the context has ended.
func (a alive) Read(b []byte) (int, error) {
	if err := a.ctx.Err(); err != nil {
		return 0, err
	}
	return a.r.Read(b)
}
