package menu

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"io/fs"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/core/flow"
	"gudok/id"
	"gudok/office/officetest"
	"gudok/voice"
)

// shippedSounds is one sound that comes with gudok.
type shippedSounds struct{}

func (shippedSounds) List() []StandardPrompt {
	return []StandardPrompt{{"std_hello_uk", "uk", "Добрий день", 1200}}
}

func (shippedSounds) Open(p id.Prompt) (alaw, ulaw []byte, err error) {
	if p != "std_hello_uk" {
		return nil, nil, fs.ErrNotExist
	}
	return []byte{0xD5, 0xD5}, []byte{0xFF, 0xFF}, nil
}

// coarse is an encoder of what riff writes that keeps a sample's upper byte: enough to see
// what was encoded.
type coarse struct{}

func (coarse) Encode(file []byte, longest time.Duration) (alaw, ulaw []byte, err error) {
	if !bytes.HasPrefix(file, []byte("RIFF")) {
		return nil, nil, problem.New(problem.Invalid, "prompt.kind")
	}
	rate, size, data := int(binary.LittleEndian.Uint32(file[24:])), int(file[34])/8, file[44:]
	if len(data)/size > rate*int(longest/time.Second) {
		return nil, nil, problem.New(problem.Invalid, "prompt.too_long")
	}
	for i := range len(data) / size * telephone / rate {
		b := data[i*rate/telephone*size+size-1]
		alaw, ulaw = append(alaw, b), append(ulaw, ^b)
	}
	return alaw, ulaw, nil
}

type heard struct{ inputs []core.Input }

func room(t *testing.T, d *db.DB) (*Service, *officetest.API, *heard) {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	disk, err := blob.NewDisk(root)
	if err != nil {
		t.Fatal(err)
	}
	h := &heard{}
	s := New(Options{DB: d, NewID: officetest.IDs(), Blobs: disk, Encoder: coarse{}, Standard: shippedSounds{},
		LineTenant: func(_ context.Context, l id.Line) (id.Tenant, error) {
			return map[id.Line]id.Tenant{"lin_1": officetest.Shop, "lin_2": officetest.Dent}[l], nil
		},
		MenuUsed: func(_ context.Context, f id.Flow) (string, error) {
			return map[id.Flow]string{"flw_used": "+380441234567"}[f], nil
		},
		Changed: func(_ context.Context, in ...core.Input) { h.inputs = append(h.inputs, in...) }})
	return s, officetest.Serve(t, s), h
}

// program says hello and leads into the line.
func program(prompt id.Prompt, line id.Line) ProgramForm {
	return ProgramForm{Start: "hello", Nodes: []flow.Node{
		{Name: "hello", Kind: flow.Answer, Next: "say"},
		{Name: "say", Kind: flow.Play, Say: []voice.Sound{{Prompt: prompt}}, Next: "in"},
		{Name: "in", Kind: flow.Enqueue, Line: line},
	}}
}

