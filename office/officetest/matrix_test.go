package officetest_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"gudok/base/blob"
	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core/flow"
	"gudok/core/hours"
	"gudok/fact"
	"gudok/id"
	"gudok/office/call"
	"gudok/office/line"
	"gudok/office/menu"
	"gudok/office/officetest"
	"gudok/office/promise"
	"gudok/office/recording"
	"gudok/office/trunk"
)

// who may read what (reliability.md 6.1): all that is not written here is refused. Of what
// is, a client may see his own tenant's only, and an agent only what he had part in.
type reads struct {
	path  string // with the shop's things in its place holders
	roles string // first letters of: administrator supervisor agent owner
	own   bool   // an agent sees it because he talked in the call; another agent does not
}

func matrix(prompt id.Prompt) map[string]reads {
	return map[string]reads{
		"/api/trunks":                       {"/trunks", "a", false},
		"/api/trunks/status":                {"/trunks/status", "as", false},
		"/api/numbers":                      {"/numbers?tenant=ten_shop", "a", false},
		"/api/devices":                      {"/devices", "a", false},
		"/api/calls/{call}/trace":           {"/calls/call_shop/trace", "as", false},
		"/api/traces":                       {"/traces", "as", false},
		"/api/lines":                        {"/lines?tenant=ten_shop", "asgo", false},
		"/api/calendars":                    {"/calendars?tenant=ten_shop", "asgo", false},
		"/api/holidays":                     {"/holidays", "asgo", false},
		"/api/routing":                      {"/routing", "as", false},
		"/api/menus":                        {"/menus?tenant=ten_shop", "asgo", false},
		"/api/known-callers":                {"/known-callers?tenant=ten_shop", "ao", false},
		"/api/lookups":                      {"/lookups?tenant=ten_shop", "a", false},
		"/api/lookup-guard":                 {"/lookup-guard?tenant=ten_shop", "a", false},
		"/api/extensions":                   {"/extensions", "asg", false},
		"/api/prompts":                      {"/prompts?tenant=ten_shop", "asgo", false},
		"/api/prompts/{prompt}/audio":       {"/prompts/" + string(prompt) + "/audio", "asgo", false},
		"/api/calls":                        {"/calls?tenant=ten_shop", "asgo", false},
		"/api/calls/{call}":                 {"/calls/call_shop", "asgo", true},
		"/api/calls/{call}/handover":        {"/calls/call_shop/handover", "sg", true},
		"/api/personal-retention":           {"/personal-retention", "a", false},
		"/api/my/day":                       {"/my/day", "g", false},
		"/api/unknown-calls":                {"/unknown-calls", "as", false},
		"/api/recordings":                   {"/recordings?call=call_shop", "sgo", false},
		"/api/recordings/failed":            {"/recordings/failed", "as", false},
		"/api/recordings/{recording}/peaks": {"/recordings/rec_shop/peaks", "sgo", true},
		"/api/recordings/{recording}/audio": {"/recordings/rec_shop/audio", "sgo", true},
		"/api/recordings/retention":         {"/recordings/retention", "a", false},
		"/api/promises":                     {"/promises?tenant=ten_shop", "asgo", false},
		"/api/promises/summary":             {"/promises/summary?tenant=ten_shop", "asgo", false},
		"/api/promises/proof":               {"/promises/proof?tenant=ten_shop", "aso", false},
		"/api/promises/{promise}":           {"/promises/prs_shop", "asgo", false},
		"/api/agent/socket":                 {},
		"/api/openapi.json":                 {},
		"/api/openapi.yaml":                 {},
		"/api/shapes":                       {},
	}
}

func TestEveryReadIsHeldToTheRoleMatrix(t *testing.T) {
	api, prompt := centre(t)
	table := matrix(prompt)
	for _, r := range api.Server().Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		row, ok := table[r.Path]
		if !ok {
			t.Errorf("GET %s is not in the table: who may read it?", r.Path)
		}
		if row.path == "" {
			continue
		}
		t.Run(r.Path, func(t *testing.T) {
			for who, role := range map[string]string{officetest.Admin: "a", officetest.Super: "s", officetest.Olga: "g", officetest.ShopOwner: "o"} {
				if ans := api.Ask(who, "GET", row.path, nil); (ans.Status == 200) != strings.Contains(row.roles, role) {
					t.Errorf("%s: %d %s", who, ans.Status, ans.Code)
				}
			}
			if ans := api.Ask(officetest.Nobody, "GET", row.path, nil); ans.Status != 401 {
				t.Errorf("nobody: %d", ans.Status)
			}
			if ans := api.Ask(officetest.Ivan, "GET", row.path, nil); row.own && ans.Status != 404 {
				t.Errorf("an agent who had no part: %d", ans.Status)
			}
			// The other client: with the shop named, and without naming anybody.
			for _, path := range []string{row.path, strings.Split(row.path, "?tenant")[0]} {
				ans := api.Ask(officetest.DentOwner, "GET", path, nil)
				if leaks := bytes.Contains(bytes.ToLower(ans.Body), []byte("shop")); leaks && ans.Status == 200 || ans.Status >= 500 {
					t.Errorf("the other client at %s: %d %s", path, ans.Status, ans.Body)
				}
				if strings.Contains(path, "tenant=ten_shop") && strings.Contains(row.roles, "o") && ans.Status != 404 {
					t.Errorf("the other client asks for the shop: %d", ans.Status)
				}
			}
		})
	}
}

// shelf is a spool in memory.
type shelf map[id.Recording][]byte

type file struct{ *bytes.Reader }

func (file) Close() error { return nil }

