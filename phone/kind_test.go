package phone

import "testing"

func TestWhatAStrangerMayHaveUsDial(t *testing.T) {
	for _, c := range []struct {
		name             string
		number           Number
		costly, assigned bool
	}{
		{"a mobile of Ukraine", "+380671112233", false, true},
		{"a mobile of Russia", "+79261234567", false, true},
		{"a town's", "+380441234567", false, true},
		{"premium rate of Britain", "+449098790000", true, true},
		{"premium rate of Russia", "+78091234567", true, true},
		{"digits of no range", "+380111111111", false, false},
		{"no number", "x", true, false},
	} {
		if c.number.Costly() != c.costly || c.number.Assigned() != c.assigned {
			t.Errorf("%s: costly %v, assigned %v", c.name, c.number.Costly(), c.number.Assigned())
		}
	}
}
