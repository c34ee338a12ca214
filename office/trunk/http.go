package trunk

import (
	"context"
	"time"

	"gudok/base/httpd"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// TrunkForm is what an administrator sets of a trunk.
type TrunkForm struct {
	Name      string    `json:"name" doc:"For people"`
	Kind      Kind      `json:"kind" enum:"ip,static,register" doc:"ip: calls come from the sources and go to the address; static: calls only go to it; register: we register at the address"`
	Address   string    `json:"address" doc:"host:port; the port may be left out" example:"sip.carrier.example:5060"`
	Transport Transport `json:"transport" enum:"udp,tcp"`
	Sources   []string  `json:"sources,omitempty" doc:"IPs and networks from which calls are taken; empty: the address itself when it is an IP" example:"[\"203.0.113.0/24\"]"`
	Region    string    `json:"region" doc:"ISO 3166 code by which national numbers are read" example:"UA"`
	Channels  int       `json:"channels,omitempty" doc:"Calls at once; 0: no limit of ours"`
	Enabled   bool      `json:"enabled"`
	Version   int       `json:"version,omitempty" doc:"As read; a change is refused when somebody else has saved since"`
	Details
	Secret string `json:"secret,omitempty" writeOnly:"true" doc:"Of the user. Never shown; empty: leave it as it is"`
}

// TrunkView is a trunk as it is set.
type TrunkView struct {
	ID id.Trunk `json:"id"`
	TrunkForm
	HasSecret bool `json:"has_secret,omitempty" doc:"There is a secret; it is not shown"`
}

// StatusView is how a trunk really is.
type StatusView struct {
	Trunk         id.Trunk `json:"trunk"`
	Up            bool     `json:"up"`
	Since         int64    `json:"since" doc:"ms UTC; 0: taken to be up, nothing has shown it yet"`
	Heard         int64    `json:"heard,omitempty" doc:"The last sign of life, ms UTC"`
	OptionsMS     int      `json:"options_ms" doc:"Way there and back of the last OPTIONS; 0: not asked or not answered"`
	Channels      int      `json:"channels" doc:"Calls now"`
	Registering   bool     `json:"registering,omitempty" doc:"We register there"`
	Registered    int64    `json:"registered,omitempty" doc:"Until when the registration lasts, ms UTC; 0: there is none"`
	RegisterError string   `json:"register_error,omitempty" doc:"Why it could not be made or refreshed" example:"403 Forbidden"`
	Refused       int      `json:"refused" doc:"Calls refused since start"`
	LastCause     string   `json:"last_cause,omitempty" example:"503 Service Unavailable"`
	LastAt        int64    `json:"last_at,omitempty" doc:"ms UTC"`
}

// NumberForm is what an administrator sets of a number.
type NumberForm struct {
	Tenant  id.Tenant    `json:"tenant" doc:"Whose it is; cannot be changed"`
	E164    phone.Number `json:"e164" example:"+380441234567"`
	Name    string       `json:"name,omitempty"`
	Line    id.Line      `json:"line" doc:"The root line: even who hangs up in the menu belongs to it"`
	Menu    id.Flow      `json:"menu,omitempty" doc:"Empty: answer and into the line"`
	Trunk   id.Trunk     `json:"trunk,omitempty" doc:"By which it comes, for people"`
	Version int          `json:"version,omitempty"`
}

// NumberView is a number that callers dial.
type NumberView struct {
	ID     id.DID `json:"id"`
	Pretty string `json:"pretty"`
	NumberForm
}

// DeviceForm is what an administrator sets of a desk phone. Either login or contact.
type DeviceForm struct {
	Name    string   `json:"name"`
	Agent   id.Agent `json:"agent,omitempty" doc:"Whose it is"`
	Login   string   `json:"login,omitempty" doc:"For digest registration"`
	Secret  string   `json:"secret,omitempty" writeOnly:"true" doc:"Never shown again; empty: leave it, or make one up for a new phone"`
	Contact string   `json:"contact,omitempty" doc:"Of a phone that never registers" example:"sip:101@192.0.2.10:5060"`
	Enabled bool     `json:"enabled"`
	Version int      `json:"version,omitempty"`
}

// DeviceView is a desk phone and how it really is.
type DeviceView struct {
	ID      id.Device `json:"id"`
	Name    string    `json:"name"`
	Agent   id.Agent  `json:"agent,omitempty"`
	Login   string    `json:"login,omitempty"`
	Contact string    `json:"contact,omitempty"`
	Enabled bool      `json:"enabled"`
	Version int       `json:"version"`
	Up      bool      `json:"up" doc:"Registered, or answering at its contact"`
	At      string    `json:"at,omitempty" doc:"From where it registered"`
	Until   int64     `json:"until,omitempty" doc:"Its registration, ms UTC"`
	Secret  string    `json:"secret,omitempty" doc:"Only in the answer that made it up"`
}

// RungView is one SIP message of a call's ladder.
type RungView struct {
	At     int64  `json:"at" doc:"ms UTC"`
	Leg    id.Leg `json:"leg"`
	From   string `json:"from" doc:"gudok, a trunk's or desk phone's id, or an address"`
	To     string `json:"to"`
	What   string `json:"what" example:"200 OK"`
	Method string `json:"method" doc:"Of CSeq" example:"INVITE"`
	Status int    `json:"status,omitempty" doc:"0: a request"`
	Bad    bool   `json:"bad,omitempty" doc:"A refusal: status 400 and above"`
	Text   string `json:"text" doc:"The whole message; secrets are masked"`
}

// TraceView is what the telephones said to each other in a call.
type TraceView struct {
	Parties  []string   `json:"parties" doc:"Columns of the ladder, gudok among them"`
	Messages []RungView `json:"messages"`
}

type (
	none      struct{}
	trunkPath struct {
		Trunk id.Trunk `path:"trunk"`
	}
	devicePath struct {
		Device id.Device `path:"device"`
	}
	numberPath struct {
		Number id.DID `path:"number"`
	}
	trunkList  struct{ Body []TrunkView }
	trunkOne   struct{ Body TrunkView }
	statusList struct{ Body []StatusView }
	numberList struct{ Body []NumberView }
	numberOne  struct{ Body NumberView }
	deviceList struct{ Body []DeviceView }
	deviceOne  struct{ Body DeviceView }
	traceOne   struct{ Body TraceView }
	addTrunkIn struct{ Body TrunkForm }
	setTrunkIn struct {
		Trunk id.Trunk `path:"trunk"`
		Body  TrunkForm
	}
	addNumberIn struct{ Body NumberForm }
	setNumberIn struct {
		Number id.DID `path:"number"`
		Body   NumberForm
	}
	addDeviceIn struct{ Body DeviceForm }
	setDeviceIn struct {
		Device id.Device `path:"device"`
		Body   DeviceForm
	}
	callPath struct {
		Call id.Call `path:"call"`
	}
	ofTenant struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
	}
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	admin := httpd.Roles{httpd.Administrator}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "trunk", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/trunks", "list-trunks", "Trunks as they are set", admin), s.getTrunks)
	httpd.Register(api, op("POST", "/trunks", "add-trunk", "Connect a carrier", admin), s.postTrunk)
	httpd.Register(api, op("PUT", "/trunks/{trunk}", "change-trunk", "Change a trunk", admin), s.putTrunk)
	httpd.Register(api, op("DELETE", "/trunks/{trunk}", "remove-trunk", "Take a trunk out of use", admin), s.deleteTrunk)
	httpd.Register(api, op("GET", "/trunks/status", "list-trunk-status", "How trunks really are",
		httpd.Roles{httpd.Administrator, httpd.Supervisor}), s.getStatus)
	httpd.Register(api, op("GET", "/numbers", "list-numbers", "Numbers that callers dial", admin), s.getNumbers)
	httpd.Register(api, op("POST", "/numbers", "add-number", "Give a tenant a number", admin), s.postNumber)
	httpd.Register(api, op("PUT", "/numbers/{number}", "change-number", "Change where a number leads", admin), s.putNumber)
	httpd.Register(api, op("DELETE", "/numbers/{number}", "remove-number", "Take a number out of use", admin), s.deleteNumber)
	httpd.Register(api, op("GET", "/devices", "list-devices", "Desk phones", admin), s.getDevices)
	httpd.Register(api, op("POST", "/devices", "add-device", "Add a desk phone", admin), s.postDevice)
	httpd.Register(api, op("PUT", "/devices/{device}", "change-device", "Change a desk phone", admin), s.putDevice)
	httpd.Register(api, op("DELETE", "/devices/{device}", "remove-device", "Take a desk phone out of use", admin), s.deleteDevice)
	httpd.Register(api, op("GET", "/calls/{call}/trace", "get-call-trace", "What the telephones said to each other in a call",
		httpd.Roles{httpd.Supervisor, httpd.Administrator}), s.getTrace)
	s.searchRoutes(api)
	s.callRoutes(api)
}

