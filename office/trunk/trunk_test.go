package trunk

import (
	"strings"
	"testing"

	"gudok/base/problem"
)

func codeOf(err error) string {
	if e := problem.Of(err); e != nil {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestAnAddressIsReadOrSaysWhatToDo(t *testing.T) {
	for _, c := range []struct{ name, text, want, code string }{
		{"a name without a port gets SIP's", "SIP.Carrier.Example", "sip.carrier.example:5060", ""},
		{"a name with a port", "sip.carrier.example:5080", "sip.carrier.example:5080", ""},
		{"an IP", " 203.0.113.7 ", "203.0.113.7:5060", ""},
		{"IPv6 in brackets", "[2001:db8::1]:5062", "[2001:db8::1]:5062", ""},
		{"bare IPv6", "2001:db8::1", "[2001:db8::1]:5060", ""},
		{"loopback for a laboratory", "127.0.0.1:5070", "127.0.0.1:5070", ""},
		{"nothing", "", "", "trunk.address_missing"},
		{"pasted with its scheme", "sip:carrier.example", "", "trunk.address_has_scheme"},
		{"a web address", "https://carrier.example", "", "trunk.address_has_scheme"},
		{"pasted with a user", "380441234567@carrier.example", "", "trunk.address_not_plain"},
		{"pasted with parameters", "carrier.example;transport=tcp", "", "trunk.address_not_plain"},
		{"a port that is none", "carrier.example:sip", "", "trunk.address_bad_port"},
		{"a port too high", "carrier.example:70000", "", "trunk.address_bad_port"},
		{"port zero", "carrier.example:0", "", "trunk.address_bad_port"},
		{"an IP with a mistake", "203.0.113.300", "", "trunk.address_bad_host"},
		{"a label that begins with a hyphen", "-x.example", "", "trunk.address_bad_host"},
		{"Cyrillic", "оператор.укр", "", "trunk.address_bad_host"},
		{"everywhere is nowhere", "0.0.0.0", "", "trunk.address_not_reachable"},
		{"multicast", "224.0.1.75:5060", "", "trunk.address_not_reachable"},
		{"a kilobyte", strings.Repeat("a", 1000), "", "trunk.address_bad_host"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := checkAddress(c.text)
			if got != c.want || codeOf(err) != c.code {
				t.Errorf("%q: %q, %q; want %q, %q", c.text, got, codeOf(err), c.want, c.code)
			}
		})
	}
}

func TestSourcesTrustNoStrangers(t *testing.T) {
	for _, c := range []struct {
		name    string
		kind    Kind
		address string
		sources []string
		trusted string // prefixes with commas
		code    string
	}{
		{"without sources the address itself is trusted", IP, "203.0.113.7", nil, "203.0.113.7/32", ""},
		{"a network is masked to its beginning", IP, "x.example", []string{"203.0.113.77/24"}, "203.0.113.0/24", ""},
		{"IPs and networks together", IP, "x.example", []string{"203.0.113.7", "2001:db8::/48"}, "203.0.113.7/32,2001:db8::/48", ""},
		{"a name alone trusts nobody", IP, "x.example", nil, "", "trunk.sources_missing"},
		{"the whole Internet", IP, "x.example", []string{"0.0.0.0/0"}, "", "trunk.source_too_wide"},
		{"half of it", IP, "x.example", []string{"128.0.0.0/1"}, "", "trunk.source_too_wide"},
		{"a word", IP, "x.example", []string{"carrier"}, "", "trunk.source_bad"},
		{"a static trunk takes no calls", Static, "x.example", nil, "", ""},
		{"a static trunk has no sources", Static, "x.example", []string{"203.0.113.7"}, "", "trunk.static_has_sources"},
		{"an unknown kind", "magic", "x.example", nil, "", "trunk.kind_unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := Trunk{Name: "Carrier", Kind: c.kind, Address: c.address, Transport: UDP, Sources: c.sources, Region: "ua"}
			err := tr.check()
			if codeOf(err) != c.code {
				t.Fatalf("check: %v, want %q", err, c.code)
			}
			if err != nil {
				return
			}
			var got []string
			for _, p := range tr.Prefixes() {
				got = append(got, p.String())
			}
			if strings.Join(got, ",") != c.trusted || tr.Region != "UA" {
				t.Errorf("trusted %v in %s", got, tr.Region)
			}
		})
	}
}

