package floor

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"gudok/base/httpd"
	"gudok/core"
	"gudok/id"
)

// paper is a screen that keeps what it is shown.
type paper struct{ shown chan httpd.Envelope }

func newPaper() *paper { return &paper{make(chan httpd.Envelope, 100)} }

func (p *paper) Send(e httpd.Envelope) { p.shown <- e }

// last waits until nothing moves and returns the newest view, and how many came.
func (p *paper) last(t *testing.T) (m DeskMessage, e httpd.Envelope, n int) {
	t.Helper()
	synctest.Wait()
	for {
		select {
		case next := <-p.shown:
			if next.Rev < e.Rev || next.Ch != "floor" || next.Type != "desk" {
				t.Fatalf("revision %d follows %d: %+v", next.Rev, e.Rev, next)
			}
			e, n = next, n+1
		default:
			if n > 0 {
				if err := json.Unmarshal(e.Data, &m); err != nil {
					t.Fatal(err)
				}
			}
			return m, e, n
		}
	}
}

func TestADeskIsShownWholeAndThenAsItChanges(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.shift()
		p := newPaper()
		w.floor.desks.join("agt_olga", p)
		m, e, n := p.last(t)
		if n != 1 || m.Presence.State != "online" || e.Now == 0 || e.Rev == 0 {
			t.Fatalf("first %d views, %+v", n, m)
		}
		w.phones.ring("+380501112233", "+380441111111")
		pass(10 * time.Second)
		m, _, n = p.last(t)
		if n == 0 || m.Slot.State != "talking" || m.Item == nil {
			t.Fatalf("after %d views %+v", n, m)
		}
		if got := m.Numbers[m.Item.Number]; got.Number != "+380501112233" || got.Pretty != "+380 50 111 2233" {
			t.Errorf("numbers %+v", m.Numbers)
		}
		w.floor.desks.leave("agt_olga", p)
		w.ask(core.EndAsked{Agent: "agt_olga"})
		pass(time.Minute)
		if _, _, n = p.last(t); n != 0 {
			t.Errorf("%d views after leaving", n)
		}
		stranger := newPaper()
		w.floor.desks.join("agt_unknown", stranger)
		if m, _, _ = stranger.last(t); m.Presence.State != "offline" {
			t.Errorf("an agent without settings sees %+v", m)
		}
		w.end()
	})
}

// A supervisor has a seat to listen at; while nobody is there it is nothing to look at.
func TestAnEmptySeatWithoutLinesIsNoRow(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.shift()
		if err := w.floor.Configure(t.Context(), core.AgentSet{Agent: core.Agent{ID: "agt_boss", Desk: "dev_9"}}); err != nil {
			t.Fatal(err)
		}
		watch := w.floor.Watch(View{})
		defer watch.Close()
		seats := func() (names []id.Agent) {
			pass(5 * time.Second)
			b, err := watch.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range b.Agents {
				names = append(names, a.Agent)
			}
			return names
		}
		if got := seats(); slices.Contains(got, "agt_boss") || len(got) == 0 {
			t.Errorf("the board shows %v", got)
		}
		w.phones.up("dev_9")
		w.ask(core.ShiftStarted{Agent: "agt_boss", Device: "dev_9"})
		if got := seats(); !slices.Contains(got, "agt_boss") {
			t.Errorf("at work, the board shows %v", got)
		}
		w.end()
	})
}

// next is the watcher's next board, nil when there is none within a minute.
func next(t *testing.T, w *Watcher) *Board {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	b, err := w.Next(ctx)
	if err != nil {
		return nil
	}
	return &b
}

func TestTheBoardIsWholeFirstAndThenOnlyWhatChanged(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		w.shift()
		pass(20 * time.Second)
		watcher := w.floor.Watch(View{})
		defer watcher.Close()
		b := next(t, watcher)
		if b == nil || !b.Full || len(b.Lines) != 2 || len(b.Agents) != 3 || len(b.Calls) != 0 || b.Figures.Ready != 2 {
			t.Fatalf("first %+v", b)
		}
		start := time.Now()
		caller := w.phones.ring("+380501112233", "+380441111111")
		var calls, boards int
		for time.Since(start) < 10*time.Second {
			if b = next(t, watcher); b == nil {
				break
			}
			if boards++; b.Full || len(b.Agents) > 1 || len(b.Calls) > 1 {
				t.Errorf("a change is told as %+v", b)
			}
			for _, c := range b.Calls {
				if calls++; c.Number != "+380501112233" || c.Tenant != "ten_shop" {
					t.Errorf("call %+v", c)
				}
			}
		}
		if calls == 0 || boards > 11 {
			t.Errorf("%d boards with %d calls in ten seconds; want at most one a second", boards, calls)
		}
		w.phones.hangUp(caller)
		gone := false
		for range 30 {
			if b = next(t, watcher); b == nil {
				break
			}
			gone = gone || len(b.Gone.Calls) == 1
		}
		if !gone {
			t.Error("the call does not leave the board")
		}
		w.end()
	})
}