func (s shelf) Open(r id.Recording) (io.ReadSeekCloser, error) {
	if data, ok := s[r]; ok {
		return file{bytes.NewReader(data)}, nil
	}
	return nil, fs.ErrNotExist
}

func (s shelf) Remove(r id.Recording) error { delete(s, r); return nil }

// flat encodes nothing.
type flat struct{}

func (flat) Encode(file []byte, _ time.Duration) (alaw, ulaw []byte, err error) {
	return make([]byte, len(file)), make([]byte, len(file)), nil
}

// centre is all rooms with one thing of each kind for each of the two tenants. Whatever is
// the shop's says so in its tenant, its name or its id.
func centre(t *testing.T) (*officetest.API, id.Prompt) {
	t.Helper()
	d, tape, spool := dbtest.SQLite(t, db.Office), &officetest.Tape{}, shelf{}
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	disk, err := blob.NewDisk(root)
	if err != nil {
		t.Fatal(err)
	}
	newID := officetest.IDs()
	calls := call.New(call.Options{DB: d, Stream: tape})
	recordings := recording.New(recording.Options{DB: d, Stream: tape, Blobs: disk, Spool: spool})
	promises := promise.New(promise.Options{DB: d, Stream: tape})
	api := officetest.Serve(t, calls, recordings, promises,
		line.New(line.Options{DB: d, NewID: newID}), trunk.New(trunk.Options{DB: d, NewID: newID, Calls: calls}),
		menu.New(menu.Options{DB: d, NewID: newID, Blobs: disk, Encoder: flat{}}))
	var prompt id.Prompt
	for _, tenant := range []id.Tenant{officetest.Shop, officetest.Dent} {
		agent := id.Agent("agt_olga")
		if tenant == officetest.Dent {
			agent = "agt_ivan"
		}
		happen(tape, spool, tenant, agent)
		p := furnish(t, api, tenant)
		if tenant == officetest.Shop {
			prompt = p
		}
	}
	tape.Say(9000, fact.Head{}, fact.CallRefused{Reason: "unknown_number", Called: "num_shopless"})
	for _, do := range []func(context.Context) error{calls.Reader().CatchUp, recordings.Reader().CatchUp, promises.Reader().CatchUp, recordings.Move} {
		if err := do(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return api, prompt
}

// happen tells of a call with a recording, and of a promise.
func happen(tape *officetest.Tape, spool shelf, tenant id.Tenant, agent id.Agent) {
	name := strings.TrimPrefix(string(tenant), "ten_")
	h := fact.Head{Tenant: tenant, Line: id.Line("lin_" + name), Call: id.Call("call_" + name), Item: id.Item("item_" + name), Agent: agent}
	rec := id.Recording("rec_" + name)
	sound := slices.Concat([]byte("RIFF____WAVEfmt \x10\x00\x00\x00\x06\x00\x02\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x08\x00data\x08\x00\x00\x00"), []byte(name+"1234"))
	sum := sha256.Sum256(sound)
	for i, f := range []fact.Fact{
		fact.CallCreated{Inbound: true, Leg: "leg_1"}, fact.ItemCreated{Kind: "call"}, fact.ItemEnqueued{Position: 1},
		fact.ItemConnected{WaitedMS: 5}, fact.ItemLeft{Reason: "answered"}, fact.CallAnswered{Leg: "leg_2"},
		fact.RecordingStarted{Recording: rec}, fact.CallEnded{By: "caller"}, fact.ItemClosed{},
		fact.RecordingClosed{Recording: rec, MS: 1, Bytes: int64(len(sound)), SHA256: hex.EncodeToString(sum[:])},
	} {
		tape.Say(int64(1000+i), h, f)
	}
	h.Promise, h.Agent, h.Call = id.Promise("prs_"+name), "", ""
	tape.Say(2000, h, fact.PromiseOpened{Kind: "missed", Number: id.Number("num_" + name)})
	spool[rec] = sound
}

// furnish makes one setting of each kind and returns the tenant's prompt.
func furnish(t *testing.T, api *officetest.API, tenant id.Tenant) id.Prompt {
	t.Helper()
	name := "Of " + string(tenant)
	lin := officetest.Must[line.LineView](api, officetest.Admin, "POST", "/lines", line.LineForm{Tenant: tenant, Name: name, Skill: "skl_1"})
	officetest.Must[line.CalendarView](api, officetest.Admin, "POST", "/calendars",
		line.CalendarForm{Tenant: tenant, Name: name, Zone: "UTC", Week: make([][]hours.Span, 7)})
	officetest.Must[menu.MenuView](api, officetest.Admin, "POST", "/menus",
		menu.MenuForm{Tenant: tenant, Name: name, Draft: menu.ProgramForm{Nodes: []flow.Node{}}})
	e164 := map[id.Tenant]string{officetest.Shop: "+380441111111", officetest.Dent: "+380442222222"}[tenant]
	officetest.Must[trunk.NumberView](api, officetest.Admin, "POST", "/numbers", map[string]any{"tenant": tenant, "e164": e164, "line": lin.ID, "name": name})
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("file", "a.wav")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(slices.Concat([]byte("RIFF____WAVEfmt \x10\x00\x00\x00\x06\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"), make([]byte, 4000)))
	for k, v := range map[string]string{"tenant": string(tenant), "name": name} {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	ans := api.Send(officetest.Admin, "POST", "/prompts", b.Bytes(), http.Header{"Content-Type": {w.FormDataContentType()}})
	var p menu.PromptView
	if err := json.Unmarshal(ans.Body, &p); err != nil || p.ID == "" {
		t.Fatalf("upload: %s, %v", ans.Body, err)
	}
	return p.ID
}
