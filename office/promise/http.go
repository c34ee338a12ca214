package promise

import (
	"context"
	"encoding/json"
	"slices"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/id"
	"gudok/phone"
)

// NumberView is a telephone number as the person who asks may see it.
type NumberView struct {
	ID     id.Number `json:"id"`
	Number string    `json:"number" doc:"E.164, or with dots where it may not be seen"`
	Pretty string    `json:"pretty"`
	Masked bool      `json:"masked,omitempty"`
}

// View is a promise. Moments are ms UTC, absent is never.
type View struct {
	ID         id.Promise   `json:"id"`
	Tenant     id.Tenant    `json:"tenant"`
	Line       id.Line      `json:"line"`
	Call       id.Call      `json:"call,omitempty" doc:"The call that opened it"`
	Kind       string       `json:"kind" enum:"missed,voicemail,virtual_hold,requested,web,enquiry_answer,follow_up"`
	Cause      string       `json:"cause" doc:"The leave reason of the latest miss"`
	Number     *NumberView  `json:"number,omitempty"`
	Recording  id.Recording `json:"recording,omitempty"`
	State      State        `json:"state" enum:"open,due,dialling,cooldown,waiting_enquiry,closed"`
	OriginAt   int64        `json:"origin_at"`
	OpenedAt   int64        `json:"opened_at"`
	DueAt      int64        `json:"due_at"`
	Misses     int          `json:"misses"`
	Attempts   int          `json:"attempts"`
	Agent      id.Agent     `json:"agent,omitempty" doc:"Of the latest attempt"`
	Outcome    string       `json:"outcome,omitempty" doc:"Of the latest attempt"`
	FirstTryAt int64        `json:"first_try_at,omitempty"`
	ClosedAt   int64        `json:"closed_at,omitempty"`
	Reason     string       `json:"reason,omitempty"`
	Detail     string       `json:"detail,omitempty"`
	Owner      id.Agent     `json:"owner,omitempty" doc:"Who agreed to call; absent: whoever is free"`
	Enquiry    id.Enquiry   `json:"enquiry,omitempty" doc:"Nobody calls before it is answered"`
	Until      int64        `json:"blocked_until,omitempty" doc:"Or before this moment"`
}

// ListView is one page of promises.
type ListView struct {
	Promises []View `json:"promises"`
	Next     string `json:"next,omitempty" doc:"Cursor of the next page; absent: this is the last"`
}

// FactView is one thing that happened to a promise.
type FactView struct {
	Seq   uint64          `json:"seq"`
	At    int64           `json:"at" doc:"ms UTC"`
	Type  string          `json:"type"`
	Agent id.Agent        `json:"agent,omitempty"`
	Call  id.Call         `json:"call,omitempty"`
	Actor string          `json:"actor,omitempty"`
	Data  json.RawMessage `json:"data"`
}

// PageView is a promise with its story.
type PageView struct {
	Promise View       `json:"promise"`
	Facts   []FactView `json:"facts"`
}

// ReasonView is how many promises were closed for a reason.
type ReasonView struct {
	Reason string `json:"reason"`
	Count  int64  `json:"count"`
}

// BrokenView is the first place where a chain is not what was written.
type BrokenView struct {
	N       int64      `json:"n" doc:"Number of the link in its tenant's chain"`
	Seq     uint64     `json:"seq,omitempty" doc:"Of the fact"`
	Promise id.Promise `json:"promise,omitempty"`
	At      int64      `json:"at,omitempty" doc:"ms UTC"`
}

// SummaryView is the law: opened = open + the sum over closed.
type SummaryView struct {
	Opened    int64        `json:"opened"`
	Open      int64        `json:"open"`
	Overdue   int64        `json:"overdue"`
	Closed    []ReasonView `json:"closed" doc:"The most frequent first"`
	NoNumber  int64        `json:"no_number" doc:"Misses of callers without a number, of all time: nobody can be called back"`
	OK        bool         `json:"ok" doc:"It adds up and the chain is unbroken, at the last check"`
	CheckedAt int64        `json:"checked_at,omitempty" doc:"ms UTC; absent: not checked yet"`
	Why       string       `json:"why,omitempty" doc:"What the check found wrong: changed, missing, added, link, head, twice, sum"`
	Broken    *BrokenView  `json:"broken,omitempty" doc:"The first broken link"`
	Facts     int64        `json:"facts" doc:"Links of the chain that were read by the last check"`
	Hash      string       `json:"hash,omitempty" doc:"Of the chain of one tenant's promise facts"`
	Tried     int64        `json:"tried" doc:"Promises with a first attempt"`
	P50MS     int64        `json:"p50_ms" doc:"From the miss to the first attempt"`
	P90MS     int64        `json:"p90_ms"`
}

