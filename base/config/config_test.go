package config

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func read(args ...string) (c struct {
	Common
	Demo
}, err error) {
	p, err := kong.New(&c, kong.Exit(func(int) {}))
	if err != nil {
		return c, err
	}
	_, err = p.Parse(args)
	return c, err
}

func TestTheDefaultsAreRight(t *testing.T) {
	c, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if !c.Loopback() || c.RTP.Size() != 10000 || len(c.SIP) != 2 || c.SIP[1].String() != "tcp/127.0.0.1:5060" || c.Speed != 1 {
		t.Errorf("defaults are %+v", c)
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, args string
		want       []string
	}{
		{"an address without a port", "--http=localhost", []string{"--http", "HOST:PORT"}},
		{"a SIP transport that is none", "--sip=sctp/1.2.3.4:5060", []string{"--sip", "udp/HOST:PORT"}},
		{"a SIP port that is none", "--sip=udp/1.2.3.4:99999", []string{"--sip", "udp/HOST:PORT"}},
		{"a range turned round", "--rtp=3000-2000", []string{"--rtp", "FROM-TO"}},
		{"a range too small", "--rtp=20000-20002", []string{"--rtp", "at least 4"}},
		{"browsers' port within the range", "--rtc=20001", []string{"--rtc 20001 lies within --rtp"}},
		{"SIP within the range", "--sip=udp/0.0.0.0:20002", []string{"--sip udp/0.0.0.0:20002 lies within"}},
		{"an address nobody can reach", "--advertise=0.0.0.0", []string{"--advertise"}},
		{"a certificate without its key", "--tls-cert=a.pem", []string{"belong together"}},
		{"another database", "--db=mysql://root:secret@h/d", []string{"--db", "postgres://"}},
		{"tones of nowhere", "--tones=XX", []string{"--tones"}},
		{"two things at once", "--rtc=80 --http=x", []string{"--rtc", "--http"}},
		{"a demo in no hurry at all", "--speed=0", []string{"--speed"}},
		{"a demo for a stadium", "--callers=100000", []string{"--callers"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(strings.Fields(c.args)...)
			if err == nil {
				t.Fatal("it was taken")
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q does not say %q", err, w)
				}
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the message shows the password: %v", err)
			}
		})
	}
}

func TestTheLogDoesNotShowThePassword(t *testing.T) {
	c, err := read("--db=postgres://gudok:secret@db/gudok")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, nil)).Info("started", "config", c.Common)
	if text := b.String(); strings.Contains(text, "secret") || !strings.Contains(text, "gudok:xxxxx@db") {
		t.Errorf("the log says %s", text)
	}
}
