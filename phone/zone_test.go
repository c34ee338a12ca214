package phone

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestANumberLiesInAZone(t *testing.T) {
	for _, row := range []struct {
		name string
		n    Number
		want string
	}{
		{"Kyiv", "+380441234567", "Europe/Kyiv"},
		{"a Ukrainian mobile", "+380671234567", "Europe/Kyiv"},
		{"Moscow", "+74951234567", "Europe/Moscow"},
		{"Vladivostok", "+74232123456", "Asia/Vladivostok"},
		{"Yekaterinburg", "+73432123456", "Asia/Yekaterinburg"},
		{"a Russian mobile is where most Russians are", "+79161234567", "Europe/Moscow"},
		{"Almaty", "+77272123456", "Asia/Almaty"},
		{"a Kazakh mobile", "+77011234567", "Asia/Almaty"},
		{"Berlin", "+493012345678", "Europe/Berlin"},
		{"New York", "+12125551234", "America/New_York"},
		{"a country that is not listed", "+862112345678", ""},
		{"no number", "+0", ""},
		{"withheld", "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := row.n.Zone(); got != row.want {
				t.Errorf("%s lies in %q", row.n, got)
			}
		})
	}
}

func TestEveryZoneIsKnownToTheWorld(t *testing.T) {
	if !slices.IsSorted(Zones()) {
		t.Errorf("zones are not sorted")
	}
	for _, z := range Zones() {
		if _, err := time.LoadLocation(z); err != nil {
			t.Errorf("%s: %v", z, err)
		}
	}
}
