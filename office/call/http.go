package call

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/fact"
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

// RowView is a call in a list. Moments are ms UTC, absent is never.
type RowView struct {
	ID          id.Call        `json:"id"`
	Tenant      id.Tenant      `json:"tenant"`
	Line        id.Line        `json:"line,omitempty"`
	DID         id.DID         `json:"did,omitempty"`
	Trunk       id.Trunk       `json:"trunk,omitempty"`
	Number      *NumberView    `json:"number,omitempty" doc:"The outside party; absent: withheld"`
	Inbound     bool           `json:"inbound"`
	Kind        string         `json:"kind,omitempty" doc:"call, missed_return, voicemail_return"`
	StartedAt   int64          `json:"started_at"`
	AnsweredAt  int64          `json:"answered_at,omitempty"`
	EndedAt     int64          `json:"ended_at,omitempty"`
	Agents      []id.Agent     `json:"agents" doc:"Who talked, in order"`
	Missed      []id.Agent     `json:"missed" doc:"Who was offered it and did not take it"`
	Path        []string       `json:"path" doc:"Labels chosen in the menu"`
	Parts       []PartView     `json:"parts" doc:"The strip: each from its moment until the next one's"`
	WaitMS      int64          `json:"wait_ms"`
	TalkMS      int64          `json:"talk_ms"`
	HoldMS      int64          `json:"hold_ms"`
	WrapMS      int64          `json:"wrap_ms"`
	Result      Result         `json:"result" doc:"live, answered, abandoned, short, left_in_menu, served_by_menu, voicemail, failed, returned, not_reached, unknown_number or another leave reason"`
	Lost        bool           `json:"lost" doc:"Somebody rang and talked with nobody"`
	Detail      string         `json:"detail,omitempty"`
	By          string         `json:"by,omitempty" doc:"Who ended it: caller, agent, outside (the client's own telephone), system"`
	Cause       string         `json:"cause,omitempty"`
	Disposition id.Disposition `json:"disposition,omitempty"`
	Recordings  []id.Recording `json:"recordings"`
	Promise     id.Promise     `json:"promise,omitempty"`
}

// PartView is one piece of the strip.
type PartView struct {
	State string `json:"state" enum:"menu,waiting,ringing,talking,held,wrapup,dialling,voicemail,ended"`
	At    int64  `json:"at" doc:"ms UTC"`
}

// ListView is one page of calls.
type ListView struct {
	Calls []RowView `json:"calls"`
	Next  string    `json:"next,omitempty" doc:"Cursor of the next page; absent: this is the last"`
}

// FactView is one thing that happened, on the call's timeline.
type FactView struct {
	Seq   uint64          `json:"seq"`
	At    int64           `json:"at" doc:"ms UTC"`
	Type  string          `json:"type" example:"item.offered"`
	Agent id.Agent        `json:"agent,omitempty"`
	Line  id.Line         `json:"line,omitempty"`
	Item  id.Item         `json:"item,omitempty"`
	Actor string          `json:"actor,omitempty" doc:"caller, system, rule, or who"`
	Data  json.RawMessage `json:"data"`
}

// LegView is one party of a call.
type LegView struct {
	Leg        id.Leg      `json:"leg"`
	Agent      id.Agent    `json:"agent,omitempty"`
	Device     id.Device   `json:"device,omitempty"`
	Number     *NumberView `json:"number,omitempty"`
	Caller     bool        `json:"caller,omitempty"`
	InvitedAt  int64       `json:"invited_at,omitempty"`
	RingingAt  int64       `json:"ringing_at,omitempty"`
	AnsweredAt int64       `json:"answered_at,omitempty"`
	EndedAt    int64       `json:"ended_at,omitempty"`
	Cause      string      `json:"cause,omitempty"`
	Code       int         `json:"code,omitempty" doc:"SIP status or Q.850 cause"`
	Quality    *Quality    `json:"quality,omitempty" doc:"How well its sound crossed the network"`
}

