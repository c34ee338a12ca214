package wire

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// strangerAt is the i-th of many source addresses outside.
func strangerAt(i int) Flow {
	f := toPeer()
	f.Remote = netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 51, byte(i >> 8), byte(i)}), uint16(1024+i))
	return f
}

// Trap 7: the library remembered every source address for ever.
func TestGarbageFromThreeThousandAddressesLeavesNothingBehind(t *testing.T) {
	inWorld(t, func(w *world) {
		for i := range 3000 {
			w.stack.datagram([]byte(strings.Repeat("\x01garbage", 50)), strangerAt(i))
		}
		for i := range 20_000 {
			w.stack.datagram([]byte(request(OPTIONS, fmt.Sprintf("z9hG4bK%d", i))), strangerAt(i))
		}
		c := w.stack.Counts()
		if c.Strangers > maxSources || c.Servers != 0 || c.Connections != 0 {
			t.Errorf("left behind: %+v", c)
		}
		if c.Dropped < 3000 {
			t.Errorf("only %d dropped", c.Dropped)
		}
	})
}

func TestAStrangerWhoSendsTooMuchIsSilencedForFiveMinutes(t *testing.T) {
	inWorld(t, func(w *world) {
		stranger := strangerAt(1)
		send := func(n int) (passed int) {
			before := len(w.methods())
			for i := range n {
				w.stack.datagram([]byte(request(OPTIONS, fmt.Sprintf("z9hG4bK%d", i))), stranger)
			}
			return len(w.methods()) - before
		}
		if n := send(100); n != strangerBurst {
			t.Errorf("%d of 100 passed at once", n)
		}
		w.wait(banTime - time.Second)
		if n := send(1); n != 0 {
			t.Error("heard within the ban")
		}
		w.wait(2 * time.Second)
		if n := send(1); n != 1 {
			t.Error("not heard after the ban")
		}
	})
}

func TestAKnownAddressIsNeverSilenced(t *testing.T) {
	inWorld(t, func(w *world) {
		for range 100 {
			w.stack.datagram([]byte("not SIP at all, but long enough to be looked at"), toPeer())
		}
		w.stack.Ban(toPeer().Remote.Addr())
		for i := range 1000 {
			w.stack.datagram([]byte(request(OPTIONS, fmt.Sprintf("z9hG4bK%d", i))), toPeer())
		}
		if n := len(w.methods()); n != 1000 {
			t.Errorf("%d of 1000 passed", n)
		}
	})
}

func TestAScannerIsSilencedAtOnce(t *testing.T) {
	inWorld(t, func(w *world) {
		w.stack.datagram([]byte(request(OPTIONS, "z9hG4bK1", "User-Agent: friendly-scanner")), strangerAt(1))
		w.stack.datagram([]byte(request(OPTIONS, "z9hG4bK2")), strangerAt(1))
		wantLines(t, "handed over", w.methods())
	})
}

// reliability.md 4, row 2: the limits hold before anything is parsed.
func TestBombsAreDroppedBeforeParsing(t *testing.T) {
	bombs := map[string]string{
		"6000 URI parameters": strings.Replace(request(INVITE, "z9hG4bK1"), "sip:100@10.0.0.1 SIP", "sip:100@10.0.0.1"+strings.Repeat(";a=b", 3900)+" SIP", 1),
		"2000 headers":        request(INVITE, "z9hG4bK1", slices.Repeat([]string{"X: y"}, 2000)...),
		"a line of 10 KB":     request(INVITE, "z9hG4bK1", "X: "+strings.Repeat("y", 10_000)),
		"1000 folds":          request(INVITE, "z9hG4bK1", "X: y"+strings.Repeat("\r\n yyyy", 1000)),
		"a quote bomb":        request(INVITE, "z9hG4bK1", "Contact: "+strings.Repeat(`"a",`, 1000)),
		"a 60 KB datagram":    request(INVITE, "z9hG4bK1", slices.Repeat([]string{"X: " + strings.Repeat("y", 500)}, 120)...),
	}
	for name, bomb := range bombs {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.stack.datagram([]byte(bomb), toPeer())
				wantLines(t, "handed over", w.methods())
				wantLines(t, "answered", w.peer.firstLines(time.Second))
				if c := w.stack.Counts(); c.Dropped != 1 {
					t.Errorf("dropped %d", c.Dropped)
				}
			})
		})
	}
}

