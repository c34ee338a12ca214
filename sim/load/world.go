package main

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"gudok/sim/load/rtpx"
)

const (
	// soundPort is the RTP port of every leg; each leg has an address of its own.
	soundPort = 47000
	// socketBuffer holds the bursts of some hundred calls.
	socketBuffer = 8 << 20
	// indices is how many legs of one side may be alive or cooling down at once.
	indices = 60000
)

// A world is all callers and agents of one measurement.
type world struct {
	server   netip.AddrPort // gudok's SIP address
	number   string         // what callers dial
	talk     time.Duration  // 0: until told
	scatter  bool           // talk ± 50 %
	sound    bool
	uac, uas *net.UDPConn
	rtp      *rtpx.Engine
	run      string // makes Call-IDs of this run unique

	mu       sync.Mutex
	calls    map[string]*caller // by Call-ID
	byNumber map[string]*caller
	agents   map[string]*agent // by Call-ID
	freed    map[string]time.Time

	freeCaller, freeAgent chan int
	ended                 func(*caller)

	measuring                         atomic.Bool
	tried, bridged, completed, failed atomic.Int64
	now, resent                       atomic.Int64
	delays                            delays
}

// delays are guarded by world.mu.
type delays struct {
	enter []time.Duration // 200 to the caller -> INVITE at an agent
	idle  []time.Duration // BYE at an agent -> next INVITE there
	setup []time.Duration // INVITE by the caller -> agent's leg acknowledged
}

// newWorld opens the callers' and the agents' sockets; agents' contacts point to uas.
func newWorld(server, uac, uas netip.AddrPort, number string) (*world, error) {
	w := &world{
		server: server, number: number, run: strconv.FormatInt(time.Now().UnixNano()%1e9, 36),
		calls: map[string]*caller{}, byNumber: map[string]*caller{}, agents: map[string]*agent{}, freed: map[string]time.Time{},
		freeCaller: make(chan int, indices), freeAgent: make(chan int, indices),
	}
	var err error
	if w.uac, err = listen(uac); err != nil {
		return nil, err
	}
	if w.uas, err = listen(uas); err != nil {
		return nil, err
	}
	if w.rtp, err = rtpx.New(soundPort); err != nil {
		return nil, fmt.Errorf("the sound of the load needs root: %w", err)
	}
	for i := range indices {
		w.freeCaller <- i
		w.freeAgent <- i
	}
	go w.hearCallers()
	go w.hearAgents()
	return w, nil
}

func listen(at netip.AddrPort) (*net.UDPConn, error) {
	c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(at))
	if err != nil {
		return nil, err
	}
	if err := c.SetReadBuffer(socketBuffer); err != nil {
		return nil, err
	}
	return c, c.SetWriteBuffer(socketBuffer)
}

func (w *world) close() {
	_, _ = w.uac.Close(), w.uas.Close()
	w.rtp.Close()
}

// hangUpAll ends what is left, at most 500 a second, and waits until it is gone.
func (w *world) hangUpAll() {
	w.mu.Lock()
	w.ended = nil
	var left []*caller
	for _, c := range w.calls {
		left = append(left, c)
	}
	w.mu.Unlock()
	for _, c := range left {
		c.bye()
		time.Sleep(2 * time.Millisecond)
	}
	w.until(10*time.Second, func() bool { return w.alive() == 0 })
}

func (w *world) alive() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.calls)
}

// until looks every 20 ms whether ok, at most for d.
func (w *world) until(d time.Duration, ok func() bool) bool {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return true
		}
	}
	return ok()
}
