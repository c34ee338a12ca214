package core

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// PartsOf are the pieces of an encoded state by their names, each with the first half of its
// SHA-256: of two states that should be equal it says which piece is not.
func PartsOf(data []byte) (map[string]string, error) {
	var pieces map[string]json.RawMessage
	if err := json.Unmarshal(data, &pieces); err != nil {
		return nil, fmt.Errorf("parts of a state: %w", err)
	}
	parts := make(map[string]string, len(pieces))
	for name, piece := range pieces { // a map of hashes has no order to spoil
		sum := sha256.Sum256(piece)
		parts[name] = hex.EncodeToString(sum[:16])
	}
	return parts, nil
}
