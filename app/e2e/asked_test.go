//go:build e2e

package e2e

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"gudok/sim/phone"
)

// TestACallIsAskedForOnAForeignPage: a client's own site, of another origin, carries one line
// of ours. Somebody leaves a number there in a real browser, is told the number that will
// call, and is called from it.
func TestACallIsAskedForOnAForeignPage(t *testing.T) {
	t.Parallel()
	const asked = "+380671110093"
	d := owe(t, object{})
	var script string
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Romashka</title><h1>Flowers</h1><script src="%s" defer></script>`, script)
	}))
	t.Cleanup(site.Close)
	var widget struct{ Key, Pretty string }
	must(t, d.api.Post(t.Context(), "/widgets", object{"tenant": d.tenant, "name": "Main page", "line": d.line, "on": true, "origins": []string{site.URL}, "from": 0, "to": 0}, &widget))
	script = d.server.web + "/widget/" + widget.Key + ".js"

	p := openBrowsers(t).open("customer")
	p.visit(site.URL)
	p.click(`button.open`)
	p.fill(`input[name="name"]`, "Vasyl")
	p.fill(`input[name="number"]`, "067 111 00 93")
	p.click(`form button[type="submit"]`)
	p.sees(`[role=status]:has-text("We will call from ` + widget.Pretty + `")`)
	if digits(widget.Pretty) != digits(number) {
		t.Errorf("%s is announced, the line shows %s", widget.Pretty, number)
	}
	owed := d.owed(asked, "web")
	d.online(d.olga)
	d.pays(owed)
	var said []string
	if p.do("said", "", "", &said); len(said) > 0 {
		t.Errorf("the page complained: %v", said)
	}
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

var answerLink = regexp.MustCompile(`https?://\S+/answer/\S+`)

// TestAQuestionIsAnsweredByALink: before somebody is called back another must be asked, who
// gets a letter from a real mail server and answers by its link, without signing in. Until
// then nobody is called, though an agent is free.
func TestAQuestionIsAnsweredByALink(t *testing.T) {
	t.Parallel()
	const from = "+380671110094"
	d := owe(t, object{"return_s": []int{1}})
	letters := mailServer(t, d.server.place.other(5))
	must(t, d.api.Put(t.Context(), "/mail", object{"host": "127.0.0.1", "port": d.server.place.other(5), "security": "none", "from": "calls@romashka.example",
		"address": d.server.web, "version": 0}, nil))
	l := d.dial(d.street, from, phone.Manner{})
	d.onFloor(from, "waiting")
	l.Hangup()
	p := d.owed(from, "missed")
	must(t, d.api.Post(t.Context(), "/promises/"+p.ID+"/enquiries", object{"kind": "mail", "mail": "store@romashka.example", "question": "Are there any roses left?",
		"deadline": time.Now().Add(time.Hour).UnixMilli()}, nil))
	d.online(d.olga)

	var link string
	until(t, soon, "the letter has come", func() error {
		text := letters.out.String()
		if link = answerLink.FindString(text); link == "" || !strings.Contains(text, "roses") {
			return errors.New("it has not")
		}
		return nil
	})
	waits := func() error {
		open, err := d.promises("open")
		if err == nil && (len(open) != 1 || open[0].State != "waiting_enquiry") {
			err = fmt.Errorf("open: %+v", open)
		}
		return err
	}
	until(t, soon, "the promise waits for the answer", waits)
	must(t, goesOn(t, 2*time.Second, waits)) // the caller was to be called after a second
	page := openBrowsers(t).open("store")
	page.visit(link)
	page.sees(`blockquote:has-text("Are there any roses left?")`)
	page.fill(`textarea`, "Eleven red ones.")
	page.click(`form button[type="submit"]`)
	page.sees(`[role=status]`)
	d.pays(p)
	var asked []struct{ State, Answer string }
	must(t, d.api.Get(t.Context(), "/promises/"+p.ID+"/enquiries", &asked))
	if len(asked) != 1 || asked[0].State != "answered" || asked[0].Answer != "Eleven red ones." {
		t.Errorf("the question is %+v", asked)
	}
}

// mailServer is aiosmtpd, a mail server that others wrote; it prints the letters that it takes.
func mailServer(t *testing.T, port int) *process {
	t.Helper()
	cmd := exec.Command("aiosmtpd", "-n", "-l", at(port))
	cmd.Env = append(os.Environ(), "PYTHONUNBUFFERED=1")
	p := launch(t, cmd)
	until(t, soon, "the mail server listens", func() error { return answers(at(port)) })
	return p
}

// answers complains as long as nobody takes a connection there.
func answers(address string) error {
	conn, err := net.DialTimeout("tcp4", address, time.Second)
	if err != nil {
		return err
	}
	defer conn.Close()
	_ = conn.SetReadDeadline(time.Now().Add(time.Second))
	_, err = io.ReadFull(conn, make([]byte, 3))
	return err
}
