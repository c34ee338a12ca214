package outbox

import (
	"context"

	"gudok/base/httpd"
	"gudok/fact"
)

// Form is what is set of the mail server.
type Form struct {
	Host     string `json:"host" doc:"Empty: letters are not sent"`
	Port     int    `json:"port" example:"587"`
	Security string `json:"security" enum:"tls,starttls,none"`
	User     string `json:"user,omitempty"`
	Secret   string `json:"secret,omitempty" writeOnly:"true" doc:"Never shown; empty: leave it as it is"`
	From     string `json:"from" example:"calls@example.org"`
	Name     string `json:"name,omitempty" doc:"Of the sender"`
	Address  string `json:"address,omitempty" doc:"Where people outside find this centre; empty: where it listens" example:"https://calls.example.org"`
	Version  int    `json:"version"`
}

// View is the mail server.
type View struct {
	HasSecret bool   `json:"has_secret" doc:"There is a secret; it is not shown"`
	Here      string `json:"here" doc:"Where the centre listens"`
	Form
}

// TestForm says whom the test letter goes to.
type TestForm struct {
	To string `json:"to" maxLength:"254"`
}

type (
	none  struct{}
	view  struct{ Body View }
	setIn struct{ Body Form }
	test  struct{ Body TestForm }
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "mail", Summary: summary, Roles: httpd.Roles{httpd.Administrator}}
	}
	httpd.Register(api, op("GET", "/mail", "get-mail-server", "The server that letters are given to"), s.get)
	httpd.Register(api, op("PUT", "/mail", "set-mail-server", "Set it"), s.put)
	httpd.Register(api, op("POST", "/mail/test", "test-mail-server", "Send one letter now and hear what the server says"), s.postTest)
}

func (s *Service) show(m Server) *view {
	return &view{View{m.Secret != "", s.o.Here(), Form{m.Host, m.Port, m.Security, m.User, "", m.From, m.Name, m.Address, m.Version}}}
}

func (s *Service) get(ctx context.Context, _ *none) (*view, error) {
	m, err := s.Server(ctx)
	return s.show(m), err
}

func (s *Service) put(ctx context.Context, in *setIn) (*view, error) {
	f := in.Body
	m, err := s.Set(ctx, fact.Actor(httpd.Who(ctx).User), Server(f))
	return s.show(m), err
}

func (s *Service) postTest(ctx context.Context, in *test) (*none, error) {
	return nil, s.Test(ctx, in.Body.To)
}