func TestAMenuIsPublishedOnlyWithoutErrors(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h := room(t, d)
		f := MenuForm{Tenant: officetest.Shop, Name: "Main", Draft: program("prm_none", "lin_2")}
		made := officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", f)
		if made.Publishable || made.Published != 0 {
			t.Fatalf("made %+v", made)
		}
		got := map[string]string{}
		for _, m := range made.Messages {
			got[m.Node+" "+m.Reason] = m.Detail
		}
		if got["say missing_prompt"] != "prm_none" || got["in missing_line"] != "lin_2" || len(got) != 2 {
			t.Errorf("messages %v", got)
		}
		path := "/menus/" + string(made.ID)
		ans := api.Ask(officetest.Admin, "POST", path+"/publish", PublishForm{made.Version})
		if ans.Code != "menu.has_errors" || ans.Params["count"] != "2" || ans.Params["node"] != "say" || ans.Params["reason"] != "missing_prompt" {
			t.Errorf("publish: %+v", ans)
		}
		if len(h.inputs) != 0 {
			t.Errorf("the core heard of a draft: %+v", h.inputs)
		}
		made.Draft = program("std_hello_uk", "lin_1")
		saved := officetest.Must[MenuView](api, officetest.Admin, "PUT", path, made.MenuForm)
		if !saved.Publishable || saved.Version != 2 {
			t.Fatalf("saved %+v", saved)
		}
		api.Refused(officetest.Admin, "PUT", path, made.MenuForm, "menu.changed_meanwhile")
		api.Refused(officetest.Admin, "POST", path+"/publish", PublishForm{1}, "menu.changed_meanwhile")
		published := officetest.Must[MenuView](api, officetest.Admin, "POST", path+"/publish", PublishForm{2})
		if published.Published != 1 || published.Version != 3 || published.PublishedAt == 0 {
			t.Errorf("published %+v", published)
		}
		set, ok := h.inputs[0].(core.FlowSet)
		if !ok || set.ID != made.ID || set.Version != 1 || set.Tenant != officetest.Shop || len(set.Nodes) != 3 {
			t.Errorf("the core heard %+v", h.inputs)
		}
		// The next draft does not change what is in use.
		published.Draft.Nodes = published.Draft.Nodes[:1]
		officetest.Must[MenuView](api, officetest.Admin, "PUT", path, published.MenuForm)
		in, err := s.Inputs(t.Context())
		if err != nil || len(in) != 1 || len(in[0].(core.FlowSet).Nodes) != 3 {
			t.Errorf("inputs %+v, %v", in, err)
		}
		if p, err := s.Program(t.Context(), made.ID, 1); err != nil || len(p.Nodes) != 3 {
			t.Errorf("version 1: %+v, %v", p, err)
		}
		if used, err := s.LineUsed(t.Context(), "lin_1"); err != nil || used != "Main" {
			t.Errorf("line used by %q, %v", used, err)
		}
		officetest.Must[none](api, officetest.Admin, "DELETE", path, nil)
		if h.inputs[len(h.inputs)-1] != core.Input(core.Removed{ID: string(made.ID)}) {
			t.Errorf("the core heard %+v", h.inputs)
		}
		api.Refused(officetest.Admin, "DELETE", "/menus/flw_used", nil, "menu.in_use")
	})
}

func TestTheCheckerIsAskedWithoutSaving(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, _ := room(t, d)
	loop := ProgramForm{Start: "a", Nodes: []flow.Node{
		{Name: "a", Kind: flow.Play, Say: []voice.Sound{{Prompt: "std_hello_uk"}}, Next: "b"},
		{Name: "b", Kind: flow.Play, Say: []voice.Sound{{Prompt: "std_hello_uk"}}, Next: "a"}}}
	v := officetest.Must[CheckView](api, officetest.Admin, "POST", "/menus/check", CheckForm{officetest.Shop, loop})
	if v.Publishable || len(v.Messages) == 0 || v.Messages[0].Reason != "loop" || v.Messages[0].Node != "a" {
		t.Errorf("a loop: %+v", v)
	}
	api.Refused(officetest.Admin, "POST", "/menus/check", CheckForm{officetest.Shop, ProgramForm{Nodes: make([]flow.Node, maxNodes+1)}}, "menu.too_many_nodes")
	api.Refused(officetest.Olga, "POST", "/menus/check", CheckForm{officetest.Shop, loop}, "auth.forbidden")
	api.Refused(officetest.Admin, "POST", "/menus", MenuForm{Tenant: id.House, Name: "x", Draft: loop}, "menu.tenant_missing")
}

// multipartForm is what a browser sends.
func multipartForm(t *testing.T, fields map[string]string, file []byte) ([]byte, http.Header) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range fields {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	if file != nil {
		part, err := w.CreateFormFile("file", "../../etc/passwd")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), http.Header{"Content-Type": {w.FormDataContentType()}}
}

