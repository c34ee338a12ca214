package phone

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestTwoPhonesTalkAndHearEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer, got := keep(Answering{After: 3 * time.Second, Manner: Manner{Audio: Tone(500)}})
		a, b, stop := pair(t, newHub(), answer)
		defer stop()
		c, err := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{From: "380441234567", Name: "Olha", Manner: Manner{Audio: Tone(700)}})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		<-c.Ringing()
		<-c.Answered()
		if d := time.Since(began); d < 3*time.Second || d > 3100*time.Millisecond {
			t.Errorf("answered after %v, want 3 s", d)
		}
		d := <-got
		if userOf(d.From) != "380441234567" || userOf(d.To) != "600" || !d.Incoming {
			t.Errorf("incoming call from %q to %q", d.From, d.To)
		}
		if err := c.AwaitTone(t.Context(), 500); err != nil {
			t.Error(err)
		}
		if err := d.AwaitTone(t.Context(), 700); err != nil {
			t.Error(err)
		}
		if d.Hears(500) {
			t.Error("the called phone hears its own tone")
		}
		time.Sleep(10 * time.Minute)
		if h := d.Heard(); h.Packets < 29_900 || h.Lost != 0 || time.Since(h.Last) > 40*time.Millisecond {
			t.Errorf("after ten minutes heard %+v", h)
		}
		c.Hangup()
		c.mustEnd(t, Ending{By: Us})
		d.mustEnd(t, Ending{By: Them})
		time.Sleep(time.Minute)
	})
}

func TestDigitsArriveOnceEachBothWays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer, got := keep(Answering{})
		a, b, stop := pair(t, newHub(), answer)
		defer stop()
		c, _ := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{From: "1"})
		<-c.Answered()
		d := <-got
		if err := c.SendDigits("1204#7*77"); err != nil {
			t.Fatal(err)
		}
		_ = d.SendDigits("95")
		time.Sleep(4 * time.Second)
		if s := d.Heard().Digits; s != "1204#7*77" {
			t.Errorf("the called phone heard digits %q", s)
		}
		if s := c.Heard().Digits; s != "95" {
			t.Errorf("the caller heard digits %q", s)
		}
		if err := c.SendDigits("x"); err == nil {
			t.Error("a key that does not exist was taken")
		}
		if h := d.Heard(); h.Lost != 0 {
			t.Errorf("gaps in the sequence numbers: %+v", h)
		}
		c.Hangup()
		time.Sleep(time.Minute)
	})
}

func TestHoldSilencesAndResumeBringsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer, got := keep(Answering{Manner: Manner{Audio: Tone(500)}})
		a, b, stop := pair(t, newHub(), answer)
		defer stop()
		c, _ := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{From: "1", Manner: Manner{Audio: Tone(700)}})
		<-c.Answered()
		d := <-got
		_ = c.AwaitTone(t.Context(), 500)
		if err := c.Hold(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		if c.Hears(500) || d.Hears(700) {
			t.Error("somebody is heard during hold")
		}
		if err := c.Resume(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := d.AwaitTone(t.Context(), 700); err != nil {
			t.Error(err)
		}
		if err := c.AwaitTone(t.Context(), 500); err != nil {
			t.Error(err)
		}
		d.Hangup()
		d.mustEnd(t, Ending{By: Us})
		c.mustEnd(t, Ending{By: Them})
		var kinds []Kind
		for e := range d.Events() {
			kinds = append(kinds, e.Kind)
		}
		want := []Kind{Rang, Answered, Held, Resumed, Ended}
		if len(kinds) != len(want) {
			t.Fatalf("events %v, want %v", kinds, want)
		}
		for i := range want {
			if kinds[i] != want[i] {
				t.Fatalf("events %v, want %v", kinds, want)
			}
		}
		time.Sleep(time.Minute)
	})
}

func TestACallOverABadNetworkStillComesUpAndGoesDown(t *testing.T) {
	for seed := range 20 {
		synctest.Test(t, func(t *testing.T) {
			h, n := newHub(), seed
			var mu sync.Mutex
			h.lose = func(b []byte) bool { // every third datagram of SIP, beginning elsewhere each time
				if b[0]>>6 == 2 {
					return false
				}
				mu.Lock()
				defer mu.Unlock()
				n++
				return n%3 == 0
			}
			answer, got := keep(Answering{After: time.Second})
			a, b, stop := pair(t, h, answer)
			defer stop()
			c, _ := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{From: "1"})
			<-c.Answered()
			d := <-got
			<-d.Answered()
			time.Sleep(time.Minute)
			c.Hangup()
			d.mustEnd(t, Ending{By: Them})
			time.Sleep(time.Minute)
			if len(got) != 0 {
				t.Error("a copy of the INVITE became a second call")
			}
		})
	}
}

func TestRunLeavesNothingBehind(t *testing.T) {
	for range 20 {
		synctest.Test(t, func(t *testing.T) {
			a, b, stop := pair(t, newHub(), nil)
			ctx, cancel := context.WithCancel(t.Context())
			c, _ := a.Dial(ctx, "sip:600@"+b.Addr(), Dialling{From: "1"})
			<-c.Answered()
			stop()
			cancel()
			<-c.Done()
			if _, err := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{}); err == nil {
				t.Error("a phone that is off can dial")
			}
		})
	}
}

func TestFiftyCallsOverRealSockets(t *testing.T) {
	listen := func() (net.PacketConn, error) {
		return net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.MustParseAddrPort("127.0.0.1:0")))
	}
	ca, err := listen()
	if err != nil {
		t.Fatal(err)
	}
	cb, err := listen()
	if err != nil {
		t.Fatal(err)
	}
	a, stopA := start(t, Options{Conn: ca, Media: listen})
	b, stopB := start(t, Options{Conn: cb, Media: listen, Answer: func(*Call) Answering {
		return Answering{Manner: Manner{Audio: Tone(500)}}
	}})
	defer stopB()
	defer stopA()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			c, err := a.Dial(ctx, "sip:600@"+b.Addr(), Dialling{From: "1", Manner: Manner{Audio: Murmur(1)}})
			if err != nil {
				t.Error(err)
				return
			}
			if err := c.AwaitTone(ctx, 500); err != nil {
				t.Error(err)
			}
			c.Hangup()
			<-c.Done()
		})
	}
	all.Wait()
}

func TestCaptureHoldsWhatWasHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b, stop := pair(t, newHub(), func(*Call) Answering { return Answering{Manner: Manner{Audio: Tone(500)}} })
		defer stop()
		var wav bytes.Buffer
		c, _ := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{From: "1", Talk: 10 * time.Second, Manner: Manner{Capture: &wav}})
		<-c.Done()
		seconds := float64(wav.Len()) / 16000
		if seconds < 9.9 || seconds > 10.1 {
			t.Errorf("captured %.2f s of 10", seconds)
		}
		time.Sleep(time.Minute)
	})
}

func TestSuppressionSendsOnlyWhatIsNotQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer, got := keep(Answering{})
		a, b, stop := pair(t, newHub(), answer)
		defer stop()
		word := make([]int16, 8000)
		Tone(440).Frame(word)
		c, err := a.Dial(t.Context(), "sip:600@"+b.Addr(), Dialling{Manner: Manner{Audio: Clip(word, false), Suppress: true}})
		if err != nil {
			t.Fatal(err)
		}
		d := <-got
		if err := d.AwaitTone(t.Context(), 440); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Minute)
		if n := d.Heard().Packets; n < 45 || n > 50 {
			t.Errorf("%d packets of one second of sound", n)
		}
		c.Hangup()
		<-d.Done()
		time.Sleep(time.Minute)
	})
}
