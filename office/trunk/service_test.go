package trunk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/office/officetest"
)

// places: lin_1 and flw_1 are the shop's.
type places struct{}

func (places) LineTenant(_ context.Context, l id.Line) (id.Tenant, error) {
	return map[id.Line]id.Tenant{"lin_1": officetest.Shop}[l], nil
}

func (places) MenuTenant(_ context.Context, f id.Flow) (id.Tenant, error) {
	return map[id.Flow]id.Tenant{"flw_1": officetest.Shop}[f], nil
}

func (places) Legs(_ context.Context, c id.Call) (id.Tenant, []id.Leg, error) {
	if c != "call_1" {
		return "", nil, nil
	}
	return officetest.Shop, []id.Leg{"leg_a", "leg_b"}, nil
}

// heard is what the room told the core and the gate.
type heard struct {
	inputs []core.Input
	wired  int
}

func room(t *testing.T, d *db.DB) (*Service, *officetest.API, *heard) {
	t.Helper()
	h := &heard{}
	s := New(Options{DB: d, NewID: officetest.IDs(), Places: places{}, Calls: places{},
		Changed: func(_ context.Context, in ...core.Input) { h.inputs = append(h.inputs, in...) },
		Rewired: func(context.Context) { h.wired++ }})
	return s, officetest.Serve(t, s), h
}

const carrier = `{"name":"Carrier","kind":"ip","address":"203.0.113.7","transport":"udp","region":"UA","enabled":true}`

func TestATrunkIsMadeChangedAndRemoved(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h := room(t, d)
		made := officetest.Must[TrunkView](api, officetest.Admin, "POST", "/trunks", carrier)
		if made.ID != "trk_1" || made.Address != "203.0.113.7:5060" || made.Version != 1 {
			t.Fatalf("made %+v", made)
		}
		api.Refused(officetest.Admin, "POST", "/trunks", carrier, "trunk.name_taken")
		made.Name = "Carrier two"
		changed := officetest.Must[TrunkView](api, officetest.Admin, "PUT", "/trunks/trk_1", made.TrunkForm)
		if changed.Name != "Carrier two" || changed.Version != 2 {
			t.Fatalf("changed %+v", changed)
		}
		api.Refused(officetest.Admin, "PUT", "/trunks/trk_1", made.TrunkForm, "trunk.changed_meanwhile")
		api.Refused(officetest.Admin, "PUT", "/trunks/trk_9", changed.TrunkForm, "trunk.unknown")
		api.Refused(officetest.Admin, "POST", "/trunks", strings.Replace(carrier, "203.0.113.7", "sip:x", 1), "trunk.address_has_scheme")
		officetest.Must[none](api, officetest.Admin, "DELETE", "/trunks/trk_1", nil)
		if all := officetest.Must[[]TrunkView](api, officetest.Admin, "GET", "/trunks", nil); len(all) != 0 {
			t.Errorf("left: %+v", all)
		}
		names, _, err := s.Directory(t.Context(), "")
		if err != nil || len(names) != 1 || names[0] != (Name{"trk_1", id.House, "Carrier two", true}) {
			t.Errorf("directory %+v, %v", names, err)
		}
		if h.wired != 3 {
			t.Errorf("the gate was told %d times", h.wired)
		}
		facts, err := db.FactsAfter(t.Context(), d, 0, 10)
		if err != nil || len(facts) != 3 {
			t.Fatalf("facts %+v, %v", facts, err)
		}
		f, err := fact.Open[fact.ConfigChanged](facts[1])
		if err != nil || f.Action != "changed" || !strings.Contains(string(f.Before), `"Carrier"`) || !strings.Contains(string(f.After), `"Carrier two"`) || facts[1].Actor != "usr_admin" {
			t.Errorf("fact %+v by %s, %v", f, facts[1].Actor, err)
		}
	})
}

