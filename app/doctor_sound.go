package app

import (
	"context"
	"encoding/binary"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/media"
	"gudok/voice/media/g711"
)

const (
	soundPackets = 100 // two seconds of sound at 20 ms
	soundEvery   = 20 * time.Millisecond
	soundSamples = 160
	// soundLate is a delay inside the machine that people hear when others are added to it.
	soundLate = 40 * time.Millisecond
	lossWarn  = 0.1 // per cent
	lossBad   = 1.0
	rtpHead   = 12
)

// sound sends two seconds of sound through the engine, from one socket of this machine to
// another, as it goes from a caller to an agent, and says what came of it.
func (d *doctor) sound(ctx context.Context) {
	got, delays, err := d.loopback(ctx)
	if err != nil {
		d.say(stateBad, "sound", "see that --rtp names free ports", "%v", err)
		return
	}
	lost := 100 * float64(soundPackets-got) / soundPackets
	if got == 0 {
		d.say(stateBad, "sound", "look whether a firewall of this machine stops UDP on its own ports", "nothing of %d packets came through", soundPackets)
		return
	}
	slices.Sort(delays)
	middle, late := delays[len(delays)/2], delays[len(delays)*99/100]
	state := stateOK
	if lost > lossWarn || late > soundLate {
		state = stateWarn
	}
	if lost > lossBad {
		state = stateBad
	}
	d.say(state, "sound", "the machine is too busy for sound: end what else runs on it", "%.1f %% lost, %.2f ms through the engine, 99 of 100 within %.1f ms",
		lost, ms(middle), ms(late))
}

// deaf is a voice.Sink that nobody listens to.
type deaf struct{}

func (deaf) Post(voice.Event) bool { return true }

// loopback is how many packets came through, and how long each took.
func (d *doctor) loopback(ctx context.Context) (got int, delays []time.Duration, err error) {
	e, err := media.New(media.Options{Sink: deaf{}, PortMin: d.o.RTP.From, PortMax: d.o.RTP.To})
	if err != nil {
		return 0, nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() { _ = e.Run(ctx) })
	var ends [2]*net.UDPConn
	var doors [2]netip.AddrPort
	for i, leg := range []id.Leg{"leg_doctor1", "leg_doctor2"} {
		if ends[i], err = net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)}); err != nil {
			return 0, nil, err
		}
		defer ends[i].Close()
		local, err := e.Open(leg, media.Spec{})
		if err != nil {
			return 0, nil, err
		}
		doors[i] = netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), uint16(local.Port))
		far := ends[i].LocalAddr().(*net.UDPAddr).AddrPort()
		if err := e.Set(leg, media.Remote{Addr: far, Signal: far.Addr(), Law: g711.A, Direction: media.SendRecv}); err != nil {
			return 0, nil, err
		}
	}
	e.Do(voice.Bridge{Leg: "leg_doctor1", Other: "leg_doctor2"})
	var mu sync.Mutex
	sent := make([]time.Time, soundPackets)
	wg.Go(func() {
		tick := time.NewTicker(soundEvery)
		defer tick.Stop()
		for n := range soundPackets {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			mu.Lock()
			sent[n] = time.Now()
			mu.Unlock()
			_, _ = ends[0].WriteToUDPAddrPort(packet(n), doors[0]) // what is not sent is counted as lost
		}
	})
	return receive(ends[1], func(n int) time.Duration {
		mu.Lock()
		defer mu.Unlock()
		return time.Since(sent[n])
	})
}

// receive reads until all have come or nothing comes any more.
func receive(c *net.UDPConn, since func(n int) time.Duration) (got int, delays []time.Duration, err error) {
	buf := make([]byte, 1500)
	if err := c.SetReadDeadline(time.Now().Add(soundPackets*soundEvery + time.Second)); err != nil {
		return 0, nil, err
	}
	for got < soundPackets {
		size, err := c.Read(buf)
		if err != nil {
			break // the deadline: the rest is lost
		}
		if size < rtpHead+2 {
			continue
		}
		if n := int(buf[rtpHead])<<4 | int(buf[rtpHead+1])&15; n < soundPackets {
			got++
			delays = append(delays, since(n))
		}
	}
	return got, delays, nil
}

// packet is one of RTP (RFC 3550 section 5.1) with A-law; its first two samples are its
// number, which the engine's relay does not touch.
func packet(n int) []byte {
	b := make([]byte, rtpHead+soundSamples)
	b[0], b[1] = 0x80, 8 // version 2; PCMA
	binary.BigEndian.PutUint16(b[2:], uint16(n))
	binary.BigEndian.PutUint32(b[4:], uint32(n*soundSamples))
	binary.BigEndian.PutUint32(b[8:], 0xd0c)
	for i := range b[rtpHead:] {
		b[rtpHead+i] = 0xd5 // A-law silence
	}
	b[rtpHead], b[rtpHead+1] = byte(n>>4), byte(n&15)
	return b
}
