package sdp

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
)

// us is our end in these tests.
func us() Local {
	return Local{Addr: netip.MustParseAddr("203.0.113.7"), Port: 30000, ID: 7, Version: 1}
}

// text puts an offer together from a c= address and the lines of its m= sections.
func text(addr string, lines ...string) []byte {
	head := "v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN " + family(addr) + addr + "\r\nt=0 0\r\n"
	return []byte(head + strings.Join(lines, "\r\n") + "\r\n")
}

func TestAnswers(t *testing.T) {
	tests := []struct {
		name  string
		offer []byte
		want  Agreed
		media string // lines of the answer that must be there
	}{
		{"a plain offer is taken as it is", text("10.0.0.9", "m=audio 4000 RTP/AVP 8 0 101", "a=rtpmap:101 telephone-event/8000"),
			agreed("10.0.0.9", 4000, PCMA, 101, SendRecv, false), "m=audio 30000 RTP/AVP 8 101"},
		{"the offerer's preference decides the law", text("10.0.0.9", "m=audio 4000 RTP/AVP 0 8"),
			agreed("10.0.0.9", 4000, PCMU, 0, SendRecv, false), "m=audio 30000 RTP/AVP 0\r\n"},
		{"telephone-event keeps the number of the offer", text("10.0.0.9", "m=audio 4000 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000"),
			agreed("10.0.0.9", 4000, PCMA, 96, SendRecv, false), "a=rtpmap:96 telephone-event/8000"},
		{"telephone-event of 48000 Hz is not ours", text("10.0.0.9", "m=audio 4000 RTP/AVP 96 8", "a=rtpmap:96 telephone-event/48000"),
			agreed("10.0.0.9", 4000, PCMA, 0, SendRecv, false), "m=audio 30000 RTP/AVP 8\r\n"},
		{"codecs that we do not speak are passed over", text("10.0.0.9", "m=audio 4000 RTP/AVP 111 9 18 8", "a=rtpmap:111 opus/48000/2"),
			agreed("10.0.0.9", 4000, PCMA, 0, SendRecv, false), "m=audio 30000 RTP/AVP 8\r\n"},
		{"hold by sendonly is answered recvonly", text("10.0.0.9", "m=audio 4000 RTP/AVP 8", "a=sendonly"),
			agreed("10.0.0.9", 4000, PCMA, 0, RecvOnly, true), "a=recvonly"},
		{"recvonly is answered sendonly", text("10.0.0.9", "m=audio 4000 RTP/AVP 8", "a=recvonly"),
			agreed("10.0.0.9", 4000, PCMA, 0, SendOnly, true), "a=sendonly"},
		{"inactive is answered inactive", text("10.0.0.9", "m=audio 4000 RTP/AVP 8", "a=inactive"),
			agreed("10.0.0.9", 4000, PCMA, 0, Inactive, true), "a=inactive"},
		{"hold of RFC 2543 by 0.0.0.0", text("0.0.0.0", "m=audio 4000 RTP/AVP 8"),
			agreed("0.0.0.0", 4000, PCMA, 0, RecvOnly, true), "a=recvonly"},
		{"a direction of the session holds for its streams", text("10.0.0.9", "a=sendonly", "m=audio 4000 RTP/AVP 8"),
			agreed("10.0.0.9", 4000, PCMA, 0, RecvOnly, true), "a=recvonly"},
		{"video and a second audio stream get port 0", text("10.0.0.9", "m=video 5000 RTP/AVP 96", "m=audio 4000 RTP/AVP 8", "m=audio 4002 RTP/AVP 8"),
			agreed("10.0.0.9", 4000, PCMA, 0, SendRecv, false), "m=video 0 RTP/AVP 96\r\nm=audio 30000 RTP/AVP 8\r\n"},
		{"an address of the stream beats that of the session", text("10.0.0.9", "m=audio 4000 RTP/AVP 8", "c=IN IP4 10.0.0.77"),
			agreed("10.0.0.77", 4000, PCMA, 0, SendRecv, false), "c=IN IP4 203.0.113.7"},
		{"IPv6", text("2001:db8::1", "m=audio 4000 RTP/AVP 8"),
			agreed("2001:db8::1", 4000, PCMA, 0, SendRecv, false), "m=audio 30000"},
		{"unknown attributes and lines are ignored", text("10.0.0.9", "b=AS:64", "m=audio 4000 RTP/AVP 8", "a=x-cisco:1", "a=silenceSupp:off - - - -", "z=0 0"),
			agreed("10.0.0.9", 4000, PCMA, 0, SendRecv, false), "m=audio 30000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			offer, err := Parse(tt.offer)
			if err != nil {
				t.Fatal(err)
			}
			answer, got, err := us().Answer(offer)
			if err != nil {
				t.Fatal(err)
			}
			tt.want.EventIn = tt.want.Event
			if got != tt.want {
				t.Errorf("agreed\n got %+v\nwant %+v", got, tt.want)
			}
			if s := answer.String(); !strings.Contains(s, tt.media) {
				t.Errorf("answer lacks %q:\n%s", tt.media, s)
			}
			if len(answer.Media) != len(offer.Media) {
				t.Errorf("%d streams answered, %d offered", len(answer.Media), len(offer.Media))
			}
		})
	}
}