// CancelForm says why a promise need not be kept.
type CancelForm struct {
	Reason string `json:"reason" enum:"wrong_number,refused,duplicate,dnc,by_caller,other"`
}

// ChangeForm moves a promise or gives it to somebody.
type ChangeForm struct {
	At    int64    `json:"at,omitempty" doc:"ms UTC, moved into the hours in which the person may be called; 0: as it was"`
	Owner id.Agent `json:"owner,omitempty" doc:"Who is to call; absent: whoever is free"`
}

// RequestForm is a call that was agreed with a person.
type RequestForm struct {
	Tenant id.Tenant    `json:"tenant"`
	Line   id.Line      `json:"line"`
	Number phone.Number `json:"number" doc:"E.164"`
	At     int64        `json:"at,omitempty" doc:"ms UTC, moved into the hours in which the person may be called; 0: as soon as may be"`
	Owner  id.Agent     `json:"owner,omitempty" doc:"Who is to call; absent: whoever is free"`
}

type (
	requestIn struct{ Body RequestForm }
	none      struct{}
	listIn    struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
		State  string    `query:"state" enum:"open,closed," default:"open" doc:"open: the most urgent first; closed: the latest first"`
		Line   id.Line   `query:"line"`
		Kind   string    `query:"kind" enum:"missed,voicemail,virtual_hold,requested,web,enquiry_answer,follow_up,"`
		Reason string    `query:"reason" doc:"Of closed ones"`
		Cursor string    `query:"cursor" doc:"next of the page before"`
	}
	listOut struct{ Body ListView }
	path    struct {
		Promise id.Promise `path:"promise"`
	}
	pageOut   struct{ Body PageView }
	summaryIn struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
		From   int64     `query:"from" doc:"Opened at or after, ms UTC"`
		To     int64     `query:"to" doc:"Opened before, ms UTC"`
	}
	summaryOut struct{ Body SummaryView }
	changeIn   struct {
		Promise id.Promise `path:"promise"`
		Body    ChangeForm
	}
	cancelIn struct {
		Promise id.Promise `path:"promise"`
		Body    CancelForm
	}
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "promise", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/promises", "list-promises", "Promises, 50 to a page", readers()), s.getList)
	httpd.Register(api, op("GET", "/promises/summary", "get-promise-summary", "The law: opened = open + closed by reason", readers()), s.getSummary)
	api.Handle(op("GET", "/promises/proof", "download-promise-proof", "A tenant's promises of a period with their proof; ?tenant&from&to&lang", exporters()),
		"application/zip", s.getProof)
	httpd.Register(api, op("GET", "/promises/{promise}", "get-promise", "A promise and its story", readers()), s.getOne)
	httpd.Register(api, op("POST", "/promises", "request-promise", "Promise a call at a moment that was agreed with somebody",
		httpd.Roles{httpd.Agent, httpd.Supervisor}), s.postRequest)
	httpd.Register(api, op("PUT", "/promises/{promise}", "change-promise", "Move a promise or give it to somebody", httpd.Roles{httpd.Supervisor}), s.putChange)
	httpd.Register(api, op("POST", "/promises/{promise}/cancel", "cancel-promise", "Close a promise without keeping it",
		httpd.Roles{httpd.Supervisor}), s.postCancel)
}

// exporters may take a proof away.
func exporters() httpd.Roles {
	return httpd.Roles{httpd.Supervisor, httpd.Administrator, httpd.Owner}
}

func readers() httpd.Roles {
	return httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator, httpd.Owner}
}

func (s *Service) getList(ctx context.Context, in *listIn) (*listOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	all, next, err := s.List(ctx, Filter{Tenants: tenants, Line: in.Line, Kind: in.Kind, Reason: in.Reason,
		Closed: in.State == "closed", Cursor: in.Cursor})
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, all)
	return &listOut{ListView{views, next}}, err
}

