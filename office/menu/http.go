package menu

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"time"

	"gudok/base/httpd"
	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/fact"
	"gudok/id"

	"github.com/danielgtaylor/huma/v2"
)

// ProgramForm is a menu as data: where it begins and its nodes.
type ProgramForm struct {
	Start string      `json:"start" doc:"Name of the first node"`
	Nodes []flow.Node `json:"nodes"`
}

// MenuForm is what is set of a menu.
type MenuForm struct {
	Tenant  id.Tenant   `json:"tenant" doc:"Whose it is; cannot be changed"`
	Name    string      `json:"name"`
	Draft   ProgramForm `json:"draft" doc:"May be unfinished"`
	Version int         `json:"version,omitempty" doc:"Of the draft, as read; a change is refused when somebody else has saved since"`
}

// MenuView is a menu with what the checker says of its draft.
type MenuView struct {
	ID id.Flow `json:"id"`
	MenuForm
	Published   int            `json:"published" doc:"The version in use; 0: none yet"`
	PublishedAt int64          `json:"published_at,omitempty" doc:"ms UTC"`
	Messages    []flow.Message `json:"messages"`
	Publishable bool           `json:"publishable"`
}

// CheckForm asks the checker about a program that is not saved yet.
type CheckForm struct {
	Tenant id.Tenant   `json:"tenant"`
	Draft  ProgramForm `json:"draft"`
}

// CheckView is what the checker says.
type CheckView struct {
	Messages    []flow.Message `json:"messages"`
	Publishable bool           `json:"publishable"`
}

// PublishForm names the draft that was looked at.
type PublishForm struct {
	Version int `json:"version"`
}

// PromptView is a sound, shipped or uploaded.
type PromptView struct {
	ID        id.Prompt `json:"id"`
	Standard  bool      `json:"standard" doc:"Shipped with gudok; cannot be changed"`
	Tenant    id.Tenant `json:"tenant" doc:"ten_house: for all tenants"`
	Name      string    `json:"name"`
	Lang      string    `json:"lang,omitempty" enum:"ru,uk,en,"`
	Said      string    `json:"said,omitempty" doc:"What is said in it"`
	MS        int64     `json:"ms"`
	CreatedAt int64     `json:"created_at,omitempty" doc:"ms UTC"`
	Version   int       `json:"version,omitempty"`
}

// PromptForm is what can be changed of an uploaded sound: its words, not its sound.
type PromptForm struct {
	Name    string `json:"name"`
	Lang    string `json:"lang,omitempty" enum:"ru,uk,en,"`
	Said    string `json:"said,omitempty"`
	Version int    `json:"version"`
}

// UploadForm describes the multipart upload of a sound.
type UploadForm struct {
	Tenant id.Tenant `json:"tenant"`
	Name   string    `json:"name"`
	Lang   string    `json:"lang,omitempty" enum:"ru,uk,en,"`
	Said   string    `json:"said,omitempty"`
	File   string    `json:"file" format:"binary" doc:"WAV, MP3, FLAC or Ogg-Opus, mono or stereo, up to two minutes"`
}

// KnownForm is a tenant's whole list of known callers.
type KnownForm struct {
	Tenant  id.Tenant     `json:"tenant"`
	Callers []KnownCaller `json:"callers"`
}

type (
	knownIn struct {
		Tenant id.Tenant `query:"tenant" required:"true"`
	}
	knownOne   struct{ Body KnownForm }
	setKnownIn struct{ Body KnownForm }
	none       struct{}
	ofTenant   struct {
		Tenant id.Tenant `query:"tenant" doc:"Only this tenant's"`
	}
	menuPath struct {
		Menu id.Flow `path:"menu"`
	}
	menuList  struct{ Body []MenuView }
	menuOne   struct{ Body MenuView }
	checkIn   struct{ Body CheckForm }
	checkOut  struct{ Body CheckView }
	addMenuIn struct{ Body MenuForm }
	setMenuIn struct {
		Menu id.Flow `path:"menu"`
		Body MenuForm
	}
	publishIn struct {
		Menu id.Flow `path:"menu"`
		Body PublishForm
	}
	promptPath struct {
		Prompt id.Prompt `path:"prompt"`
	}
	promptList  struct{ Body []PromptView }
	promptOne   struct{ Body PromptView }
	setPromptIn struct {
		Prompt id.Prompt `path:"prompt"`
		Body   PromptForm
	}
)