// by is who asks, as facts name people.
func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

func (s *Service) getTrunks(ctx context.Context, _ *none) (*trunkList, error) {
	all, err := s.Trunks(ctx)
	out := &trunkList{Body: make([]TrunkView, 0, len(all))}
	for _, t := range all {
		out.Body = append(out.Body, viewTrunk(t))
	}
	return out, err
}

func viewTrunk(t Trunk) TrunkView {
	return TrunkView{ID: t.ID, HasSecret: t.HasSecret, TrunkForm: TrunkForm{Name: t.Name, Kind: t.Kind, Address: t.Address, Transport: t.Transport,
		Sources: t.Sources, Region: t.Region, Channels: t.Channels, Enabled: t.Enabled, Version: t.Version, Details: t.Details}}
}

func (f TrunkForm) trunk(name id.Trunk) Trunk {
	return Trunk{ID: name, Name: f.Name, Kind: f.Kind, Address: f.Address, Transport: f.Transport, Sources: f.Sources, Region: f.Region,
		Channels: f.Channels, Enabled: f.Enabled, Version: f.Version, Details: f.Details, Secret: f.Secret}
}

func (s *Service) postTrunk(ctx context.Context, in *addTrunkIn) (*trunkOne, error) {
	t, err := s.AddTrunk(ctx, by(ctx), in.Body.trunk(""))
	return &trunkOne{viewTrunk(t)}, err
}

