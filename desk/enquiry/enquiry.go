package enquiry

import (
	"crypto/rand"
	"crypto/sha256"
	_ "embed" // the texts
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gudok/id"
)

// An Enquiry is one question. Moments are ms UTC, 0 is never.
type Enquiry struct {
	ID         id.Enquiry
	Tenant     id.Tenant
	Promise    id.Promise
	Number     id.Number // of the person who waits: his erasure takes the texts along
	AskedBy    id.User
	AskedAt    int64
	Kind       string  // user, mail, person
	ToUser     id.User // of user
	ToName     string
	ToMail     string // of mail
	Question   string
	Deadline   int64
	State      State
	Answer     string
	AnsweredBy string // a user's id, "link"
	EndedAt    int64
	Freed      bool   // the floor has been told of its end
	Token      string // hash of the letter's link
	TokenUntil int64
	Letter     string // in the outbox
}

// A State is how far an enquiry has come.
type State string

const (
	Open      State = "open"
	Answered  State = "answered"
	Expired   State = "expired"
	Withdrawn State = "withdrawn"
)

// To whom.
const (
	ToUser   = "user"
	ToMail   = "mail"
	ToPerson = "person"
)

const (
	maxQuestion = 1_000 // characters: a letter's paragraph
	maxAnswer   = 2_000
	maxName     = 100
	// An enquiry waits at least as long as somebody needs to read it, and no longer than the
	// person who waits would remember it.
	minAhead = 5 * time.Minute
	maxAhead = 30 * 24 * time.Hour
	// tokenAfter: a link still tells after the deadline that it is over.
	tokenAfter = 7 * 24 * time.Hour
	tokenSize  = 16 // bytes: 128 bits
	page       = 100
	maxOpen    = 1_000 // of one tenant: more is a program
	sweepEvery = time.Minute
	keep       = 365 * 24 * time.Hour // questions and answers are about people
)

//go:embed texts.json
var said []byte

// words are the texts by language and name.
func words() (map[string]map[string]string, error) {
	var all map[string]map[string]string
	return all, json.Unmarshal(said, &all)
}

// tongue is a language that we speak.
func tongue(asked ...string) string {
	for _, a := range asked {
		if a == "ru" || a == "uk" || a == "en" {
			return a
		}
	}
	return "en"
}

func newToken() string {
	var b [tokenSize]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// hash is what is stored of a token, which is all chance: a plain hash suffices.
func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// tidy is a text without what people cannot see; ok is false when it is empty or too long.
func tidy(s string, limit int) (text string, ok bool) {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	bad := strings.IndexFunc(s, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\t'
	}) >= 0
	return s, s != "" && !bad && utf8.RuneCountInString(s) <= limit
}