// Routes registers the room's operations.
func (s *Service) Routes(api *httpd.API) {
	admin := httpd.Roles{httpd.Administrator}
	op := func(method, path, name, summary string, roles httpd.Roles) httpd.Operation {
		return httpd.Operation{ID: name, Method: method, Path: path, Tag: "menu", Summary: summary, Roles: roles}
	}
	httpd.Register(api, op("GET", "/menus", "list-menus", "Voice menus with what the checker says of them", readers()), s.getMenus)
	httpd.Register(api, op("POST", "/menus", "add-menu", "Begin a menu", admin), s.postMenu)
	httpd.Register(api, op("POST", "/menus/check", "check-menu", "Ask the checker about a draft", admin), s.postCheck)
	httpd.Register(api, op("PUT", "/menus/{menu}", "change-menu", "Save a menu's draft", admin), s.putMenu)
	httpd.Register(api, op("DELETE", "/menus/{menu}", "remove-menu", "Take a menu out of use", admin), s.deleteMenu)
	httpd.Register(api, op("POST", "/menus/{menu}/publish", "publish-menu", "Put a draft into use; refused while the checker finds an error", admin), s.postPublish)
	httpd.Register(api, op("GET", "/prompts", "list-prompts", "Sounds, shipped and uploaded", readers()), s.getPrompts)
	httpd.Register(api, op("PUT", "/prompts/{prompt}", "change-prompt", "Change the words of a sound", admin), s.putPrompt)
	httpd.Register(api, op("DELETE", "/prompts/{prompt}", "remove-prompt", "Take a sound out of use", admin), s.deletePrompt)
	api.Handle(op("GET", "/prompts/{prompt}/audio", "get-prompt-audio", "Hear a sound", readers()), "audio/wav", s.audio)
	listers := httpd.Roles{httpd.Administrator, httpd.Owner}
	httpd.Register(api, op("GET", "/known-callers", "list-known-callers", "Callers whom a tenant's menus know", listers), s.getKnown)
	httpd.Register(api, op("PUT", "/known-callers", "set-known-callers", "Replace the list of callers whom a tenant's menus know", listers), s.putKnown)
	s.lookupRoutes(api)
	upload := op("POST", "/prompts", "add-prompt", "Upload a sound", admin)
	upload.MaxBody = maxUpload + 64<<10 // the form's other fields and frames
	api.Handle(upload, "application/json", s.upload)
	describeUpload(api)
}

// describeUpload writes into the description what a raw operation cannot say by itself.
func describeUpload(api *httpd.API) {
	schemas := api.Huma().OpenAPI().Components.Schemas
	post := api.Huma().OpenAPI().Paths["/prompts"].Post
	post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"multipart/form-data": {Schema: schemas.Schema(typeOf[UploadForm](), true, "")}}}
	post.Responses["200"].Content["application/json"] = &huma.MediaType{Schema: schemas.Schema(typeOf[PromptView](), true, "")}
}

// readers: everybody sees the menus of the tenants within reach; agents answer for all.
func readers() httpd.Roles {
	return httpd.Roles{httpd.Agent, httpd.Supervisor, httpd.Administrator, httpd.Owner}
}

// by is who asks, as facts name people.
func by(ctx context.Context) fact.Actor { return fact.Actor(httpd.Who(ctx).User) }

func (s *Service) getMenus(ctx context.Context, in *ofTenant) (*menuList, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	out := &menuList{Body: []MenuView{}}
	for _, t := range tenants {
		all, err := s.Menus(ctx, t)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			v, err := s.view(ctx, m)
			if err != nil {
				return nil, err
			}
			out.Body = append(out.Body, v.Body)
		}
	}
	return out, nil
}

func (s *Service) view(ctx context.Context, m Menu) (*menuOne, error) {
	words, err := s.Check(ctx, m.Draft)
	v := MenuView{ID: m.ID, MenuForm: MenuForm{m.Tenant, m.Name, ProgramForm{m.Draft.Start, m.Draft.Nodes}, m.Version},
		Published: m.Published, PublishedAt: m.PublishedAt, Messages: words, Publishable: len(errorsIn(words)) == 0}
	return &menuOne{v}, err
}

func (f MenuForm) menu(name id.Flow) Menu {
	return Menu{ID: name, Tenant: f.Tenant, Name: f.Name, Version: f.Version,
		Draft: flow.Program{ID: name, Tenant: f.Tenant, Start: f.Draft.Start, Nodes: f.Draft.Nodes}}
}

func (s *Service) postMenu(ctx context.Context, in *addMenuIn) (*menuOne, error) {
	m, err := s.AddMenu(ctx, by(ctx), in.Body.menu(""))
	if err != nil {
		return nil, err
	}
	return s.view(ctx, m)
}

func (s *Service) putMenu(ctx context.Context, in *setMenuIn) (*menuOne, error) {
	m, err := s.ChangeMenu(ctx, by(ctx), in.Body.menu(in.Menu))
	if err != nil {
		return nil, err
	}
	return s.view(ctx, m)
}

