// Package webrtc is the gate to the agents' browsers.
//
// An agent's page keeps one PeerConnection for the whole shift, whether there is a call or
// not: an answer then costs no ICE and no DTLS, and a dead microphone is known before the
// call. Signalling is our own JSON on channel "rtc" of the agent's socket ([gudok/base/httpd]):
//
//	server legs    {legs, ears} first of all: the legs that ring or talk here; of them ears only listen
//	page   offer   {sdp}        a fresh PeerConnection: at the start of a shift, after a reload, when asked
//	server answer  {sdp, leg}   leg: the call that this sound is joined to again, or ""
//	                            (with ear: true where it only listens)
//	server refused {code}       the offer cannot be used
//	server reoffer {}           there is no living sound: offer again
//	server ring    {leg, auto, ear}  a leg rings here; ear: it only listens, no microphone
//	page   ringing {leg}        owed within 1 s, else the leg ends as unreachable
//	server joined  {leg}        the leg is answered: its sound and the page's are one
//	server open    {leg}        a leg that only listened may speak from now on
//	server stopped {leg}        the leg is gone
//	page   bye     {}           end of shift: the page gives up its sound
//
// The leg lives here, not in the page. A page that is reloaded in mid-call makes a new socket
// and a new offer, and its sound is put in the place of the old one; the caller's leg is not
// touched. A page that does not come back is an edge of the device's health
// ([gudok/voice.DeviceDown]); what happens with the call then is decided above.
//
// A page that only listens offers recvonly and opens no microphone; what it sends all the
// same is dropped by voice/media. When its leg is opened it opens the microphone, and offers
// again if its sound cannot carry it.
//
// One UDP port serves all pages: we are ICE-lite and the socket is shared by the user
// fragment (RFC 8445, 2.5). As DTLS server we choose AEAD_AES_128_GCM (RFC 7714), a quarter
// of the cost of the usual SRTP profile. Sound is G.711 with telephone-event and passes
// through untouched; no interceptor runs, receiver reports are our own, one in five seconds.
//
// Read in this order: gate.go (what it is given and asked), channel.go (what pages say),
// seat.go (an agent's page and legs), leg.go, session.go (one PeerConnection), pion.go (how
// PeerConnections are made), track.go, report.go, outbox.go.
package webrtc
