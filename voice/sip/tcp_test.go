package sip

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"gudok/id"
	"gudok/voice"
)

// A tcpPhone is a telephone on a real TCP connection to 127.0.0.1.
type tcpPhone struct {
	*telephone
	conn net.Conn
	r    *bufio.Reader
}

func dialPhone(t *testing.T, a net.Addr, login string) *tcpPhone {
	t.Helper()
	conn, err := net.Dial("tcp", a.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	f := &far{t: t, addr: conn.LocalAddr().String(), call: "reg-" + login, tag: login}
	return &tcpPhone{telephone: &telephone{far: f, login: login, secret: "s3cret", algorithm: "MD5"}, conn: conn, r: bufio.NewReader(conn)}
}

func (p *tcpPhone) say(text string) {
	p.t.Helper()
	if _, err := p.conn.Write([]byte(strings.Replace(text, "SIP/2.0/UDP", "SIP/2.0/TCP", 1))); err != nil {
		p.t.Fatal(err)
	}
}

// hear reads one message off the stream.
func (p *tcpPhone) hear() string {
	p.t.Helper()
	var b strings.Builder
	length := 0
	for {
		line, err := p.r.ReadString('\n')
		if err != nil {
			p.t.Fatalf("%s heard %q and then %v", p.login, b.String(), err)
		}
		b.WriteString(line)
		fmt.Sscanf(line, "Content-Length: %d", &length)
		if line == "\r\n" {
			break
		}
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(p.r, body); err != nil {
		p.t.Fatal(err)
	}
	return b.String() + string(body)
}

func (p *tcpPhone) register() {
	p.t.Helper()
	p.from = "<sip:" + p.login + "@127.0.0.1>"
	p.to, p.target = p.from, "sip:127.0.0.1"
	contact := "Contact: <sip:" + p.login + "@10.255.0.1:5060;transport=tcp>" // nobody is there
	p.say(p.request("REGISTER", "", contact))
	d, _ := parseDigest(headers(p.hear(), "WWW-Authenticate")[1])
	p.nonce, p.nc = d["nonce"], 1
	p.say(p.request("REGISTER", "", contact, "Authorization: "+p.authorization("REGISTER")))
	if m := p.hear(); status(m) != 200 {
		p.t.Fatalf("%s: %s", p.login, m)
	}
}

// onTCP is a gate on real sockets of 127.0.0.1.
func onTCP(t *testing.T) (*Gate, net.Addr, chan voice.Event) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	sink := eventChannel(make(chan voice.Event, 100))
	g, err := New(Options{TCP: []net.Listener{l}, Sink: sink, Media: &fakeMedia{ports: map[id.Leg]int{}, taken: map[int]bool{}}})
	if err != nil {
		t.Fatal(err)
	}
	var list []Device
	for _, login := range []string{"101", "102", "103"} {
		list = append(list, Device{ID: id.Device("dev_" + login), Login: login, HA1MD5: ha1(hasher("MD5"), login, "gudok", "s3cret")})
	}
	g.Configure([]Trunk{{ID: carrier, Sources: []netip.Prefix{netip.MustParsePrefix("127.0.0.9/32")}, Probe: -1}}, list)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- g.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return g, l.Addr(), sink
}

type eventChannel chan voice.Event

func (c eventChannel) Post(e voice.Event) bool { c <- e; return true }

// Traps 8 and 9 at the gate: each telephone hears its own calls on its own connection,
// whoever connected last, and silent connections beside them change nothing.
func TestTelephonesOnTCPHearTheirOwnCalls(t *testing.T) {
	g, a, events := onTCP(t)
	silent, err := net.Dial("tcp", a.String())
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	phones := map[string]*tcpPhone{}
	for _, login := range []string{"101", "102", "103"} {
		p := dialPhone(t, a, login)
		p.register()
		phones[login] = p
		if e := <-events; e != (voice.DeviceUp{Device: id.Device("dev_" + login)}) {
			t.Errorf("told %+v", e)
		}
	}
	for _, login := range []string{"102", "101", "103"} {
		p, leg := phones[login], id.Leg("leg_"+login)
		g.Do(voice.Invite{Leg: leg, To: voice.Address{Device: id.Device("dev_" + login)}})
		inv := p.hear()
		if !strings.HasPrefix(inv, "INVITE sip:"+login+"@10.255.0.1:5060;transport=tcp SIP/2.0") || !strings.Contains(header(inv, "Contact"), ";transport=tcp>") {
			t.Fatalf("%s heard\n%s", login, inv)
		}
		p.call = header(inv, "Call-ID")
		p.answerTCP(inv)
		if ack := p.hear(); !strings.HasPrefix(ack, "ACK ") {
			t.Fatalf("%s heard\n%s", login, ack)
		}
		if e := (<-events).(voice.Answered); e.Leg != leg {
			t.Errorf("told %+v", e)
		}
		g.Do(voice.End{Leg: leg, Cause: voice.CauseNormal})
		if bye := p.hear(); !strings.HasPrefix(bye, "BYE ") || header(bye, "Call-ID") != p.call {
			t.Errorf("%s heard\n%s", login, bye)
		}
		<-events
	}
}

func (p *tcpPhone) answerTCP(inv string) {
	p.say("SIP/2.0 200 OK\r\nVia: " + header(inv, "Via") + "\r\nFrom: " + header(inv, "From") + "\r\nTo: " + header(inv, "To") + ";tag=" + p.tag +
		"\r\nCall-ID: " + header(inv, "Call-ID") + "\r\nCSeq: " + header(inv, "CSeq") + "\r\nContact: <sip:" + p.login + "@10.255.0.1:5060;transport=tcp>\r\n" +
		"Content-Type: application/sdp\r\nContent-Length: " + fmt.Sprint(len(pcma)) + "\r\n\r\n" + pcma)
}

func TestATelephoneWhoseConnectionIsGoneIsUnreachable(t *testing.T) {
	g, a, events := onTCP(t)
	p := dialPhone(t, a, "101")
	p.register()
	<-events
	p.conn.Close()
	for g.Counts().Connections > 0 {
		probe, err := net.Dial("tcp", a.String()) // gives the gate time to notice
		if err != nil {
			t.Fatal(err)
		}
		probe.Close()
	}
	g.Do(voice.Invite{Leg: "leg_1", To: voice.Address{Device: "dev_101"}})
	if e, ok := (<-events).(voice.Ended); !ok || e.Cause != voice.CauseUnreachable {
		t.Errorf("told %+v", e)
	}
}

// A trunk on TCP: the connection is opened by us; when it is gone in mid-call, BYE opens
// another to the same trunk.
func TestATrunkOnTCPIsCalledAndCalledAgain(t *testing.T) {
	g, a, events := onTCP(t)
	far, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	if err := far.(*net.TCPListener).SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	g.Configure([]Trunk{{ID: carrier, Address: far.Addr().String(), Transport: "tcp", Sources: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Probe: -1}}, nil)
	accept := func() *tcpPhone {
		c, err := far.Accept()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		if err := c.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		return &tcpPhone{telephone: &telephone{far: fakeFar(t), login: "x"}, conn: c, r: bufio.NewReader(c)}
	}
	g.Do(voice.Invite{Leg: ours, To: voice.Address{Number: "num_1"}, Digits: "+380501112233", Trunks: []string{string(carrier)}})
	p := accept()
	inv := p.hear()
	if !strings.HasPrefix(inv, "INVITE sip:+380501112233@"+far.Addr().String()+";transport=tcp SIP/2.0") || !strings.Contains(header(inv, "Via"), "SIP/2.0/TCP "+a.String()) {
		t.Fatalf("heard\n%s", inv)
	}
	p.answerTCP(inv)
	if ack := p.hear(); !strings.HasPrefix(ack, "ACK ") {
		t.Fatalf("heard\n%s", ack)
	}
	if e, ok := (<-events).(voice.Answered); !ok || e.Leg != ours {
		t.Fatalf("told %+v", e)
	}
	p.conn.Close()
	for g.Counts().Connections > 0 {
		runtime.Gosched()
	}
	g.Do(voice.End{Leg: ours, Cause: voice.CauseNormal})
	if bye := accept().hear(); !strings.HasPrefix(bye, "BYE ") {
		t.Errorf("heard\n%s", bye)
	}
}

func fakeFar(t *testing.T) *far { return &far{t: t, tag: "x"} }
