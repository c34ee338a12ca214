//go:build e2e

package e2e

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"gudok/sim/phone"
)

// A deskPhone is baresip, a telephone that others wrote.
type deskPhone struct {
	*process
	dir     string
	control int
}

const deskPhoneConfig = `poll_method epoll
sip_listen 127.0.0.1:%[1]d
audio_player aufile,%[2]s/rx.wav
audio_source aufile,%[2]s/say.wav
audio_alert aufile,%[2]s/say.wav
snd_path %[2]s
audio_level no
ausrc_format s16
auplay_format s16
audio_buffer 20-160
rtp_ports %[3]d-%[4]d
rtp_stats no
module_path %[5]s
module g711.so
module aufile.so
module sndfile.so
module ctrl_tcp.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
ctrl_tcp_listen 127.0.0.1:%[6]d
`

// plugIn starts baresip with an account of the server, saying a tone.
func plugIn(t *testing.T, s *server, login, secret string, says float64) *deskPhone {
	t.Helper()
	modules := ""
	for _, dir := range []string{"/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules", "/usr/lib/aarch64-linux-gnu/baresip/modules"} {
		if _, err := os.Stat(filepath.Join(dir, "g711.so")); err == nil {
			modules = dir
		}
	}
	if modules == "" {
		t.Fatal("no modules of baresip found; tools/needs installs it")
	}
	p := &deskPhone{dir: t.TempDir(), control: s.place.other(2)} // it listens for TLS beside its SIP
	own := newPlace(t)                                           // its sound must not meet the server's
	files := map[string][]byte{
		"config":   fmt.Appendf(nil, deskPhoneConfig, s.place.other(0), p.dir, own.base+soundBegin, own.base+blockSize-1, modules, p.control),
		"accounts": fmt.Appendf(nil, "<sip:%s@%s;transport=udp>;auth_pass=%s;regint=60;answermode=manual;audio_codecs=PCMU,PCMA;dtmfmode=rtpevent\n", login, s.place.sip(), secret),
		"contacts": nil,
		"say.wav":  linear(says),
	}
	for name, text := range files {
		must(t, os.WriteFile(filepath.Join(p.dir, name), text, 0o600))
	}
	p.process = launch(t, exec.Command("baresip", "-4", "-f", p.dir, "-t", "60"))
	return p
}

// linear is ten seconds of a tone as a 16-bit WAV file.
func linear(hz float64) []byte {
	const size = 10 * rate * 2
	var b bytes.Buffer
	b.WriteString("RIFF")
	for _, v := range []any{uint32(36 + size), []byte("WAVEfmt "), uint32(16), uint16(1), uint16(1), uint32(rate), uint32(2 * rate), uint16(2), uint16(16), []byte("data"), uint32(size)} {
		_ = binary.Write(&b, binary.LittleEndian, v)
	}
	for i := range size / 2 {
		_ = binary.Write(&b, binary.LittleEndian, int16(8000*math.Sin(2*math.Pi*hz*float64(i)/rate)))
	}
	return b.Bytes()
}

// press does what a key of the phone does: accept, hold, resume, hangup.
func (p *deskPhone) press(command string) {
	p.t.Helper()
	until(p.t, soon, "baresip does "+command, func() error {
		conn, err := net.DialTimeout("tcp4", at(p.control), time.Second)
		if err != nil {
			return err
		}
		defer conn.Close()
		text := fmt.Sprintf(`{"command":%q,"token":"t"}`, command)
		_ = conn.SetDeadline(time.Now().Add(2 * time.Second))
		if _, err := fmt.Fprintf(conn, "%d:%s,", len(text), text); err != nil {
			return err
		}
		var said []byte // events come in between
		for part := make([]byte, 4096); !bytes.Contains(said, []byte(`"response":true`)); {
			n, err := conn.Read(part)
			if err != nil {
				return err
			}
			said = append(said, part[:n]...)
		}
		if !bytes.Contains(said, []byte(`"ok":true`)) {
			return errors.New(string(said))
		}
		return nil
	})
}

// heard is what the phone has decoded in its last call; the call must be over.
func (p *deskPhone) heard() []float64 {
	p.t.Helper()
	var out []float64
	until(p.t, soon, "baresip has written what it heard", func() error {
		files, err := filepath.Glob(filepath.Join(p.dir, "dump-*-dec.wav"))
		if err != nil || len(files) == 0 {
			return errors.New("no file")
		}
		f, err := os.Open(files[0])
		if err != nil {
			return err
		}
		defer f.Close()
		samples, err := phone.ReadWAV(f)
		if len(samples) == 0 {
			return fmt.Errorf("nothing in it: %w", err)
		}
		out = out[:0]
		for _, s := range samples {
			out = append(out, float64(s))
		}
		return err
	})
	return out
}

func TestADeskPhoneRegistersAnswersHoldsAndHangsUp(t *testing.T) {
	t.Parallel()
	const from, tones, agents = "+380671110004", 700, 1100
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{wrapS: -1})
	device := c.make("/devices", object{"name": "Desk of Bob", "login": "bob", "secret": "eleven-horses", "enabled": true})
	bob := c.hire("bob", "Bob Marchenko", "agent", device)
	baresip := plugIn(t, c.server, "bob", "eleven-horses", agents)
	until(t, soon, "the phone is registered", func() error {
		var all []struct {
			ID string
			Up bool
			At string
		}
		if err := c.api.Get(t.Context(), "/devices", &all); err != nil {
			return err
		}
		if len(all) != 1 || !all[0].Up {
			return fmt.Errorf("devices: %+v", all)
		}
		return nil
	})
	d := c.sitDown(bob)
	d.does("start-shift", object{"device": device})

	street, _ := telephone(t, nil)
	var heard ear
	l := c.dial(street, from, phone.Manner{Audio: phone.Tone(tones), Capture: &heard})
	answered(t, l)
	d.comesTo("offered")
	baresip.press("accept")
	d.comesTo("talking")
	name := c.onFloor(from, "talking")
	hears(t, "the caller", l, agents)
	must(t, goesOn(t, 2*time.Second, func() error { return up(l) })) // so that the agent hears some of it too

	baresip.press("hold")
	d.comesTo("held")
	hearsMusic(t, "the caller on hold", &heard, agents, tones)
	s, err := c.story(t.Context(), name)
	must(t, err)
	if held, ok := s.has("call.held"); !ok || held.Data["by_device"] != true {
		t.Errorf("the story tells of the hold: %v %v", ok, held)
	}
	baresip.press("resume")
	d.comesTo("talking")
	hears(t, "the caller", l, agents)

	baresip.press("hangup")
	if end := over(t, l); end.By != phone.Them {
		t.Errorf("the caller's call ended by %s", end.By)
	}
	s = c.told(name, "answered")
	if s.Call.By != "agent" || s.Call.HoldMS < 500 {
		t.Errorf("the page says: ended by %s, %d ms on hold", s.Call.By, s.Call.HoldMS)
	}
	if got := toneFor(baresip.heard(), tones); got < 1 {
		t.Errorf("the agent heard the caller's tone for %.1f s", got)
	}
}
