package widget

import (
	"embed"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"gudok/id"
	"gudok/phone"
)

// A Request is who asked to be called, as it is kept.
type Request struct {
	ID      string // wrq_…
	Tenant  id.Tenant
	Widget  string
	Promise id.Promise
	Number  id.Number
	Name    string // may be ""
	Lang    string
	Site    string
	At      int64
}

// An Asking is what a stranger sent.
type Asking struct {
	Name   string
	Number string
	Lang   string
	Trap   string // a field that people do not see and programs fill in
	Origin string // the site, as the browser says
	Remote string // the address, to count requests by; not kept
}

// An Answer is what he is told.
type Answer struct {
	From phone.Number // the number that will call
	At   int64        // when, ms UTC, at the earliest
	Text string       // both in his language
}

const (
	maxPerson = 80 // characters of a name
	// An office of several people behind one address may ask; a program that tries numbers
	// is stopped after a minute's worth.
	perRemote       = 10
	perRemoteWindow = 10 * time.Minute
	// One person presses twice; somebody who has another's telephone rung is stopped.
	perNumber       = 3
	perNumberWindow = time.Hour
	// What one form may bring: more is an attack with many addresses, and the line's agents
	// should not call all of them.
	perWidget       = 300
	perWidgetWindow = time.Hour
	// keepNames is how long a name is kept: the promise is kept or given up within days.
	keepNames = 90 * 24 * time.Hour
	// soon is what "in a few minutes" means.
	soon = 5 * time.Minute
)

//go:embed texts.json
var said []byte

//go:embed draw.js
var draw string

//go:embed page.html
var pages embed.FS

// words are the usual texts by language and name.
func words() (map[string]map[string]string, error) {
	var all map[string]map[string]string
	return all, json.Unmarshal(said, &all)
}

// tongue is the language to answer in: the one asked for, else the tenant's.
func tongue(asked, usual string) string {
	asked, _, _ = strings.Cut(strings.ToLower(asked), "-")
	switch {
	case slices.Contains(languages(), asked):
		return asked
	case slices.Contains(languages(), usual):
		return usual
	}
	return "en"
}

// person is a name as it is kept: one line, no more than a card shows.
func person(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }), " ")
	name = strings.TrimSpace(name)
	if r := []rune(name); len(r) > maxPerson {
		name = string(r[:maxPerson])
	}
	if !plain(name, maxPerson) {
		return ""
	}
	return name
}

// opens is the first moment from now on at which the widget's own hours let us call, ms UTC;
// 0: at once. zone is the tenant's.
func (w *Widget) opens(now time.Time, zone *time.Location) int64 {
	if w.To == 0 {
		return 0
	}
	local := now.In(zone)
	minute := local.Hour()*60 + local.Minute()
	if minute >= w.From && minute < w.To {
		return 0
	}
	day := local.Day()
	if minute >= w.To {
		day++
	}
	return time.Date(local.Year(), local.Month(), day, w.From/60, w.From%60, 0, 0, zone).UnixMilli()
}

// tell says in words which number calls and when; zone is where the person's number lies.
func tell(say map[string]string, from phone.Number, at int64, now time.Time, zone *time.Location) string {
	then, local := time.UnixMilli(at).In(zone), now.In(zone)
	when := say["soon"]
	switch tomorrow := local.AddDate(0, 0, 1); {
	case then.Sub(local) <= soon:
	case sameDay(then, local):
		when = strings.ReplaceAll(say["today"], "{time}", then.Format("15:04"))
	case sameDay(then, tomorrow):
		when = strings.ReplaceAll(say["tomorrow"], "{time}", then.Format("15:04"))
	default:
		when = strings.NewReplacer("{time}", then.Format("15:04"), "{date}", then.Format("02.01")).Replace(say["later"])
	}
	if from == "" {
		return strings.ReplaceAll(say["done-anyhow"], "{when}", when)
	}
	return strings.NewReplacer("{from}", from.Pretty(), "{when}", when).Replace(say["done"])
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }
