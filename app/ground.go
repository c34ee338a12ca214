package app

import (
	"context"
	"net"
	"os"

	"gudok/voice/media/spool"
)

// A ground is what the house stands on. The zero value is the real one: the kernel's network
// and a disk that is waited for. Tests in virtual time stand on a network in memory, because
// a goroutine that waits for the kernel keeps the clock from going on.
type ground struct {
	// packet takes a UDP port for signalling or browsers; nil: the kernel's.
	packet func(addr string) (net.PacketConn, error)
	// sound takes a UDP port for sound; nil: the media engine asks the kernel itself.
	sound func(port int) (net.PacketConn, error)
	// spool is where recordings are written in the folder; nil: there, and made lasting.
	spool func(folder *os.Root) spool.Dir
	// hasty leaves out the wait until the database is on the disk.
	hasty bool
}

func (g ground) listenPacket(ctx context.Context, addr string) (net.PacketConn, error) {
	if g.packet != nil {
		return g.packet(addr)
	}
	var lc net.ListenConfig
	return lc.ListenPacket(ctx, "udp4", addr)
}

func (g ground) recordings(folder *os.Root) spool.Dir {
	if g.spool != nil {
		return g.spool(folder)
	}
	return spool.Root(folder)
}
