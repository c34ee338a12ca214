package line

import (
	"context"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/core/hours"
	"gudok/fact"
	"gudok/id"
)

// LineForm is what is set of a line. Every time is in seconds; 0 takes the centre's default.
type LineForm struct {
	Tenant   id.Tenant   `json:"tenant" doc:"Whose it is; cannot be changed"`
	Parent   id.Line     `json:"parent,omitempty" doc:"It is a branch of that line"`
	Name     string      `json:"name"`
	Skill    id.Skill    `json:"skill" doc:"Who may answer"`
	MinLevel int         `json:"min_level,omitempty" doc:"From 1 to 5; 0: 1"`
	Calendar id.Calendar `json:"calendar,omitempty" doc:"Empty: always open"`
	Priority int         `json:"priority,omitempty" doc:"0 to 100; higher goes first"`

	RingS     int `json:"ring_s,omitempty" doc:"How long an agent's phone rings; 0: 15"`
	WrapS     int `json:"wrap_s,omitempty" doc:"Time for the note after a call; 0: 30; -1: none"`
	ReofferS  int `json:"reoffer_s,omitempty" doc:"Until who did not answer is asked again; 0: 30"`
	RonaLimit int `json:"rona_limit,omitempty" doc:"Unanswered offers in a row until a pause; 0: 2"`
	TargetS   int `json:"target_s,omitempty" doc:"Service level: answered within; 0: 20"`
	ShortS    int `json:"short_s,omitempty" doc:"Who leaves sooner is a short abandon; 0: 5"`
	HoldS     int `json:"hold_s,omitempty" doc:"Promised hold by default; 0: 120"`

	Greeting Texts  `json:"greeting" doc:"What the agent says first"`
	Guide    string `json:"guide,omitempty" doc:"What else to know when answering for this client"`

	Dispositions []Disposition `json:"dispositions,omitempty" doc:"Outcomes in the order of their keys; without id: new"`
	MustCode     bool          `json:"must_code,omitempty" doc:"Wrap-up needs an outcome"`

	Music     []id.Prompt `json:"music,omitempty" doc:"Looped to who waits; empty: the shipped one"`
	CallerDID id.DID      `json:"caller_did,omitempty" doc:"Shown when we call back"`
	Trunks    []id.Trunk  `json:"trunks,omitempty" doc:"To try in order when we call back"`
	ReturnS   []int       `json:"return_s,omitempty" doc:"Waits before the attempts to call back; empty: 2 min, 15 min, 2 h, 14 h, 14 h"`
	Version   int         `json:"version,omitempty" doc:"As read; a change is refused when somebody else has saved since"`

	Waiting
	Routing
	Returning
	Mode string `json:"mode,omitempty" enum:"own_first,own_only," doc:"Who answers: empty: the centre; the client's own telephone first; only that one"`
	Own  Own    `json:"own,omitzero"`
}

// ModeForm is the switch of the client's owner.
type ModeForm struct {
	Mode string `json:"mode" enum:"own_first,own_only," doc:"Who answers: empty: the centre; the client's own telephone first; only that one"`
}

// HolidaysView is a country's public holidays as calendars take them.
type HolidaysView struct {
	Country  string          `json:"country"`
	Holidays []hours.Holiday `json:"holidays"`
}

// LineView is a line as it is set.
type LineView struct {
	ID id.Line `json:"id"`
	LineForm
}

// CalendarForm is what is set of a calendar.
type CalendarForm struct {
	Tenant   id.Tenant       `json:"tenant" doc:"Whose it is; ten_house: for all lines"`
	Name     string          `json:"name"`
	Zone     string          `json:"zone" doc:"IANA" example:"Europe/Kyiv"`
	Week     [][]hours.Span  `json:"week" minItems:"7" maxItems:"7" doc:"Monday first; minutes after midnight, to may be after the next; an empty day is closed"`
	Country  string          `json:"country,omitempty" enum:"RU,UA,KZ," doc:"Closed on its public holidays"`
	Holidays []hours.Holiday `json:"holidays,omitempty" doc:"Exceptions: each replaces a weekday's hours, or a public holiday"`
	Version  int             `json:"version,omitempty"`
}

