package backup

import (
	"io/fs"
	"strings"

	"gudok/base/db"
)

// A Manifest says what a backup holds. It is the archive's last file.
type Manifest struct {
	Format   int              `json:"format"`
	Version  string           `json:"version"`  // of the program that wrote it
	MadeAt   int64            `json:"made_at"`  // ms UTC, when it was begun
	Database string           `json:"database"` // sqlite, or postgres: not in the archive
	Files    []File           `json:"files"`    // in the order of the archive
	Rows     map[string]int64 `json:"rows"`     // by "office.call"
}

// A File is one file of the archive.
type File struct {
	Name   string `json:"name"` // in the data folder, with slashes
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

const (
	// format is raised when an older program could not read the archive.
	format       = 1
	manifestName = "manifest.json"
	// maxManifest bounds what is read of it: 200 bytes for each of a million recordings.
	maxManifest = 256 << 20

	spillName = "journal.spill"
	lockName  = "gudok.lock"
	spoolDir  = "spool/"
	blobsDir  = "blobs/"
	halfDir   = "blobs/.half/" // blobs that are being written
)

// Names of Manifest.Database.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// Bytes is how much sound, settings and facts there are.
func (m *Manifest) Bytes() (n int64) {
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

// schemas are the databases in the order in which they are copied.
func schemas() []db.Schema { return []db.Schema{db.Office, db.Floor} }

// isDatabase reports whether the file is SQLite's: copied by snapshot, not by its bytes.
func isDatabase(name string) bool {
	for _, s := range schemas() {
		if name == db.FileName(s) || strings.HasPrefix(name, db.FileName(s)+"-") {
			return true
		}
	}
	return false
}

// skipped are files that belong to the running process.
func skipped(name string) bool {
	return name == lockName || strings.HasPrefix(name, halfDir) || isDatabase(name)
}

// valid: a name that stays inside the folder it is unpacked into.
func valid(name string) bool { return fs.ValidPath(name) && name != "." && name != lockName }