// WhyView says why this agent got the call.
type WhyView struct {
	Code     string           `json:"code" example:"why.longest_idle" doc:"The sentence"`
	Agent    id.Agent         `json:"agent"`
	At       int64            `json:"at"`
	Verdict  string           `json:"verdict,omitempty" doc:"How the offer ended; absent: it rings"`
	Eligible int              `json:"eligible" doc:"How many could have got it"`
	IdleMS   int64            `json:"idle_ms,omitempty" doc:"How long the agent had been idle"`
	RunnerUp id.Agent         `json:"runner_up,omitempty"`
	RunnerMS int64            `json:"runner_up_idle_ms,omitempty"`
	Excluded []fact.Exclusion `json:"excluded" doc:"Agents that a rule kept out, the nearest first, at most 8"`
	Turn     string           `json:"turn,omitempty" doc:"Why it was this caller's turn: strict, starving, slack, shares, hand; absent: by age"`
	Step     int              `json:"step,omitempty" doc:"How many relaxations the caller had waited for"`
	InTier   int              `json:"in_tier,omitempty" doc:"Of those who could have got it, in the agent's tier"`
	Key      int64            `json:"key,omitempty" doc:"The agent's figure by the rule; the least wins"`
	RunnerBy int64            `json:"runner_up_key,omitempty"`
	With     []id.Agent       `json:"with" doc:"Who was rung at the same time"`
	Would    []Would          `json:"would" doc:"What would have given it to somebody else"`
}

// NoteView is what people wrote about a call.
type NoteView struct {
	Text    string  `json:"text"`
	By      id.User `json:"by,omitempty"`
	At      int64   `json:"at,omitempty"`
	Version int     `json:"version" doc:"0: there is none"`
}

// NoteForm saves a note.
type NoteForm struct {
	Text    string `json:"text" maxLength:"4000"`
	Version int    `json:"version" doc:"As read; 0: there was none"`
}

// PageView is a call's page.
type PageView struct {
	Call        RowView    `json:"call"`
	Facts       []FactView `json:"facts"`
	Legs        []LegView  `json:"legs"`
	Why         *WhyView   `json:"why,omitempty"`
	Whys        []WhyView  `json:"whys" doc:"Of all its offers, in their order"`
	Note        NoteView   `json:"note"`
	MayNote     bool       `json:"may_note"`
	MayListen   bool       `json:"may_listen"`
	MayTrace    bool       `json:"may_trace" doc:"The SIP ladder"`
	MayDownload bool       `json:"may_download"`
	Hold        *HoldView  `json:"hold,omitempty" doc:"The call is kept whatever the retention says"`
	MayHold     bool       `json:"may_hold"`

	Original *NumberView `json:"original,omitempty" doc:"The number that was dialled first, of a call that was diverted to us"`
}

// DayView is an agent's day.
type DayView struct {
	Calls        []RowView `json:"calls" doc:"Newest first, at most 200"`
	Count        int       `json:"count"`
	HandleMS     int64     `json:"handle_ms" doc:"Talk, hold and wrap-up of one on average"`
	Returned     int       `json:"returned" doc:"Promises kept by a conversation"`
	MissedOffers int       `json:"missed_offers"`
}

// UnknownView is a call to a number that nobody here has.
type UnknownView struct {
	Call   id.Call     `json:"call"`
	At     int64       `json:"at"`
	Trunk  id.Trunk    `json:"trunk,omitempty"`
	Called *NumberView `json:"called,omitempty"`
	Caller *NumberView `json:"caller,omitempty"`
}

type (
	listIn struct {
		Tenant    id.Tenant `query:"tenant" doc:"Only this tenant's"`
		Line      id.Line   `query:"line"`
		Agent     id.Agent  `query:"agent" doc:"Who talked"`
		Result    Result    `query:"result" doc:"One word of the list, or lost: somebody rang and talked with nobody"`
		Direction string    `query:"direction" enum:"in,out,"`
		From      int64     `query:"from" doc:"Started at or after, ms UTC"`
		To        int64     `query:"to" doc:"Started before, ms UTC"`
		LongerMS  int64     `query:"longer_ms" doc:"Lasted at least"`
		Number    string    `query:"number" maxLength:"24" doc:"The number or its last digits, at least 3"`
		Cursor    string    `query:"cursor" doc:"next of the page before"`
	}
	listOut  struct{ Body ListView }
	callPath struct {
		Call id.Call `path:"call"`
	}
	pageOut struct{ Body PageView }
	noteIn  struct {
		Call id.Call `path:"call"`
		Body NoteForm
	}
	noteOut struct{ Body NoteView }
	dayIn   struct {
		Since int64 `query:"since" doc:"Begin of the day where the agent sits, ms UTC; absent: 24 hours ago"`
	}
	dayOut     struct{ Body DayView }
	none       struct{}
	unknownOut struct{ Body []UnknownView }
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	readers := httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator, httpd.Owner}
	op := func(method, path, name, summary string, roles ...httpd.Role) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "call", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/calls", "list-calls", "Calls, newest first, 50 to a page; an agent's own only", readers...), s.getCalls)
	httpd.Register(api, op("GET", "/calls/{call}", "get-call", "All that is known of a call", readers...), s.getCall)
	httpd.Register(api, op("PUT", "/calls/{call}/note", "write-call-note", "Write about a call", httpd.Agent, httpd.Supervisor), s.putNote)
	httpd.Register(api, op("GET", "/my/day", "get-my-day", "My calls and four figures", httpd.Agent), s.getDay)
	httpd.Register(api, op("GET", "/unknown-calls", "list-unknown-calls", "Calls to numbers that nobody here has", httpd.Supervisor, httpd.Administrator), s.getUnknown)
	s.handoverRoutes(api)
	s.keepRoutes(api)
}

