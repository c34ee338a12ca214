package mail

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	stdmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// postOffice is aiosmtpd, a mail server that nobody here wrote; letters land in a maildir.
type postOffice struct {
	Server
	dir string
}

// open starts the program. It is skipped only where the program is not installed.
func open(t *testing.T, security string) *postOffice {
	t.Helper()
	program, err := exec.LookPath("aiosmtpd")
	if err != nil {
		t.Skip("aiosmtpd is not installed: tools/needs")
	}
	cert, key, roots := certificate(t)
	port := freePort(t)
	p := &postOffice{dir: filepath.Join(t.TempDir(), "maildir"),
		Server: Server{Host: "127.0.0.1", Port: port, Security: security, From: "house@gudok.example", Name: "Гудок", Roots: roots}}
	args := []string{"-n", "-l", "127.0.0.1:" + strconv.Itoa(port), "-c", "aiosmtpd.handlers.Mailbox", p.dir}
	switch security {
	case TLS:
		args = append([]string{"--smtpscert", cert, "--smtpskey", key}, args...)
	case StartTLS:
		args = append([]string{"--tlscert", cert, "--tlskey", key}, args...)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = cmd.Wait() })
	p.wait(t, &said)
	return p
}

// wait until the server takes connections.
func (p *postOffice) wait(t *testing.T, said *bytes.Buffer) {
	t.Helper()
	end := time.Now().Add(20 * time.Second)
	for time.Now().Before(end) {
		c, err := net.DialTimeout("tcp", net.JoinHostPort(p.Host, strconv.Itoa(p.Port)), time.Second)
		if err == nil {
			_ = c.Close()
			return
		}
		<-time.After(50 * time.Millisecond) //nolint:forbidigo // another program starts in real time
	}
	t.Fatal("the mail server does not start: ", said.String())
}

// letter is the one that arrived.
func (p *postOffice) letter(t *testing.T) (*stdmail.Message, string) {
	t.Helper()
	files, err := filepath.Glob(p.dir + "/new/*")
	if err != nil || len(files) != 1 {
		t.Fatalf("%d letters, %v", len(files), err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	m, err := stdmail.ReadMessage(bufio.NewReader(bytes.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		t.Fatal(err)
	}
	return m, string(body)
}

func freePort(t *testing.T) int {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func certificate(t *testing.T) (cert, key string, roots *x509.CertPool) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "post"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &secret.PublicKey, secret)
	if err != nil {
		t.Fatal(err)
	}
	bytes, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	if err := errors.Join(os.WriteFile(cert, certPEM, 0o600), os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: bytes}), 0o600)); err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	roots.AppendCertsFromPEM(certPEM)
	return cert, key, roots
}

func TestALetterArrivesAtARealServer(t *testing.T) {
	for _, security := range []string{Plain, StartTLS, TLS} {
		t.Run(security, func(t *testing.T) {
			p := open(t, security)
			err := Send(t.Context(), p.Server, Letter{ID: "ltr_1", To: "sklad@shop.example", Subject: "Вопрос: есть ли на складе", Text: "Добрый день.\nhttps://gudok.example/answer/abc"})
			if err != nil {
				t.Fatal(err)
			}
			m, _ := p.letter(t)
			if m.Header.Get("Message-Id") != "<ltr_1@gudok.example>" || m.Header.Get("Auto-Submitted") != "auto-generated" || !strings.Contains(m.Header.Get("From"), "house@gudok.example") {
				t.Error(m.Header)
			}
		})
	}
}

func TestWhyALetterDoesNotArriveIsSaid(t *testing.T) {
	p := open(t, Plain)
	for _, c := range []struct {
		name    string
		server  func(s Server) Server
		to      string
		forGood bool
	}{
		{"nobody listens", func(s Server) Server { s.Port = freePort(t); return s }, "a@shop.example", false},
		{"no secrecy where it is asked for", func(s Server) Server { s.Security = StartTLS; return s }, "a@shop.example", false},
		{"not an address", func(s Server) Server { return s }, "sklad", true},
		{"a second header in the address", func(s Server) Server { return s }, "a@shop.example\r\nBcc: b@shop.example", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Send(t.Context(), c.server(p.Server), Letter{ID: "ltr_2", To: c.to, Subject: "x", Text: "y"})
			r, ok := errors.AsType[*Refusal](err)
			if !ok || r.Why == "" || strings.Contains(r.Why, "\n") || r.ForGood != c.forGood {
				t.Errorf("%+v", err)
			}
		})
	}
}

func TestAnAddressIsOneAddress(t *testing.T) {
	for text, want := range map[string]bool{"a@b.example": true, "a@b.example, c@d.example": false, "Sklad <a@b.example>": false, "a": false, "": false, "a@b.example\nBcc: x@y.example": false} {
		if Address(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
