package app

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sim "gudok/sim/phone"
	"gudok/voice/media/g711"
	"gudok/voice/media/wav"
)

// ringable switches on a telephone that takes calls as told.
func ringable(t *testing.T, a sim.Answering) (addr string, calls chan *sim.Call) {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	calls = make(chan *sim.Call, 1)
	p := sim.New(sim.Options{Conn: conn, Media: func() (net.PacketConn, error) { return net.ListenPacket("udp4", "127.0.0.1:0") },
		Answer: func(c *sim.Call) sim.Answering { calls <- c; return a }})
	ctx, off := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	t.Cleanup(func() {
		off()
		if err := <-done; err != nil {
			t.Error(err)
		}
		conn.Close()
	})
	return p.Addr(), calls
}

// tone is a WAV file of one pitch.
func tone(hz, seconds float64) []byte {
	law := make([]byte, int(seconds*g711.Rate))
	for i := range law {
		law[i] = g711.A.Encode(int16(8000 * math.Sin(2*math.Pi*hz*float64(i)/g711.Rate)))
	}
	return append(wav.Header(g711.A, 1, int64(len(law)), nil), law...)
}

func TestATestCallSaysHearsAndTells(t *testing.T) {
	via, calls := ringable(t, sim.Answering{Manner: sim.Manner{Audio: sim.Tone(700)}})
	var out bytes.Buffer
	hear := filepath.Join(t.TempDir(), "heard.wav")
	call := TestCall{To: "+380441234567", Via: via, Caller: "+380501112233", Say: tone(440, 3), Hear: hear,
		For: 2 * time.Second, Ring: 5 * time.Second, Out: &out, Log: slog.New(slog.DiscardHandler)}
	heard := make(chan error, 1)
	go func() {
		c := <-calls
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		heard <- c.AwaitTone(ctx, 440)
	}()
	if err := call.Run(t.Context()); err != nil {
		t.Fatalf("%v; told\n%s", err, &out)
	}
	if err := <-heard; err != nil {
		t.Errorf("the far end: %v", err)
	}
	for _, want := range []string{"answered", "ended by us", "heard ", "of sound in " + hear} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing about %q in\n%s", want, &out)
		}
	}
	file, err := os.ReadFile(hear)
	if err != nil {
		t.Fatal(err)
	}
	info, err := wav.Parse(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	const window = g711.Rate / 5
	heardFor, law := 0, file[info.Offset:][:info.Bytes]
	for step := window * info.Channels; len(law) >= step; law = law[step:] {
		if pitch(law[:step], info.Channels, 700) > 0.5 {
			heardFor++
		}
	}
	if heardFor < 3 {
		t.Errorf("the far end's tone was heard for %d fifths of a second", heardFor)
	}
}

// pitch is the part of the power of the first channel of A-law sound that lies at hz (Goertzel).
func pitch(law []byte, channels int, hz float64) float64 {
	k := 2 * math.Cos(2*math.Pi*hz/g711.Rate)
	var a, b, power float64
	n := 0
	for i := 0; i < len(law); i += channels {
		x := float64(g711.A.Decode(law[i]))
		a, b = x+k*a-b, a
		power += x * x
		n++
	}
	if power == 0 {
		return 0
	}
	return 2 * (a*a + b*b - k*a*b) / (power * float64(n))
}

func TestATestCallThatNobodyTakesSaysWhy(t *testing.T) {
	for _, row := range []struct {
		name string
		far  sim.Answering
		want string
	}{
		{"busy", sim.Answering{Refuse: 486}, "busy (486)"},
		{"unknown", sim.Answering{Refuse: 404}, "not_found (404)"},
		{"nobody", sim.Answering{Never: true}, "no_answer"},
	} {
		t.Run(row.name, func(t *testing.T) {
			via, _ := ringable(t, row.far)
			var out bytes.Buffer
			call := TestCall{To: "+380441234567", Via: via, For: time.Second, Ring: time.Second, Out: &out, Log: slog.New(slog.DiscardHandler)}
			if err := call.Run(t.Context()); !errors.Is(err, ErrNotAnswered) || !strings.Contains(out.String(), row.want) {
				t.Errorf("%v; told\n%s", err, &out)
			}
		})
	}
}