// wide are the roles that see calls of others.
func wide() httpd.Roles { return httpd.Roles{httpd.Supervisor, httpd.Administrator, httpd.Owner} }

func (s *Service) getCalls(ctx context.Context, in *listIn) (*listOut, error) {
	f := Filter{Line: in.Line, Agent: in.Agent, Result: in.Result, Direction: in.Direction, From: in.From, To: in.To,
		LongerMS: in.LongerMS, Number: in.Number, Cursor: in.Cursor}
	if f.Result == "lost" {
		f.Result, f.Lost = "", true
	}
	var err error
	if who := httpd.Who(ctx); who.Has("", wide()...) {
		f.Tenants, err = httpd.Tenants(ctx, in.Tenant, wide()...)
	} else {
		f.Tenants, err = httpd.Tenants(ctx, in.Tenant, httpd.Agent)
		f.Agent = who.Agent()
	}
	if err != nil {
		return nil, err
	}
	all, next, err := s.List(ctx, f)
	if err != nil {
		return nil, err
	}
	rows, err := s.rows(ctx, all)
	return &listOut{ListView{rows, next}}, err
}

// visible finds a call that the person may see: his own, or any by a wide role. What he may not
// see does not exist for him.
func (s *Service) visible(ctx context.Context, name id.Call) (Call, error) {
	c, err := s.Call(ctx, name)
	if err != nil {
		return c, err
	}
	if who := httpd.Who(ctx); !who.Has(c.Tenant, wide()...) && !c.Had(who.Agent()) {
		return c, problem.New(problem.NotFound, "call.unknown", "call", string(name))
	}
	return c, nil
}

// mayNote: who talked in the call, and supervisors.
func mayNote(ctx context.Context, c Call) bool {
	who := httpd.Who(ctx)
	return who.Has(c.Tenant, httpd.Supervisor) || c.Had(who.Agent())
}

func (s *Service) getCall(ctx context.Context, in *callPath) (*pageOut, error) {
	c, err := s.visible(ctx, in.Call)
	if err != nil {
		return nil, err
	}
	st, err := s.Story(ctx, c)
	if err != nil {
		return nil, err
	}
	rows, err := s.rows(ctx, []Call{c})
	if err != nil {
		return nil, err
	}
	ids := append(make([]id.Number, 0, len(st.Legs)+1), c.Original)
	for _, l := range st.Legs {
		ids = append(ids, l.Number)
	}
	show, err := s.numbers(ctx, ids)
	if err != nil {
		return nil, err
	}
	who := httpd.Who(ctx)
	v := PageView{Call: rows[0], Facts: viewFacts(st.Facts), Legs: make([]LegView, 0, len(st.Legs)), Why: viewWhy(st.Why), Whys: make([]WhyView, 0, len(st.Whys)),
		Note: viewNote(st.Note), MayNote: mayNote(ctx, c), MayTrace: who.Has(c.Tenant, httpd.Supervisor, httpd.Administrator),
		MayListen:   who.Has(c.Tenant, httpd.Supervisor, httpd.Owner) || c.Had(who.Agent()),
		MayDownload: who.Has(c.Tenant, httpd.Supervisor, httpd.Owner)}
	for i := range st.Whys {
		v.Whys = append(v.Whys, *viewWhy(&st.Whys[i]))
	}
	v.Original = show(c.Original, true) // the client's own
	if v.MayHold = who.Has(c.Tenant, holders()...); v.MayHold {
		if v.Hold, err = s.holdView(ctx, c); err != nil {
			return nil, err
		}
	}
	for _, l := range st.Legs {
		sound, err := qualityOf(ctx, s.o.DB, l.ID)
		if err != nil {
			return nil, err
		}
		v.Legs = append(v.Legs, LegView{l.ID, l.Agent, l.Device, show(l.Number, seesNumbers(who, c)), l.Caller, l.InvitedAt,
			l.RingingAt, l.AnsweredAt, l.EndedAt, l.Cause, l.Code, sound})
	}
	return &pageOut{v}, nil
}

func (s *Service) putNote(ctx context.Context, in *noteIn) (*noteOut, error) {
	c, err := s.visible(ctx, in.Call)
	if err != nil {
		return nil, err
	}
	if !mayNote(ctx, c) {
		return nil, problem.New(problem.Forbidden, "auth.forbidden")
	}
	n, err := s.SaveNote(ctx, c, Note{Text: in.Body.Text, By: httpd.Who(ctx).User, Version: in.Body.Version})
	return &noteOut{viewNote(n)}, err
}