func TestANumberBelongsToOneTenantAndItsLine(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, h := room(t, d)
		form := NumberForm{Tenant: officetest.Shop, E164: "044 123 45 67", Line: "lin_1", Menu: "flw_1"}
		made := officetest.Must[NumberView](api, officetest.Admin, "POST", "/numbers", form)
		if made.E164 != "+380441234567" || made.Pretty != "+380 44 123 4567" {
			t.Fatalf("made %+v", made)
		}
		did, tenant, ok := s.Table().Find("+380441234567")
		if !ok || did != made.ID || tenant != officetest.Shop || s.Table().E164(did) != "+380441234567" {
			t.Errorf("table: %s of %s, %v", did, tenant, ok)
		}
		want := core.DIDSet{DID: core.DID{ID: made.ID, Tenant: officetest.Shop, Line: "lin_1", Flow: "flw_1"}}
		if len(h.inputs) != 1 || h.inputs[0] != core.Input(want) {
			t.Errorf("the core heard %+v", h.inputs)
		}
		api.Refused(officetest.Admin, "POST", "/numbers", form, "number.taken")
		for code, bad := range map[string]NumberForm{
			"number.not_a_number":   {Tenant: officetest.Shop, E164: "hello", Line: "lin_1"},
			"number.line_unknown":   {Tenant: officetest.Dent, E164: "0441234568", Line: "lin_1"},
			"number.menu_unknown":   {Tenant: officetest.Shop, E164: "0441234568", Line: "lin_1", Menu: "flw_2"},
			"number.tenant_missing": {Tenant: id.House, E164: "0441234568", Line: "lin_1"},
			"number.line_missing":   {Tenant: officetest.Shop, E164: "0441234568"},
		} {
			api.Refused(officetest.Admin, "POST", "/numbers", bad, code)
		}
		made.Tenant, made.Menu = officetest.Dent, "" // the tenant cannot be changed
		changed := officetest.Must[NumberView](api, officetest.Admin, "PUT", "/numbers/"+string(made.ID), made.NumberForm)
		if changed.Tenant != officetest.Shop || changed.Menu != "" {
			t.Errorf("changed %+v", changed)
		}
		if used, err := s.LineUsed(t.Context(), "lin_1"); err != nil || used != "+380441234567" {
			t.Errorf("line used by %q, %v", used, err)
		}
		if used, err := s.MenuUsed(t.Context(), ""); err != nil || used != "" {
			t.Errorf("no menu is used by %q, %v", used, err)
		}
		if in, err := s.Inputs(t.Context()); err != nil || len(in) != 1 {
			t.Errorf("inputs %v, %v", in, err)
		}
		officetest.Must[none](api, officetest.Admin, "DELETE", "/numbers/"+string(made.ID), nil)
		if _, _, ok := s.Table().Find("+380441234567"); ok || h.inputs[len(h.inputs)-1] != core.Input(core.Removed{ID: string(made.ID)}) {
			t.Errorf("a removed number is found; the core heard %+v", h.inputs)
		}
		officetest.Must[NumberView](api, officetest.Admin, "POST", "/numbers", form) // free again
	})
}

