package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
)

// Common is what every command that runs a centre takes. Embed it in a command's struct.
type Common struct {
	Data      string      `help:"Folder of the database, recordings and keys." default:"data" env:"GUDOK_DATA" placeholder:"DIR"`
	HTTP      string      `name:"http" help:"Address of the web server. Beyond loopback it speaks TLS." default:"127.0.0.1:8080" env:"GUDOK_HTTP" placeholder:"HOST:PORT"`
	SIP       []Transport `name:"sip" help:"Addresses for SIP: udp/HOST:PORT or tcp/HOST:PORT, several with commas." default:"udp/127.0.0.1:5060,tcp/127.0.0.1:5060" env:"GUDOK_SIP" placeholder:"udp/HOST:PORT,…"`
	Advertise string      `help:"Address that trunks and phones are told, when it is not the one listened at (NAT)." env:"GUDOK_ADVERTISE" placeholder:"IP"`
	RTP       PortRange   `name:"rtp" help:"UDP ports for sound; two for each leg." default:"20000-29999" env:"GUDOK_RTP" placeholder:"FROM-TO"`
	RTC       int         `name:"rtc" help:"The one UDP port for the sound of browsers." default:"8443" env:"GUDOK_RTC" placeholder:"PORT"`
	TLSCert   string      `name:"tls-cert" help:"Certificate file (PEM) of the web server." env:"GUDOK_TLS_CERT" placeholder:"FILE"`
	TLSKey    string      `name:"tls-key" help:"Key file (PEM) of the web server." env:"GUDOK_TLS_KEY" placeholder:"FILE"`
	DB        string      `name:"db" help:"PostgreSQL to use in place of the SQLite files." env:"GUDOK_DB" placeholder:"postgres://…"`
	Tones     string      `help:"Country of the tones that callers hear: RU, UA or EU." default:"EU" enum:"RU,UA,EU" env:"GUDOK_TONES"`
	Log       string      `help:"What is logged: debug, info, warn, error." default:"info" enum:"debug,info,warn,error" env:"GUDOK_LOG"`
	LogJSON   bool        `name:"log-json" help:"Log as JSON lines." env:"GUDOK_LOG_JSON"`
}

// Demo is what `gudok demo` takes besides.
type Demo struct {
	Speed   float64 `help:"How many times faster than life the invented people are." default:"1" placeholder:"X"`
	Callers int     `help:"How many invented callers may be on the telephone at once." default:"6" placeholder:"N"`
}

const (
	// minRTP is the fewest sound ports that make sense: one call of two SIP legs, each with
	// RTP and RTCP.
	minRTP = 4
	// maxSpeed: beyond it the invented people's sound no longer makes sense as sound.
	maxSpeed = 100
	// maxCallers: one machine's demo; `make bench` is for load.
	maxCallers = 500
	// minPort: lower ports need privileges that the program should not have.
	minPort, maxPort = 1024, 65535
)

// Validate checks all that can be checked without opening anything. All that is wrong is told
// at once.
func (c *Common) Validate() error {
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if c.Data == "" {
		bad("--data: a folder is needed")
	}
	if _, _, err := net.SplitHostPort(c.HTTP); err != nil {
		bad("--http %q: expected HOST:PORT, such as 127.0.0.1:8080", c.HTTP)
	}
	if len(c.SIP) == 0 {
		bad("--sip: at least one address is needed, such as udp/0.0.0.0:5060")
	}
	if c.Advertise != "" {
		if ip, err := netip.ParseAddr(c.Advertise); err != nil || ip.IsUnspecified() {
			bad("--advertise %q: expected the IP address that others reach this machine by", c.Advertise)
		}
	}
	if c.RTP.Size() < minRTP {
		bad("--rtp %s: at least %d ports are needed, such as 20000-29999", c.RTP, minRTP)
	}
	if c.RTC < minPort || c.RTC > maxPort {
		bad("--rtc %d: expected a port from %d to %d", c.RTC, minPort, maxPort)
	} else if c.RTP.Holds(c.RTC) {
		bad("--rtc %d lies within --rtp %s", c.RTC, c.RTP)
	}
	for _, s := range c.SIP {
		if s.Network == "udp" && c.RTP.Holds(s.Port()) {
			bad("--sip %s lies within --rtp %s", s, c.RTP)
		}
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		bad("--tls-cert and --tls-key belong together")
	}
	if c.DB != "" {
		if u, err := url.Parse(c.DB); err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
			bad("--db: expected postgres://user:password@host:5432/database") // it may hold a password
		}
	}
	return errors.Join(errs...)
}

// Validate checks the demo's numbers.
func (d *Demo) Validate() error {
	var errs []error
	if !(d.Speed >= 0.1 && d.Speed <= maxSpeed) {
		errs = append(errs, fmt.Errorf("--speed %v: expected 0.1 to %d", d.Speed, maxSpeed))
	}
	if d.Callers < 0 || d.Callers > maxCallers {
		errs = append(errs, fmt.Errorf("--callers %d: expected 0 to %d", d.Callers, maxCallers))
	}
	return errors.Join(errs...)
}

// Loopback reports whether the web server is only for this machine, where browsers give the
// microphone without TLS.
func (c *Common) Loopback() bool {
	host, _, err := net.SplitHostPort(c.HTTP)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// Logger is the log that the flags ask for, to standard error.
func (c *Common) Logger() *slog.Logger {
	var level slog.Level
	if level.UnmarshalText([]byte(c.Log)) != nil {
		level = slog.LevelInfo
	}
	opt := &slog.HandlerOptions{Level: level}
	if c.LogJSON {
		return slog.New(slog.NewJSONHandler(os.Stderr, opt))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, opt))
}

// LogValue shows what the process was started with, without the database's password.
func (c Common) LogValue() slog.Value {
	db := "sqlite"
	if u, err := url.Parse(c.DB); err == nil && c.DB != "" {
		db = u.Redacted()
	}
	return slog.GroupValue(slog.String("data", c.Data), slog.String("http", c.HTTP), slog.Any("sip", c.SIP),
		slog.String("advertise", c.Advertise), slog.String("rtp", c.RTP.String()),
		slog.String("rtc", strconv.Itoa(c.RTC)), slog.String("db", db))
}