func (s *Service) deleteMenu(ctx context.Context, in *menuPath) (*none, error) {
	return nil, s.RemoveMenu(ctx, by(ctx), in.Menu)
}

func (s *Service) postCheck(ctx context.Context, in *checkIn) (*checkOut, error) {
	m := MenuForm{Tenant: in.Body.Tenant, Name: "draft", Draft: in.Body.Draft}.menu("")
	if err := m.check(); err != nil { // sizes: the checker walks what it is given
		return nil, err
	}
	words, err := s.Check(ctx, m.Draft)
	return &checkOut{CheckView{words, len(errorsIn(words)) == 0}}, err
}

func (s *Service) postPublish(ctx context.Context, in *publishIn) (*menuOne, error) {
	m, _, err := s.Publish(ctx, by(ctx), in.Menu, in.Body.Version)
	if err != nil {
		return nil, err
	}
	return s.view(ctx, m)
}

// getPrompts lists what a tenant's callers may hear: the shipped, the house's, its own.
func (s *Service) getPrompts(ctx context.Context, in *ofTenant) (*promptList, error) {
	tenants, err := httpd.Tenants(ctx, in.Tenant, readers()...)
	if err != nil {
		return nil, err
	}
	out := &promptList{Body: []PromptView{}}
	for _, p := range s.Standard() {
		out.Body = append(out.Body, PromptView{ID: p.ID, Standard: true, Tenant: id.House, Name: string(p.ID), Lang: p.Lang, Said: p.Said, MS: p.MS})
	}
	if tenants == nil {
		tenants = []id.Tenant{""}
	} else {
		tenants = append(tenants, id.House)
	}
	for _, t := range tenants {
		all, err := s.Prompts(ctx, t)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			out.Body = append(out.Body, viewPrompt(p))
		}
	}
	return out, nil
}

func viewPrompt(p Prompt) PromptView {
	return PromptView{p.ID, false, p.Tenant, p.Name, p.Lang, p.Said, p.MS, p.CreatedAt, p.Version}
}

func (s *Service) putPrompt(ctx context.Context, in *setPromptIn) (*promptOne, error) {
	f := in.Body
	p, err := s.ChangePrompt(ctx, by(ctx), Prompt{ID: in.Prompt, Name: f.Name, Lang: f.Lang, Said: f.Said, Version: f.Version})
	return &promptOne{viewPrompt(p)}, err
}

func (s *Service) deletePrompt(ctx context.Context, in *promptPath) (*none, error) {
	return nil, s.RemovePrompt(ctx, by(ctx), in.Prompt)
}

// upload reads the form part by part: nothing is written to disk before it was checked.
func (s *Service) upload(w http.ResponseWriter, r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return problem.New(problem.Invalid, "prompt.not_a_form")
	}
	fields, file, err := readForm(parts.NextPart)
	if err != nil {
		return err
	}
	if file == nil {
		return problem.New(problem.Invalid, "prompt.file_missing")
	}
	p, err := s.AddPrompt(r.Context(), by(r.Context()), Prompt{Tenant: id.Tenant(fields["tenant"]), Name: fields["name"],
		Lang: fields["lang"], Said: fields["said"]}, file)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(viewPrompt(p))
}

// audio is open to who may see the tenant's things; the shipped and the house's to all.
func (s *Service) audio(w http.ResponseWriter, r *http.Request) error {
	ctx, name := r.Context(), id.Prompt(r.PathValue("prompt"))
	unknown := problem.New(problem.NotFound, "prompt.unknown", "prompt", string(name))
	if !shipped(name) {
		p, err := s.Prompt(ctx, name)
		if err != nil {
			return err
		}
		if p.Tenant != id.House && httpd.Require(ctx, p.Tenant, readers()...) != nil {
			return unknown
		}
	}
	alaw, _, err := s.Sound(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return unknown
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "audio/wav")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(writeWAV(alaw)))
	return nil
}

// getKnown and putKnown: only who answers for the tenant.
func (s *Service) getKnown(ctx context.Context, in *knownIn) (*knownOne, error) {
	if err := httpd.Require(ctx, in.Tenant, httpd.Administrator, httpd.Owner); err != nil {
		return nil, err
	}
	list, err := s.KnownCallers(ctx, in.Tenant)
	return &knownOne{KnownForm{in.Tenant, append([]KnownCaller{}, list...)}}, err
}

func (s *Service) putKnown(ctx context.Context, in *setKnownIn) (*knownOne, error) {
	if err := httpd.Require(ctx, in.Body.Tenant, httpd.Administrator, httpd.Owner); err != nil {
		return nil, err
	}
	if err := s.SetKnownCallers(ctx, by(ctx), in.Body.Tenant, in.Body.Callers); err != nil {
		return nil, err
	}
	return s.getKnown(ctx, &knownIn{in.Body.Tenant})
}
