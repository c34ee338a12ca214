package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// How the way to the server is kept secret.
const (
	TLS      = "tls"      // from the first byte (RFC 8314), usually port 465
	StartTLS = "starttls" // after a greeting in the clear (RFC 3207), never without; usually port 587
	Plain    = "none"     // only to a server on the same machine or net
)

// A Server is whom letters are given to.
type Server struct {
	Host     string
	Port     int
	Security string // TLS, StartTLS, Plain
	User     string // "": the server asks for none
	Secret   string
	From     string // address of the sender
	Name     string // his name, may be ""
	// Roots are the authorities whose certificates are believed; nil: the machine's.
	Roots *x509.CertPool
}

// A Letter is one text to one person.
type Letter struct {
	ID      string // makes the Message-ID, so that a letter sent twice is seen once
	To      string
	Subject string
	Text    string
}

// within is how long one letter may take: servers that look at senders first take seconds.
const within = 30 * time.Second

// A Refusal says in one line why a letter was not taken.
type Refusal struct {
	Why     string
	ForGood bool // trying again brings nothing
}

// Error implements error.
func (r *Refusal) Error() string { return "mail: " + r.Why }

// Address reports whether a text is one e-mail address and nothing else (RFC 5322 3.4.1).
func Address(text string) bool {
	m := gomail.NewMsg()
	return !strings.ContainsAny(text, "<>,;\r\n\"") && m.To(text) == nil
}

// Send gives a letter to the server. The error is a [*Refusal].
func Send(ctx context.Context, s Server, l Letter) error {
	m, err := s.message(l)
	if err != nil {
		return &Refusal{Why: err.Error(), ForGood: true}
	}
	c, err := s.client()
	if err != nil {
		return &Refusal{Why: err.Error(), ForGood: true}
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	if err := c.DialAndSendWithContext(ctx, m); err != nil {
		return refused(err)
	}
	return nil
}

func (s Server) message(l Letter) (*gomail.Msg, error) {
	m := gomail.NewMsg()
	if err := m.FromFormat(s.Name, s.From); err != nil {
		return nil, fmt.Errorf("sender: %w", err)
	}
	if err := m.To(l.To); err != nil {
		return nil, fmt.Errorf("addressee: %w", err)
	}
	m.Subject(l.Subject)
	m.SetDate()
	_, domain, _ := strings.Cut(s.From, "@")
	m.SetMessageIDWithValue(l.ID + "@" + domain)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no "out of office" comes back
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	return m, nil
}

func (s Server) client() (*gomail.Client, error) {
	o := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(within),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12})}
	switch s.Security {
	case TLS:
		o = append(o, gomail.WithSSL())
	case StartTLS:
		o = append(o, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		o = append(o, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.User != "" {
		auth := gomail.SMTPAuthAutoDiscover
		if s.Security == Plain { // discovery never speaks a password in the clear
			auth = gomail.SMTPAuthPlainNoEnc
		}
		o = append(o, gomail.WithSMTPAuth(auth), gomail.WithUsername(s.User), gomail.WithPassword(s.Secret))
	}
	return gomail.NewClient(s.Host, o...)
}

// refused tells a refusal for good (5xx) from one for now.
func refused(err error) error {
	r := &Refusal{Why: oneLine(err)}
	if sent, ok := errors.AsType[*gomail.SendError](err); ok {
		r.ForGood = !sent.IsTemp() && sent.ErrorCode() >= 500
	}
	return r
}

// maxWhy is what a screen shows of a server's words.
const maxWhy = 300

func oneLine(err error) string {
	s := strings.Join(strings.Fields(err.Error()), " ")
	return s[:min(len(s), maxWhy)]
}