func (s *Service) putTrunk(ctx context.Context, in *setTrunkIn) (*trunkOne, error) {
	t, err := s.ChangeTrunk(ctx, by(ctx), in.Body.trunk(in.Trunk))
	return &trunkOne{viewTrunk(t)}, err
}

func (s *Service) deleteTrunk(ctx context.Context, in *trunkPath) (*none, error) {
	return nil, s.RemoveTrunk(ctx, by(ctx), in.Trunk)
}

// getStatus shows only trunks that are set: the gate may know one that was just removed.
func (s *Service) getStatus(ctx context.Context, _ *none) (*statusList, error) {
	all, err := s.Trunks(ctx)
	if err != nil {
		return nil, err
	}
	live := map[id.Trunk]Status{}
	if s.o.Live != nil {
		for _, st := range s.o.Live.Trunks() {
			live[st.Trunk] = st
		}
	}
	out := &statusList{Body: make([]StatusView, 0, len(all))}
	for _, t := range all {
		st := live[t.ID]
		out.Body = append(out.Body, StatusView{Trunk: t.ID, Up: st.Up, Since: ms(st.Since), Heard: ms(st.Heard), OptionsMS: st.OptionsMS,
			Registering: st.Registering, Registered: ms(st.Registered), RegisterError: st.RegisterErr,
			Channels: st.Channels, Refused: st.Refused, LastCause: st.LastCause, LastAt: ms(st.LastAt)})
	}
	return out, nil
}

