package phone

import (
	"net"
	"net/netip"
	"syscall"
	"testing"
	"time"
)

// BenchmarkCall prints what one end of a call costs: 50 packets a second each way over real
// sockets, a made-up voice included.
//
//	go test -bench Call -run NONE -benchtime 1x ./sim/phone
func BenchmarkCall(b *testing.B) {
	const calls = 200
	listen := func() (net.PacketConn, error) {
		return net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.MustParseAddrPort("127.0.0.1:0")))
	}
	var ends []*Phone
	for range 2 {
		conn, err := listen()
		if err != nil {
			b.Fatal(err)
		}
		p := New(Options{Conn: conn, Media: listen, Answer: func(*Call) Answering {
			return Answering{Manner: Manner{Audio: Murmur(2)}}
		}})
		go func() { _ = p.Run(b.Context()) }()
		ends = append(ends, p)
	}
	for i := range calls {
		c, err := ends[0].Dial(b.Context(), "sip:600@"+ends[1].Addr(), Dialling{Manner: Manner{Audio: Murmur(uint64(i))}})
		if err != nil {
			b.Fatal(err)
		}
		<-c.Answered()
	}
	cpu := func() time.Duration {
		var r syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
		return time.Duration(r.Utime.Nano() + r.Stime.Nano())
	}
	before, began := cpu(), time.Now()
	<-time.After(3 * time.Second)
	seconds := time.Since(began).Seconds() * calls * 2
	b.ReportMetric(float64((cpu()-before).Microseconds())/1000/seconds, "ms-cpu/end-second")
	b.ReportMetric(0, "ns/op")
}