// CalendarView is a calendar as it is set.
type CalendarView struct {
	ID id.Calendar `json:"id"`
	CalendarForm
}

type (
	none     struct{}
	ofTenant struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
	}
	linePath struct {
		Line id.Line `path:"line"`
	}
	calendarPath struct {
		Calendar id.Calendar `path:"calendar"`
	}
	lineList     struct{ Body []LineView }
	lineOne      struct{ Body LineView }
	calendarList struct{ Body []CalendarView }
	calendarOne  struct{ Body CalendarView }
	addLineIn    struct{ Body LineForm }
	setLineIn    struct {
		Line id.Line `path:"line"`
		Body LineForm
	}
	setModeIn struct {
		Line id.Line `path:"line"`
		Body ModeForm
	}
	holidaysOut   struct{ Body []HolidaysView }
	addCalendarIn struct{ Body CalendarForm }
	setCalendarIn struct {
		Calendar id.Calendar `path:"calendar"`
		Body     CalendarForm
	}
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	admin := httpd.Roles{httpd.Administrator}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "line", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/lines", "list-lines", "Lines of the tenants one may see", readers()), s.getLines)
	httpd.Register(api, op("POST", "/lines", "add-line", "Open a line for a tenant", admin), s.postLine)
	httpd.Register(api, op("PUT", "/lines/{line}", "change-line", "Change a line", admin), s.putLine)
	httpd.Register(api, op("DELETE", "/lines/{line}", "remove-line", "Take a line out of service", admin), s.deleteLine)
	httpd.Register(api, op("PUT", "/lines/{line}/mode", "set-line-mode", "Who answers: the centre or the client's own telephone",
		httpd.Roles{httpd.Owner, httpd.Supervisor, httpd.Administrator}), s.putMode)
	s.ruleRoutes(api)
	httpd.Register(api, op("GET", "/holidays", "list-holidays", "Public holidays of the countries known, 2025 to 2030", readers()), s.getHolidays)
	httpd.Register(api, op("GET", "/calendars", "list-calendars", "Opening hours", readers()), s.getCalendars)
	httpd.Register(api, op("POST", "/calendars", "add-calendar", "Add a calendar", admin), s.postCalendar)
	httpd.Register(api, op("PUT", "/calendars/{calendar}", "change-calendar", "Change a calendar", admin), s.putCalendar)
	httpd.Register(api, op("DELETE", "/calendars/{calendar}", "remove-calendar", "Remove a calendar that no line uses", admin), s.deleteCalendar)
}

// readers: everybody sees the lines of the tenants within reach; agents answer for all.
func readers() httpd.Roles {
	return httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator, httpd.Owner}
}

// by is who asks, as facts name people.
func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

