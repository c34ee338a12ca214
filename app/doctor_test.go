package app

import (
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gudok/base/config"
	"gudok/base/httpd"
)

func look(t *testing.T, o DoctorOptions) (map[string]Finding, error) {
	t.Helper()
	var out strings.Builder
	o.Out, o.JSON = &out, true
	err := Doctor(t.Context(), o)
	var list []Finding
	if err := json.Unmarshal([]byte(out.String()), &list); err != nil {
		t.Fatal(err, out.String())
	}
	found := map[string]Finding{}
	for _, f := range list {
		if f.State != stateOK && f.Do == "" {
			t.Errorf("%s is %s and nothing is said to do", f.What, f.State)
		}
		if was, twice := found[f.What]; !twice || was.State == stateOK {
			found[f.What] = f
		}
	}
	return found, err
}

func here(data string) config.Common {
	return config.Common{Data: data, HTTP: "127.0.0.1:0", SIP: []config.Transport{{Network: "udp", Addr: "127.0.0.1:0"}},
		RTP: config.PortRange{From: 24300, To: 24319}, Tones: "EU"}
}

func TestTheDoctorSendsSoundThroughTheEngine(t *testing.T) {
	found, err := look(t, DoctorOptions{Common: here(filepath.Join(t.TempDir(), "new"))})
	if err != nil && !errors.Is(err, ErrUnwell) {
		t.Fatal(err)
	}
	for _, what := range []string{"data", "http", "sip", "rtp", "address", "disk", "fsync", "speech", "tls", "sound", "clock"} {
		if found[what].Say == "" {
			t.Errorf("nothing is said of %s", what)
		}
	}
	if s := found["sound"]; !strings.Contains(s.Say, "% lost") {
		t.Errorf("of sound it is said: %+v", s)
	}
}

func TestTheDoctorNamesATakenPortAndAnOldCertificate(t *testing.T) {
	taken, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, _, err := httpd.SelfSigned(root, []string{"old.example"}, time.Now().AddDate(-3, 0, 0)); err != nil {
		t.Fatal(err)
	}
	o := here(dir)
	o.SIP[0].Addr = taken.LocalAddr().String()
	o.TLSCert, o.TLSKey = filepath.Join(dir, "web-cert.pem"), filepath.Join(dir, "web-key.pem")
	found, err := look(t, DoctorOptions{Common: o})
	if !errors.Is(err, ErrUnwell) || found["sip"].State != stateBad || found["tls"].State != stateBad {
		t.Errorf("%v: sip %+v, tls %+v", err, found["sip"], found["tls"])
	}
}

func TestTheDoctorSeesARunningCentre(t *testing.T) {
	s := serve(t, t.TempDir())
	found, err := look(t, DoctorOptions{URL: s.at.Web})
	if err != nil || found["web"].State != stateOK {
		t.Errorf("from outside: %v, %+v", err, found)
	}
	o := here(s.dir)
	o.HTTP, o.SIP[0].Addr = strings.TrimPrefix(s.at.Web, "http://"), s.at.SIP
	found, _ = look(t, DoctorOptions{Common: o})
	if found["http"].State != stateOK || found["sip"].State != stateOK || !strings.Contains(found["data"].Say, "works in") {
		t.Errorf("its ports: %+v %+v %+v", found["data"], found["http"], found["sip"])
	}
	if found, err := look(t, DoctorOptions{URL: "http://127.0.0.1:1"}); !errors.Is(err, ErrUnwell) || found["web"].State != stateBad {
		t.Errorf("where nobody is: %v, %+v", err, found)
	}
}
