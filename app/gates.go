package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"time"

	"gudok/floor"
	"gudok/id"
	"gudok/office/trunk"
	"gudok/voice/media"
	"gudok/voice/media/g711"
	"gudok/voice/sip"
	"gudok/voice/sip/sdp"
	"gudok/voice/webrtc"
)

// signalBuffer holds a burst of SIP while the process is busy: some thousand messages.
const signalBuffer = 4 << 20

// openGates takes the ports for SIP and sound and builds the gates over them.
func (h *house) openGates(ctx context.Context) error {
	advertise := netip.Addr{}
	if h.o.Advertise != "" {
		advertise = netip.MustParseAddr(h.o.Advertise) // config has checked it
	}
	if err := h.openSound(); err != nil {
		return err
	}
	o := sip.Options{Advertise: advertise, Media: legs{h.sound}, Sink: sink{h}, Keeper: keeper{h}, Names: h.ids,
		Trace: h.trace, Log: h.log.With("room", "sip")}
	var err error
	for _, t := range h.o.SIP {
		if err := h.listenSIP(ctx, t.Network, t.Addr, &o); err != nil {
			return fmt.Errorf("--sip %s: %w; is another telephone program there?", t, err)
		}
	}
	if h.sip, err = sip.New(o); err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(h.o.HTTP)
	if err != nil {
		return err
	}
	conn, err := h.ground.listenPacket(ctx, net.JoinHostPort(host, fmt.Sprint(h.o.RTC)))
	if err != nil && h.o.Anywhere {
		conn, err = h.ground.listenPacket(ctx, net.JoinHostPort(host, "0"))
	}
	if err != nil {
		return fmt.Errorf("--rtc %d: %w; choose another port", h.o.RTC, err)
	}
	h.later(conn)
	var pages []netip.Addr
	if advertise.IsValid() {
		pages = append(pages, advertise)
	}
	h.browser = webrtc.New(webrtc.Options{Conn: conn, Advertise: pages, Media: webrtc.MediaOf(h.sound), Sink: sink{h},
		Keeper: keeper{h}, Log: h.log.With("room", "webrtc")})
	return nil
}

func (h *house) listenSIP(ctx context.Context, network, addr string, o *sip.Options) error {
	if network == "tcp" {
		var lc net.ListenConfig
		l, err := lc.Listen(ctx, "tcp4", addr)
		if err != nil && h.o.Anywhere {
			l, err = lc.Listen(ctx, "tcp4", anyPort(addr))
		}
		if err != nil {
			return err
		}
		h.later(l)
		o.TCP = append(o.TCP, l)
		return nil
	}
	c, err := h.ground.listenPacket(ctx, addr)
	if err != nil && h.o.Anywhere {
		c, err = h.ground.listenPacket(ctx, anyPort(addr))
	}
	if err != nil {
		return err
	}
	h.later(c)
	if u, ok := c.(*net.UDPConn); ok {
		// The kernel gives what it may: less than asked for is no reason not to start.
		_, _ = u.SetReadBuffer(signalBuffer), u.SetWriteBuffer(signalBuffer)
	}
	if h.sipAddress == "" {
		h.sipAddress = c.LocalAddr().String()
	}
	o.UDP = append(o.UDP, c)
	return nil
}

func anyPort(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	return net.JoinHostPort(host, "0")
}

// openSound makes the media engine over its spool.
func (h *house) openSound() error {
	folder, err := h.folder("spool")
	if err != nil {
		return err
	}
	bind := netip.AddrFrom4([4]byte{127, 0, 0, 1})
	for _, t := range h.o.SIP {
		if a, err := netip.ParseAddrPort(t.Addr); err != nil || !a.Addr().IsLoopback() {
			bind = netip.IPv4Unspecified()
		}
	}
	h.sound, err = media.New(media.Options{Sink: sink{h}, Keeper: keeper{h}, Prompts: sounds{h}, Spool: h.ground.recordings(folder), Bind: bind, Listen: h.ground.sound,
		PortMin: h.o.RTP.From, PortMax: h.o.RTP.To, Country: strings.ToLower(h.o.Tones), Log: h.log.With("room", "media")})
	return err
}

// startGates starts the carriers of sound before those of signalling, and all before the
// floor, which brings back what they kept.
func (h *house) startGates(ctx context.Context, c *crew) {
	c.start(ctx, "sound", h.sound.Run)
	c.start(ctx, "sip", h.sip.Run)
	c.start(ctx, "browsers", h.browser.Run)
}

