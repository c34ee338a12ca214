//go:build e2e

package e2e

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// sippCaller is a caller who waits for an answer.
const sippCaller = `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="caller">
  <send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: <sip:%[1]s@[local_ip]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:%[1]s@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=ptime:20
  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="200" rrs="true"/>
  <send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: <sip:%[1]s@[local_ip]>;tag=[pid]c[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

  ]]></send>
%[2]s</scenario>
`

// What the caller does once somebody, or a machine, has answered.
const (
	sippTalks = `  <nop><action><exec rtp_stream="%s,-1,0,PCMU/8000"/></action></nop>
  <recv request="BYE"/>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

  ]]></send>
`
	sippGivesUp = `  <pause milliseconds="700"/>
  <send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: <sip:%s@[local_ip]>;tag=[pid]c[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

  ]]></send>
  <recv response="200"/>
`
)

// callBySipp has sipp call the centre and say a tone until the other side hangs up.
func callBySipp(t *testing.T, s *server, from string, hz float64) *process {
	t.Helper()
	voice := filepath.Join(t.TempDir(), "voice.ul")
	must(t, os.WriteFile(voice, tone(hz), 0o600))
	return sipp(t, s, from, fmt.Sprintf(sippTalks, voice))
}

// missedBySipp has sipp call the centre and give up while it waits.
func missedBySipp(t *testing.T, s *server, from string) {
	t.Helper()
	p := sipp(t, s, from, fmt.Sprintf(sippGivesUp, from))
	until(t, soon, "sipp has hung up", func() error {
		if p.alive() {
			return errors.New("it has not")
		}
		return p.err
	})
}

// sipp has sipp call the centre, and then do what is said.
func sipp(t *testing.T, s *server, from, does string) *process {
	t.Helper()
	dir := t.TempDir()
	story := filepath.Join(dir, "caller.xml")
	must(t, os.WriteFile(story, fmt.Appendf(nil, sippCaller, from, does), 0o600))
	cmd := exec.Command("sipp", "-sf", story, "-i", "127.0.0.1", "-p", fmt.Sprint(s.place.other(3)), "-mi", "127.0.0.1",
		"-mp", fmt.Sprint(s.place.other(4)), "-s", number, "-m", "1", "-nostdin", s.place.sip())
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TERM=dumb")
	return launch(t, cmd)
}