// getDay: the day begins where the agent sits, so his browser says when.
func (s *Service) getDay(ctx context.Context, in *dayIn) (*dayOut, error) {
	since := in.Since
	if oldest := s.o.DB.Now() - 48*time.Hour.Milliseconds(); since < oldest {
		since = s.o.DB.Now() - 24*time.Hour.Milliseconds()
	}
	d, err := s.Day(ctx, httpd.Who(ctx).Agent(), since)
	if err != nil {
		return nil, err
	}
	rows, err := s.rows(ctx, d.Calls)
	return &dayOut{DayView{rows, d.Count, d.HandleMS, d.Returned, d.Missed}}, err
}

func (s *Service) getUnknown(ctx context.Context, _ *none) (*unknownOut, error) {
	all, err := s.Unknown(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]id.Number, 0, 2*len(all))
	for _, c := range all {
		ids = append(ids, c.Called, c.Number)
	}
	show, err := s.numbers(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := &unknownOut{Body: make([]UnknownView, 0, len(all))}
	for _, c := range all {
		// The dialled number is our business, not a person's: an administrator must see it.
		out.Body = append(out.Body, UnknownView{c.ID, c.StartedAt, c.Trunk, show(c.Called, true), show(c.Number, seesNumbers(httpd.Who(ctx), c))})
	}
	return out, nil
}

// seesNumbers follows the role matrix: supervisors, the client himself, and who talked.
func seesNumbers(who httpd.Person, c Call) bool {
	return who.Has(c.Tenant, httpd.Supervisor, httpd.Owner) || c.Had(who.Agent())
}

// numbers looks ids up once and returns how to show one; nil is "no number".
func (s *Service) numbers(ctx context.Context, ids []id.Number) (func(n id.Number, whole bool) *NumberView, error) {
	ids = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(ids))), func(n id.Number) bool { return n == "" })
	texts := map[id.Number]phone.Number{}
	if s.o.Numbers != nil && len(ids) > 0 {
		var err error
		if texts, err = s.o.Numbers.Texts(ctx, ids); err != nil {
			return nil, err
		}
	}
	return func(n id.Number, whole bool) *NumberView {
		text, ok := texts[n]
		switch {
		case n == "":
			return nil
		case !ok: // erased, or not known any more
			return &NumberView{ID: n, Masked: true}
		case !whole:
			return &NumberView{n, text.Mask(), text.Mask(), true}
		}
		return &NumberView{n, string(text), text.Pretty(), false}
	}, nil
}

func (s *Service) rows(ctx context.Context, all []Call) ([]RowView, error) {
	ids := make([]id.Number, 0, len(all))
	for _, c := range all {
		ids = append(ids, c.Number)
	}
	show, err := s.numbers(ctx, ids)
	if err != nil {
		return nil, err
	}
	who := httpd.Who(ctx)
	rows := make([]RowView, 0, len(all))
	for _, c := range all {
		parts := make([]PartView, 0, len(c.Parts))
		for _, p := range c.Parts {
			parts = append(parts, PartView(p))
		}
		rows = append(rows, RowView{c.ID, c.Tenant, c.Line, c.DID, c.Trunk, show(c.Number, seesNumbers(who, c)), c.Inbound, c.Kind,
			c.StartedAt, c.AnsweredAt, c.EndedAt, some(c.Agents), some(c.Missed), some(c.Path), parts, c.WaitMS, c.TalkMS,
			c.HoldMS, c.WrapMS, c.Result, c.lost(), c.Detail, c.By, string(c.Cause), c.Disposition, some(c.Recordings), c.Promise})
	}
	return rows, nil
}

// some shows [] for a list that was never begun.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func viewFacts(facts []fact.Envelope) []FactView {
	list := make([]FactView, 0, len(facts))
	for _, e := range facts {
		list = append(list, FactView{e.Seq, e.At, e.Type, e.Agent, e.Line, e.Item, string(e.Actor), e.Data})
	}
	return list
}

func viewWhy(w *Why) *WhyView {
	if w == nil {
		return nil
	}
	d := w.Decision
	return &WhyView{w.Code, w.Agent, w.At, w.Verdict, d.Eligible, w.IdleMS, d.RunnerUp, w.RunnerMS, some(d.Excluded),
		d.Item, d.Step, d.InTier, d.Key, d.RunKey, some(d.With), some(w.Would)}
}

func viewNote(n Note) NoteView { return NoteView(n) }
