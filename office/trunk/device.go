package trunk

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"gudok/base/problem"
	"gudok/id"
)

// A Device is a desk phone: it registers with a login and a secret, or stands at an
// address that never changes (Contact).
type Device struct {
	ID      id.Device `json:"id"`
	Name    string    `json:"name"`
	Agent   id.Agent  `json:"agent"`   // whose it is; "" nobody's yet
	Login   string    `json:"login"`   // for digest registration
	Contact string    `json:"contact"` // "sip:user@host:port;transport=udp" of one that never registers
	Enabled bool      `json:"enabled"`
	Version int       `json:"version"`

	// The secret is kept only as what digest needs of it (RFC 7616 3.4.2): the hash of
	// login:realm:secret. Never shown, never in a fact.
	HA1MD5    string `json:"-"`
	HA1SHA256 string `json:"-"`
}

const (
	maxDevices = 5_000 // a phone for each agent of the largest floor, and as many spare
	minSecret  = 12    // short ones are guessed in a night by scanners
	maxSecret  = 64
	maxLogin   = 32
)

// check puts d into its final form. A login or a contact is needed, not both.
func (d *Device) check() error {
	d.Name, d.Login, d.Contact = strings.TrimSpace(d.Name), strings.TrimSpace(d.Login), strings.TrimSpace(d.Contact)
	if err := checkName("device", d.Name); err != nil {
		return err
	}
	switch {
	case d.Login == "" && d.Contact == "":
		return problem.New(problem.Invalid, "device.login_or_contact")
	case d.Login != "" && d.Contact != "":
		return problem.New(problem.Invalid, "device.login_and_contact")
	case d.Login != "":
		return checkLogin(d.Login)
	}
	contact, err := checkContact(d.Contact)
	if err != nil {
		return err
	}
	d.Contact = contact
	return nil
}

// checkLogin keeps to what every telephone can type and no SIP URI needs to escape.
func checkLogin(login string) error {
	for _, c := range []byte(login) {
		if !isLetterOrDigit(c) && c != '-' && c != '_' && c != '.' {
			return problem.New(problem.Invalid, "device.login_bad", "login", cut(login))
		}
	}
	if len(login) > maxLogin {
		return problem.New(problem.Invalid, "device.login_bad", "login", cut(login))
	}
	return nil
}

// checkContact reads "sip:user@host:port;transport=tcp" and writes it in one form. Host is
// an IP: a telephone at a fixed address has one, and a name would be looked up at each ring.
func checkContact(text string) (string, error) {
	bad := problem.New(problem.Invalid, "device.contact_bad", "contact", cut(text), "example", "sip:101@192.0.2.10:5060")
	rest, ok := strings.CutPrefix(text, "sip:")
	if !ok || len(text) > maxAddress+maxLogin {
		return "", bad
	}
	user, rest, ok := strings.Cut(rest, "@")
	if !ok || user == "" || checkLogin(user) != nil {
		return "", bad
	}
	address, param, _ := strings.Cut(rest, ";")
	transport := "udp"
	if param != "" {
		transport, ok = strings.CutPrefix(strings.ToLower(param), "transport=")
		if !ok || transport != "udp" && transport != "tcp" {
			return "", bad
		}
	}
	host, port, err := splitHostPort(address)
	if err != nil {
		return "", bad
	}
	a, err := netip.ParseAddr(host)
	if err != nil || a.IsUnspecified() || a.IsMulticast() || a.Zone() != "" {
		return "", bad
	}
	return "sip:" + user + "@" + net.JoinHostPort(a.Unmap().String(), strconv.Itoa(int(port))) + ";transport=" + transport, nil
}

// setSecret hashes secret for the realm. The login must have been checked.
func (d *Device) setSecret(realm, secret string) error {
	if len(secret) < minSecret || len(secret) > maxSecret {
		return problem.New(problem.Invalid, "device.secret_length", "min", strconv.Itoa(minSecret), "max", strconv.Itoa(maxSecret))
	}
	a1 := []byte(d.Login + ":" + realm + ":" + secret)
	m, s := md5.Sum(a1), sha256.Sum256(a1)
	d.HA1MD5, d.HA1SHA256 = hex.EncodeToString(m[:]), hex.EncodeToString(s[:])
	return nil
}

// newSecret is one that a person can read to a telephone: 20 characters without those
// that are taken for others, 100 bits.
func newSecret() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789A" // 32 of them, so that the rest of a byte is even
	var b [20]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	for i := range b {
		b[i] = letters[b[i]%32]
	}
	return string(b[:])
}
