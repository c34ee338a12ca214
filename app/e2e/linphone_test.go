//go:build e2e

package e2e

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"gudok/sim/phone"
)

// linphoneConfig: it must not look for a network of its own, on loopback there is none.
const linphoneConfig = `[sip]
sip_port=%[1]d
sip_tcp_port=0
sip_tls_port=0
auto_net_state_mon=0
register_only_when_network_is_up=0
guess_hostname=0
contact="%[2]s" <sip:%[2]s@127.0.0.1:%[1]d>
default_proxy=0

[rtp]
audio_rtp_port=%[3]d-%[4]d

[proxy_0]
reg_proxy=<sip:%[5]s;transport=udp>
reg_identity=sip:%[2]s@%[5]s
reg_expires=120
reg_sendregister=1

[auth_info_0]
username=%[2]s
userid=%[2]s
passwd=%[6]s
realm=gudok
`

// plugInLinphone starts linphonec, another telephone that others wrote: it registers, answers
// by itself and says a tone.
func plugInLinphone(t *testing.T, s *server, port int, login, secret string, says float64) *process {
	t.Helper()
	dir, own := t.TempDir(), newPlace(t)
	must(t, os.MkdirAll(filepath.Join(dir, ".local/share/linphone"), 0o700))
	rc, voice := filepath.Join(dir, "rc"), filepath.Join(dir, "say.wav")
	must(t, os.WriteFile(voice, linear(says), 0o600))
	must(t, os.WriteFile(rc, fmt.Appendf(nil, linphoneConfig, port, login, own.base+soundBegin, own.base+blockSize-1, s.place.sip(), secret), 0o600))
	cmd := exec.Command("linphonec", "-c", rc, "-a")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "TERM=dumb")
	keys, err := cmd.StdinPipe()
	must(t, err)
	p := launch(t, cmd)
	_, err = io.WriteString(keys, "soundcard use files\nplay "+voice+"\n")
	must(t, err)
	t.Cleanup(func() { keys.Close() })
	return p
}

// A caller whom baresip has is given to linphone: neither was written by us.
func TestACallerGoesFromOneMakeOfPhoneToAnother(t *testing.T) {
	t.Parallel()
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{})
	seat := func(login string) *person {
		device := c.make("/devices", object{"name": "Desk of " + login, "login": login, "secret": "eleven-horses", "enabled": true})
		return c.hire(login, login, "agent", device)
	}
	bob, carol := seat("bob"), seat("carol")
	baresip := plugIn(t, c.server, "bob", "eleven-horses", olgaTone)
	plugInLinphone(t, c.server, newPlace(t).other(0), "carol", "eleven-horses", ivanTone)
	until(t, soon, "both phones are registered", func() error {
		var all []struct{ Up bool }
		if err := c.api.Get(t.Context(), "/devices", &all); err != nil {
			return err
		}
		for _, d := range all {
			if !d.Up {
				return fmt.Errorf("devices: %+v", all)
			}
		}
		return nil
	})
	b, d := c.sitDown(bob), c.sitDown(carol)
	b.does("start-shift", object{"device": bob.desk})
	street, _ := telephone(t, nil)
	caller := c.dial(street, "+380671110041", phone.Manner{Audio: phone.Tone(callerTone)})
	b.comesTo("offered")
	baresip.press("accept")
	hears(t, "the caller", caller, olgaTone)
	d.does("start-shift", object{"device": carol.desk})
	b.does("transfer", object{"to": object{"agent": carol.Agent}})
	d.comesTo("talking")
	hears(t, "the caller", caller, ivanTone)
	b.comesTo("wrapup")
	d.does("end", nil)
	over(t, caller)
}
