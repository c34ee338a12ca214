package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"
)

// Errors that every store reports, possibly wrapped. fs.ErrNotExist says that there is no
// blob of the name, fs.ErrExist that there is one already.
var (
	// ErrName: the name is not one of a blob.
	ErrName = errors.New("not a blob's name")
	// ErrDamaged: the bytes are not those that the hash was made of.
	ErrDamaged = errors.New("blob is damaged")
)

// maxName bounds a name: tenant, year, month and a recording's id fit three times.
const maxName = 200

// Info is what is known of a blob.
type Info struct {
	Name   string
	Size   int64
	Put    time.Time
	SHA256 string // lower-case hex; only from Put
}

// A Store keeps blobs. Safe for concurrent use. Names are parts of letters, digits, '.', '_'
// and '-' with '/' between them ("ten_x/2026-05/rec_01K.wav"); no part begins with a dot.
type Store interface {
	// Put stores all of r. When sha256 is not "" and not the hash of r's bytes, nothing is
	// stored: ErrDamaged. When Put returns nil the blob survives a power cut. Putting the
	// same name again is fs.ErrExist.
	Put(ctx context.Context, name string, r io.Reader, sha256 string) (Info, error)
	// Open reads n bytes from an offset; n < 0 is up to the end.
	Open(ctx context.Context, name string, from, n int64) (io.ReadCloser, error)
	Stat(ctx context.Context, name string) (Info, error)
	// Delete removes a blob; one that is not there is not an error.
	Delete(ctx context.Context, name string) error
}

// Verify reads the whole blob and compares its hash. ErrDamaged when it differs.
func Verify(ctx context.Context, s Store, name, want string) error {
	r, err := s.Open(ctx, name, 0, -1)
	if err != nil {
		return err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return fmt.Errorf("verify %s: %w", name, err)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		return fmt.Errorf("verify %s: %w", name, ErrDamaged)
	}
	return nil
}

// checkName keeps out whatever could leave the folder or hide in it.
func checkName(name string) error {
	bad := name == "" || len(name) > maxName || !fs.ValidPath(name)
	for part := range strings.SplitSeq(name, "/") {
		bad = bad || part == "" || part[0] == '.'
	}
	for _, c := range []byte(name) {
		ok := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("._-/", c) >= 0
		bad = bad || !ok
	}
	if bad {
		return fmt.Errorf("%w: %q", ErrName, name)
	}
	return nil
}

// Reader reads a blob of a known size at any place: what http.ServeContent wants, so that a
// player can seek. Nothing is read before the first Read; Close it.
func Reader(ctx context.Context, s Store, info Info) io.ReadSeekCloser {
	return &seeker{ctx: ctx, store: s, info: info}
}

// seeker opens the blob anew after each jump.
type seeker struct {
	ctx   context.Context //nolint:containedctx // lives as long as the request that reads
	store Store
	info  Info
	at    int64
	open  io.ReadCloser
}

// Read reads on from where the last Seek or Read ended.
func (s *seeker) Read(b []byte) (int, error) {
	if s.at >= s.info.Size {
		return 0, io.EOF
	}
	if s.open == nil {
		r, err := s.store.Open(s.ctx, s.info.Name, s.at, -1)
		if err != nil {
			return 0, err
		}
		s.open = r
	}
	n, err := s.open.Read(b)
	s.at += int64(n)
	return n, err
}

// Seek moves; it reads nothing.
func (s *seeker) Seek(offset int64, whence int) (int64, error) {
	to := offset
	switch whence {
	case io.SeekCurrent:
		to += s.at
	case io.SeekEnd:
		to += s.info.Size
	}
	if to < 0 {
		return s.at, fmt.Errorf("seek in %s before its start", s.info.Name)
	}
	if to == s.at {
		return to, nil
	}
	err := s.Close()
	s.at = to
	return to, err
}

// Close closes what is open.
func (s *seeker) Close() error {
	if s.open == nil {
		return nil
	}
	err := s.open.Close()
	s.open = nil
	return err
}
