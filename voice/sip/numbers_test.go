package sip

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gudok/phone"
	"gudok/voice"
	"gudok/voice/sip/wire"
)

func invite(from string, other ...wire.Header) *wire.Message {
	a, err := wire.ParseAddr(from)
	if err != nil {
		panic(err)
	}
	return &wire.Message{Method: "INVITE", URI: "sip:0441234567@gw", From: a, To: wire.Addr{URI: "sip:acc@gw"}, Other: other}
}

func h(name, value string) wire.Header { return wire.Header{Name: name, Value: value} }

func TestWhoCallsWhom(t *testing.T) {
	tests := []struct {
		name string
		m    *wire.Message
		want parties
	}{
		{"a national number is read by the trunk's region", invite(`"Ivan" <sip:0671112233@gw>`), parties{"+380671112233", "+380441234567", "", "Ivan"}},
		{"a number with its country", invite(`<sip:+4930123456@gw;user=phone>`), parties{"+4930123456", "+380441234567", "", ""}},
		{"00 for the plus", invite(`<sip:004930123456@gw>`), parties{"+4930123456", "+380441234567", "", ""}},
		{"a country without plus", invite(`<sip:380671112233@gw>`), parties{"+380671112233", "+380441234567", "", ""}},
		{"P-Asserted-Identity is believed before From", invite(`"A" <sip:acc@gw>`, h("P-Asserted-Identity", `"B" <sip:+380671112233@gw>, <tel:+380671112233>`)), parties{"+380671112233", "+380441234567", "", "B"}},
		{"Remote-Party-ID too", invite(`<sip:acc@gw>`, h("Remote-Party-ID", `<sip:0671112233@gw>;party=calling;privacy=off`)), parties{"+380671112233", "+380441234567", "", ""}},
		{"a tel address", invite(`<tel:+380671112233>`), parties{"+380671112233", "+380441234567", "", ""}},
		{"withheld by From", invite(`"Anonymous" <sip:anonymous@anonymous.invalid>`), parties{"", "+380441234567", "", ""}},
		{"withheld by Privacy, though the carrier tells us", invite(`<sip:x@gw>`, h("Privacy", "id;critical"), h("P-Asserted-Identity", "<sip:+380671112233@gw>")), parties{"", "+380441234567", "", ""}},
		{"forwarded: the last Diversion is the number dialled first", invite(`<sip:+380671112233@gw>`, h("Diversion", `<sip:0447770000@gw>;reason=unconditional`), h("Diversion", `<sip:0445550000@gw>;reason=no-answer`)), parties{"+380671112233", "+380441234567", "+380445550000", ""}},
		{"forwarded: the first History-Info", invite(`<sip:+380671112233@gw>`, h("History-Info", `<sip:0445550000@gw?Reason=SIP%3Bcause%3D302>;index=1, <sip:0441234567@gw>;index=1.1`)), parties{"+380671112233", "+380441234567", "+380445550000", ""}},
		{"one History-Info is only the number called", invite(`<sip:+380671112233@gw>`, h("History-Info", `<sip:0441234567@gw>;index=1`)), parties{"+380671112233", "+380441234567", "", ""}},
		{"an extension stays as it is", invite(`<sip:1001@gw>`), parties{"1001", "+380441234567", "", ""}},
		{"a name with control and direction marks", invite("\"A\u202eB\x07C\" <sip:1001@gw>"), parties{"1001", "+380441234567", "", "ABC"}},
		{"escaped and decorated", invite(`<sip:%2B38(067)111-22-33;cpc=ordinary@gw>`), parties{"+380671112233", "+380441234567", "", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := readParties(tt.m, "UA", false); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
	m := invite(`<sip:1@gw>`)
	m.URI, m.To.URI = "sip:account77@gw", "sip:88005553535@gw"
	if got := readParties(m, "RU", true); got.to != "+78005553535" {
		t.Errorf("by To: %+v", got)
	}
}

func TestTheQuickWayToReadANumberSaysTheSameAsTheSlowOne(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	read := 0
	for range 3000 {
		region := []string{"UA", "RU", "KZ", "BY"}[rng.IntN(4)]
		country, trunk := prefixes(region)
		digits := []string{country, trunk, ""}[rng.IntN(3)] + fmt.Sprintf("%d%0*d", 1+rng.IntN(9), 6+rng.IntN(4), rng.IntN(1e9))
		got, ok := plain(digits, region)
		if !ok {
			continue
		}
		read++
		// The slow one refuses numbers that no plan has; those stay what they look like.
		if want, err := phone.Parse(digits, region); err == nil && got != string(want) {
			t.Errorf("%s %s: %s, want %s", region, digits, got, want)
		}
	}
	if read < 300 {
		t.Errorf("only %d numbers were read at all", read)
	}
}

func TestNumbersAreWrittenAsTheCarrierWants(t *testing.T) {
	tests := []struct {
		f            Format
		region       string
		number, want string
	}{
		{Plus, "UA", "+380441234567", "+380441234567"},
		{Bare, "UA", "+380441234567", "380441234567"},
		{National, "UA", "+380441234567", "0441234567"},
		{National, "RU", "+74951234567", "84951234567"},
		{National, "UA", "+4930123456", "004930123456"},
		{National, "XX", "+4930123456", "004930123456"},
		{Plus, "UA", "1001", "1001"},
	}
	for _, tt := range tests {
		if got := tt.f.write(tt.number, tt.region); got != tt.want {
			t.Errorf("%q %s %s: %s, want %s", tt.f, tt.region, tt.number, got, tt.want)
		}
	}
}

func TestCausesHaveAnswersAndBack(t *testing.T) {
	for _, c := range []voice.Cause{voice.CauseBusy, voice.CauseDeclined, voice.CauseNotFound, voice.CauseCongestion, voice.CauseUnreachable} {
		status, reason := refusal(c)
		if reason != phrase(status) {
			t.Errorf("%s: %d has two phrases", c, status)
		}
		if got := causeOf(&wire.Message{Status: status}, false, true); got != c {
			t.Errorf("%s is refused by %d, which is read as %s", c, status, got)
		}
		if got := causeOfQ850(q850(c)); got != c {
			t.Errorf("%s has Q.850 %d, which is read as %s", c, q850(c), got)
		}
	}
	busy := &wire.Message{Status: 480, Other: []wire.Header{h("Reason", `SIP;cause=480, Q.850;cause=17;text="User busy"`)}}
	if reasonOf(busy) != 17 || causeOf(busy, true, true) != voice.CauseBusy {
		t.Errorf("Q.850 in a list is read as %d", reasonOf(busy))
	}
	if got := causeOf(&wire.Message{Status: 404}, true, false); got != voice.CauseUnreachable {
		t.Errorf("a desk phone that is not there is %s", got)
	}
}

func TestASecretIsMaskedInWhateverFormItComes(t *testing.T) {
	text := "REGISTER sip:x SIP/2.0\r\nauthorization : Digest username=\"a\", response=\"s3\"\r\nProxy-Authorization: Digest s3\r\nWWW-Authenticate: Digest nonce=\"n\"\r\nContent-Type: application/dtmf\r\n\r\ns3"
	want := "REGISTER sip:x SIP/2.0\r\nauthorization: Digest ***\r\nProxy-Authorization: Digest ***\r\nWWW-Authenticate: Digest nonce=\"n\"\r\nContent-Type: application/dtmf\r\n\r\n***"
	if got := masked([]byte(text)); got != want {
		t.Errorf("got %q", got)
	}
}
