package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A memory is what a next start needs to know of this centre: how to come in, and who is who.
// It lies in the demo's own folder; the invented centre has nothing to hide.
type memory struct {
	Password string            `json:"password"` // of login "demo", an administrator and supervisor
	Done     bool              `json:"done"`     // the centre is set up
	Users    map[string]string `json:"users"`    // role -> usr_…
	Robots   []robotSeat       `json:"robots"`
	path     string
}

type robotSeat struct {
	Agent  string `json:"agent"`
	Device string `json:"device"`
	Login  string `json:"login"`
	Secret string `json:"secret"`
	// Password of user robotLOGIN.
	Password string `json:"password"`
	Voice    string `json:"voice"`
}

const memoryFile = "demo.json"

func recall(dir string) (*memory, error) {
	m := &memory{path: filepath.Join(dir, memoryFile), Users: map[string]string{}}
	b, err := os.ReadFile(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal(b, m)
	}
	if err != nil {
		return nil, fmt.Errorf("the demo's memory: %w; remove the folder to begin anew", err)
	}
	return m, nil
}

// save writes whole or not at all.
func (m *memory) save() error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	temp := m.path + ".new"
	if err := os.WriteFile(temp, b, 0o600); err != nil {
		return err
	}
	return os.Rename(temp, m.path)
}
