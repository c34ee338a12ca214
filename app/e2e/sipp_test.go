//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// sippCaller is a caller who says a tone until the centre hangs up.
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
  <nop><action><exec rtp_stream="%[2]s,-1,0,PCMU/8000"/></action></nop>
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
</scenario>
`

// callBySipp has sipp call the centre and say a tone until the other side hangs up.
func callBySipp(t *testing.T, s *server, from string, hz float64) *process {
	t.Helper()
	dir := t.TempDir()
	voice, story := filepath.Join(dir, "voice.ul"), filepath.Join(dir, "caller.xml")
	must(t, os.WriteFile(voice, tone(hz), 0o600))
	must(t, os.WriteFile(story, fmt.Appendf(nil, sippCaller, from, voice), 0o600))
	cmd := exec.Command("sipp", "-sf", story, "-i", "127.0.0.1", "-p", fmt.Sprint(s.place.other(3)), "-mi", "127.0.0.1",
		"-mp", fmt.Sprint(s.place.other(4)), "-s", number, "-m", "1", "-nostdin", s.place.sip())
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TERM=dumb")
	return launch(t, cmd)
}