func agreed(addr string, port int, law Law, event uint8, ours Direction, held bool) Agreed {
	a := netip.MustParseAddr(addr)
	return Agreed{
		Remote: netip.AddrPortFrom(a, uint16(port)), RTCP: netip.AddrPortFrom(a, uint16(port+1)),
		Law: law, Event: event, PTime: 20, Ours: ours, Held: held,
	}
}

func TestTheFarEndMayLeaveOutTheLastNewlineAndTheCarriageReturns(t *testing.T) {
	sloppy := "v=0\no=root 12 12 IN IP4 10.0.0.9\ns=call\nc=IN IP4 10.0.0.9\nt=0 0\nm=audio 4000 RTP/AVP 8\na=ptime:30\na=rtcp:4444"
	s, err := Parse([]byte(sloppy))
	if err != nil {
		t.Fatal(err)
	}
	_, a, err := us().Answer(s)
	if err != nil {
		t.Fatal(err)
	}
	if a.PTime != 30 || a.RTCP.Port() != 4444 {
		t.Errorf("ptime %d, rtcp %s", a.PTime, a.RTCP)
	}
}

func TestWhatWeCannotSpeakIsRefused(t *testing.T) {
	offers := map[string][]byte{
		"only video":          text("10.0.0.9", "m=video 4000 RTP/AVP 96"),
		"only opus":           text("10.0.0.9", "m=audio 4000 RTP/AVP 111", "a=rtpmap:111 opus/48000/2"),
		"SRTP":                text("10.0.0.9", "m=audio 4000 RTP/SAVP 8"),
		"audio with port 0":   text("10.0.0.9", "m=audio 0 RTP/AVP 8"),
		"a fax":               text("10.0.0.9", "m=image 4000 udptl t38"),
		"no stream at all":    text("10.0.0.9"),
		"PCMA under number 0": text("10.0.0.9", "m=audio 4000 RTP/AVP 0", "a=rtpmap:0 PCMA/8000"),
	}
	for name, offer := range offers {
		t.Run(name, func(t *testing.T) {
			s, err := Parse(offer)
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := us().Answer(s); !errors.Is(err, ErrNoCommon) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestMalformedTextsAreRefused(t *testing.T) {
	texts := map[string]string{
		"empty":                   "",
		"not SDP":                 "hello\r\n",
		"a port beyond 65535":     string(text("10.0.0.9", "m=audio 70000 RTP/AVP 8")),
		"a format beyond 127":     string(text("10.0.0.9", "m=audio 4000 RTP/AVP 4294967296")),
		"audio without c=":        "v=0\r\nm=audio 4000 RTP/AVP 8\r\n",
		"a name in c=":            string(text("10.0.0.9", "m=audio 4000 RTP/AVP 8", "c=IN IP4 metadata.internal")),
		"multicast":               string(text("239.1.1.1", "m=audio 4000 RTP/AVP 8")),
		"a NUL byte":              string(text("10.0.0.9", "m=audio 4000 RTP/AVP 8", "a=fmtp:8 \x00")),
		"too many streams":        string(text("10.0.0.9", strings.Repeat("m=audio 4000 RTP/AVP 8\r\n", maxMedia+1))),
		"too many attributes":     string(text("10.0.0.9", strings.Repeat("a=x\r\n", maxAttributes+1))),
		"too many formats":        string(text("10.0.0.9", "m=audio 4000 RTP/AVP"+strings.Repeat(" 8", maxFormats+1))),
		"a line beyond the limit": string(text("10.0.0.9", "a="+strings.Repeat("x", maxLine))),
		"longer than the limit":   strings.Repeat("v=0\r\n", maxText),
	}
	for name, s := range texts {
		t.Run(name, func(t *testing.T) {
			if got, err := Parse([]byte(s)); !errors.Is(err, ErrMalformed) {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestOurOfferIsUnderstoodByOurselves(t *testing.T) {
	caller, callee := us(), Local{Addr: netip.MustParseAddr("198.51.100.2"), Port: 41000, ID: 9, Version: 3}
	offer, err := Parse([]byte(caller.Offer().String()))
	if err != nil {
		t.Fatal(err)
	}
	answer, theirs, err := callee.Answer(offer)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Parse([]byte(answer.String()))
	if err != nil {
		t.Fatal(err)
	}
	ours, err := caller.Accept(back)
	if err != nil {
		t.Fatal(err)
	}
	if ours.Law != theirs.Law || ours.Event != 101 || theirs.Event != 101 || ours.Ours != SendRecv {
		t.Errorf("caller %+v, callee %+v", ours, theirs)
	}
	if ours.Remote != netip.MustParseAddrPort("198.51.100.2:41000") || theirs.Remote != netip.MustParseAddrPort("203.0.113.7:30000") {
		t.Errorf("caller sends to %s, callee to %s", ours.Remote, theirs.Remote)
	}
}

func TestBothHoldAtOnce(t *testing.T) {
	l := us()
	l.Direction = SendOnly
	offer, err := Parse(text("10.0.0.9", "m=audio 4000 RTP/AVP 8", "a=sendonly"))
	if err != nil {
		t.Fatal(err)
	}
	_, a, err := l.Answer(offer)
	if err != nil {
		t.Fatal(err)
	}
	if a.Ours != Inactive || !a.Held {
		t.Errorf("got %s, held %v", a.Ours, a.Held)
	}
}

// FuzzParse holds that no text crashes the parser, that limits hold, and that what we write
// of what we read is read alike.
func FuzzParse(f *testing.F) {
	f.Add(text("10.0.0.9", "m=audio 4000 RTP/AVP 8 0 101", "a=rtpmap:101 telephone-event/8000", "a=ptime:20", "a=sendonly"))
	f.Add(text("2001:db8::1", "m=video 0 RTP/AVP 96", "m=audio 4000/2 RTP/AVPF 0 8", "a=rtcp:4005 IN IP4 10.0.0.9"))
	f.Add([]byte(us().Offer().String()))
	f.Add([]byte("v=0\nm=audio 9 RTP/AVP 8\nc=IN IP4 0.0.0.0"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Parse(b)
		if err != nil {
			return
		}
		if len(s.Media) > maxMedia {
			t.Fatalf("%d streams", len(s.Media))
		}
		answer, a, err := us().Answer(s)
		if err != nil {
			return
		}
		again, err := Parse([]byte(answer.String()))
		if err != nil {
			t.Fatalf("our answer is malformed: %v\n%s", err, answer)
		}
		if len(again.Media) != len(s.Media) {
			t.Fatalf("%d streams offered, %d answered", len(s.Media), len(again.Media))
		}
		if a.Law != PCMA && a.Law != PCMU || a.Ours.Sends() && !a.Remote.IsValid() {
			t.Fatalf("agreed %+v", a)
		}
	})
}
