package phone

import (
	"bytes"
	"encoding/binary"
	"math"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

const crlf = "\r\n"

func TestParseReadsWhatOthersWrite(t *testing.T) {
	text := strings.Join([]string{
		"INVITE sip:600@192.0.2.1 SIP/2.0",
		`v: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK1;rport, SIP/2.0/UDP 192.0.2.3;branch=z9hG4bK0`,
		`f: "Olha, sales" <sip:380441234567@192.0.2.2;user=phone>;tag=a1`,
		"t: sip:600@192.0.2.1", "i: x@y", "CSeq:  7   INVITE",
		"Record-Route: <sip:p1;lr>,", "  <sip:p2;lr>", "l: 4", "", "v=0",
	}, crlf) + "\ntrailing"
	m, err := parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if n, method := m.cseq(); n != 7 || method != "INVITE" || m.method != "INVITE" {
		t.Errorf("cseq %d %s of %s", n, method, m.method)
	}
	if got := m.all("via"); len(got) != 2 || param(got[1], "branch") != "z9hG4bK0" {
		t.Errorf("via %q", got)
	}
	if got := m.all("Record-Route"); !slices.Equal(got, []string{"<sip:p1;lr>", "<sip:p2;lr>"}) {
		t.Errorf("record-route %q", got)
	}
	from := m.get("From")
	if uriOf(from) != "sip:380441234567@192.0.2.2;user=phone" || param(from, "tag") != "a1" || userOf(uriOf(from)) != "380441234567" {
		t.Errorf("from %q", from)
	}
	if string(m.body) != "v=0\n" {
		t.Errorf("body %q", m.body)
	}
	if h := hostOf(uriOf(m.get("To"))); h != "192.0.2.1:5060" {
		t.Errorf("host %q", h)
	}
	if again, err := parse(m.bytes()); err != nil || again.get("From") != from {
		t.Errorf("written and read again: %v", err)
	}
}

func TestParseRefusesRubbish(t *testing.T) {
	ok := "Via: x" + crlf + "From: x" + crlf + "To: x" + crlf + "Call-ID: x" + crlf + "CSeq: 1 BYE" + crlf
	for name, text := range map[string]string{
		"nothing":            crlf + crlf,
		"no empty line":      "BYE sip:x SIP/2.0" + crlf + ok,
		"no request line":    "hello" + crlf + ok + crlf,
		"a wild status":      "SIP/2.0 20 OK" + crlf + ok + crlf,
		"header of no colon": "BYE sip:x SIP/2.0" + crlf + ok + "Foo" + crlf + crlf,
		"body too short":     "BYE sip:x SIP/2.0" + crlf + ok + "Content-Length: 5" + crlf + crlf + "1234",
		"negative length":    "BYE sip:x SIP/2.0" + crlf + ok + "Content-Length: -5" + crlf + crlf + "1234",
		"no Call-ID":         "BYE sip:x SIP/2.0" + crlf + strings.Replace(ok, "Call-ID", "X", 1) + crlf,
	} {
		if m, err := parse([]byte(text)); err == nil {
			t.Errorf("%s: parsed as %+v", name, m)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("BYE sip:x SIP/2.0\r\nVia: x;branch=1\r\nFrom: <sip:a>;tag=1\r\nTo: x\r\nCall-ID: x\r\nCSeq: 1 BYE\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := parse(b)
		if err != nil {
			return
		}
		if again, err := parse(m.bytes()); err != nil {
			t.Errorf("does not read what it wrote: %v", err)
		} else if again.get("Call-ID") != m.get("Call-ID") {
			t.Errorf("Call-ID %q became %q", m.get("Call-ID"), again.get("Call-ID"))
		}
		understand(m.body, []Law{PCMA})
	})
}

func TestSDPIsUnderstoodAsMeant(t *testing.T) {
	at := netip.MustParseAddrPort("192.0.2.7:4000")
	both := []Law{PCMA, PCMU}
	ours := string(describe(at, both, 101, "sendonly", 1, 1))
	tests := []struct {
		name string
		text string
		laws []Law
		want side
	}{
		{"our own", ours, both, side{addr: at, law: PCMA, pt: 8, event: 101, direction: "sendonly"}},
		{"only u-law known", ours, []Law{PCMU}, side{addr: at, law: PCMU, pt: 0, event: 101, direction: "sendonly"}},
		{"no final newline", strings.TrimSuffix(ours, crlf), both, side{addr: at, law: PCMA, pt: 8, event: 101, direction: "sendonly"}},
		{"address at the media, second stream ignored", "v=0\r\nc=IN IP4 1.1.1.1\r\nm=audio 4000 RTP/AVP 3 0\r\nc=IN IP4 192.0.2.7\r\nm=video 9 RTP/AVP 99\r\nc=IN IP4 2.2.2.2\r\na=inactive\r\n", both, side{addr: at, law: PCMU, pt: 0, direction: "sendrecv"}},
		{"held the old way", strings.ReplaceAll(ours, "192.0.2.7", "0.0.0.0"), both, side{addr: netip.MustParseAddrPort("0.0.0.0:4000"), law: PCMA, pt: 8, event: 101, direction: "inactive"}},
		{"audio refused", strings.ReplaceAll(ours, "audio 4000", "audio 0"), both, side{addr: netip.MustParseAddrPort("192.0.2.7:0"), law: PCMA, pt: 8, event: 101, direction: "sendonly", none: true}},
		{"wideband events are not ours", "c=IN IP4 192.0.2.7\r\nm=audio 4000 RTP/AVP 8 110 126\r\na=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n", both, side{addr: at, law: PCMA, pt: 8, event: 126, direction: "sendrecv"}},
	}
	for _, tt := range tests {
		if got := understand([]byte(tt.text), tt.laws); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestG711KeepsTheShapeOfTheWave(t *testing.T) {
	for _, law := range []Law{PCMA, PCMU} {
		for v := -32768; v <= 32767; v += 13 {
			got := int(law.decode(law.encode(int16(v))))
			if limit := 20 + abs(v)/16; abs(got-v) > limit && abs(v) < 32600 {
				t.Fatalf("law %d: %d came back as %d", law, v, got)
			}
		}
		for c := range 256 { // each code comes back as itself, minus zero aside
			if got := law.encode(law.decode(byte(c))); got != byte(c) && law.decode(got) != law.decode(byte(c)) {
				t.Errorf("law %d: code %#x became %#x", law, c, got)
			}
		}
		if law.encode(0) != law.quiet() {
			t.Errorf("law %d: zero is %#x, quiet is %#x", law, law.encode(0), law.quiet())
		}
	}
}

func abs(v int) int { return max(v, -v) }

func TestGoertzelTellsTonesApart(t *testing.T) {
	s := make([]int16, earSamples)
	Tone(425).Frame(s)
	if v := share(s, 425); v < 0.95 {
		t.Errorf("share of 425 Hz in itself is %.2f", v)
	}
	for _, hz := range []float64{300, 400, 450, 500, 700, 1000} {
		if v := share(s, hz); v > 0.05 {
			t.Errorf("share of %g Hz in 425 is %.2f", hz, v)
		}
	}
}

func TestMurmurHasSpeechAndPauses(t *testing.T) {
	m, frame, loud, quiet := Murmur(7), make([]int16, samplesPerFrame), 0, 0
	for range 50 * 60 {
		m.Frame(frame)
		if rms(frame) > 300 {
			loud++
		} else {
			quiet++
		}
		if slices.Max(frame) > 30000 {
			t.Fatal("the voice clips")
		}
	}
	if part := float64(loud) / float64(loud+quiet); math.Abs(part-0.55) > 0.3 {
		t.Errorf("speaks %.0f %% of a minute", 100*part)
	}
}

func TestReadWAVKnowsTheThreeFormats(t *testing.T) {
	wav := func(format, bits uint16, rate uint32, data []byte) []byte {
		var b bytes.Buffer
		b.WriteString("RIFF\x00\x00\x00\x00WAVELIST\x03\x00\x00\x00abc\x00fmt \x10\x00\x00\x00")
		for _, v := range []any{format, uint16(1), rate, rate, uint16(1), bits} {
			_ = binary.Write(&b, binary.LittleEndian, v)
		}
		b.WriteString("data")
		_ = binary.Write(&b, binary.LittleEndian, uint32(len(data)))
		b.Write(data)
		return b.Bytes()
	}
	for name, f := range map[string][]byte{
		"linear": wav(1, 16, 8000, []byte{0, 1, 0, 2}), "A-law": wav(6, 8, 8000, []byte{PCMA.encode(256), PCMA.encode(512)}),
		"u-law": wav(7, 8, 8000, []byte{PCMU.encode(256), PCMU.encode(512)}),
	} {
		s, err := ReadWAV(bytes.NewReader(f))
		if err != nil || len(s) != 2 || abs(int(s[0])-256) > 16 || abs(int(s[1])-512) > 32 {
			t.Errorf("%s: %v, %v", name, s, err)
		}
	}
	if _, err := ReadWAV(bytes.NewReader(wav(1, 16, 44100, nil))); err == nil {
		t.Error("a file of 44,100 Hz was taken")
	}
}