func TestAClientSeesOnlyItsOwn(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		one, two := w.twoCalls()
		pass(2 * time.Second)
		watcher := w.floor.Watch(View{Tenants: []id.Tenant{"ten_clinic"}, Masked: true})
		defer watcher.Close()
		b := next(t, watcher)
		if len(b.Lines) != 1 || b.Lines[0].Line != "lin_clinic" || len(b.Calls) != 1 || b.Figures.Talking != 1 {
			t.Fatalf("the clinic sees %+v", b)
		}
		if len(b.Agents) != 1 || b.Agents[0].Tenant != "ten_clinic" {
			t.Errorf("the clinic sees agents %+v; want only who works for it now", b.Agents)
		}
		if c := b.Calls[0]; c.Number != "" || c.Pretty != "+38050•••••02" {
			t.Errorf("a masked number is %q, %q", c.Number, c.Pretty)
		}
		w.phones.hangUp(two)
		w.phones.hangUp(one)
		var gone Gone
		for range 20 {
			if b = next(t, watcher); b == nil {
				break
			}
			gone.Agents = append(gone.Agents, b.Gone.Agents...)
			gone.Calls = append(gone.Calls, b.Gone.Calls...)
			if len(b.Agents) > 0 && b.Agents[0].Tenant != "ten_clinic" {
				t.Errorf("the clinic sees %+v", b.Agents)
			}
		}
		if len(gone.Calls) != 1 || len(gone.Agents) != 1 {
			t.Errorf("gone %+v; want its one call and its one agent", gone)
		}
		w.end()
	})
}

func TestTodaysFiguresSurviveARestartAndEndAtMidnight(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		zone := time.FixedZone("house", 2*3600)
		w.set = func(_ *world, o *Options) { o.Zone = zone }
		w.begin()
		today := func() Today {
			watcher := w.floor.Watch(View{Tenants: []id.Tenant{"ten_shop"}})
			defer watcher.Close()
			return next(t, watcher).Lines[0].Today
		}
		w.phones.hangUp(w.phones.ring("+380501110001", "+380441111111")) // a short abandon
		c := w.phones.ring("+380501110002", "+380441111111")
		pass(10 * time.Second)
		w.phones.hangUp(c) // an abandon
		late := w.phones.ring("+380501110003", "+380441111111")
		pass(30 * time.Second)
		w.shift() // answered after the target of 20 s
		pass(10 * time.Second)
		soon := w.phones.ring("+380501110004", "+380441111111")
		pass(10 * time.Second)
		want := today()
		if want.Enqueued != 4 || want.Answered != 2 || want.InTarget != 1 || want.Abandoned != 2 || want.Short != 1 ||
			want.Level == nil || *want.Level != 1.0/3 || want.Formula != "SL-E" || want.ASAms < 16_000 || want.ASAms > 20_000 {
			t.Errorf("today %+v", want)
		}
		w.die()
		w.begin()
		pass(3 * time.Second)
		if got := today(); got.Enqueued != 4 || got.Answered != 2 || got.InTarget != 1 || got.Abandoned != 2 || got.ASAms != want.ASAms {
			t.Errorf("after a restart today %+v, before %+v", got, want)
		}
		w.phones.hangUp(late)
		w.phones.hangUp(soon)
		pass(21*time.Hour + 50*time.Minute) // the bubble began at midnight UTC, at two in the house
		if got := today(); got.Enqueued != 4 {
			t.Errorf("before midnight today %+v", got)
		}
		pass(20 * time.Minute)
		if got := today(); got.Enqueued != 0 || got.Level != nil {
			t.Errorf("after midnight today %+v", got)
		}
		w.end()
	})
}

func TestALineThatAnswersTooLateIsAnAlarm(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		for i := range levelLowAfter + 2 {
			if w.alarms()["level_low"] && i < levelLowAfter {
				t.Errorf("an alarm after %d callers", i)
			}
			c := w.phones.ring(fmt.Sprintf("+3805011100%02d", i), "+380441111111")
			pass(30 * time.Second)
			w.phones.hangUp(c)
		}
		pass(15 * time.Second)
		if a := w.alarms(); !a["level_low"] {
			t.Errorf("alarms %v after a day of nobody answering", a)
		}
		w.end()
	})
}

func TestAlarmsOfALine(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		w.begin()
		c := w.phones.ring("+380501110001", "+380441111111")
		pass(20 * time.Second)
		if a := w.alarms(); !a["no_agents"] || a["waiting_long"] {
			t.Errorf("after 20 s alarms %v", a)
		}
		pass(80 * time.Second)
		if a := w.alarms(); !a["waiting_long"] {
			t.Errorf("after 100 s alarms %v", a)
		}
		w.phones.hangUp(c)
		pass(2 * time.Second)
		if a := w.alarms(); a["no_agents"] || a["waiting_long"] {
			t.Errorf("alarms %v although nobody waits", a)
		}
		pass(24 * time.Hour)
		if a := w.alarms(); !a["promise_overdue"] {
			t.Errorf("a day later alarms %v", a)
		}
		w.floor.SetAlarm(Alarm{ID: "trunk trk_1", Kind: "trunk_down", Severity: Warning, Trunk: "trk_1"})
		pass(2 * time.Second)
		if a := w.alarms(); !a["trunk_down"] {
			t.Errorf("alarms %v", a)
		}
		w.floor.ClearAlarm("trunk trk_1")
		if a := w.alarms(); a["trunk_down"] {
			t.Errorf("alarms %v", a)
		}
		w.end()
	})
}

func TestWhoComesBackTooLateGetsTheWholeBoard(t *testing.T) {
	r := rows[id.Call, int]{rows: map[id.Call]*row[int]{}}
	name := func(i int) id.Call { return id.Call(rune('a'+i%26)) + id.Call(rune(i)) }
	for i := range goneKept + 1 {
		r.put(name(i), i, uint64(i+1))
		r.remove(name(i), uint64(i+1))
	}
	r.forget()
	if len(r.rows) > goneKept || r.lost == 0 {
		t.Errorf("%d rows are remembered, lost up to %d", len(r.rows), r.lost)
	}
}
