package enquiry

import (
	"context"
	"time"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
)

// limits of people behind links: to try links out, and to read and answer.
type limits struct{ unknown, remote *httpd.Limit }

const (
	unknownAtMost = 10 // links that are not there, of one address an hour
	remoteAtMost  = 60 // looks and answers
	remoteWindow  = time.Hour
)

func newLimits(now func() time.Time) limits {
	return limits{&httpd.Limit{N: unknownAtMost, Window: remoteWindow, Now: now}, &httpd.Limit{N: remoteAtMost, Window: remoteWindow, Now: now}}
}

// Form is a question.
type Form struct {
	Kind     string  `json:"kind" enum:"user,mail,person" doc:"user: he answers at his desk; mail: by a link in a letter; person: somebody asks him and writes the answer down"`
	User     id.User `json:"user,omitempty" doc:"Of kind user"`
	Name     string  `json:"name,omitempty" maxLength:"100" doc:"Whom; needed of kind person"`
	Mail     string  `json:"mail,omitempty" maxLength:"254" doc:"Of kind mail"`
	Question string  `json:"question" doc:"At most 1000 characters"`
	Deadline int64   `json:"deadline" doc:"ms UTC; then the promise is freed without an answer"`
}

// View is an enquiry. Moments are ms UTC, absent is never.
type View struct {
	ID         id.Enquiry `json:"id"`
	Tenant     id.Tenant  `json:"tenant"`
	Promise    id.Promise `json:"promise"`
	AskedBy    id.User    `json:"asked_by"`
	AskedAt    int64      `json:"asked_at"`
	State      State      `json:"state" enum:"open,answered,expired,withdrawn"`
	Answer     string     `json:"answer,omitempty"`
	AnsweredBy string     `json:"answered_by,omitempty" doc:"A user; link: whoever had the letter"`
	EndedAt    int64      `json:"ended_at,omitempty"`
	Letter     string     `json:"letter,omitempty" enum:"waiting,sent,failed" doc:"How far the letter is"`
	Why        string     `json:"why,omitempty" doc:"It is not sent: the mail server's words"`
	Mine       bool       `json:"mine,omitempty" doc:"It was put to who looks"`
	Form
}

// AnswerForm is what was found out.
type AnswerForm struct {
	Text string `json:"text" doc:"At most 2000 characters"`
}

type (
	none  struct{}
	askIn struct {
		Promise id.Promise `path:"promise"`
		Body    Form
	}
	ofPromiseIn struct {
		Promise id.Promise `path:"promise"`
	}
	listIn struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
		Mine   bool      `query:"mine" doc:"Only those that were put to me"`
	}
	listOut struct{ Body []View }
	oneOut  struct{ Body View }
	path    struct {
		Enquiry id.Enquiry `path:"enquiry"`
	}
	answerIn struct {
		Enquiry id.Enquiry `path:"enquiry"`
		Body    AnswerForm
	}
)

func staff() httpd.Roles { return httpd.Roles{httpd.Agent, httpd.Supervisor} }

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "enquiry", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("POST", "/promises/{promise}/enquiries", "ask-enquiry", "Ask somebody; the promise waits for the answer", staff()), s.postAsk)
	httpd.Register(api, op("GET", "/promises/{promise}/enquiries", "list-promise-enquiries", "A promise's questions, the latest first", staff()), s.getOfPromise)
	httpd.Register(api, op("GET", "/enquiries", "list-enquiries", "Questions, open ones first", nil), s.getList)
	httpd.Register(api, op("POST", "/enquiries/{enquiry}/answer", "answer-enquiry", "Answer; the promise is due", nil), s.postAnswer)
	httpd.Register(api, op("POST", "/enquiries/{enquiry}/withdraw", "withdraw-enquiry", "Take a question back", staff()), s.postWithdraw)
	httpd.Register(api, op("POST", "/enquiries/{enquiry}/letter", "resend-enquiry", "Write the letter again, with a new link", staff()), s.postLetter)
	s.pages(api)
}

func errUnknown() error { return problem.New(problem.NotFound, "enquiry.unknown") }