func TestADeskPhoneHasALoginOrAPlace(t *testing.T) {
	for _, c := range []struct{ name, login, contact, want, code string }{
		{"a login", "101", "", "", ""},
		{"a contact", "", "sip:101@192.0.2.10", "sip:101@192.0.2.10:5060;transport=udp", ""},
		{"a contact over TCP", "", "sip:101@192.0.2.10:5070;transport=TCP", "sip:101@192.0.2.10:5070;transport=tcp", ""},
		{"neither", "", "", "", "device.login_or_contact"},
		{"both", "101", "sip:101@192.0.2.10", "", "device.login_and_contact"},
		{"a login with a space", "1 01", "", "", "device.login_bad"},
		{"a login that would leave the header", "a\r\nX: y", "", "", "device.login_bad"},
		{"a contact without scheme", "", "101@192.0.2.10", "", "device.contact_bad"},
		{"a contact by name", "", "sip:101@phone.example", "", "device.contact_bad"},
		{"a contact with a foreign parameter", "", "sip:101@192.0.2.10;maddr=8.8.8.8", "", "device.contact_bad"},
		{"a contact with headers", "", "sip:101@192.0.2.10?Route=x", "", "device.contact_bad"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Device{Name: "Phone", Login: c.login, Contact: c.contact}
			err := d.check()
			if codeOf(err) != c.code || err == nil && d.Contact != c.want {
				t.Errorf("%q, %v; want %q, %q", d.Contact, err, c.want, c.code)
			}
		})
	}
}

func TestTheSecretIsKeptAsDigestNeedsIt(t *testing.T) {
	d := Device{Login: "Mufasa"}
	// RFC 7616 3.9.1: the example's user, realm and password.
	if err := d.setSecret("http-auth@example.org", "Circle of Life"); err != nil {
		t.Fatal(err)
	}
	if want := "3d78807defe7de2157e2b0b6573a855f"; d.HA1MD5 != want {
		t.Errorf("MD5 %s, want %s", d.HA1MD5, want)
	}
	if want := "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232"; d.HA1SHA256 != want {
		t.Errorf("SHA-256 %s, want %s", d.HA1SHA256, want)
	}
	if codeOf(d.setSecret("gudok", "short")) != "device.secret_length" {
		t.Error("a short secret is taken")
	}
	if a, b := newSecret(), newSecret(); len(a) != 20 || a == b {
		t.Errorf("made-up secrets %q and %q", a, b)
	}
}

func TestALadderReadsWhoSaidWhat(t *testing.T) {
	const invite = "INVITE sip:380441234567@gudok SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n"
	const refusal = "SIP/2.0 486 Busy Here\r\nVia: x\r\ncseq : 7 INVITE\r\n\r\n"
	for _, c := range []struct {
		name string
		m    Message
		want Rung
	}{
		{"a request that came", Message{Peer: "203.0.113.7:5060", Party: "trk_1", Text: invite},
			Rung{From: "trk_1", To: Gudok, What: "INVITE", Method: "INVITE"}},
		{"an answer that went", Message{Out: true, Peer: "203.0.113.7:5060", Text: refusal},
			Rung{From: Gudok, To: "203.0.113.7:5060", What: "486 Busy Here", Method: "INVITE", Status: 486}},
		{"garbage", Message{Peer: "x", Text: "\x00\x01"}, Rung{From: "x", To: Gudok, What: "\x00\x01", Method: "\x00\x01"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.m.rung()
			got.Text = ""
			if got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
	got := parties([]Rung{{From: "trk_1", To: Gudok}, {From: Gudok, To: "dev_1"}})
	if strings.Join(got, " ") != "trk_1 gudok dev_1" {
		t.Errorf("columns %v", got)
	}
}

func TestSecretsAndNumbersAreMasked(t *testing.T) {
	k := newMasker()
	text := "REGISTER sip:x SIP/2.0\r\nAuthorization: Digest username=\"101\",\r\n response=\"feedbeef\"\r\nproxy-authorization : Digest cafe\r\n" +
		"Contact: <sip:1@h>\r\n\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGw\r\n"
	got := hideSecrets(text)
	for _, secret := range []string{"feedbeef", "cafe", "WVNfX19", "username"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q is left in:\n%s", secret, got)
		}
	}
	if !strings.Contains(got, "Contact: <sip:1@h>") {
		t.Errorf("too much is gone:\n%s", got)
	}
	if plain := "INVITE x\r\nAccept: a\r\n p: folded\r\npath: y\r\n\r\nv=0"; hideSecrets(plain) != plain || hideSecrets("") != "" {
		t.Errorf("an innocent message becomes %s", hideSecrets(plain))
	}
	if long := hideSecrets(strings.Repeat("я", maxText)); len(long) > maxText+10 {
		t.Errorf("a long message keeps %d bytes", len(long))
	}
	if got := k.numbers("INVITE sip:+380441234567@h SIP/2.0, port 5060"); got != "INVITE sip:+38044•••••67@h SIP/2.0, port 5060" {
		t.Errorf("numbers: %s", got)
	}
}
