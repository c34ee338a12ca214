//go:build e2e

package e2e

import (
	"errors"
	"fmt"
	"net"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"gudok/sim/client"
	"gudok/sim/phone"
)

// ends runs gudok to its end, which must be a failure, and gives what it said.
func ends(t *testing.T, args ...string) string {
	t.Helper()
	p := launch(t, exec.Command(program(t), args...))
	until(t, soon, "gudok "+strings.Join(args, " ")+" ends", func() error {
		if p.alive() {
			return errors.New("it runs")
		}
		return nil
	})
	if p.err == nil {
		t.Errorf("gudok %s ended well", strings.Join(args, " "))
	}
	return p.out.String() + p.log.String()
}

// says holds that a text names all of what.
func says(t *testing.T, text string, what ...string) {
	t.Helper()
	for _, w := range what {
		if !strings.Contains(text, w) {
			t.Errorf("it does not say %q:\n%s", w, text)
		}
	}
}

func TestWhatCannotStartSaysWhy(t *testing.T) {
	t.Parallel()
	place, dir := newPlace(t), t.TempDir()
	first := serve(t, place, dir)
	t.Run("a second process on the folder", func(t *testing.T) {
		says(t, ends(t, append([]string{"serve"}, newPlace(t).flags(dir)...)...), dir, fmt.Sprint(first.pid()), "--data")
	})
	t.Run("a taken web port", func(t *testing.T) {
		other := newPlace(t)
		says(t, ends(t, "serve", "--data", t.TempDir(), "--http", place.http(), "--sip", "udp/"+other.sip(), "--rtp", other.rtp(), "--rtc", fmt.Sprint(other.rtc())),
			"--http", place.http(), "in use")
	})
	t.Run("a taken SIP port", func(t *testing.T) {
		other := newPlace(t)
		for _, network := range []string{"udp", "tcp"} {
			says(t, ends(t, "serve", "--data", t.TempDir(), "--http", other.http(), "--sip", network+"/"+place.sip(), "--rtp", other.rtp(), "--rtc", fmt.Sprint(other.rtc())),
				"--sip "+network+"/"+place.sip(), "in use")
		}
	})
	t.Run("flags that are wrong, all at once", func(t *testing.T) {
		says(t, ends(t, "serve", "--rtc", "80", "--http", "nowhere", "--advertise", "0.0.0.0", "--tls-cert", "a.pem"),
			"--rtc 80", "--http", "HOST:PORT", "--advertise", "belong together")
		says(t, ends(t, "serve", "--rtp", "20000"), "--rtp", "FROM-TO")
		says(t, ends(t, "demo", "--callers", "-1"), "--callers")
	})
	must(t, well(first.web)) // none of them disturbed it
}

func TestADemoMovesToTheNextWebPort(t *testing.T) {
	t.Parallel()
	place, dir := newPlace(t), t.TempDir()
	taken, err := net.Listen("tcp4", place.http())
	must(t, err)
	defer taken.Close()
	p := launch(t, exec.Command(program(t), append(append([]string{"demo"}, place.flags(dir)...), "--callers", "0")...))
	var next string // that of SIP over TCP may be in between
	until(t, soon, "the demo tells another address", func() error {
		for port := place.base + 2; port < place.base+soundBegin; port++ {
			next = "http://" + at(port)
			if strings.Contains(p.out.String(), next+"\n") {
				return nil
			}
		}
		return errors.New(p.out.String())
	})
	until(t, soon, "it is well there", func() error { return well(next) })
}

func TestACallToANumberThatNobodyHasIsListed(t *testing.T) {
	t.Parallel()
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{})
	street, _ := telephone(t, nil)
	l := c.dialTo(street, "+380449999999", "+380671110020", phone.Manner{})
	if end := over(t, l); end.Code != 404 {
		t.Errorf("the caller got %+v, not 404", end)
	}
	until(t, soon, "the call is listed", func() error {
		var all []struct{ Called, Caller struct{ Number string } }
		if err := c.api.Get(t.Context(), "/unknown-calls", &all); err != nil {
			return err
		}
		if len(all) != 1 || all[0].Called.Number != "+380449999999" || all[0].Caller.Number != "+380671110020" {
			return fmt.Errorf("listed: %+v", all)
		}
		return nil
	})
}

