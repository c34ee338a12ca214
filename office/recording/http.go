package recording

import (
	"context"
	"net/http"
	"strings"
	"time"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
)

// View is a recording. Moments are ms UTC.
type View struct {
	ID          id.Recording `json:"id"`
	Tenant      id.Tenant    `json:"tenant"`
	Line        id.Line      `json:"line,omitempty"`
	Call        id.Call      `json:"call"`
	Agent       id.Agent     `json:"agent,omitempty"`
	Voicemail   bool         `json:"voicemail"`
	StartedAt   int64        `json:"started_at"`
	ClosedAt    int64        `json:"closed_at,omitempty"`
	MS          int64        `json:"ms"`
	Bytes       int64        `json:"bytes"`
	Gaps        int          `json:"gaps" doc:"Places filled with silence because sound was missing"`
	State       State        `json:"state" enum:"open,spooled,stored,failed,removed"`
	Failed      string       `json:"failed,omitempty" doc:"Why nothing (more) could be written or stored"`
	MayListen   bool         `json:"may_listen"`
	MayDownload bool         `json:"may_download"`
}

// PeaksView is the picture of a recording's loudness.
type PeaksView struct {
	Columns  int     `json:"columns" example:"400"`
	MS       int64   `json:"ms"`
	Channels [][]int `json:"channels" doc:"Customer first, then agent; a voicemail has one. 0 to 255"`
}

// RetentionForm says how long a tenant's recordings are kept.
type RetentionForm struct {
	Days    int `json:"days" minimum:"1" maximum:"3650"`
	Version int `json:"version" doc:"As read; 0: nobody set it"`
}

// RetentionsView is how long recordings are kept.
type RetentionsView struct {
	DefaultDays int         `json:"default_days"`
	Tenants     []Retention `json:"tenants" doc:"Those that somebody set"`
}

type (
	none   struct{}
	listIn struct {
		Call id.Call `query:"call" required:"true"`
	}
	listOut  struct{ Body []View }
	ofTenant struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
	}
	path struct {
		Recording id.Recording `path:"recording"`
	}
	peaksOut struct{ Body PeaksView }
	keepOut  struct{ Body RetentionsView }
	keepIn   struct {
		Tenant id.Tenant `path:"tenant"`
		Body   RetentionForm
	}
	keptOut struct{ Body Retention }
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	listeners := httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Owner}
	admin := httpd.Roles{httpd.Administrator}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "recording", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/recordings", "list-recordings", "Recordings of a call", listeners), s.getList)
	httpd.Register(api, op("GET", "/recordings/failed", "list-failed-recordings", "Recordings that could not be written or stored",
		httpd.Roles{httpd.Supervisor, httpd.Administrator}), s.getFailed)
	httpd.Register(api, op("GET", "/recordings/{recording}/peaks", "get-recording-peaks", "The picture of a recording's loudness", listeners), s.getPeaks)
	api.Handle(op("GET", "/recordings/{recording}/audio", "get-recording-audio",
		"Hear a recording, with Range; ?download=1 to keep it", listeners), "audio/wav", s.audio)
	httpd.Register(api, op("GET", "/recordings/retention", "get-recording-retention", "How long recordings are kept", admin), s.getRetention)
	httpd.Register(api, op("PUT", "/recordings/retention/{tenant}", "change-recording-retention", "Say how long a tenant's recordings are kept", admin), s.putRetention)
}

// mayListen follows the role matrix: supervisors, the client himself, an agent to his own
// conversations, and to voicemails: somebody has to call those people back.
func mayListen(ctx context.Context, r Recording) bool {
	who := httpd.Who(ctx)
	return who.Has(r.Tenant, httpd.Supervisor, httpd.Owner) ||
		who.Has(r.Tenant, httpd.Agent) && (r.Voicemail || r.Agent != "" && r.Agent == who.Agent())
}

func mayDownload(ctx context.Context, r Recording) bool {
	return httpd.Who(ctx).Has(r.Tenant, httpd.Supervisor, httpd.Owner)
}

// open finds a recording that the person may hear; any other does not exist for him.
func (s *Service) open(ctx context.Context, name id.Recording) (Recording, error) {
	r, err := s.Recording(ctx, name)
	if err == nil && !mayListen(ctx, r) {
		return r, problem.New(problem.NotFound, "recording.unknown", "recording", string(name))
	}
	return r, err
}

func (s *Service) getList(ctx context.Context, in *listIn) (*listOut, error) {
	all, err := s.OfCall(ctx, in.Call)
	out := &listOut{Body: []View{}}
	for _, r := range all {
		if mayListen(ctx, r) {
			out.Body = append(out.Body, view(ctx, r))
		}
	}
	return out, err
}

func (s *Service) getFailed(ctx context.Context, in *ofTenant) (*listOut, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, httpd.Supervisor, httpd.Administrator)
	if err != nil {
		return nil, err
	}
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	out := &listOut{Body: []View{}}
	for _, t := range tenants {
		all, err := s.FailedOnes(ctx, t)
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			out.Body = append(out.Body, view(ctx, r))
		}
	}
	return out, nil
}

func view(ctx context.Context, r Recording) View {
	return View{r.ID, r.Tenant, r.Line, r.Call, r.Agent, r.Voicemail, r.StartedAt, r.ClosedAt, r.MS, r.Bytes, r.Gaps,
		r.State(), r.Failed + r.File.Problem, mayListen(ctx, r), mayDownload(ctx, r)}
}

func (s *Service) getPeaks(ctx context.Context, in *path) (*peaksOut, error) {
	r, err := s.open(ctx, in.Recording)
	if err != nil {
		return nil, err
	}
	peaks, err := s.Peaks(ctx, r)
	if err != nil {
		return nil, err
	}
	v := PeaksView{Columns: columns, MS: r.MS}
	for _, p := range peaks {
		ch := make([]int, len(p))
		for i, b := range p {
			ch[i] = int(b)
		}
		v.Channels = append(v.Channels, ch)
	}
	return &peaksOut{v}, nil
}

// audio serves the sound. A player asks for it in many ranges; only the one with the first
// byte is a new hearing, and leaves a fact before a byte has gone.
func (s *Service) audio(w http.ResponseWriter, req *http.Request) error {
	ctx := req.Context()
	r, err := s.open(ctx, id.Recording(req.PathValue("recording")))
	if err != nil {
		return err
	}
	download := req.URL.Query().Has("download")
	if download && !mayDownload(ctx, r) {
		return problem.New(problem.Forbidden, "auth.forbidden")
	}
	sound, err := s.Sound(ctx, r)
	if err != nil {
		return err
	}
	defer sound.Close()
	from := req.Header.Get("Range")
	if req.Method == http.MethodGet && (from == "" || strings.HasPrefix(from, "bytes=0-")) {
		if err := s.Played(ctx, fact.Actor(httpd.Who(ctx).User), r, download); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Type", "audio/wav")
	if download {
		w.Header().Set("Content-Disposition", `attachment; filename="`+string(r.ID)+`.wav"`)
	}
	http.ServeContent(w, req, "", time.UnixMilli(r.ClosedAt), sound)
	return nil
}

func (s *Service) getRetention(ctx context.Context, _ *none) (*keepOut, error) {
	all, err := s.Retentions(ctx)
	return &keepOut{RetentionsView{defaultDays, all}}, err
}

func (s *Service) putRetention(ctx context.Context, in *keepIn) (*keptOut, error) {
	r, err := s.SetRetention(ctx, fact.Actor(httpd.Who(ctx).User), Retention{in.Tenant, in.Body.Days, in.Body.Version})
	return &keptOut{r}, err
}