// open finds a promise that the person may see; any other does not exist for him.
func (s *Service) open(ctx context.Context, name id.Promise, roles httpd.Roles) (Promise, error) {
	p, err := s.Promise(ctx, name)
	if err == nil && !httpd.Who(ctx).Has(p.Tenant, roles...) {
		return p, problem.New(problem.NotFound, "promise.unknown", "promise", string(name))
	}
	return p, err
}

func (s *Service) getOne(ctx context.Context, in *path) (*pageOut, error) {
	p, err := s.open(ctx, in.Promise, readers())
	if err != nil {
		return nil, err
	}
	facts, err := s.Facts(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	views, err := s.views(ctx, []Promise{p})
	if err != nil {
		return nil, err
	}
	out := &pageOut{PageView{Promise: views[0], Facts: make([]FactView, 0, len(facts))}}
	for _, e := range facts {
		out.Body.Facts = append(out.Body.Facts, FactView{e.Seq, e.At, e.Type, e.Agent, e.Call, string(e.Actor), e.Data})
	}
	return out, nil
}

func (s *Service) getSummary(ctx context.Context, in *summaryIn) (*summaryOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	sum, err := s.Summary(ctx, tenants, in.From, in.To)
	v := SummaryView{Opened: sum.Opened, Open: sum.Open, Overdue: sum.Overdue, Closed: make([]ReasonView, 0, len(sum.Closed)), NoNumber: sum.NoNumber,
		OK: sum.OK, CheckedAt: sum.Checked, Why: sum.Why, Facts: sum.Facts, Hash: sum.Hash, Tried: sum.Tried, P50MS: sum.P50MS, P90MS: sum.P90MS}
	if b := sum.Broken; !sum.OK {
		v.Broken = &BrokenView{b.N, b.Seq, b.Promise, b.At}
	}
	for _, r := range sum.Closed {
		v.Closed = append(v.Closed, ReasonView(r))
	}
	return &summaryOut{v}, err
}

func (s *Service) postRequest(ctx context.Context, in *requestIn) (*none, error) {
	who, f := httpd.Who(ctx), in.Body
	if err := httpd.Require(ctx, f.Tenant, httpd.Agent, httpd.Supervisor); err != nil {
		return nil, err
	}
	return nil, s.Request(ctx, who.User, who.Agent(), Wanted(f))
}

func (s *Service) putChange(ctx context.Context, in *changeIn) (*none, error) {
	p, err := s.open(ctx, in.Promise, httpd.Roles{httpd.Supervisor})
	if err != nil {
		return nil, err
	}
	return nil, s.Change(ctx, httpd.Who(ctx).User, p, in.Body.At, in.Body.Owner)
}

func (s *Service) postCancel(ctx context.Context, in *cancelIn) (*none, error) {
	p, err := s.open(ctx, in.Promise, httpd.Roles{httpd.Supervisor})
	if err != nil {
		return nil, err
	}
	return nil, s.Cancel(ctx, httpd.Who(ctx).User, p, in.Body.Reason)
}

// views shows promises; numbers only to those whom the role matrix lets see them. Agents get
// the number with the call itself.
func (s *Service) views(ctx context.Context, all []Promise) ([]View, error) {
	texts, err := s.numbers(ctx, all)
	if err != nil {
		return nil, err
	}
	who, now := httpd.Who(ctx), s.o.DB.Now()
	views := make([]View, 0, len(all))
	for _, p := range all {
		text, known := texts[p.Number]
		views = append(views, View{p.ID, p.Tenant, p.Line, p.Call, p.Kind, p.Cause,
			number(p.Number, text, known, who.Has(p.Tenant, httpd.Supervisor, httpd.Owner)), p.Recording, p.At(now),
			p.OriginAt, p.OpenedAt, p.DueAt, p.Misses, p.Attempts, p.Agent, p.Outcome, p.FirstTryAt, p.ClosedAt, p.Reason, p.Detail, p.Owner,
			p.Enquiry, p.BlockedUntil})
	}
	return views, nil
}

// distinct are the promises' numbers, each once.
func distinct(all []Promise) []id.Number {
	ids := make([]id.Number, 0, len(all))
	for _, p := range all {
		ids = append(ids, p.Number)
	}
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}

func number(n id.Number, text phone.Number, known, whole bool) *NumberView {
	switch {
	case n == "":
		return nil
	case !known: // erased
		return &NumberView{ID: n, Masked: true}
	case !whole:
		return &NumberView{n, text.Mask(), text.Mask(), true}
	}
	return &NumberView{n, string(text), text.Pretty(), false}
}
