package message

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/id"
)

// A Message is one supervisor's word to one agent.
type Message struct {
	ID     string
	Sender id.User
	Agent  id.Agent
	Text   string
	At     int64 // ms UTC
	ReadAt int64 // 0: not read yet
}

// Limits, each with its reason.
const (
	maxText    = 500 // what is read between two calls
	maxTo      = 500 // agents of one shift
	page       = 50
	keep       = 30 * 24 * time.Hour
	sweepEvery = time.Hour
)

// clean is the text as it is stored.
func clean(text string) (string, error) {
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, text))
	switch {
	case text == "":
		return "", problem.New(problem.Invalid, "message.empty")
	case utf8.RuneCountInString(text) > maxText:
		return "", problem.New(problem.Invalid, "message.too_long")
	}
	return text, nil
}

// record is what facts hold of a message.
type record struct {
	Agent   id.Agent `json:"agent"`
	Letters int      `json:"letters"`
}
