package prompts

import (
	"errors"
	"io/fs"
	"math"
	"strings"
	"testing"

	"gudok/id"
	"gudok/voice/media/g711"
	"gudok/voice/media/sound"
)

func library(t *testing.T, l Lang) *Library {
	t.Helper()
	lib, err := New(l)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// said is a list of prompts as people hear it.
func said(t *testing.T, lib *Library, list []id.Prompt) string {
	t.Helper()
	var words []string
	for _, p := range list {
		x, ok := lib.Find(p)
		if !ok {
			t.Fatalf("%s is not shipped", p)
		}
		words = append(words, x.Said)
	}
	return strings.Join(words, " ")
}

func TestNumbersAndMinutesAgree(t *testing.T) {
	lib := library(t, RU)
	for _, c := range []struct {
		lang Lang
		n    int
		want string
	}{
		{RU, 0, "ноль минут"},
		{RU, 1, "одна минута"},
		{RU, 2, "две минуты"},
		{RU, 4, "четыре минуты"},
		{RU, 5, "пять минут"},
		{RU, 11, "одиннадцать минут"},
		{RU, 12, "двенадцать минут"},
		{RU, 14, "четырнадцать минут"},
		{RU, 20, "двадцать минут"},
		{RU, 21, "двадцать одна минута"},
		{RU, 22, "двадцать две минуты"},
		{RU, 25, "двадцать пять минут"},
		{RU, 100, "сто минут"},
		{RU, 101, "сто одна минута"},
		{RU, 111, "сто одиннадцать минут"},
		{RU, 112, "сто двенадцать минут"},
		{RU, 342, "триста сорок две минуты"},
		{RU, 999, "девятьсот девяносто девять минут"},
		{RU, 1500, "девятьсот девяносто девять минут"},
		{RU, -3, "ноль минут"},
		{UK, 1, "одна хвилина"},
		{UK, 2, "дві хвилини"},
		{UK, 3, "три хвилини"},
		{UK, 5, "п'ять хвилин"},
		{UK, 11, "одинадцять хвилин"},
		{UK, 19, "дев'ятнадцять хвилин"},
		{UK, 31, "тридцять одна хвилина"},
		{UK, 42, "сорок дві хвилини"},
		{UK, 113, "сто тринадцять хвилин"},
		{UK, 500, "п'ятсот хвилин"},
		{EN, 0, "zero minutes"},
		{EN, 1, "one minute"},
		{EN, 2, "two minutes"},
		{EN, 21, "twenty one minutes"},
		{EN, 101, "one hundred one minutes"},
		{EN, 11, "eleven minutes"},
	} {
		if got := said(t, lib, c.lang.Minutes(c.n)); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestAPlaceInTheLineIsMasculine(t *testing.T) {
	lib := library(t, RU)
	for _, c := range []struct {
		lang Lang
		n    int
		want string
	}{
		{RU, 1, "Ваш номер в очереди один"},
		{RU, 22, "Ваш номер в очереди двадцать два"},
		{UK, 2, "Ваш номер у черзі два"},
		{UK, 121, "Ваш номер у черзі сто двадцять один"},
		{EN, 3, "Your number in the line is three"},
	} {
		if got := said(t, lib, c.lang.Position(c.n)); got != c.want {
			t.Errorf("%s %d: %q", c.lang, c.n, got)
		}
	}
}

func TestAShortWaitIsNotZeroMinutes(t *testing.T) {
	lib := library(t, RU)
	if got := said(t, lib, RU.WaitTime(0)); got != "Время ожидания меньше одной минуты." {
		t.Errorf("%q", got)
	}
	if got := said(t, lib, UK.WaitTime(3)); got != "Орієнтовний час очікування три хвилини" {
		t.Errorf("%q", got)
	}
}

func TestEveryNumberCanBeSaidInEveryLanguage(t *testing.T) {
	lib := library(t, RU)
	for _, l := range Langs() {
		for n := range MaxNumber + 1 {
			for _, p := range append(l.Number(n, Masculine), l.Minutes(n)...) {
				if x, ok := lib.Find(p); !ok || x.Length == 0 {
					t.Fatalf("%s %d needs %s, which is not shipped", l, n, p)
				}
			}
		}
	}
}

func TestEveryTextHasItsSoundAtOneLoudness(t *testing.T) {
	lib := library(t, UK)
	total := 0
	for _, p := range lib.List() {
		a, u, err := lib.Open(p.ID)
		if err != nil {
			t.Error(err)
			continue
		}
		total += len(a)
		if len(a) != len(u) || len(a) < 800 {
			t.Errorf("%s has %d and %d samples", p.ID, len(a), len(u))
		}
		want := sound.Target
		if p.ID == Music {
			want -= 4
		}
		for l, b := range map[g711.Law][]byte{g711.A: a, g711.U: u} {
			s := make([]float64, len(b))
			for i, c := range b {
				s[i] = float64(l.Decode(c)) / 32768
			}
			if got := sound.Loudness(s); math.Abs(got-want) > 2 {
				t.Errorf("%s %v is at %.1f dBFS", p.ID, l, got)
			}
		}
	}
	if total > 4<<20 {
		t.Errorf("the shipped sounds are %d bytes", total)
	}
}

func TestAPromptWithoutALanguageIsInTheLibrarysOwn(t *testing.T) {
	lib := library(t, UK)
	bare, _, err := lib.Open("std_goodbye")
	if err != nil {
		t.Fatal(err)
	}
	own, _, err := lib.Open(UK.Name(Goodbye))
	if err != nil || string(own) != string(bare) {
		t.Errorf("std_goodbye is another sound (%v)", err)
	}
	for _, p := range []id.Prompt{Music, "std_voicemail", "std_apology", "std_music", "std_please_wait", "std_all_busy", "std_closed"} {
		if _, _, err := lib.Open(p); err != nil {
			t.Error(err)
		}
	}
	for _, p := range []id.Prompt{"std_nothing", "prm_1", "std_../texts/ru", "std_", ""} {
		if _, _, err := lib.Open(p); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func TestTheMusicLoopsWithoutAClick(t *testing.T) {
	a, _, err := library(t, RU).Open(Music)
	if err != nil {
		t.Fatal(err)
	}
	step, most := 0, 0
	for i := range a {
		next := a[(i+1)%len(a)]
		d := int(g711.A.Decode(next)) - int(g711.A.Decode(a[i]))
		if d < 0 {
			d = -d
		}
		most = max(most, d)
		if i == len(a)-1 {
			step = d
		}
	}
	if step > most/2 {
		t.Errorf("the seam jumps by %d, the music itself by %d at most", step, most)
	}
	if d := len(a) / g711.Rate; d < 25 || d > 40 {
		t.Errorf("it lasts %d s", d)
	}
}

func TestATextFileSaysWhatIsWrongWithIt(t *testing.T) {
	if _, err := ParseTexts([]byte("# a comment\n\na = b\nbroken\n")); err == nil || !strings.Contains(err.Error(), "line 4") {
		t.Errorf("said %v", err)
	}
}

func TestARangeOfMinutesIsSaidInItsCase(t *testing.T) {
	lib := library(t, RU)
	for _, c := range []struct {
		lang     Lang
		from, to int
		want     string
	}{
		{RU, 0, 0, "Время ожидания меньше одной минуты."},
		{RU, 0, 3, "Примерное время ожидания до трёх минут."},
		{RU, 3, 6, "Примерное время ожидания от трёх до шести минут."},
		{RU, 11, 13, "Примерное время ожидания от десяти до пятнадцати минут."},
		{RU, 60, 0, "Время ожидания больше часа."},
		{RU, 45, 90, "Примерное время ожидания от сорока до шестидесяти минут."},
		{UK, 1, 2, "Орієнтовний час очікування від однієї до двох хвилин."},
		{UK, 5, 20, "Орієнтовний час очікування від п'яти до двадцяти хвилин."},
		{EN, 0, 2, "The estimated waiting time is up to two minutes."},
		{EN, 3, 6, "The estimated waiting time is from three to six minutes."},
	} {
		if got := said(t, lib, c.lang.WaitRange(c.from, c.to)); got != c.want {
			t.Errorf("%s %d to %d: %q, want %q", c.lang, c.from, c.to, got, c.want)
		}
	}
	for _, l := range Langs() {
		for from := range 70 {
			for to := range 70 {
				said(t, lib, l.WaitRange(from, to))
			}
		}
	}
}