// ms is 0 for the zero time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func (s *Service) getNumbers(ctx context.Context, in *ofTenant) (*numberList, error) {
	all, err := s.Numbers(ctx, in.Tenant)
	out := &numberList{Body: make([]NumberView, 0, len(all))}
	for _, n := range all {
		out.Body = append(out.Body, viewNumber(n))
	}
	return out, err
}

func viewNumber(n Number) NumberView {
	return NumberView{n.ID, n.E164.Pretty(), NumberForm{n.Tenant, n.E164, n.Name, n.Line, n.Flow, n.Trunk, n.Version}}
}

func (f NumberForm) number(name id.DID) Number {
	return Number{name, f.Tenant, f.E164, f.Name, f.Line, f.Menu, f.Trunk, f.Version}
}

func (s *Service) postNumber(ctx context.Context, in *addNumberIn) (*numberOne, error) {
	n, err := s.AddNumber(ctx, by(ctx), in.Body.number(""))
	return &numberOne{viewNumber(n)}, err
}

func (s *Service) putNumber(ctx context.Context, in *setNumberIn) (*numberOne, error) {
	n, err := s.ChangeNumber(ctx, by(ctx), in.Body.number(in.Number))
	return &numberOne{viewNumber(n)}, err
}

func (s *Service) deleteNumber(ctx context.Context, in *numberPath) (*none, error) {
	return nil, s.RemoveNumber(ctx, by(ctx), in.Number)
}

func (s *Service) getDevices(ctx context.Context, _ *none) (*deviceList, error) {
	all, err := s.Devices(ctx)
	if err != nil {
		return nil, err
	}
	var live map[id.Device]Registration
	if s.o.Live != nil {
		live = s.o.Live.Registered()
	}
	out := &deviceList{Body: make([]DeviceView, 0, len(all))}
	for _, d := range all {
		v := viewDevice(d)
		if r, ok := live[d.ID]; ok {
			v.Up, v.At, v.Until = r.Up, r.Contact, ms(r.Until)
		}
		out.Body = append(out.Body, v)
	}
	return out, nil
}

func viewDevice(d Device) DeviceView {
	return DeviceView{ID: d.ID, Name: d.Name, Agent: d.Agent, Login: d.Login, Contact: d.Contact, Enabled: d.Enabled, Version: d.Version}
}

func (f DeviceForm) device(name id.Device) Device {
	return Device{ID: name, Name: f.Name, Agent: f.Agent, Login: f.Login, Contact: f.Contact, Enabled: f.Enabled, Version: f.Version}
}

func (s *Service) postDevice(ctx context.Context, in *addDeviceIn) (*deviceOne, error) {
	d, secret, err := s.AddDevice(ctx, by(ctx), in.Body.device(""), in.Body.Secret)
	v := viewDevice(d)
	if in.Body.Secret == "" {
		v.Secret = secret
	}
	return &deviceOne{v}, err
}

func (s *Service) putDevice(ctx context.Context, in *setDeviceIn) (*deviceOne, error) {
	d, err := s.ChangeDevice(ctx, by(ctx), in.Body.device(in.Device), in.Body.Secret)
	return &deviceOne{viewDevice(d)}, err
}

func (s *Service) deleteDevice(ctx context.Context, in *devicePath) (*none, error) {
	return nil, s.RemoveDevice(ctx, by(ctx), in.Device)
}

func (s *Service) getTrace(ctx context.Context, in *callPath) (*traceOne, error) {
	rungs, err := s.Ladder(ctx, in.Call, func(t id.Tenant) (bool, error) {
		return httpd.Who(ctx).Has(t, httpd.Supervisor), httpd.Require(ctx, t, httpd.Supervisor, httpd.Administrator)
	})
	if err != nil {
		return nil, err
	}
	v := TraceView{Parties: parties(rungs), Messages: make([]RungView, 0, len(rungs))}
	for _, r := range rungs {
		v.Messages = append(v.Messages, RungView{r.At, r.Leg, r.From, r.To, r.What, r.Method, r.Status, r.Status >= 400, r.Text})
	}
	return &traceOne{v}, nil
}
