package sip

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"gudok/id"
	"gudok/voice"
	"gudok/voice/sip/sdp"
)

// Kinds under which the gate keeps values (voice.Kept).
const (
	KindDialog       = "sip.dialog"       // by leg
	KindRegistration = "sip.registration" // by device
)

// Media is what the gate needs of the sound. All legs here are SIP legs.
type Media interface {
	// Open binds ports for the leg: RTP on the even port that it returns, RTCP on the next.
	// port asks for a certain one, after a restart; 0: any. Opening again changes nothing.
	Open(leg id.Leg, port int) (int, error)
	// Set says what offer and answer agreed.
	Set(leg id.Leg, s Stream) error
	// Heard reports whether any sound has come from the far end. Who cannot tell says true.
	Heard(leg id.Leg) bool
	// Digit takes a key that came by SIP INFO as if it had been heard.
	Digit(leg id.Leg, digit string)
	// Close frees the ports.
	Close(leg id.Leg)
}

// A Stream is what offer and answer agreed about the sound of a leg.
type Stream struct {
	Addr      netip.AddrPort // where to send RTP; unspecified: nowhere (the old way to hold)
	Signal    netip.Addr     // where the signalling comes from: sound may come from there too
	NAT       bool           // sound may come from anywhere at first
	Law       sdp.Law
	Event     uint8         // payload type of telephone-event that we send; 0: none
	Direction sdp.Direction // ours
	PTimeMS   int
	Early     bool // before the answer
}

// A Trunk is a connection to a carrier.
type Trunk struct {
	ID   id.Trunk
	Name string
	// Address is host:port to send calls to; "" sends none. Transport is "udp" or "tcp".
	Address, Transport string
	// Sources are the addresses that calls come from; empty: none come.
	Sources []netip.Prefix
	// Region is the ISO code by which numbers without a plus are read, "UA".
	Region string
	// Domain stands in From, To and the request line; "": the host of Address.
	Domain string
	Format Format // how numbers are written towards the carrier
	// ToHeader takes the number called from To and not from the request line, as carriers
	// do that route by an account name.
	ToHeader bool
	// Account stands in From in place of the caller, who then goes into
	// P-Asserted-Identity. PAI adds that header in any case.
	Account string
	PAI     bool
	// User and Secret answer a digest challenge to our INVITEs and REGISTERs.
	User, Secret string
	// Register registers User at Address, to be called there, asking for Expires; 0: 10 min.
	// Its calls are taken from Address too, where Sources do not name it.
	Register  bool
	Expires   time.Duration
	NAT       bool // sound may come from an address that nobody announced
	Channels  int  // calls at once, 0: no limit
	PerSecond int  // new calls a second each way, 0: no limit; ours go on to the next trunk
	// Patience is how long a call waits for any response before the next trunk is tried;
	// 0: 2 s.
	Patience time.Duration
	// Probe is how often OPTIONS asks whether the trunk lives; 0: 5 s, below 0: never.
	Probe    time.Duration
	Disabled bool
}

// A Device is a desk phone.
type Device struct {
	ID    id.Device
	Login string // user part of its address, and of the digest
	// HA1MD5 and HA1SHA256 are the hashes of login:realm:secret (RFC 7616 3.4.2), lower-case
	// hex: the secret itself is nowhere. Both empty: nobody can register as this device.
	HA1MD5, HA1SHA256 string
	// Static is the URI of a telephone that does not register: always up.
	Static string
	NAT    bool // sound may come from an address that nobody announced
}

// A TraceMessage is one SIP message of a leg, secrets masked.
type TraceMessage struct {
	At        time.Time
	Leg       id.Leg
	Call      id.Call   // "" of inbound legs: their call is named by others
	Trunk     id.Trunk  // whose message it is: this, or
	Device    id.Device // this
	In        bool
	Transport string
	Peer      netip.AddrPort
	Text      string
}

// A TrunkStatus is how a trunk does at the moment.
type TrunkStatus struct {
	Trunk id.Trunk
	Name  string
	Up    bool
	Since time.Time     // of Up; zero: taken to be up, nothing has shown it yet
	RTT   time.Duration // of the last answered OPTIONS
	Code  int           // its status; 0: none came
	// Err is why the last probe failed or the address cannot be used, "" when all is well.
	Err     string
	Address netip.AddrPort // resolved
	Calls   int            // up or being set up, both directions
	Heard   time.Time      // the last sign of life, by an answer or a call; zero: none yet
	Refused int            // calls that the trunk itself did not take, since the start
	// Cause is why the last call or probe failed, "503 Service Unavailable", "no response";
	// CauseAt is when.
	Cause   string
	CauseAt time.Time
	// Register: of a trunk where we register. Until is how long that lasts, zero: it does
	// not. RegisterErr is why it could not be made or refreshed, "403 Forbidden".
	Register    bool
	Until       time.Time
	RegisterErr string
	Channels    int // the limit
}

// A DeviceStatus is how a desk phone does at the moment.
type DeviceStatus struct {
	Device   id.Device
	Up       bool
	Contacts []string // addresses, newest first
}

// Options say with what a Gate works.
type Options struct {
	UDP []net.PacketConn // closed when Run ends
	TCP []net.Listener   // likewise
	// Advertise is our address as far ends see it, in Via, Contact and SDP; the zero value:
	// that of the socket, which then must not be unspecified. Inside, if set, is used
	// towards private addresses.
	Advertise, Inside netip.Addr

	Media  Media        // required
	Sink   voice.Sink   // required
	Keeper voice.Keeper // nil: nothing survives
	Names  *id.Source   // names inbound legs; nil: one of the gate's own, epoch 0

	Realm string // of digest; "": gudok
	// MD5Only offers no SHA-256 to desk phones: for those that stumble over it.
	MD5Only bool
	Key     []byte // of nonces; nil: random, so that telephones authenticate anew after a start
	// LongestCall ends what nobody ends; 0: 4 h.
	LongestCall time.Duration

	Trace func(TraceMessage) // nil: none. Must not block.
	// Resolve looks up the host of a trunk; nil: the system's resolver.
	Resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	// Dial opens TCP connections; nil: the network's.
	Dial func(ctx context.Context, remote netip.AddrPort) (net.Conn, error)
	Now  func() time.Time // nil: time.Now
	Log  *slog.Logger     // nil: silent
}

// Limits, each with its reason.
const (
	// longestCall is above any call a centre has and below a bill that hurts.
	longestCall = 4 * time.Hour
	// maxLegs bounds memory: 20,000 legs are about 150 MB, ten times what a node carries.
	maxLegs = 20_000
	// maxMailbox: a dialog with more waiting is being flooded.
	maxMailbox = 256
	// patience: three transmissions of an INVITE (0, 0.5, 1.5 s) got lost; the caller hears
	// nothing meanwhile (reliability.md 3, row 13).
	patience = 2 * time.Second
	// progress is how long a trunk that said 100 may say nothing more while another could be
	// tried: no network takes longer to find a telephone (ITU-T E.721 wants 8 s at most).
	progress = 12 * time.Second
	// ringLimit is for an Invite without a guard: longer than any network lets ring.
	ringLimit = 5 * time.Minute
	// retryAfter is what an overloaded gate asks callers to wait, in seconds.
	retryAfter = "5"
)
