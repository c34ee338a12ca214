//go:build e2e

package e2e

import (
	"fmt"
	"testing"
)

// What only a real browser with a real server can show: an administrator says a prompt into
// the microphone of the page, under the page's own rules of content; a supervisor agrees a
// call for tomorrow.
func TestAPromptIsSaidAndACallIsAgreedAtAPage(t *testing.T) {
	s := serve(t, newPlace(t), t.TempDir())
	c := found(t, s, wish{})
	admin, boss := c.hire("adam", "Adam Melnyk", "administrator", ""), c.hire("boss", "Pavlo Sydorenko", "supervisor", "")
	b := openBrowsers(t)
	enter := func(who *person) *page {
		p := b.open(who.login)
		p.signIn(s.web + c.invite(who))
		p.sees(`nav a`)
		return p
	}
	adam := enter(admin)
	adam.visit(s.web + "/settings/prompts/new")
	adam.click(`button:has-text("Record a voice")`)
	until(t, soon, "two seconds are recorded", func() error {
		var at string
		if err := adam.try("eval", `document.querySelector('[role=timer]')?.textContent ?? ''`, "", &at); err != nil {
			return err
		}
		if at < "0:02" {
			return fmt.Errorf("the clock says %q", at)
		}
		return nil
	})
	adam.click(`button:has-text("Stop recording")`)
	adam.sees(`audio[controls]`)
	adam.fill(`form input[maxlength="80"]`, "Said at a page")
	adam.click(`form button[type="submit"]`)
	until(t, soon, "the prompt is on the list", func() error {
		var all []struct {
			Name string
			MS   int64
		}
		if err := c.api.Get(t.Context(), "/prompts", &all); err != nil {
			return err
		}
		for _, p := range all {
			if p.Name == "Said at a page" && p.MS > 1500 && p.MS < 20_000 {
				return nil
			}
		}
		return fmt.Errorf("%d prompts, ours is not among them", len(all))
	})

	pavlo := enter(boss)
	pavlo.visit(s.web + "/promises?agree=new")
	pavlo.fill(`form input[type="tel"]`, "+380671110071")
	pavlo.click(`form button:has-text("Tomorrow")`)
	pavlo.click(`form button[type="submit"]`)
	until(t, soon, "the agreed call is owed", func() error {
		open, err := c.promises("open")
		if err != nil {
			return err
		}
		for _, p := range open {
			if p.Kind == "requested" && p.Number.Number == "+380671110071" {
				return nil
			}
		}
		return fmt.Errorf("open: %+v", open)
	})
	var said []string
	for _, p := range []*page{adam, pavlo} {
		p.do("said", "", "", &said)
		if len(said) > 0 {
			t.Errorf("the page of %s complained: %v", p.name, said)
		}
	}
}
