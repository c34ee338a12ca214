package floor

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"gudok/base/httpd/httpdtest"
	"gudok/base/problem"
	"gudok/core"
	"gudok/floor/replay"
	"gudok/id"
)

// A minute of a busy house, with what the supervisor's screen showed at each second.
func (w *world) filmed(seconds int) (film []Board) {
	w.t.Helper()
	for range seconds {
		pass(time.Second)
		live := w.floor.Watch(View{})
		b, err := live.Next(w.t.Context())
		live.Close()
		if err != nil {
			w.t.Fatal(err)
		}
		film = append(film, b)
	}
	return film
}

func (w *world) then(at int64) Then {
	w.t.Helper()
	t, err := w.floor.Then(w.t.Context(), "usr_boss", View{}, at)
	if err != nil {
		w.t.Fatalf("at %d: %v", at, err)
	}
	return t
}

// sameBoard compares what does not depend on when a screen was last told.
func sameBoard(t *testing.T, was, now Board) {
	t.Helper()
	rows := func(b Board) []string {
		var list []string
		for _, l := range b.Lines {
			l.Overdue, l.EstMS = 0, 0 // they change by the clock alone: a live row may be seconds old
			list = append(list, fmt.Sprintf("%+v %+v", l.LineView, l.Today.Enqueued+l.Today.Answered))
		}
		for _, a := range b.Agents {
			list = append(list, fmt.Sprintf("%s %+v %+v %+v %s", a.Agent, a.Presence, a.Slot, a.Device, a.Call))
		}
		for _, c := range b.Calls {
			list = append(list, fmt.Sprintf("%s %s %s %s %v", c.Call, c.Agent, c.Number, c.Pretty, c.Parts))
		}
		return list
	}
	if a, b := rows(was), rows(now); !slices.Equal(a, b) {
		t.Errorf("at %d the screen showed\n%q\nand is said to have shown\n%q", was.Now, a, b)
	}
	if was.Figures.Waiting != now.Figures.Waiting || was.Figures.Talking != now.Figures.Talking || was.Figures.Ready != now.Figures.Ready {
		t.Errorf("at %d figures %+v, told as %+v", was.Now, was.Figures, now.Figures)
	}
}

func TestAPastSecondIsShownAsItWas(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		one, _ := w.twoCalls()
		w.phones.ring("+380501110003", "+380441111111") // nobody is free
		film := w.filmed(20)
		w.phones.hangUp(one)
		film = append(film, w.filmed(20)...)
		for _, i := range []int{39, 0, 17, 18, 5, 25, 25, 38} {
			got := w.then(film[i].Now)
			if !got.Exact || got.Version != core.Version || got.Down != nil || !got.Full || len(got.Unknown) > 0 {
				t.Errorf("exact %v, version %d, down %v", got.Exact, got.Version, got.Down)
			}
			sameBoard(t, film[i], got.Board)
		}
		if n := len(w.floor.history.scenes); n != 7 {
			t.Errorf("%d moments are kept ready, want 7", n)
		}
		if got := w.then(film[21].Now); len(got.Steps) == 0 || got.Steps[0].At > film[21].Now {
			t.Errorf("what had happened just before: %+v", got.Steps)
		}
		w.end()
	})
}

func TestFactsTellAPastSecondWhoseInputsAreGone(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.twoCalls()
		w.phones.ring("+380501110003", "+380441111111")
		film := w.filmed(10)
		for _, sql := range []string{`delete from journal_input`, `delete from journal_mark`} {
			if _, err := w.db.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		got := w.then(film[9].Now)
		if got.Exact || got.Version != core.Version || !slices.Contains(got.Unknown, "ready") {
			t.Errorf("exact %v, unknown %v", got.Exact, got.Unknown)
		}
		was := film[9]
		if got.Figures.Waiting != 1 || got.Figures.Talking != was.Figures.Talking || len(got.Calls) != len(was.Calls) {
			t.Errorf("figures %+v, %d calls; were %+v, %d", got.Figures, len(got.Calls), was.Figures, len(was.Calls))
		}
		w.end()
	})
}

