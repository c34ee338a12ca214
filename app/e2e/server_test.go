//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A transcript is what a process has said so far.
type transcript struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (s *transcript) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(b)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// tail is the last lines of it.
func (s *transcript) tail(lines int) string {
	all := strings.Split(strings.TrimRight(s.String(), "\n"), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

// A process is a running program with what it says.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	out  *transcript // standard output
	log  *transcript // standard error
	gone chan struct{}
	err  error // how it ended; read it after gone

	killed bool // by the test
}

// launch starts a program that is ended with the test. What it said is shown when the test
// fails; who else hears what it says to standard output may be named.
func launch(t *testing.T, cmd *exec.Cmd, hear ...io.Writer) *process {
	t.Helper()
	p := &process{t: t, cmd: cmd, out: &transcript{}, log: &transcript{}, gone: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = io.MultiWriter(append(hear, p.out)...), p.log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // a test that panics leaves nothing behind
	must(t, cmd.Start())
	go func() {
		p.err = cmd.Wait()
		close(p.gone)
	}()
	t.Cleanup(func() {
		p.stop()
		if t.Failed() && !p.killed {
			t.Logf("%s said:\n%s\n%s", strings.Join(cmd.Args, " "), p.out.tail(20), p.log.tail(60))
		}
	})
	return p
}

func (p *process) pid() int { return p.cmd.Process.Pid }

func (p *process) alive() bool {
	select {
	case <-p.gone:
		return false
	default:
		return true
	}
}

// stop asks the process to end, as Ctrl-C does, and does not wait for ever.
func (p *process) stop() {
	p.t.Helper()
	if !p.alive() {
		return
	}
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.gone:
	case <-time.After(20 * time.Second):
		p.t.Errorf("%s did not end within 20 s of being asked to", p.cmd.Args[0])
		p.kill()
	}
}

// kill is kill -9.
func (p *process) kill() {
	p.killed = true
	_ = p.cmd.Process.Kill()
	<-p.gone
}

// program is the path of gudok.
func program(t *testing.T) string {
	t.Helper()
	name := os.Getenv("GUDOK_BIN")
	if name == "" {
		name = filepath.Join("..", "..", "bin", "gudok")
	}
	name, err := filepath.Abs(name)
	must(t, err)
	if _, err := os.Stat(name); err != nil {
		t.Fatalf("%v; build it with `make build`", err)
	}
	return name
}

// A server is a gudok that takes calls.
type server struct {
	*process
	dir   string
	place place
	web   string
	ready time.Duration // from its start until /healthz was content
}

// serve runs `gudok serve` on dir.
func serve(t *testing.T, at place, dir string) *server {
	t.Helper()
	return run(t, at, dir, exec.Command(program(t), append([]string{"serve"}, at.flags(dir)...)...))
}

// run starts cmd, a gudok at that place, and waits until it is well.
func run(t *testing.T, at place, dir string, cmd *exec.Cmd) *server {
	t.Helper()
	began := time.Now()
	s := &server{process: launch(t, cmd), dir: dir, place: at, web: "http://" + at.http()}
	until(t, soon, "the program is well", func() error {
		if !s.alive() {
			return fmt.Errorf("it ended: %w", s.err)
		}
		return well(s.web)
	})
	s.ready = time.Since(began)
	return s
}

// well asks /healthz.
func well(web string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, web+"/healthz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return errors.New(res.Status)
	}
	return nil
}

var linkText = regexp.MustCompile(`signs in here, once: (\S+)`)

// link is the first administrator's one-time link, as it was printed.
func (s *server) link() string {
	s.t.Helper()
	var found string
	until(s.t, soon, "the first link is printed", func() error {
		m := linkText.FindStringSubmatch(s.out.String())
		if m == nil {
			return errors.New("it is not")
		}
		found = m[1]
		return nil
	})
	return found
}
