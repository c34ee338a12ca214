package core

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// PartsOf are the pieces of an encoded state by their names, each with the first half of its
// SHA-256: of two states that should be equal it says which piece is not.
func PartsOf(data []byte) (map[string]string, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil { // {
		return nil, fmt.Errorf("parts of a state: %w", err)
	}
	parts := map[string]string{}
	for dec.More() {
		name, err := dec.Token()
		var piece json.RawMessage
		if err == nil {
			err = dec.Decode(&piece)
		}
		if err != nil {
			return nil, fmt.Errorf("parts of a state: %w", err)
		}
		sum := sha256.Sum256(piece)
		parts[fmt.Sprint(name)] = hex.EncodeToString(sum[:16])
	}
	return parts, nil
}
