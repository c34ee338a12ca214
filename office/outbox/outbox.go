package outbox

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gudok/base/problem"
	"gudok/id"
)

// A Server is the house's mail server. Secret is never shown and never in a fact.
type Server struct {
	Host     string `json:"host"` // "": letters are not sent
	Port     int    `json:"port"`
	Security string `json:"security"` // tls, starttls, none
	User     string `json:"user"`
	Secret   string `json:"-"`
	From     string `json:"from"`
	Name     string `json:"name"`
	Address  string `json:"address"` // where people outside find this house: https://…; "": where it listens
	Version  int    `json:"version"`
}

// A Letter is one text to one person.
type Letter struct {
	ID      string // ltr_…
	Tenant  id.Tenant
	To      string
	Subject string
	Text    string // gone when the letter is
	State   State
	Tries   int
	NextAt  int64
	Why     string // it was not sent, the server's words
	At      int64
	SentAt  int64
}

// A State is how far a letter has come.
type State string

const (
	Waiting State = "waiting"
	Sent    State = "sent"   // the server has taken it; whether it is read nobody knows
	Failed  State = "failed" // given up
)

const (
	maxHost   = 253 // RFC 1035 2.3.4
	maxField  = 254 // RFC 5321 4.5.3.1.3: an address
	maxPort   = 65535
	maxText   = 8_000 // a question and some words around it
	maxAtOnce = 20    // letters of one round
	pollEvery = 5 * time.Second
	keep      = 90 * 24 * time.Hour // whom we wrote to is people's data
	row       = "house"
)

// waits are the pauses before each further try: a server that is away for a night is waited for.
func waits() []time.Duration {
	return []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour}
}

// clean puts s into its stored form or says what is wrong with it.
func (s *Server) clean(address func(string) bool) error {
	s.Host, s.From, s.Name = strings.TrimSpace(s.Host), strings.TrimSpace(s.From), strings.TrimSpace(s.Name)
	s.Address = strings.TrimSuffix(strings.TrimSpace(s.Address), "/")
	if s.Host == "" {
		return nil
	}
	switch {
	case len(s.Host) > maxHost || strings.ContainsAny(s.Host, " /:@\t\r\n"):
		return problem.New(problem.Invalid, "mail.host")
	case s.Port < 1 || s.Port > maxPort:
		return problem.New(problem.Invalid, "mail.port", "max", strconv.Itoa(maxPort))
	case s.Security != "tls" && s.Security != "starttls" && s.Security != "none":
		return problem.New(problem.Invalid, "mail.security")
	case !address(s.From) || len(s.From) > maxField:
		return problem.New(problem.Invalid, "mail.from")
	case len(s.User) > maxField || len(s.Secret) > maxField || utf8.RuneCountInString(s.Name) > maxField || strings.ContainsAny(s.Name+s.User, "\r\n"):
		return problem.New(problem.Invalid, "mail.user")
	case s.User != "" && s.Secret == "":
		return problem.New(problem.Invalid, "mail.user_needs_secret")
	}
	if s.Address != "" {
		u, err := url.Parse(s.Address)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.User != nil {
			return problem.New(problem.Invalid, "mail.address")
		}
	}
	return nil
}