func TestTheCheckerNamesTheNodeAndTheReason(t *testing.T) {
	t.Parallel()
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{})
	for _, one := range []struct {
		name  string
		draft object
		want  string // node reason
	}{
		{"a loop", object{"start": "answer", "nodes": []object{
			{"name": "answer", "kind": "answer", "next": "hello"},
			{"name": "hello", "kind": "play", "say": []object{{"prompt": "std_closed"}}, "next": "again"},
			{"name": "again", "kind": "play", "say": []object{{"prompt": "std_closed"}}, "next": "hello"},
		}}, "hello loop"},
		{"a missing prompt", object{"start": "answer", "nodes": []object{
			{"name": "answer", "kind": "answer", "next": "hello"},
			{"name": "hello", "kind": "play", "say": []object{{"prompt": "prm_01M806KFEE000R00000000M001"}}, "next": "line"},
			{"name": "line", "kind": "enqueue", "line": c.line},
		}}, "hello missing_prompt"},
	} {
		t.Run(one.name, func(t *testing.T) {
			var check struct {
				Publishable bool
				Messages    []struct{ Node, Reason, Severity string }
			}
			must(t, c.api.Post(t.Context(), "/menus/check", object{"tenant": c.tenant, "draft": one.draft}, &check))
			var got []string
			for _, m := range check.Messages {
				if m.Severity == "error" {
					got = append(got, m.Node+" "+m.Reason)
				}
			}
			if check.Publishable || !slices.Contains(got, one.want) {
				t.Errorf("publishable %v, messages %q, want %q", check.Publishable, got, one.want)
			}
			var menu struct {
				ID      string
				Version int
			}
			must(t, c.api.Post(t.Context(), "/menus", object{"tenant": c.tenant, "name": one.name, "draft": one.draft}, &menu))
			refused(t, c.api.Post(t.Context(), "/menus/"+menu.ID+"/publish", object{"version": menu.Version}, nil), "menu.has_errors")
		})
	}
}

// refused holds that err is the API's refusal with that code.
func refused(t *testing.T, err error, code string) {
	t.Helper()
	e, ok := errors.AsType[*client.Error](err)
	if !ok || e.Code != code {
		t.Errorf("the answer is %v, want %s", err, code)
	}
}

func TestABadTrunkAddressIsRefusedInWords(t *testing.T) {
	t.Parallel()
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{})
	for address, code := range map[string]string{
		"":                            "trunk.address_missing",
		"sip:carrier.example":         "trunk.address_has_scheme",
		"https://carrier.example":     "trunk.address_has_scheme",
		"user@carrier.example":        "trunk.address_not_plain",
		"carrier_.example;lr":         "trunk.address_not_plain",
		"-carrier.example":            "trunk.address_bad_host",
		"0.0.0.0:5060":                "trunk.address_not_reachable",
		"carrier.example:hundred":     "trunk.address_bad_port",
		"sip.carrier.example.:070000": "trunk.address_bad_port",
	} {
		err := c.api.Post(t.Context(), "/trunks", object{"name": "bad", "kind": "static", "address": address, "transport": "udp", "region": "UA", "enabled": true}, nil)
		refused(t, err, code)
	}
	// One that nobody answers at is taken, and is shown to be down.
	dead := c.make("/trunks", object{"name": "dead", "kind": "static", "address": at(c.server.place.other(8)), "transport": "udp", "region": "UA", "enabled": true})
	until(t, 2*soon, "the trunk is seen to be down", func() error {
		var all []struct {
			Trunk string
			Up    bool
			Cause string `json:"last_cause"`
		}
		if err := c.api.Get(t.Context(), "/trunks/status", &all); err != nil {
			return err
		}
		for _, s := range all {
			if s.Trunk == dead && !s.Up && s.Cause != "" {
				return nil
			}
		}
		return fmt.Errorf("status: %+v", all)
	})
}