func TestADeskPhonesSecretIsShownOnceAndStoredNowhere(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, _ := room(t, d)
		made := officetest.Must[DeviceView](api, officetest.Admin, "POST", "/devices", DeviceForm{Name: "Desk 1", Agent: "agt_olga", Login: "101", Enabled: true})
		if len(made.Secret) != 20 {
			t.Fatalf("made %+v", made)
		}
		own := DeviceForm{Name: "Desk 2", Login: "102", Secret: "correct horse battery"}
		if given := officetest.Must[DeviceView](api, officetest.Admin, "POST", "/devices", own); given.Secret != "" {
			t.Error("a secret that was given is repeated")
		}
		api.Refused(officetest.Admin, "POST", "/devices", DeviceForm{Name: "Desk 3", Login: "101"}, "device.login_taken")
		before, err := s.Devices(t.Context())
		if err != nil || len(before) != 2 || before[0].HA1MD5 == "" {
			t.Fatalf("devices %+v, %v", before, err)
		}
		// A change without a secret keeps it; a new login needs a new one.
		form := DeviceForm{Name: "Desk one", Agent: "agt_olga", Login: "101", Enabled: true, Version: 1}
		officetest.Must[DeviceView](api, officetest.Admin, "PUT", "/devices/"+string(made.ID), form)
		form.Login, form.Version = "103", 2
		api.Refused(officetest.Admin, "PUT", "/devices/"+string(made.ID), form, "device.new_login_needs_secret")
		after, err := s.Devices(t.Context())
		if err != nil || after[1].Name != "Desk one" || after[1].HA1MD5 != before[0].HA1MD5 {
			t.Errorf("after %+v, %v", after, err)
		}
		facts, err := db.FactsAfter(t.Context(), d, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		all, _ := json.Marshal(facts)
		list := api.Ask(officetest.Admin, "GET", "/devices", nil)
		for _, secret := range []string{made.Secret, own.Secret, before[0].HA1MD5, before[0].HA1SHA256, before[1].HA1MD5} {
			if strings.Contains(string(all), secret) || strings.Contains(string(list.Body), secret) {
				t.Errorf("a secret is told: %s", secret)
			}
		}
	})
}

// live says how things really are.
type live struct{}

func (live) Trunks() []Status {
	return []Status{{Trunk: "trk_1", Up: true, OptionsMS: 12, Channels: 3, Refused: 2, LastCause: "503 Service Unavailable", LastAt: time.UnixMilli(7),
		Heard: time.UnixMilli(9), Registering: true, RegisterErr: "403 Forbidden"}, {Trunk: "trk_gone", Up: true}}
}

func (live) Registered() map[id.Device]Registration {
	return map[id.Device]Registration{"dev_2": {Up: true, Contact: "192.0.2.10:5060", Until: time.UnixMilli(5)}}
}

func TestListsShowHowThingsReallyAre(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	s, api, _ := room(t, d)
	s.o.Live = live{}
	officetest.Must[TrunkView](api, officetest.Admin, "POST", "/trunks", carrier)
	officetest.Must[DeviceView](api, officetest.Admin, "POST", "/devices", DeviceForm{Name: "Desk 1", Login: "101"})
	st := officetest.Must[[]StatusView](api, officetest.Super, "GET", "/trunks/status", nil)
	if len(st) != 1 || !st[0].Up || st[0].OptionsMS != 12 || st[0].Channels != 3 || st[0].Refused != 2 || st[0].LastAt != 7 || st[0].Heard != 9 ||
		!st[0].Registering || st[0].Registered != 0 || st[0].RegisterError != "403 Forbidden" {
		t.Errorf("status %+v", st)
	}
	if dev := officetest.Must[[]DeviceView](api, officetest.Admin, "GET", "/devices", nil); !dev[0].Up || dev[0].At != "192.0.2.10:5060" || dev[0].Until != 5 {
		t.Errorf("devices %+v", dev)
	}
}

