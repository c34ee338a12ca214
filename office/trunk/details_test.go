package trunk

import (
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/office/officetest"
)

func TestDetailsAreReadOrSayWhatToDo(t *testing.T) {
	for code, d := range map[string]Details{
		"":                              {Domain: "Carrier.Example", Account: "380441234567", Format: Plus, PerSecond: 10, PatienceMS: 4000, ProbeS: -1, ExpiresS: 60},
		"trunk.domain_bad":              {Domain: "sip:x"},
		"trunk.account_bad":             {Account: "a b"},
		"trunk.user_bad":                {User: "<x>"},
		"trunk.format_unknown":          {Format: "roman"},
		"trunk.per_second_out_of_range": {PerSecond: -1},
		"trunk.patience_out_of_range":   {PatienceMS: 10},
		"trunk.probe_out_of_range":      {ProbeS: 1},
		"trunk.expires_out_of_range":    {ExpiresS: 1 << 20},
	} {
		if err := d.check(); codeOf(err) != code {
			t.Errorf("%+v: %q, want %q", d, codeOf(err), code)
		}
	}
}

// The secret goes in and never comes out: not in answers, not in facts.
func TestACarriersSecretIsNeverShown(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		s, api, _ := room(t, d)
		form := TrunkForm{Name: "Carrier", Kind: Register, Address: "sip.carrier.example", Transport: UDP, Region: "UA", Enabled: true,
			Details: Details{User: "centre", Format: National, PatienceMS: 4000}, Secret: "t0psecret"}
		for code, change := range map[string]func(*TrunkForm){
			"trunk.user_needs_secret":   func(f *TrunkForm) { f.Secret = "" },
			"trunk.secret_needs_user":   func(f *TrunkForm) { f.User = "" },
			"trunk.register_needs_user": func(f *TrunkForm) { f.User, f.Secret = "", "" },
			"trunk.secret_bad":          func(f *TrunkForm) { f.Secret = strings.Repeat("x", 200) },
		} {
			bad := form
			change(&bad)
			api.Refused(officetest.Admin, "POST", "/trunks", bad, code)
		}
		made := officetest.Must[TrunkView](api, officetest.Admin, "POST", "/trunks", form)
		if !made.HasSecret || made.Secret != "" || made.User != "centre" || made.Format != National {
			t.Fatalf("made %+v", made)
		}
		made.Domain = "carrier.example" // and no secret: it stays
		changed := officetest.Must[TrunkView](api, officetest.Admin, "PUT", "/trunks/"+string(made.ID), made.TrunkForm)
		if !changed.HasSecret || changed.Secret != "" || changed.Domain != "carrier.example" || changed.PatienceMS != 4000 {
			t.Errorf("changed %+v", changed)
		}
		all, err := s.Trunks(t.Context())
		if err != nil || len(all) != 1 || all[0].Secret != "t0psecret" || all[0].Details != changed.Details {
			t.Errorf("for the gate: %+v, %v", all, err)
		}
		changed.Kind, changed.User = Static, "" // who has no login has no secret
		if last := officetest.Must[TrunkView](api, officetest.Admin, "PUT", "/trunks/"+string(made.ID), changed.TrunkForm); last.HasSecret {
			t.Errorf("without a user: %+v", last)
		}
		facts, err := db.FactsAfter(t.Context(), d, 0, 10)
		if err != nil || len(facts) != 3 {
			t.Fatalf("facts %+v, %v", facts, err)
		}
		for _, f := range facts {
			if strings.Contains(string(f.Data), "t0psecret") {
				t.Errorf("the secret is in a fact: %s", f.Data)
			}
		}
	})
}
