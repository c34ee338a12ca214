//go:build e2e

package e2e

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// Browsers are Chromium with a page for each person, driven by web/checks/driver.mjs.
type browsers struct {
	t  *testing.T
	in io.Writer

	mu      sync.Mutex
	last    int
	answers map[int]chan answer
}

type answer struct {
	ID    int
	Value json.RawMessage
	Error string
}

// openBrowsers starts Chromium for the length of the test.
func openBrowsers(t *testing.T) *browsers {
	t.Helper()
	cmd := exec.Command("node", filepath.Join("checks", "driver.mjs"))
	cmd.Dir = filepath.Join("..", "..", "web")
	in, err := cmd.StdinPipe()
	must(t, err)
	out, words := io.Pipe()
	b := &browsers{t: t, in: in, answers: map[int]chan answer{}}
	p := launch(t, cmd, words)
	go func() {
		<-p.gone
		words.Close()
	}()
	t.Cleanup(func() { in.Close() }) // before the process is asked to end, it ends by itself
	go b.read(out)
	return b
}

func (b *browsers) read(out io.Reader) {
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a answer
		if json.Unmarshal(lines.Bytes(), &a) != nil {
			continue
		}
		b.mu.Lock()
		if c := b.answers[a.ID]; c != nil {
			c <- a
			delete(b.answers, a.ID)
		}
		b.mu.Unlock()
	}
}

// A page is one person's browser: a session and a microphone of its own.
type page struct {
	b    *browsers
	name string
}

func (b *browsers) open(name string) *page {
	b.t.Helper()
	p := &page{b, name}
	p.do("open", "", "", nil)
	b.t.Cleanup(func() {
		if !b.t.Failed() {
			return
		}
		file := filepath.Join(os.TempDir(), "gudok-e2e-"+name+".png")
		if p.try("picture", file, "", nil) == nil {
			b.t.Logf("what %s saw last: %s", name, file)
		}
	})
	return p
}

// try does something in the page and reads its value into out (nil: thrown away).
func (p *page) try(what, text, more string, out any) error {
	b := p.b
	reply := make(chan answer, 1)
	b.mu.Lock()
	b.last++
	name := b.last
	b.answers[name] = reply
	b.mu.Unlock()
	line, err := json.Marshal(object{"id": name, "page": p.name, "do": what, "text": text, "more": more})
	if err != nil {
		return err
	}
	if _, err := b.in.Write(append(line, '\n')); err != nil {
		return err
	}
	select {
	case a := <-reply:
		if a.Error != "" {
			return fmt.Errorf("%s %s %s: %s", p.name, what, text, a.Error)
		}
		if out == nil {
			return nil
		}
		return json.Unmarshal(a.Value, out)
	case <-time.After(2 * soon):
		return fmt.Errorf("%s %s %s: no answer from the browser", p.name, what, text)
	}
}

// do is try that must succeed.
func (p *page) do(what, text, more string, out any) {
	p.b.t.Helper()
	must(p.b.t, p.try(what, text, more, out))
}

func (p *page) visit(address string)      { p.b.t.Helper(); p.do("goto", address, "", nil) }
func (p *page) press(key string)          { p.b.t.Helper(); p.do("press", key, "", nil) }
func (p *page) click(selector string)     { p.b.t.Helper(); p.do("click", selector, "", nil) }
func (p *page) fill(selector, txt string) { p.b.t.Helper(); p.do("fill", selector, txt, nil) }
func (p *page) sees(selector string)      { p.b.t.Helper(); p.do("see", selector, "", nil) }

// signIn uses a one-time link as a person does: opens it and chooses a password.
func (p *page) signIn(address string) {
	p.b.t.Helper()
	p.visit(address)
	p.fill(`input[autocomplete="new-password"]`, password)
	p.click(`form button[type="submit"]`)
}

// A peak is the loudest frequency of what a channel plays now.
type peak struct {
	Hz    float64
	Level float64 // effective value, 1 is full scale
}

// is complains when the loudest is not hz.
func (k peak) is(hz float64) error {
	if math.Abs(k.Hz-hz) > 15 || k.Level < 0.005 {
		return fmt.Errorf("the loudest is %.0f Hz at %.3f", k.Hz, k.Level)
	}
	return nil
}

// sound is what the page plays: of the "phone" or what is "played" from a file, by channel.
func (p *page) sound(of string) (list []peak, err error) {
	err = p.try("eval", "ears."+of+"()", "", &list)
	if err == nil && len(list) == 0 {
		err = errors.New("nothing is played")
	}
	return list, err
}

// hears waits until the loudest sound of the telephone is hz.
func (p *page) hears(hz float64) {
	p.b.t.Helper()
	until(p.b.t, soon, fmt.Sprintf("%s hears %g Hz", p.name, hz), func() error {
		list, err := p.sound("phone")
		if err != nil {
			return err
		}
		return list[0].is(hz)
	})
}
