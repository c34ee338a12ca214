package httpd

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"strings"
	"time"
)

const (
	// certLife: browsers take no longer; it is made anew when a tenth of it is left.
	certLife  = 397 * 24 * time.Hour
	certRenew = certLife / 10

	certFile = "web-cert.pem"
	keyFile  = "web-key.pem"
)

// TLSFiles is the configuration for a certificate and key that somebody else made.
func TLSFiles(cert, key string) (*tls.Config, error) {
	c, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	return configOf(c), nil
}

// SelfSigned is a configuration with a certificate of our own for the hosts, kept in the
// folder so that people need to trust it only once. fingerprint is its SHA-256 as browsers
// show it ("AB:CD:…"), to be printed at start and compared.
func SelfSigned(dir *os.Root, hosts []string, now time.Time) (cfg *tls.Config, fingerprint string, err error) {
	c, err := kept(dir, hosts, now)
	if err != nil {
		return nil, "", err
	}
	if c == nil {
		if c, err = makeCert(dir, hosts, now); err != nil {
			return nil, "", fmt.Errorf("own certificate: %w", err)
		}
	}
	sum := sha256.Sum256(c.Certificate[0])
	return configOf(*c), colons(sum[:]), nil
}

func configOf(c tls.Certificate) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{c}, MinVersion: tls.VersionTLS12}
}

// kept is the certificate in the folder, nil when there is none that serves.
func kept(dir *os.Root, hosts []string, now time.Time) (*tls.Certificate, error) {
	cert, err := dir.ReadFile(certFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("own certificate: %w", err)
	}
	key, err := dir.ReadFile(keyFile)
	if err != nil {
		return nil, nil //nolint:nilerr // half a pair: make a new one
	}
	c, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return nil, nil //nolint:nilerr // damaged: make a new one
	}
	if c.Leaf.NotAfter.Sub(now) < certRenew {
		return nil, nil
	}
	for _, h := range hosts {
		if c.Leaf.VerifyHostname(h) != nil {
			return nil, nil
		}
	}
	return &c, nil
}

func makeCert(dir *os.Root, hosts []string, now time.Time) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	t := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "gudok"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(certLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	for _, h := range hosts {
		if ip := net.ParseIP(h); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		} else {
			t.DNSNames = append(t.DNSNames, h)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	keyPEM := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
	if err := dir.WriteFile(keyFile, keyPEM, 0o600); err != nil {
		return nil, err
	}
	if err := dir.WriteFile(certFile, certPEM, 0o644); err != nil {
		return nil, err
	}
	c, err := tls.X509KeyPair(certPEM, keyPEM)
	return &c, err
}

func colons(sum []byte) string {
	parts := make([]string, len(sum))
	for i, b := range sum {
		parts[i] = strings.ToUpper(hex.EncodeToString([]byte{b}))
	}
	return strings.Join(parts, ":")
}