func TestTheLadderNamesWhoSpeaksFromAnAddress(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	s, api, _ := room(t, d)
	s.o.Live = live{}
	officetest.Must[TrunkView](api, officetest.Admin, "POST", "/trunks", carrier)                                                                             // trk_1
	officetest.Must[DeviceView](api, officetest.Admin, "POST", "/devices", DeviceForm{Name: "Desk 1", Login: "101"})                                          // dev_2
	officetest.Must[DeviceView](api, officetest.Admin, "POST", "/devices", DeviceForm{Name: "Desk 2", Contact: "sip:7@203.0.113.7:5090"})                     // dev_3
	officetest.Must[TrunkView](api, officetest.Admin, "POST", "/trunks", strings.NewReplacer("Carrier", "B", "203.0.113.7", "198.51.100.1").Replace(carrier)) // trk_4
	who, err := s.parties(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for peer, want := range map[string]string{"203.0.113.7:5060": "trk_1", "203.0.113.7:40000": "trk_1", "203.0.113.7:5090": "dev_3",
		"192.0.2.10:5060": "dev_2", "198.51.100.1:5060": "trk_4", "8.8.8.8:5060": "", "": "", "nonsense": ""} {
		if got := who(peer); got != want {
			t.Errorf("%q is %q, want %q", peer, got, want)
		}
	}
}

func TestOnlyAdministratorsSeeHowTheCentreIsConnected(t *testing.T) {
	d := dbtest.SQLite(t, db.Office)
	_, api, _ := room(t, d)
	for _, path := range []string{"/trunks", "/numbers", "/devices"} {
		for who, code := range map[string]string{officetest.Nobody: "auth.sign_in", officetest.Olga: "auth.forbidden",
			officetest.Super: "auth.forbidden", officetest.ShopOwner: "auth.forbidden"} {
			api.Refused(who, "GET", path, nil, code)
			api.Refused(who, "POST", path, "{}", code)
		}
	}
	api.Refused(officetest.ShopOwner, "GET", "/trunks/status", nil, "auth.forbidden")
	api.Refused(officetest.ShopOwner, "GET", "/calls/call_1/trace", nil, "auth.forbidden")
	api.Refused(officetest.Super, "GET", "/calls/call_9/trace", nil, "call.unknown")
}

func TestTheTraceIsStoredFoundByLegAndCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := dbtest.SQLite(t, db.Office)
		s, api, _ := room(t, d)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.RunTrace(ctx) }()
		now := time.Now().UnixMilli()
		s.Trace(Message{At: now, Leg: "leg_a", Peer: "203.0.113.7:5060", Party: "trk_1", Text: "INVITE sip:+380441234567@h SIP/2.0\r\nAuthorization: x\r\n\r\n"})
		s.Trace(Message{At: now + 2, Leg: "leg_b", Call: "call_1", Out: true, Party: "dev_1", Text: "INVITE sip:101@h SIP/2.0\r\n\r\n"})
		s.Trace(Message{At: now + 1, Leg: "leg_a", Out: true, Party: "trk_1", Text: "SIP/2.0 100 Trying\r\nCSeq: 1 INVITE\r\n\r\n"})
		s.Trace(Message{At: now, Leg: "leg_other", Text: "BYE sip:x SIP/2.0\r\n\r\n"})
		time.Sleep(traceEvery)
		synctest.Wait()
		v := officetest.Must[TraceView](api, officetest.Admin, "GET", "/calls/call_1/trace", nil)
		var said []string
		for _, m := range v.Messages {
			said = append(said, fmt.Sprintf("%s>%s %s", m.From, m.To, m.What))
		}
		if got := strings.Join(said, ", "); got != "trk_1>gudok INVITE, gudok>trk_1 100 Trying, gudok>dev_1 INVITE" {
			t.Errorf("ladder: %s", got)
		}
		if text := v.Messages[0].Text; strings.Contains(text, "380441234567") || !strings.Contains(text, "Authorization: •••") {
			t.Errorf("an administrator sees %s", text)
		}
		if v := officetest.Must[TraceView](api, officetest.Super, "GET", "/calls/call_1/trace", nil); !strings.Contains(v.Messages[0].Text, "380441234567") {
			t.Errorf("a supervisor sees %s", v.Messages[0].Text)
		}
		time.Sleep(keepTrace + traceCutEvery)
		synctest.Wait()
		if v := officetest.Must[TraceView](api, officetest.Super, "GET", "/calls/call_1/trace", nil); len(v.Messages) != 0 {
			t.Errorf("after a week %d messages are left", len(v.Messages))
		}
		s.Trace(Message{At: time.Now().UnixMilli(), Call: "call_1", Text: "BYE sip:x SIP/2.0\r\n\r\n"})
		stop()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if v := officetest.Must[TraceView](api, officetest.Super, "GET", "/calls/call_1/trace", nil); len(v.Messages) != 1 {
			t.Error("what was said before the end is not stored")
		}
	})
}
