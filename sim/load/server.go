package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"gudok/sim/client"
)

// Where everything is; all on loopback, away from the demo's ports.
var (
	sipAt = netip.MustParseAddrPort("127.0.0.1:17060") //nolint:gochecknoglobals // a constant
	uacAt = netip.MustParseAddrPort("127.0.0.1:17070") //nolint:gochecknoglobals // a constant
	uasAt = netip.MustParseAddrPort("127.0.0.1:17080") //nolint:gochecknoglobals // a constant
)

// Numbers that callers dial.
const (
	plainNumber    = "+380441110600"
	recordedNumber = "+380441110601"
	password       = "a bench has no secrets"
)

// A server is one gudok under test, with its own data folder.
type server struct {
	cmd   *exec.Cmd
	dir   string
	admin *client.Client
}

// startServer starts gudok on an empty folder and sets up a centre of n agents with static
// contacts, all ready.
func startServer(ctx context.Context, gudok string, n int) (*server, error) {
	dir, err := os.MkdirTemp("", "gudok-bench-")
	if err != nil {
		return nil, err
	}
	s := &server{dir: dir, cmd: exec.CommandContext(ctx, gudok, "serve", "--data", dir, "--http", "127.0.0.1:17090",
		"--sip", "udp/"+sipAt.String(), "--rtp", "20000-39999", "--rtc", "18443", "--log", "warn")}
	if profile := os.Getenv("GUDOK_BENCH_PROFILE"); profile != "" {
		s.cmd.Args = append(s.cmd.Args, "--cpu-profile", profile)
	}
	s.cmd.Stderr = os.Stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", gudok, err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, link, ok := strings.Cut(lines.Text(), "once: "); ok {
			go func() {
				for lines.Scan() { // drained, so that it never blocks
				}
			}()
			s.admin = client.New("http://127.0.0.1:17090")
			if err := s.admin.UseLink(ctx, link, "bench", password); err != nil {
				return s, errors.Join(err, s.stop())
			}
			if err := s.setUp(ctx, n); err != nil {
				return s, errors.Join(err, s.stop())
			}
			return s, nil
		}
	}
	return nil, errors.Join(errors.New("gudok ended before it told its link"), s.stop())
}

func (s *server) pid() int { return s.cmd.Process.Pid }

func (s *server) stop() error {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	err := s.cmd.Wait()
	return errors.Join(err, os.RemoveAll(s.dir))
}

type object = map[string]any

// setUp makes two tenants (one is recorded), a line and a number each, and n agents.
func (s *server) setUp(ctx context.Context, n int) error {
	if err := s.admin.Promote(ctx); err != nil { // agents are made ready by a supervisor
		return err
	}
	skill, err := s.admin.Make(ctx, "/skills", object{"name": "bench"})
	if err != nil {
		return err
	}
	if _, err := s.admin.Make(ctx, "/trunks", object{"name": "load", "kind": "ip", "address": uacAt.String(), "transport": "udp",
		"sources": []string{"127.0.0.1"}, "region": "RU", "enabled": true}); err != nil {
		return err
	}
	for number, record := range map[string]bool{plainNumber: false, recordedNumber: true} {
		tenant, err := s.admin.Make(ctx, "/tenants", object{"name": "bench " + number, "colour": 1, "zone": "Europe/Kyiv",
			"lang": "en", "region": "UA", "record": record})
		if err != nil {
			return err
		}
		line, err := s.admin.Make(ctx, "/lines", object{"tenant": tenant, "name": "bench", "skill": skill, "wrap_s": -1,
			"greeting": object{"ru": "", "uk": "", "en": "Bench"}})
		if err != nil {
			return err
		}
		if _, err := s.admin.Make(ctx, "/numbers", object{"tenant": tenant, "e164": number, "line": line}); err != nil {
			return err
		}
	}
	for i := 1; i <= n; i++ {
		if err := s.seat(ctx, i, skill); err != nil {
			return fmt.Errorf("agent %d: %w", i, err)
		}
	}
	return nil
}

// seat makes agent i with a desk phone at a static contact and brings both online.
func (s *server) seat(ctx context.Context, i int, skill string) error {
	device, err := s.admin.Make(ctx, "/devices", object{"name": fmt.Sprintf("a%d", i), "contact": fmt.Sprintf("sip:a%d@%s", i, uasAt), "enabled": true})
	if err != nil {
		return err
	}
	var user struct {
		ID, Agent string
	}
	if err := s.admin.Post(ctx, "/users", object{"login": fmt.Sprintf("a%d", i), "name": fmt.Sprintf("Agent %d", i), "desk": device,
		"grants": []object{{"tenant": "ten_house", "role": "agent"}},
		"skills": []object{{"skill": skill, "level": 3}}}, &user); err != nil {
		return err
	}
	deadline := time.Now().Add(10 * time.Second)
	for {
		err := s.admin.Post(ctx, "/floor/agents/"+user.Agent+"/presence", object{"presence": "online", "device": device}, nil)
		var refused *client.Error
		if err == nil || !errors.As(err, &refused) || time.Now().After(deadline) {
			return err
		}
		time.Sleep(50 * time.Millisecond) // the gate has not heard of the phone yet
	}
}
