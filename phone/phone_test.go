package phone

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text, region string
		want               Number
		fails              bool
	}{
		{"a national number is read by the region", "044 123-45-67", "UA", "+380441234567", false},
		{"a Russian trunk prefix eight", "8 (495) 123-45-67", "RU", "+74951234567", false},
		{"an international number needs no region", "+380671234567", "", "+380671234567", false},
		{"letters are not a number", "anonymous", "UA", "", true},
		{"nothing is not a number", "", "UA", "", true},
		{"a kilobyte is not looked at", strings.Repeat("1", 1000), "UA", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse(c.text, c.region)
			if got != c.want || (err != nil) != c.fails {
				t.Errorf("Parse(%q, %q) = %q, %v; want %q", c.text, c.region, got, err, c.want)
			}
		})
	}
}

func TestMask(t *testing.T) {
	for in, want := range map[Number]string{"+380441234567": "+38044•••••67", "123": "•••", "": ""} {
		if got := in.Mask(); got != want {
			t.Errorf("%q.Mask() = %q, want %q", in, got, want)
		}
	}
}

func TestANumberNeverReachesALog(t *testing.T) {
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "number", Number("+380441234567"))
	if strings.Contains(b.String(), "1234567") {
		t.Errorf("the log shows the number: %s", b.String())
	}
}