// rewire gives the SIP gate its trunks and desk phones and the floor its numbers.
func (h *house) rewire(ctx context.Context) {
	h.floor.SetNumbers(h.trunks.Table())
	trunks, err := h.trunks.Trunks(ctx)
	devices, err2 := h.trunks.Devices(ctx)
	if err := errors.Join(err, err2); err != nil {
		h.log.Error("trunks were not told to the telephone", "err", err)
		return
	}
	var ts []sip.Trunk
	for _, t := range trunks {
		ts = append(ts, sipTrunk(t, h.log))
	}
	var ds []sip.Device
	for _, d := range devices {
		if d.Enabled {
			ds = append(ds, sip.Device{ID: d.ID, Login: d.Login, HA1MD5: d.HA1MD5, HA1SHA256: d.HA1SHA256, Static: d.Contact})
		}
	}
	h.sip.Configure(ts, ds)
}

func sipTrunk(t trunk.Trunk, log *slog.Logger) sip.Trunk {
	s := sip.Trunk{ID: t.ID, Name: t.Name, Address: t.Address, Transport: string(t.Transport), Region: t.Region,
		Channels: t.Channels, Disabled: !t.Enabled,
		Domain: t.Domain, Account: t.Account, User: t.User, Secret: t.Secret, PAI: t.PAI, NAT: t.NAT, ToHeader: t.ToHeader,
		PerSecond: t.PerSecond, Patience: time.Duration(t.PatienceMS) * time.Millisecond, Probe: time.Duration(t.ProbeS) * time.Second,
		Register: t.Kind == trunk.Register, Expires: time.Duration(t.ExpiresS) * time.Second}
	switch t.Format {
	case trunk.Bare:
		s.Format = sip.Bare
	case trunk.National:
		s.Format = sip.National
	case trunk.Plus:
	}
	sources := t.Sources
	if _, err := netip.ParseAddr(hostOf(t.Address)); len(sources) == 0 && t.Kind != trunk.Static && err == nil {
		sources = []string{hostOf(t.Address)}
	}
	for _, text := range sources {
		p, err := netip.ParsePrefix(text)
		if a, aerr := netip.ParseAddr(text); err != nil && aerr == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			log.Warn("a trunk's source is not an address", "trunk", t.ID, "err", err)
			continue
		}
		s.Sources = append(s.Sources, p)
	}
	return s
}

func hostOf(addr string) string {
	if host, _, err := net.SplitHostPort(addr); err == nil {
		return host
	}
	return addr
}

// trace hands a SIP message to the trunks' room, which keeps it for the ladder.
func (h *house) trace(m sip.TraceMessage) {
	h.trunks.Trace(trunk.Message{At: m.At.UnixMilli(), Call: m.Call, Leg: m.Leg, Out: !m.In, Peer: m.Peer.String(),
		Party: cmp.Or(string(m.Trunk), string(m.Device)), Text: m.Text})
}

// legs is sip.Media over the engine.
type legs struct{ e *media.Engine }

func (l legs) Open(leg id.Leg, port int) (int, error) {
	local, err := l.e.Open(leg, media.Spec{Port: port})
	return local.Port, err
}

func (l legs) Set(leg id.Leg, s sip.Stream) error {
	law := g711.A
	if s.Law == sdp.PCMU {
		law = g711.U
	}
	direction := media.SendRecv
	switch s.Direction {
	case sdp.SendOnly:
		direction = media.SendOnly
	case sdp.RecvOnly:
		direction = media.RecvOnly
	case sdp.Inactive:
		direction = media.Inactive
	case sdp.SendRecv:
	}
	return l.e.Set(leg, media.Remote{Addr: s.Addr, Signal: s.Signal, NAT: s.NAT, Law: law, EventPT: s.Event,
		Direction: direction, PTimeMS: s.PTimeMS, Early: s.Early})
}

func (l legs) Heard(leg id.Leg) bool {
	s, ok := l.e.Stats(leg)
	return ok && s.Received > 0
}

func (l legs) Digit(leg id.Leg, digit string) { l.e.Digit(leg, digit) }
func (l legs) Close(leg id.Leg)               { l.e.Close(leg) }

// live is trunk.Live: how the gate says trunks and phones really are.
type live struct{ h *house }

func (l live) Trunks() []trunk.Status {
	var all []trunk.Status
	for _, t := range l.h.sip.Status() {
		all = append(all, trunk.Status{Trunk: t.Trunk, Up: t.Up, OptionsMS: int(t.RTT.Round(time.Millisecond) / time.Millisecond),
			Since: t.Since, Heard: t.Heard, Registering: t.Register, Registered: t.Until, RegisterErr: t.RegisterErr, Channels: t.Calls, Refused: t.Refused, LastCause: t.Cause, LastAt: t.CauseAt})
	}
	return all
}

func (l live) Registered() map[id.Device]trunk.Registration {
	all := map[id.Device]trunk.Registration{}
	for _, d := range l.h.sip.Devices() {
		r := trunk.Registration{Up: d.Up}
		if len(d.Contacts) > 0 {
			r.Contact = d.Contacts[0]
		}
		all[d.Device] = r
	}
	return all
}

var _ floor.Gate = (*sip.Gate)(nil)