func TestWrongRequestsAreToldSoOnce(t *testing.T) {
	tests := []struct {
		name, text, want string
	}{
		{"another version", strings.Replace(request(OPTIONS, "z9hG4bK1"), " SIP/2.0\r\nVia", " SIP/7.0\r\nVia", 1), "SIP/2.0 505 Version Not Supported"},
		{"CSeq of another method", strings.Replace(request(OPTIONS, "z9hG4bK1"), "CSeq: 1 OPTIONS", "CSeq: 1 INVITE", 1), "SIP/2.0 400 CSeq names another method"},
		{"two Call-IDs", request(OPTIONS, "z9hG4bK1", "Call-ID: other"), "SIP/2.0 400 a header is there twice"},
		{"INVITE without Contact", strings.Replace(request(INVITE, "z9hG4bK1"), "Contact: <sip:a@10.0.0.2>\r\n", "", 1), "SIP/2.0 400 INVITE without Contact"},
		{"a body that is too short", strings.Replace(request(OPTIONS, "z9hG4bK1", "Content-Type: text/plain"), "Content-Length: 0", "Content-Length: 4000000", 1), "SIP/2.0 400 body shorter than Content-Length"},
		{"a body of unknown kind", strings.Replace(request(OPTIONS, "z9hG4bK1"), "Content-Length: 0\r\n\r\n", "Content-Length: 2\r\n\r\nhi", 1), "SIP/2.0 400 body without Content-Type"},
		{"no From", strings.Replace(request(OPTIONS, "z9hG4bK1"), "From: <sip:a@10.0.0.2>;tag=peer\r\n", "", 1), ""},
		{"no Call-ID", strings.Replace(request(OPTIONS, "z9hG4bK1"), "Call-ID: call-1\r\n", "", 1), ""},
		{"two lengths", strings.Replace(request(OPTIONS, "z9hG4bK1"), "Content-Length: 0", "Content-Length: 0\r\nl: 5", 1), ""},
		{"a negative length", strings.Replace(request(OPTIONS, "z9hG4bK1"), "Content-Length: 0", "Content-Length: -999", 1), ""},
		{"CSeq beyond 31 bits", strings.Replace(request(OPTIONS, "z9hG4bK1"), "CSeq: 1", "CSeq: 2147483648", 1), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.peer.send(tt.text)
				var want []string
				if tt.want != "" {
					want = []string{tt.want}
				}
				wantLines(t, "answered", w.peer.firstLines(time.Minute), want...)
				wantLines(t, "handed over", w.methods())
			})
		})
	}
}

// What becomes of each message of RFC 4475. "handed over" means that the user of the stack
// decides; nothing here may crash or hang.
func TestTortureMessages(t *testing.T) {
	want := map[string]string{
		"badaspec": "dropped", "badbranch": "handed over", "baddate": "handed over", "baddn": "dropped",
		"badinv01": "dropped", "badvers": "505", "bcast": "handed over", "bext01": "handed over",
		"bigcode": "dropped", "clerr": "400", "cparam01": "handed over", "cparam02": "handed over",
		"dblreq": "handed over", "esc01": "handed over", "esc02": "dropped", "escnull": "handed over",
		"escruri": "handed over", "insuf": "dropped", "intmeth": "dropped", "inv2543": "dropped",
		"invut": "handed over", "longreq": "handed over", "ltgtruri": "dropped", "lwsdisp": "handed over",
		"lwsruri": "dropped", "lwsstart": "dropped", "mcl01": "dropped", "mismatch01": "400",
		"mismatch02": "400", "mpart01": "handed over", "multi01": "400", "ncl": "dropped",
		"noreason": "handed over", "novelsc": "dropped", "quotbal": "dropped", "regaut01": "handed over",
		"regbadct": "handed over", "regescrt": "handed over", "scalar02": "dropped", "scalarlg": "dropped",
		"sdp01": "handed over", "semiuri": "handed over", "test": "dropped", "transports": "handed over",
		"trws": "dropped", "unkscm": "handed over", "unksm2": "handed over", "unreason": "handed over",
		"wsinv": "dropped", "zeromf": "handed over",
	}
	for _, file := range tortureFiles(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".dat")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got := fateOf(t, data); got != want[name] {
				t.Errorf("%s, want %s", got, want[name])
			}
		})
	}
}