// mine finds an enquiry that the person may see: as staff of the tenant, or as who was asked.
func (s *Service) mine(ctx context.Context, name id.Enquiry, asked bool) (Enquiry, error) {
	e, err := s.Enquiry(ctx, name)
	who := httpd.Who(ctx)
	if err == nil && !who.Has(e.Tenant, staff()...) && (!asked || e.ToUser != who.User || who.User == "") {
		return e, errUnknown()
	}
	return e, err
}

func (s *Service) postAsk(ctx context.Context, in *askIn) (*oneOut, error) {
	p, err := s.o.Promise(ctx, in.Promise)
	if err != nil {
		return nil, err
	}
	if !httpd.Who(ctx).Has(p.Tenant, staff()...) {
		return nil, problem.New(problem.NotFound, "promise.unknown", "promise", string(in.Promise))
	}
	f := in.Body
	e, err := s.Ask(ctx, httpd.Who(ctx).User, Enquiry{Promise: in.Promise, Kind: f.Kind, ToUser: f.User, ToName: f.Name, ToMail: f.Mail,
		Question: f.Question, Deadline: f.Deadline})
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, []Enquiry{e})
	return &oneOut{views[0]}, err
}

func (s *Service) getOfPromise(ctx context.Context, in *ofPromiseIn) (*listOut, error) {
	p, err := s.o.Promise(ctx, in.Promise)
	if err == nil && !httpd.Who(ctx).Has(p.Tenant, staff()...) {
		err = problem.New(problem.NotFound, "promise.unknown", "promise", string(in.Promise))
	}
	if err != nil {
		return nil, err
	}
	all, err := s.OfPromise(ctx, in.Promise)
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, all)
	return &listOut{views}, err
}

// getList shows what was put to the person, and to staff what their tenants ask.
func (s *Service) getList(ctx context.Context, in *listIn) (*listOut, error) {
	who := httpd.Who(ctx)
	if in.Mine || !who.Has("", staff()...) {
		all, err := s.Of(ctx, who.User)
		if err != nil {
			return nil, err
		}
		views, err := s.views(ctx, all)
		return &listOut{views}, err
	}
	tenants, err := httpd.Tenants(ctx, in.Tenant, staff()...)
	if err != nil {
		return nil, err
	}
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	var all []Enquiry
	for _, t := range tenants {
		some, err := s.OfTenant(ctx, t)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	views, err := s.views(ctx, all)
	return &listOut{views}, err
}

func (s *Service) postAnswer(ctx context.Context, in *answerIn) (*none, error) {
	e, err := s.mine(ctx, in.Enquiry, true)
	if err != nil {
		return nil, err
	}
	return nil, s.Answer(ctx, httpd.Who(ctx).User, e, in.Body.Text)
}

func (s *Service) postWithdraw(ctx context.Context, in *path) (*none, error) {
	e, err := s.mine(ctx, in.Enquiry, false)
	if err != nil {
		return nil, err
	}
	return nil, s.Withdraw(ctx, httpd.Who(ctx).User, e)
}

func (s *Service) postLetter(ctx context.Context, in *path) (*none, error) {
	e, err := s.mine(ctx, in.Enquiry, false)
	if err != nil {
		return nil, err
	}
	return nil, s.Resend(ctx, e)
}

func (s *Service) views(ctx context.Context, all []Enquiry) ([]View, error) {
	var names []string
	for _, e := range all {
		if e.Letter != "" {
			names = append(names, e.Letter)
		}
	}
	letters, err := s.o.Letters(ctx, names)
	if err != nil {
		return nil, err
	}
	views, me := make([]View, 0, len(all)), httpd.Who(ctx).User
	for _, e := range all {
		l := letters[e.Letter]
		views = append(views, View{e.ID, e.Tenant, e.Promise, e.AskedBy, e.AskedAt, e.State, e.Answer, e.AnsweredBy, e.EndedAt, l.State, l.Why,
			e.ToUser != "" && e.ToUser == me, Form{e.Kind, e.ToUser, e.ToName, e.ToMail, e.Question, e.Deadline}})
	}
	return views, nil
}
