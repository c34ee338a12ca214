package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"strings"
	"time"

	"gudok/app"
)

// callCommand is a telephone for those who set up lines: it says a file, keeps what it hears
// and tells what the network did.
type callCommand struct {
	To         string        `required:"" help:"The number to call." placeholder:"NUMBER"`
	Via        string        `required:"" help:"Whom to ask for it: the carrier's SIP address, or that of a gudok." placeholder:"HOST:PORT"`
	TCP        bool          `name:"tcp" help:"SIP over TCP instead of UDP."`
	Caller     string        `help:"The number shown to the called party; without it the call is anonymous." placeholder:"NUMBER"`
	User       string        `help:"Name for a carrier that asks for a password." placeholder:"NAME"`
	SecretFile string        `type:"existingfile" help:"File with the password; a password on a command line could be seen by others." placeholder:"FILE"`
	Say        string        `type:"existingfile" help:"Sound file to be said once the call is answered." placeholder:"FILE"`
	Hear       string        `help:"WAV file for what is heard." placeholder:"FILE"`
	For        time.Duration `help:"How long to talk." default:"10s"`
	Ring       time.Duration `help:"How long it may ring." default:"40s"`
	Advertise  string        `help:"The address that the far end is told; behind a router: the router's." placeholder:"IP"`
	Verbose    bool          `short:"v" help:"Tell what the gates log."`
}

const (
	longestCall = time.Hour       // a test that is longer was forgotten
	longestRing = 3 * time.Minute // RFC 3261 13.3.1.1: nobody rings longer
	maxSecret   = 4096            // bytes: a password, not another file by mistake
)

// Validate implements kong's check.
func (c *callCommand) Validate() error {
	switch {
	case c.For <= 0 || c.For > longestCall:
		return fmt.Errorf("--for %v: choose more than 0 and at most %v", c.For, longestCall)
	case c.Ring <= 0 || c.Ring > longestRing:
		return fmt.Errorf("--ring %v: choose more than 0 and at most %v", c.Ring, longestRing)
	case strings.Trim(strings.TrimPrefix(c.To, "+"), "0123456789*#") != "":
		return fmt.Errorf("--to %q: digits are needed, such as +380441234567", c.To)
	}
	if _, err := netip.ParseAddr(c.Advertise); c.Advertise != "" && err != nil {
		return fmt.Errorf("--advertise %q: an address is needed, such as 203.0.113.7", c.Advertise)
	}
	return nil
}

func (c *callCommand) Run(ctx context.Context) error {
	t := app.TestCall{To: c.To, Via: c.Via, TCP: c.TCP, Caller: c.Caller, User: c.User, Hear: c.Hear, For: c.For, Ring: c.Ring,
		Out: os.Stdout, Log: slog.New(slog.DiscardHandler)}
	if c.Advertise != "" {
		t.Advertise = netip.MustParseAddr(c.Advertise) // Validate has checked it
	}
	if c.Verbose {
		t.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	if c.SecretFile != "" {
		secret, err := os.ReadFile(c.SecretFile)
		if err != nil {
			return err
		}
		if len(secret) > maxSecret {
			return fmt.Errorf("--secret-file %s: a file of %d bytes is no password", c.SecretFile, len(secret))
		}
		t.Secret = strings.TrimSpace(string(secret))
	}
	if c.Say != "" {
		var err error
		if t.Say, err = os.ReadFile(c.Say); err != nil {
			return err
		}
	}
	return t.Run(ctx)
}
