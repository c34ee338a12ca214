//go:build linux

package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"gudok/sim/load/rtpx"
)

// relayBase is the first port of the bare relay, two a call; beyond the ports of any gudok that runs beside.
const relayBase = 19000

// serveRelay is the child process: the least that a server does per packet. One socket per
// leg, one epoll loop, own SSRC and sequence numbers; no latch, no recording, no signalling.
func serveRelay(calls int) error {
	ep, err := unix.EpollCreate1(0)
	if err != nil {
		return err
	}
	fds := make([]int, 2*calls)
	to := make([]unix.SockaddrInet4, 2*calls)
	for i := range fds {
		if fds[i], err = unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK, 0); err != nil {
			return err
		}
		if err = unix.Bind(fds[i], &unix.SockaddrInet4{Port: relayBase + i, Addr: [4]byte{127, 0, 0, 1}}); err != nil {
			return err
		}
		if err = unix.EpollCtl(ep, unix.EPOLL_CTL_ADD, fds[i], &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(i)}); err != nil {
			return err
		}
		to[i] = unix.SockaddrInet4{Port: soundPort, Addr: rtpx.AddrFor(1+i%2, i/2)}
	}
	fmt.Println("ready")
	events := make([]unix.EpollEvent, 1024)
	b := make([]byte, 1500)
	for {
		n, err := unix.EpollWait(ep, events, -1)
		if err != nil && err != unix.EINTR { //nolint:errorlint // unix returns bare errno values
			return err
		}
		for _, e := range events[:max(0, n)] {
			k, err := unix.Read(fds[e.Fd], b)
			if err != nil || k < 12 {
				continue
			}
			peer := e.Fd ^ 1
			binary.BigEndian.PutUint16(b[2:], binary.BigEndian.Uint16(b[2:])+uint16(peer))
			binary.BigEndian.PutUint32(b[8:], uint32(peer)*7919)
			_ = unix.Sendto(fds[peer], b[:k], unix.MSG_DONTWAIT, &to[peer])
		}
	}
}

// bareRelay measures serveRelay with the sound of n calls.
func bareRelay(ctx context.Context, n int, dur time.Duration) (cost, error) {
	self, err := os.Executable()
	if err != nil {
		return cost{}, err
	}
	cmd := exec.CommandContext(ctx, self, "-relay", strconv.Itoa(n))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return cost{}, err
	}
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	if _, err := out.Read(make([]byte, 8)); err != nil {
		return cost{}, fmt.Errorf("the relay did not start: %w", err)
	}
	e, err := rtpx.New(soundPort)
	if err != nil {
		return cost{}, err
	}
	defer e.Close()
	for i := range 2 * n {
		l := e.NewLeg(rtpx.AddrFor(1+i%2, i/2))
		e.Start(l, netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), uint16(relayBase+i)))
	}
	time.Sleep(time.Second)
	e.Measure()
	cpu0, rss, _ := rtpx.CPUms(cmd.Process.Pid)
	start := time.Now()
	time.Sleep(dur)
	cpu1, _, _ := rtpx.CPUms(cmd.Process.Pid)
	return cost{
		Calls: n, CPUPerSec: (cpu1 - cpu0) / (float64(n) * time.Since(start).Seconds()),
		RSSPerCall: float64(rss) / float64(n), Sound: e.End(),
	}, nil
}
