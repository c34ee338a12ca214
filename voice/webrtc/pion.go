package webrtc

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"gudok/voice/media/g711"

	"github.com/pion/dtls/v3"
	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/logging"
	pion "github.com/pion/webrtc/v4"
)

const (
	// What ICE takes for silence (RFC 7675 wants consent within 30 s): a page sends a check
	// every 2.5 s at least, so two lost in a row are forgiven.
	iceDisconnected = 6 * time.Second
	iceFailed       = 15 * time.Second
	iceKeepAlive    = 2 * time.Second

	// eventPT is the payload type of telephone-event unless the page's offer has its own,
	// which it always has.
	eventPT = 126
)

// A maker makes PeerConnections over one UDP port.
type maker struct {
	api          *pion.API
	mux          ice.UDPMux
	certificates []pion.Certificate
}

func newMaker(conn net.PacketConn, advertise []netip.Addr) (*maker, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("key: %w", err)
	}
	cert, err := pion.GenerateCertificate(key)
	if err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	engine, err := codecs()
	if err != nil {
		return nil, err
	}
	quiet := &logging.DefaultLoggerFactory{DefaultLogLevel: logging.LogLevelDisabled}
	mux := pion.NewICEUDPMux(quiet.NewLogger("ice"), conn)
	settings, err := settingsFor(conn, mux, advertise)
	if err != nil {
		return nil, err
	}
	settings.LoggerFactory = quiet
	return &maker{
		api: pion.NewAPI(pion.WithSettingEngine(settings), pion.WithMediaEngine(engine),
			// No interceptor: no NACK (a repeated packet comes too late for a voice), no TWCC.
			pion.WithInterceptorRegistry(&interceptor.Registry{})),
		mux: mux, certificates: []pion.Certificate{*cert},
	}, nil
}

func (m *maker) close() { _ = m.mux.Close() }

func settingsFor(conn net.PacketConn, mux ice.UDPMux, advertise []netip.Addr) (pion.SettingEngine, error) {
	var s pion.SettingEngine
	s.SetICEUDPMux(mux)
	s.SetLite(true)
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	s.SetICETimeouts(iceDisconnected, iceFailed, iceKeepAlive)
	s.SetNetworkTypes([]pion.NetworkType{pion.NetworkTypeUDP4, pion.NetworkTypeUDP6})
	s.SetFireOnTrackBeforeFirstRTP(true)
	local, ok := conn.LocalAddr().(*net.UDPAddr)
	if !ok {
		return s, fmt.Errorf("address of the port is %T, want *net.UDPAddr", conn.LocalAddr())
	}
	s.SetIncludeLoopbackCandidate(local.IP.IsLoopback())

	// The profile is the DTLS server's choice; as client we would get what the browser
	// likes best, SHA1_80 at four times the cost.
	s.SetSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80)
	if err := s.SetAnsweringDTLSRole(pion.DTLSRoleServer); err != nil {
		return s, fmt.Errorf("dtls role: %w", err)
	}
	if len(advertise) == 0 {
		return s, nil
	}
	external := make([]string, len(advertise))
	for i, a := range advertise {
		external[i] = a.String()
	}
	err := s.SetICEAddressRewriteRules(pion.ICEAddressRewriteRule{
		External: external, AsCandidateType: pion.ICECandidateTypeHost, Mode: pion.ICEAddressRewriteReplace,
	})
	if err != nil {
		return s, fmt.Errorf("advertised addresses: %w", err)
	}
	return s, nil
}

// codecs are those of the telephone network and nothing else.
func codecs() (*pion.MediaEngine, error) {
	e := &pion.MediaEngine{}
	for _, c := range []pion.RTPCodecParameters{
		{RTPCodecCapability: pion.RTPCodecCapability{MimeType: pion.MimeTypePCMA, ClockRate: g711.Rate}, PayloadType: pion.PayloadType(g711.A.PT())},
		{RTPCodecCapability: pion.RTPCodecCapability{MimeType: pion.MimeTypePCMU, ClockRate: g711.Rate}, PayloadType: pion.PayloadType(g711.U.PT())},
		{RTPCodecCapability: pion.RTPCodecCapability{MimeType: "audio/telephone-event", ClockRate: g711.Rate, SDPFmtpLine: "0-16"}, PayloadType: eventPT},
	} {
		if err := e.RegisterCodec(c, pion.RTPCodecTypeAudio); err != nil {
			return nil, fmt.Errorf("codec %s: %w", c.MimeType, err)
		}
	}
	return e, nil
}

// hasSound is whether an answer took a codec for sound.
func hasSound(sdp string) bool {
	return strings.Contains(sdp, " PCMA/8000") || strings.Contains(sdp, " PCMU/8000")
}