func tortureFiles(t testing.TB) []string {
	files, err := filepath.Glob("testdata/torture/*.dat")
	if err != nil || len(files) == 0 {
		t.Fatalf("no torture messages: %v", err)
	}
	return files
}

// fateOf gives one datagram to a stack that has a socket nobody reads.
func fateOf(t testing.TB, data []byte) string {
	w := &world{}
	sent := &capture{}
	s := New(Options{UDP: []net.PacketConn{sent}, Handler: w, Known: func(netip.Addr) bool { return true }})
	s.datagram(slices.Clone(data), toPeer())
	switch {
	case len(w.got) > 0:
		return "handed over"
	case sent.last != "":
		return strings.Fields(sent.last)[1]
	case s.Counts().Dropped == 0 && strings.HasPrefix(string(data), "SIP/2.0"):
		return "handed over" // to no transaction
	}
	if s.panics.Load() != 0 {
		t.Error("the parser panicked")
	}
	return "dropped"
}

// capture is a socket that remembers the last packet sent.
type capture struct {
	net.PacketConn
	last string
}

func (c *capture) LocalAddr() net.Addr { return &net.UDPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 5060} }
func (c *capture) WriteTo(b []byte, _ net.Addr) (int, error) {
	c.last = string(b)
	return len(b), nil
}

// FuzzDatagram throws mutated messages at the stack: nothing may panic, and what is handed
// over has what every request must have.
func FuzzDatagram(f *testing.F) {
	for _, file := range tortureFiles(f) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(request(INVITE, "z9hG4bK1", "Contact: \"a;b\" <sip:x@y;a=b?c=d>;q=0.5, <sip:z>")))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := &world{}
		s := New(Options{UDP: []net.PacketConn{&capture{}}, Handler: w, Known: func(netip.Addr) bool { return true }})
		s.datagram(data, toPeer())
		if s.panics.Load() != 0 {
			t.Fatal("the parser panicked")
		}
		for _, m := range w.got {
			if m.CallID == "" || m.From.URI == "" || m.To.URI == "" || len(m.Via) == 0 || !m.back.IsValid() {
				t.Fatalf("handed over incomplete: %+v", m)
			}
			if m.back.Addr() != toPeer().Remote.Addr() {
				t.Fatalf("would answer to %s", m.back)
			}
			again := m.Response(200, "OK", "tag").Append(nil)
			if n := strings.Count(string(again), "\r\n\r\n"); n != 1 {
				t.Fatalf("our response has %d empty lines:\n%s", n, again)
			}
		}
	})
}

// A short mutation run within the normal tests: ten thousand damaged messages.
func TestTenThousandDamagedMessagesDoNoHarm(t *testing.T) {
	var corpus [][]byte
	for _, file := range tortureFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		corpus = append(corpus, data)
	}
	corpus = append(corpus, []byte(request(INVITE, "z9hG4bK1")))
	rng := rand.New(rand.NewPCG(1, 2))
	w := &world{}
	s := New(Options{UDP: []net.PacketConn{&capture{}}, Handler: w, Known: func(netip.Addr) bool { return true }})
	for range 10_000 {
		data := slices.Clone(corpus[rng.IntN(len(corpus))])
		for range 1 + rng.IntN(8) {
			switch i := rng.IntN(len(data)); rng.IntN(3) {
			case 0:
				data[i] = byte(rng.Uint32())
			case 1:
				data = slices.Delete(data, i, min(len(data), i+1+rng.IntN(20)))
			default:
				data = slices.Insert(data, i, []byte(`;,"<>\`)[rng.IntN(6)])
			}
			if len(data) == 0 {
				data = []byte{0}
			}
		}
		s.datagram(data, toPeer())
	}
	if n := s.panics.Load(); n != 0 {
		t.Errorf("%d panics", n)
	}
	if len(w.got) == 0 {
		t.Error("no message survived: the mutation is too harsh to test anything")
	}
}