// ofTenants reads a list for each tenant that one may see.
func ofTenants[T any](ctx context.Context, asked id.Tenant, read func(context.Context, id.Tenant) ([]T, error)) ([]T, error) {
	tenants, err := httpd.Tenants(ctx, asked, readers()...)
	if err != nil {
		return nil, err
	}
	if tenants == nil {
		return read(ctx, "")
	}
	var all []T
	for _, t := range tenants {
		some, err := read(ctx, t)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func (s *Service) getLines(ctx context.Context, in *ofTenant) (*lineList, error) {
	all, err := ofTenants(ctx, in.Tenant, s.Lines)
	out := &lineList{Body: make([]LineView, 0, len(all))}
	for _, l := range all {
		out.Body = append(out.Body, viewLine(l))
	}
	return out, err
}

func viewLine(l Line) LineView {
	return LineView{l.ID, LineForm{l.Tenant, l.Parent, l.Name, l.Skill, l.MinLevel, l.Calendar, l.Priority,
		l.RingS, l.WrapS, l.ReofferS, l.RonaLimit, l.TargetS, l.ShortS, l.HoldS, l.Greeting, l.Guide,
		l.Dispositions, l.MustCode, l.Music, l.CallerDID, l.Trunks, l.ReturnS, l.Version, l.Waiting, l.Routing, l.Returning, l.Mode, l.Own}}
}

func (f LineForm) line(name id.Line) Line {
	return Line{name, f.Tenant, f.Parent, f.Name, f.Skill, f.MinLevel, f.Calendar, f.Priority,
		f.RingS, f.WrapS, f.ReofferS, f.RonaLimit, f.TargetS, f.ShortS, f.HoldS, f.Greeting, f.Guide,
		f.Dispositions, f.MustCode, f.Music, f.CallerDID, f.Trunks, f.ReturnS, f.Version, f.Waiting, f.Routing, f.Returning, f.Mode, f.Own}
}

func (s *Service) postLine(ctx context.Context, in *addLineIn) (*lineOne, error) {
	l, err := s.AddLine(ctx, by(ctx), in.Body.line(""))
	return &lineOne{viewLine(l)}, err
}

func (s *Service) putLine(ctx context.Context, in *setLineIn) (*lineOne, error) {
	l, err := s.ChangeLine(ctx, by(ctx), in.Body.line(in.Line))
	return &lineOne{viewLine(l)}, err
}

func (s *Service) deleteLine(ctx context.Context, in *linePath) (*none, error) {
	return nil, s.RemoveLine(ctx, by(ctx), in.Line)
}

// putMode is open to the owner of the line's tenant; to others the line does not exist.
func (s *Service) putMode(ctx context.Context, in *setModeIn) (*lineOne, error) {
	l, err := s.Line(ctx, in.Line)
	if err != nil {
		return nil, err
	}
	if !httpd.Who(ctx).Has(l.Tenant, httpd.Owner, httpd.Supervisor, httpd.Administrator) {
		return nil, problem.New(problem.NotFound, "line.unknown", "line", string(in.Line))
	}
	l, err = s.SetMode(ctx, by(ctx), in.Line, in.Body.Mode)
	return &lineOne{viewLine(l)}, err
}

func (s *Service) getHolidays(context.Context, *none) (*holidaysOut, error) {
	out := &holidaysOut{}
	for _, c := range Countries() {
		out.Body = append(out.Body, HolidaysView{c, Holidays(c)})
	}
	return out, nil
}

func (s *Service) getCalendars(ctx context.Context, in *ofTenant) (*calendarList, error) {
	all, err := ofTenants(ctx, in.Tenant, s.Calendars)
	out := &calendarList{Body: make([]CalendarView, 0, len(all))}
	for _, c := range all {
		out.Body = append(out.Body, viewCalendar(c))
	}
	return out, err
}

func viewCalendar(c Calendar) CalendarView {
	return CalendarView{c.ID, CalendarForm{c.Tenant, c.Name, c.Zone, c.Week[:], c.Country, c.Holidays, c.Version}}
}

// calendar: the schema holds that there are seven days.
func (f CalendarForm) calendar(name id.Calendar) Calendar {
	c := Calendar{ID: name, Tenant: f.Tenant, Name: f.Name, Zone: f.Zone, Country: f.Country, Holidays: f.Holidays, Version: f.Version}
	copy(c.Week[:], f.Week)
	return c
}

func (s *Service) postCalendar(ctx context.Context, in *addCalendarIn) (*calendarOne, error) {
	c, err := s.AddCalendar(ctx, by(ctx), in.Body.calendar(""))
	return &calendarOne{viewCalendar(c)}, err
}

func (s *Service) putCalendar(ctx context.Context, in *setCalendarIn) (*calendarOne, error) {
	c, err := s.ChangeCalendar(ctx, by(ctx), in.Body.calendar(in.Calendar))
	return &calendarOne{viewCalendar(c)}, err
}

func (s *Service) deleteCalendar(ctx context.Context, in *calendarPath) (*none, error) {
	return nil, s.RemoveCalendar(ctx, by(ctx), in.Calendar)
}