func TestATimeInWhichNobodyHadTheFloorIsSaid(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.twoCalls()
		last := w.filmed(3)[2]
		w.die()
		pass(10 * time.Minute)
		w.begin()
		pass(time.Second)
		got := w.then(last.Now + 60_000)
		if got.Down == nil || got.Down.From > last.Now || got.Down.To < last.Now+590_000 {
			t.Fatalf("down %+v; the last screen was of %d", got.Down, last.Now)
		}
		if again := w.then(got.Down.From); again.Down != nil || !again.Exact {
			t.Errorf("the last that was heard: down %+v, exact %v", again.Down, again.Exact)
		}
		m, err := w.floor.Moments(t.Context(), "usr_boss", View{}, last.Now-hourMS, last.Now+hourMS)
		if err != nil || len(m.Down) != 1 || m.Down[0] != *got.Down {
			t.Errorf("down %+v, %v", m.Down, err)
		}
		offers := 0
		for _, x := range m.Minutes {
			offers += x.Offers
		}
		if offers != 2 || m.Oldest == 0 || m.Exact == 0 {
			t.Errorf("%d offers, oldest %d, exact from %d", offers, m.Oldest, m.Exact)
		}
		w.end()
	})
}

func TestADayWithRestartsIsLivedAgainToItsHash(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		from := w.floor.Now()
		for n := range 4 {
			w.shift()
			for i := range 3 {
				w.phones.ring(fmt.Sprintf("+38050111%d%03d", n, i), "+380441111111")
				pass(time.Duration(7+i) * time.Second)
			}
			if n%2 == 0 {
				w.die()
			} else {
				w.end()
			}
			pass(time.Minute)
			w.begin()
		}
		pass(6 * time.Minute)
		w.end() // leaves a mark of the last state
		rep, err := replay.Compare(t.Context(), w.sql, replay.Options{From: from, To: w.floor.Now()})
		if err != nil {
			t.Fatal(err)
		}
		if rep.Differs != nil || rep.Restarts != 4 || len(rep.Marks) < 3 || rep.Offers < 2 || len(rep.Damaged) > 0 {
			t.Errorf("%d restarts, %d marks, %d offers, damaged %v, differs %+v", rep.Restarts, len(rep.Marks), rep.Offers, rep.Damaged, rep.Differs)
		}
		for _, m := range rep.Marks {
			if !m.Equal {
				t.Errorf("the state after input %d is another: %v", m.Seq, m.Parts)
			}
		}
	})
}

func TestWhoMayLookBackAndWhatIsSaidWhenThereIsNothing(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.twoCalls()
		pass(2 * time.Second)
		web := httpdtest.New(t)
		w.floor.Routes(web.API())
		now := w.floor.Now()
		at := func(ms int64) string { return fmt.Sprintf("/board/at?at=%d", ms) }
		web.Ask("agent", "GET", at(now), nil).Want(t, 403, "auth.forbidden")
		web.Ask("supervisor", "GET", at(now+60_000), nil).Want(t, 422, "past.not_yet")
		web.Ask("supervisor", "GET", at(now-hourMS), nil).Want(t, 404, "past.nothing_before")
		web.Ask("supervisor", "GET", fmt.Sprintf("/board/moments?from=%d&to=%d", now-30*hourMS, now), nil).Want(t, 422, "past.too_much")
		var all, own Then
		web.Ask("supervisor", "GET", at(now), nil).Into(t, &all)
		web.Ask("shop-owner", "GET", at(now), nil).Into(t, &own)
		if len(all.Lines) != 2 || len(all.Calls) != 2 || len(own.Lines) != 1 || len(own.Calls) != 1 || len(own.Agents) != 1 {
			t.Errorf("a supervisor sees %d lines, %d calls; an owner %d, %d", len(all.Lines), len(all.Calls), len(own.Lines), len(own.Calls))
		}
		for _, s := range own.Steps {
			if s.Line != "" && s.Line != "lin_shop" {
				t.Errorf("an owner is told of %+v", s)
			}
		}
		w.floor.history.asking["usr_busy"] = true
		_, err := w.floor.Then(t.Context(), "usr_busy", View{Tenants: []id.Tenant{}}, now)
		if p := problem.Of(err); p == nil || p.Code != "past.busy" {
			t.Errorf("a second question of the same user: %v", err)
		}
		w.end()
	})
}