func TestASoundIsUploadedHeardAndUsed(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, _ := room(t, d)
		upload := func(who string, fields map[string]string, file []byte) officetest.Answer {
			body, h := multipartForm(t, fields, file)
			return api.Send(who, "POST", "/prompts", body, h)
		}
		fields := map[string]string{"tenant": "ten_shop", "name": "Hello", "lang": "uk", "said": "Добрий день"}
		sound := riff(1, 1, 16000, 16, pcm(tone(700, 16000, 500)))
		ans := upload(officetest.Admin, fields, sound)
		var made PromptView
		if err := json.Unmarshal(ans.Body, &made); err != nil || made.MS != 500 || made.Name != "Hello" || made.Tenant != officetest.Shop {
			t.Fatalf("uploaded: %s, %v", ans.Body, err)
		}
		for code, bad := range map[string]officetest.Answer{
			"prompt.name_taken":   upload(officetest.Admin, fields, sound),
			"prompt.file_missing": upload(officetest.Admin, fields, nil),
			"prompt.too_short":    upload(officetest.Admin, map[string]string{"tenant": "ten_shop", "name": "B"}, riff(6, 1, 8000, 8, make([]byte, 100))),
			"prompt.too_long":     upload(officetest.Admin, map[string]string{"tenant": "ten_shop", "name": "B"}, riff(6, 1, 8000, 8, make([]byte, 121*8000))),
			"prompt.kind":         upload(officetest.Admin, map[string]string{"tenant": "ten_shop", "name": "B"}, []byte("#!/bin/sh")),
			"prompt.name_missing": upload(officetest.Admin, map[string]string{"tenant": "ten_shop"}, sound),
			"prompt.lang_unknown": upload(officetest.Admin, map[string]string{"tenant": "ten_shop", "name": "B", "lang": "fr"}, sound),
			"prompt.too_big":      upload(officetest.Admin, map[string]string{"tenant": "ten_shop", "name": "B"}, make([]byte, maxUpload+100)),
			"prompt.not_a_form":   api.Ask(officetest.Admin, "POST", "/prompts", "{}"),
			"auth.forbidden":      upload(officetest.Super, fields, sound),
		} {
			if bad.Code != code {
				t.Errorf("%d %s, want %s", bad.Status, bad.Body, code)
			}
		}
		alaw, ulaw, err := s.Sound(t.Context(), made.ID)
		if err != nil || len(alaw) != 4000 || len(ulaw) != 4000 || alaw[100] != ^ulaw[100] {
			t.Errorf("sound: %d and %d bytes, %v", len(alaw), len(ulaw), err)
		}
		wav := api.Ask(officetest.ShopOwner, "GET", "/prompts/"+string(made.ID)+"/audio", nil)
		if wav.Header.Get("Content-Type") != "audio/wav" || len(wav.Body) != 44+8000 || binary.LittleEndian.Uint32(wav.Body[40:]) != 8000 {
			t.Errorf("audio: %d bytes of %s", len(wav.Body), wav.Header.Get("Content-Type"))
		}
		api.Refused(officetest.DentOwner, "GET", "/prompts/"+string(made.ID)+"/audio", nil, "prompt.unknown")
		api.Refused(officetest.Admin, "GET", "/prompts/prm_none/audio", nil, "prompt.unknown")
		api.Refused(officetest.Admin, "GET", "/prompts/std_none/audio", nil, "prompt.unknown")
		if ans := api.Ask(officetest.DentOwner, "GET", "/prompts/std_hello_uk/audio", nil); ans.Status != 200 {
			t.Errorf("a shipped sound: %d", ans.Status)
		}
		officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", MenuForm{Tenant: officetest.Shop, Name: "Main", Draft: program(made.ID, "lin_1")})
		api.Refused(officetest.Admin, "DELETE", "/prompts/"+string(made.ID), nil, "prompt.in_use")
		changed := officetest.Must[PromptView](api, officetest.Admin, "PUT", "/prompts/"+string(made.ID), PromptForm{Name: "Greeting", Version: 1})
		if changed.Name != "Greeting" || changed.Lang != "" || changed.Version != 2 {
			t.Errorf("changed %+v", changed)
		}
	})
}

func TestTenantsSeeOnlyTheirOwnMenusAndSounds(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, _ := room(t, d)
	for _, tenant := range []id.Tenant{officetest.Shop, officetest.Dent} {
		officetest.Must[MenuView](api, officetest.Admin, "POST", "/menus", MenuForm{Tenant: tenant, Name: "Menu of " + string(tenant), Draft: ProgramForm{Nodes: []flow.Node{}}})
		body, h := multipartForm(t, map[string]string{"tenant": string(tenant), "name": "Sound of " + string(tenant)}, riff(6, 1, 8000, 8, make([]byte, 8000)))
		if ans := api.Send(officetest.Admin, "POST", "/prompts", body, h); ans.Status != 200 {
			t.Fatalf("upload: %s", ans.Body)
		}
	}
	for _, path := range []string{"/menus", "/prompts"} {
		for who, want := range map[string][2]bool{officetest.Admin: {true, true}, officetest.Olga: {true, true},
			officetest.ShopOwner: {true, false}, officetest.DentOwner: {false, true}} {
			ans := api.Ask(who, "GET", path, nil)
			if shop, dent := strings.Contains(string(ans.Body), "ten_shop"), strings.Contains(string(ans.Body), "ten_dent"); shop != want[0] || dent != want[1] {
				t.Errorf("%s as %s: shop %v, dent %v", path, who, shop, dent)
			}
		}
		api.Refused(officetest.ShopOwner, "GET", path+"?tenant=ten_dent", nil, "request.not_found")
		api.Refused(officetest.Nobody, "GET", path, nil, "auth.sign_in")
	}
}
