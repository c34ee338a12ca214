//go:build e2e

package e2e

import (
	"fmt"
	"math/rand/v2"
	"net"
	"testing"
)

// A place is a block of ports that is one test's own, below the range from which the kernel
// gives ports to whoever asks for any: nobody can take one while a process is being
// restarted. Its first port stays taken by the test, so that two tests, or two runs of all
// tests, never share a block.
type place struct{ base int }

const (
	blockSize  = 200
	lowest     = 11000
	highest    = 32400
	soundBegin = 20 // ports before it are for signalling
)

func newPlace(t *testing.T) place {
	t.Helper()
	for range 200 {
		base := lowest + blockSize*rand.IntN((highest-lowest)/blockSize)
		if claim := claimBlock(base); claim != nil {
			t.Cleanup(func() { claim.Close() })
			return place{base}
		}
	}
	t.Fatal("no free block of ports found")
	return place{}
}

// claimBlock takes the block's first port when all others are free; nil when they are not.
func claimBlock(base int) net.PacketConn {
	claim, err := net.ListenPacket("udp4", at(base))
	if err != nil {
		return nil
	}
	for p := base + 1; p < base+blockSize; p++ {
		c, err := net.ListenPacket("udp4", at(p))
		if err != nil {
			claim.Close()
			return nil
		}
		c.Close()
	}
	for p := base + 1; p < base+soundBegin; p++ {
		l, err := net.Listen("tcp4", at(p))
		if err != nil {
			claim.Close()
			return nil
		}
		l.Close()
	}
	return claim
}

func at(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

func (p place) http() string { return at(p.base + 1) }
func (p place) sip() string  { return at(p.base + 2) }
func (p place) rtc() int     { return p.base + 3 }
func (p place) rtp() string {
	return fmt.Sprintf("%d-%d", p.base+soundBegin, p.base+blockSize-1)
}

// other is one of the ten ports for telephones and whatever else a test brings.
func (p place) other(n int) int { return p.base + 6 + n }

// flags are those of the program at this place.
func (p place) flags(dir string) []string {
	return []string{"--data", dir, "--http", p.http(), "--sip", "udp/" + p.sip() + ",tcp/" + p.sip(),
		"--rtp", p.rtp(), "--rtc", fmt.Sprint(p.rtc())}
}
