//go:build e2e

package e2e

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gudok/sim/phone"
)

// digitMenu is a greeting with three keys: a line, another line, a message for the first.
func digitMenu(c *centre) object {
	return object{"start": "answer", "nodes": []object{
		{"name": "answer", "kind": "answer", "next": "choose"},
		{"name": "choose", "kind": "menu", "say": []object{{"tone": "ring"}}, "timeout_ms": 20_000, "tries": 2, "on_fail": "first",
			"choices": []object{
				{"key": "1", "label": "Orders", "next": "first"},
				{"key": "2", "label": "Delivery", "next": "second"},
				{"key": "3", "label": "Message", "next": "message"},
			}},
		{"name": "first", "kind": "enqueue", "line": c.line},
		{"name": "second", "kind": "enqueue", "line": c.newLine("Delivery", wish{wrapS: -1, line: object{"parent": c.line}})},
		{"name": "message", "kind": "voicemail", "line": c.line, "max_ms": 60_000},
	}}
}

func TestDigitsLeadToTheLineThatTheyName(t *testing.T) {
	t.Parallel()
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{menu: digitMenu})
	desk, agentCalls := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(1100)}}
	})
	c.online(c.hire("olga", "Olga Petrenko", "agent", c.deskPhone("olga", desk.Addr())))
	street, _ := telephone(t, nil)

	l := c.dial(street, "+380671110001", phone.Manner{Audio: phone.Tone(700)})
	answered(t, l)
	c.onFloor("+380671110001", "menu")
	must(t, l.SendDigits("2"))
	name := c.onFloor("+380671110001", "talking")
	hears(t, "the caller", l, 1100)
	hears(t, "the agent", comes(t, agentCalls), 700)
	s, err := c.story(t.Context(), name)
	must(t, err)
	if got := strings.Join(s.Call.Path, " > "); got != "Delivery" {
		t.Errorf("the path through the menu is %q", got)
	}
	l.Hangup()
	s = c.told(name, "answered")
	line := s.Call.Line
	var lines []struct{ ID, Name string }
	must(t, c.api.Get(t.Context(), "/lines", &lines))
	for _, l := range lines {
		if l.ID == line && l.Name != "Delivery" {
			t.Errorf("the call went to the line %s", l.Name)
		}
	}
	if choice, ok := s.has("menu.choice"); !ok || choice.Data["branch"] != "Delivery" {
		t.Errorf("the story has the choice %v", choice)
	}
	for _, f := range s.Facts {
		if digits, kept := f.Data["digits"]; kept {
			t.Errorf("the fact %s remembers digits: %v", f.Type, digits)
		}
	}
}

func TestAMessageIsAPromiseWithARecording(t *testing.T) {
	t.Parallel()
	c := found(t, serve(t, newPlace(t), t.TempDir()), wish{menu: digitMenu})
	street, _ := telephone(t, nil)
	l := c.dial(street, "+380671110002", phone.Manner{})
	answered(t, l)
	name := c.onFloor("+380671110002", "menu")
	must(t, l.SendDigits("3"))
	hears(t, "the caller", l, 1000) // the sign to speak
	l.Say(phone.Tone(700))
	must(t, goesOn(t, 3*time.Second, func() error { return up(l) }))
	l.Hangup()
	c.told(name, "voicemail")

	var p promise
	until(t, soon, "the message is a promise", func() error {
		open, err := c.promises("open")
		if err != nil {
			return err
		}
		if len(open) != 1 {
			return errors.New("not on the list")
		}
		p = open[0]
		return nil
	})
	if p.Kind != "voicemail" || p.Number.Number != "+380671110002" || p.Recording == "" {
		t.Fatalf("the promise is %+v", p)
	}
	var sound [][]float64
	until(t, soon, "the message can be heard", func() error {
		b, err := c.audio(p.Recording)
		if err != nil {
			return err
		}
		sound, err = channelsOf(b)
		return err
	})
	if d := toneFor(sound[0], 700); d < 2 {
		t.Errorf("700 Hz is in the message for %.1f s of %.1f", d, float64(len(sound[0]))/rate)
	}
}
