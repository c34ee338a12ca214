package user

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// tokenSize is the chance in a token: 128 bits cannot be guessed (house.md 5.8).
const tokenSize = 16

// newToken is a secret for a session or a link, in letters that a URL and a cookie take.
func newToken() string {
	var b [tokenSize]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// hash is what is stored of a token. A token is all chance, so a plain hash suffices.
func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// sessionName names a session without being its secret.
func sessionName(hash string) string { return "ses_" + hash[:16] }
