//go:build e2e

package e2e

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gudok/sim/phone"
)

// sippTrunk is a carrier that answers each INVITE by one response and then does as it likes:
// what it answers may be no end of it.
const sippTrunk = `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="trunk">
  <recv request="INVITE"/>
  <send><![CDATA[
SIP/2.0 %[1]s
[last_Via:]
[last_From:]
[last_To:];tag=[pid]t[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

  ]]></send>
  <recv request="%[2]s" timeout="60000"/>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[pid]t[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

  ]]></send>
</scenario>
`

// failingTrunk is sipp as a carrier, at a port.
func failingTrunk(t *testing.T, port int, says, then string) string {
	t.Helper()
	dir := t.TempDir()
	story := filepath.Join(dir, "trunk.xml")
	must(t, os.WriteFile(story, fmt.Appendf(nil, sippTrunk, says, then), 0o600))
	cmd := exec.Command("sipp", "-sf", story, "-i", "127.0.0.1", "-p", fmt.Sprint(port), "-aa", "-nostdin")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TERM=dumb")
	launch(t, cmd)
	return at(port)
}

// A call goes out although four of the line's five trunks fail, each in its own way: the
// port is closed, the carrier refuses, says nothing, or says 100 and nothing more.
func TestACallFindsTheTrunkThatWorks(t *testing.T) {
	t.Parallel()
	const from = "+380671110031"
	street, reached := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(callerTone)}}
	})
	s := serve(t, newPlace(t), t.TempDir())
	c := found(t, s, wish{carrier: street.Addr()})
	mute, err := net.ListenPacket("udp4", at(s.place.other(5)))
	must(t, err)
	defer mute.Close()
	trunks := []string{}
	for i, address := range []string{
		at(s.place.other(6)), // nobody is there
		failingTrunk(t, s.place.other(7), "503 Service Unavailable", "ACK"),
		mute.LocalAddr().String(),
		failingTrunk(t, s.place.other(8), "100 Trying", "CANCEL"),
	} {
		trunks = append(trunks, c.make("/trunks", object{"name": fmt.Sprint("Failing ", i), "kind": "static", "address": address,
			"transport": "udp", "region": "UA", "enabled": true}))
	}
	c.change("/lines/"+c.line, object{"trunks": append(trunks, c.trunk)})

	room, rings := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(olgaTone)}}
	})
	olga := c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", room.Addr()))
	missed := c.dial(street, from, phone.Manner{})
	c.onFloor(from, "waiting")
	must(t, goesOn(t, 6*time.Second, func() error { return up(missed) }))
	missed.Hangup()
	d := c.sitDown(olga)
	d.does("start-shift", object{"device": olga.desk})
	var owed string
	until(t, soon, "the promise is on the desk", func() error {
		if v := d.now(); len(v.Promises) == 1 && v.Promises[0].State == "open" {
			owed = v.Promises[0].Promise
			return nil
		}
		return fmt.Errorf("promises: %v", d.now().Promises)
	})
	d.does("call-promise", object{"promise": owed})
	agent := comes(t, rings)
	customer := <-reached // patience with the failing ones adds up to more than soon
	hears(t, "the customer", customer, olgaTone)
	hears(t, "the agent", agent, callerTone)
	d.does("end", nil)
	over(t, customer)
	over(t, agent)

	var states []struct {
		Trunk   string
		Refused int
		Cause   string `json:"last_cause"`
	}
	must(t, c.api.Get(t.Context(), "/trunks/status", &states))
	causes := map[string]string{}
	for _, st := range states {
		causes[st.Trunk] = st.Cause
	}
	if causes[trunks[1]] != "503 Service Unavailable" {
		t.Errorf("the trunk that refused is said to have %q", causes[trunks[1]])
	}
	for _, i := range []int{0, 2, 3} {
		if causes[trunks[i]] == "" {
			t.Errorf("nothing is said of failing trunk %d", i)
		}
	}

	// An administrator asks the trunks themselves.
	var test struct {
		Answered bool
		Cause    string
		Code     int
		Received int
	}
	must(t, c.api.Post(t.Context(), "/trunks/"+c.trunk+"/test-call", object{"to": "+380445550109"}, &test))
	if !test.Answered || test.Received < 100 {
		t.Errorf("the test call over the trunk that works: %+v", test)
	}
	if other := comes(t, reached); !strings.Contains(other.To, "380445550109") {
		t.Errorf("%s was called", other.To)
	}
	test.Answered = false
	must(t, c.api.Post(t.Context(), "/trunks/"+trunks[1]+"/test-call", object{"to": "+380445550109"}, &test))
	if test.Answered || test.Code != 503 {
		t.Errorf("the test call over the trunk that refuses: %+v", test)
	}
	if err := c.api.Post(t.Context(), "/trunks/"+c.trunk+"/test-call", object{"to": "nobody"}, nil); err == nil {
		t.Error("a word was called")
	}
}
