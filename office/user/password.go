package user

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"gudok/base/problem"

	"golang.org/x/crypto/argon2"
)

// The cost of a password: OWASP's argon2id with 19 MiB and two passes, about 50 ms of a core.
const (
	argonMemory  = 19 * 1024 // KiB
	argonPasses  = 2
	argonThreads = 1
	argonSalt    = 16 // bytes
	argonKey     = 32 // bytes

	// hashers is how many passwords are checked at once: more only takes memory (19 MiB each)
	// when a shift signs in.
	hashers = 2

	minPassword = 12  // characters (ASVS 5.0)
	maxPassword = 128 // characters; more would be a way to make us hash megabytes
	minDistinct = 5   // different characters
)

// common are passwords that everybody tries first, one a line, lower case.
//
//go:embed common.txt
var common string

// checkPassword says what is wrong with a new password.
func checkPassword(password, login string) error {
	n := utf8.RuneCountInString(password)
	low := strings.ToLower(password)
	distinct := map[rune]bool{}
	for _, r := range low {
		distinct[r] = true
	}
	switch {
	case !utf8.ValidString(password) || n > maxPassword:
		return problem.New(problem.Invalid, "user.password_too_long")
	case n < minPassword:
		return problem.New(problem.Invalid, "user.password_too_short")
	case len(distinct) < minDistinct, strings.Contains(low, login) && n < len(login)+minPassword:
		return problem.New(problem.Invalid, "user.password_too_simple")
	}
	for line := range strings.Lines(common) {
		if strings.TrimSpace(line) == low {
			return problem.New(problem.Invalid, "user.password_too_simple")
		}
	}
	return nil
}

// A keyring makes and checks the stored form of passwords, a few at a time.
type keyring struct{ turns chan struct{} }

func newKeyring() keyring { return keyring{make(chan struct{}, hashers)} }

// lock is the stored form of a password: "$argon2id$v=19$m=…,t=…,p=…$salt$key".
func (k keyring) lock(ctx context.Context, password string) (string, error) {
	salt := make([]byte, argonSalt)
	_, _ = rand.Read(salt) // never fails
	key, err := k.key(ctx, password, salt, argonMemory, argonPasses, argonThreads, argonKey)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonPasses, argonThreads, b64(salt), b64(key)), nil
}

// fits reports whether the password is the stored one. A stored form that is empty or not
// understood fits nothing, and takes as long: the time must not tell whether a login exists.
func (k keyring) fits(ctx context.Context, password, stored string) (bool, error) {
	var version, memory, passes uint32
	var threads uint8
	var salt, key []byte
	parts := strings.Split(stored, "$")
	ok := len(parts) == 6 && parts[1] == "argon2id"
	if ok {
		_, err1 := fmt.Sscanf(parts[2], "v=%d", &version)
		_, err2 := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads)
		var err3, err4 error
		salt, err3 = base64.RawStdEncoding.DecodeString(parts[4])
		key, err4 = base64.RawStdEncoding.DecodeString(parts[5])
		ok = err1 == nil && err2 == nil && err3 == nil && err4 == nil && version == argon2.Version && len(key) > 0
	}
	if !ok {
		memory, passes, threads, salt, key = argonMemory, argonPasses, argonThreads, make([]byte, argonSalt), make([]byte, argonKey)
	}
	got, err := k.key(ctx, password, salt, memory, passes, threads, uint32(len(key)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, key) == 1 && ok, nil
}

func (k keyring) key(ctx context.Context, password string, salt []byte, memory, passes uint32, threads uint8, size uint32) ([]byte, error) {
	select {
	case k.turns <- struct{}{}:
		defer func() { <-k.turns }()
	case <-ctx.Done():
		return nil, fmt.Errorf("check password: %w", ctx.Err())
	}
	return argon2.IDKey([]byte(password), salt, passes, memory, threads, size), nil
}
