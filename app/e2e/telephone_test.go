//go:build e2e

package e2e

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"gudok/sim/phone"
)

// What each of them says all the time; far enough apart for an ear of 200 ms.
const (
	callerTone     = 700
	olgaTone       = 1100
	ivanTone       = 1500
	supervisorTone = 1900
)

// telephone switches on a telephone of our own for the length of the test. calls gets those
// that come in; answer says how they are taken (nil: at once, with quiet packets).
func telephone(t *testing.T, answer func(*phone.Call) phone.Answering) (p *phone.Phone, calls chan *phone.Call) {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	must(t, err)
	calls = make(chan *phone.Call, 64)
	p = phone.New(phone.Options{Conn: conn, Media: func() (net.PacketConn, error) {
		return net.ListenPacket("udp4", "127.0.0.1:0")
	}, Answer: func(c *phone.Call) phone.Answering {
		calls <- c
		if answer == nil {
			return phone.Answering{}
		}
		return answer(c)
	}})
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
	return p, calls
}

// dial has a customer with that number call the centre.
func (c *centre) dial(p *phone.Phone, from string, says phone.Manner) *phone.Call {
	c.t.Helper()
	return c.dialTo(p, number, from, says)
}

func (c *centre) dialTo(p *phone.Phone, to, from string, says phone.Manner) *phone.Call {
	c.t.Helper()
	sip := c.server.place.sip()
	l, err := p.Dial(c.t.Context(), fmt.Sprintf("sip:%s@%s", to, sip), phone.Dialling{From: from, Via: sip, Manner: says})
	must(c.t, err)
	return l
}

// comes is the next call that comes in.
func comes(t *testing.T, calls chan *phone.Call) *phone.Call {
	t.Helper()
	select {
	case l := <-calls:
		return l
	case <-time.After(soon):
		t.Fatal("no call came in")
		return nil
	}
}

// answered waits until a call is up.
func answered(t *testing.T, l *phone.Call) {
	t.Helper()
	select {
	case <-l.Answered():
	case <-l.Done():
		t.Fatalf("the call ended before an answer: %+v", l.End())
	case <-time.After(soon):
		t.Fatal("nobody answered")
	}
}

// up complains when a call has ended.
func up(l *phone.Call) error {
	select {
	case <-l.Done():
		return fmt.Errorf("the call ended: %+v", l.End())
	default:
		return nil
	}
}

// over waits until a call has ended, and says how.
func over(t *testing.T, l *phone.Call) phone.Ending {
	t.Helper()
	select {
	case <-l.Done():
	case <-time.After(soon):
		t.Fatal("the call does not end")
	}
	return l.End()
}

// hears waits until hz is heard in a call.
func hears(t *testing.T, who string, l *phone.Call, hz float64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	if err := l.AwaitTone(ctx, hz); err != nil {
		t.Fatalf("%s does not hear %g Hz: %v; %+v", who, hz, err, l.Heard())
	}
}

// An ear keeps when sound came and what it was. It is a phone.Manner's Capture.
type ear struct {
	mu      sync.Mutex
	last    time.Time
	gap     time.Duration // the longest time without a packet
	gapAt   time.Time     // when that one ended
	samples []float64     // all that was heard
}

// Write takes in a packet of linear samples.
func (e *ear) Write(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := time.Now()
	if d := now.Sub(e.last); !e.last.IsZero() && d > e.gap {
		e.gap, e.gapAt = d, now
	}
	e.last = now
	for i := 0; i+1 < len(b); i += 2 {
		e.samples = append(e.samples, float64(int16(binary.LittleEndian.Uint16(b[i:]))))
	}
	return len(b), nil
}

// longest is the longest silence of packets since the last reset, the one that lasts included.
func (e *ear) longest() time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.last.IsZero() {
		return 0
	}
	return max(e.gap, time.Since(e.last))
}

// reset forgets gaps and sound so far.
func (e *ear) reset() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.gap, e.samples = 0, nil
}

// lastly is what was heard in the last part of the call.
func (e *ear) lastly(d time.Duration) []float64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := min(len(e.samples), int(d.Seconds()*rate))
	return append([]float64(nil), e.samples[len(e.samples)-n:]...)
}

// hearsMusic waits until a second of sound that is neither of the tones was heard.
func hearsMusic(t *testing.T, who string, e interface {
	lastly(time.Duration) []float64
}, notTones ...float64) {
	t.Helper()
	until(t, soon, who+" hears music", func() error {
		s := e.lastly(time.Second)
		if len(s) < rate*9/10 {
			return errors.New("too little was heard yet")
		}
		for _, hz := range notTones {
			if d := toneFor(s, hz); d > 0 {
				return fmt.Errorf("%g Hz for %.1f s", hz, d)
			}
		}
		if d := soundFor(s); d < 0.5 {
			return fmt.Errorf("sound for only %.1f s of the last second", d)
		}
		return nil
	})
}
