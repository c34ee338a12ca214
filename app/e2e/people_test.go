//go:build e2e

package e2e

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"gudok/sim/phone"
)

// A floor of people at desk phones: a caller, two agents and a supervisor, each with a tone.
type people struct {
	*centre
	street           *phone.Phone
	reached          chan *phone.Call // calls that go out over the trunk
	olga, ivan, boss *seat
}

// A seat is a person at a desk with a desk phone.
type seat struct {
	*desk
	who   *person
	rings chan *phone.Call
}

func gather(t *testing.T) *people {
	t.Helper()
	street, reached := telephone(t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(callerTone)}}
	})
	p := &people{centre: found(t, serve(t, newPlace(t), t.TempDir()), wish{carrier: street.Addr()}), street: street, reached: reached}
	p.olga = p.takeSeat("olga", "agent", olgaTone)
	p.ivan = p.takeSeat("ivan", "agent", ivanTone)
	p.boss = p.takeSeat("boss", "supervisor", supervisorTone)
	return p
}

func (p *people) takeSeat(login, role string, hz float64) *seat {
	p.t.Helper()
	room, rings := telephone(p.t, func(*phone.Call) phone.Answering {
		return phone.Answering{Manner: phone.Manner{Audio: phone.Tone(hz)}}
	})
	who := p.hire(login, login, role, p.deskPhone(login, room.Addr()))
	return &seat{desk: p.sitDown(who), who: who, rings: rings}
}

func (s *seat) start() {
	s.t.Helper()
	until(s.t, soon, s.who.login+" starts", func() error { return s.ask("start-shift", object{"device": s.who.desk}) })
}

// talk has a caller talk to Olga, at first; Ivan comes when that is done.
func (p *people) talk(from string) (caller, olga *phone.Call) {
	p.t.Helper()
	p.olga.start()
	caller = p.dial(p.street, from, phone.Manner{Audio: phone.Tone(callerTone)})
	olga = comes(p.t, p.olga.rings)
	hears(p.t, "the caller", caller, olgaTone)
	hears(p.t, "Olga", olga, callerTone)
	p.olga.comesTo("talking")
	p.ivan.start()
	return caller, olga
}

// among waits until a call hears all of these tones at once, and then none of those for a
// while. A machine that is busy may leave holes in a tone, so these are not watched on.
func among(t *testing.T, who string, l *phone.Call, these, those []float64) {
	t.Helper()
	quiet := func() error {
		for _, hz := range those {
			if l.HearsAmong(hz) {
				return fmt.Errorf("%g Hz is there", hz)
			}
		}
		return up(l)
	}
	until(t, soon, fmt.Sprintf("%s hears %v and not %v", who, these, those), func() error {
		for _, hz := range these {
			if !l.HearsAmong(hz) {
				return fmt.Errorf("%g Hz is not there", hz)
			}
		}
		return quiet()
	})
	if err := goesOn(t, 600*time.Millisecond, quiet); err != nil {
		t.Fatalf("%s heard none of %v, but then: %v", who, those, err)
	}
}

type tones = []float64

// A caller is given to a colleague, to a line, and outside; nobody is lost on the way.
func TestACallerIsGivenAway(t *testing.T) {
	t.Parallel()
	p := gather(t)
	caller, olga := p.talk("+380671110021")
	p.olga.does("transfer", object{"to": object{"agent": p.ivan.who.Agent}})
	ivan := comes(t, p.ivan.rings)
	among(t, "the caller", caller, tones{ivanTone}, tones{olgaTone})
	among(t, "Ivan", ivan, tones{callerTone}, tones{olgaTone})
	over(t, olga)
	p.olga.comesTo("wrapup")
	p.olga.does("finish", nil)

	// Ivan gives the caller to the line; Olga is the one who is free there.
	p.ivan.does("transfer", object{"to": object{"line": p.line}})
	olga = comes(t, p.olga.rings)
	among(t, "the caller", caller, tones{olgaTone}, tones{ivanTone})
	over(t, ivan)
	p.ivan.does("finish", nil)

	// And Olga sends the caller outside.
	p.olga.does("transfer", object{"to": object{"number": "+380445550101"}})
	outside := comes(t, p.reached)
	among(t, "the one outside", outside, tones{callerTone}, tones{olgaTone})
	over(t, olga)
	caller.Hangup()
	over(t, outside)
	until(t, soon, "all of it is one call", func() error {
		all, err := p.calls("+380671110021")
		if err != nil {
			return err
		}
		if len(all) != 1 {
			return fmt.Errorf("%d calls", len(all))
		}
		return nil
	})
}

// Who does not take a caller gives him back, with the reason.
func TestACallerWhomNobodyTakesComesBack(t *testing.T) {
	t.Parallel()
	p := gather(t)
	busy, _ := telephone(t, func(*phone.Call) phone.Answering { return phone.Answering{Refuse: 486} })
	petro := p.hire("petro", "petro", "agent", p.deskPhone("petro", busy.Addr()))
	caller, _ := p.talk("+380671110022")
	p.ivan.does("end-shift", nil)
	desk := &seat{desk: p.sitDown(petro), who: petro}
	desk.start()
	p.olga.does("transfer", object{"to": object{"agent": petro.Agent}})
	back := comes(t, p.olga.rings)
	among(t, "the caller", caller, tones{olgaTone}, nil)
	hears(t, "Olga", back, callerTone)
	if v := p.olga.now(); v.Item == nil || v.Item.Returned == nil || v.Item.Returned.Agent != petro.Agent || v.Item.Returned.Verdict == "" {
		t.Errorf("the desk does not say who gave the caller back: %+v", v.Item)
	}
	caller.Hangup()
}

// While the caller hears music Olga asks Ivan; then all three talk; then she leaves.
func TestAColleagueIsAskedFirst(t *testing.T) {
	t.Parallel()
	p := gather(t)
	caller, olga := p.talk("+380671110023")
	p.olga.does("consult", object{"to": object{"agent": p.ivan.who.Agent}})
	ivan := comes(t, p.ivan.rings)
	among(t, "Ivan", ivan, tones{olgaTone}, tones{callerTone})
	among(t, "Olga", olga, tones{ivanTone}, tones{callerTone})
	among(t, "the caller", caller, nil, tones{olgaTone, ivanTone})

	p.olga.does("conference", nil)
	among(t, "the caller", caller, tones{olgaTone, ivanTone}, tones{callerTone})
	among(t, "Olga", olga, tones{callerTone, ivanTone}, tones{olgaTone})
	among(t, "Ivan", ivan, tones{callerTone, olgaTone}, tones{ivanTone})

	p.olga.does("connect", nil)
	over(t, olga)
	p.olga.comesTo("wrapup")
	among(t, "the caller", caller, tones{ivanTone}, tones{olgaTone})
	p.ivan.comesTo("talking")
	p.ivan.does("end", nil)
	over(t, caller)
	over(t, ivan)
}

// The supervisor listens, whispers, joins, and takes over; each hears what the mode says.
func TestASupervisorsEar(t *testing.T) {
	t.Parallel()
	p := gather(t)
	caller, olga := p.talk("+380671110024")
	name := p.onFloor("+380671110024", "talking")
	p.boss.start()
	p.boss.does("ear", object{"call": name, "mode": "listen"})
	boss := comes(t, p.boss.rings)
	among(t, "the supervisor", boss, tones{callerTone, olgaTone}, nil)
	among(t, "the caller", caller, tones{olgaTone}, tones{supervisorTone})
	among(t, "Olga", olga, tones{callerTone}, tones{supervisorTone})

	p.boss.does("ear", object{"call": name, "mode": "whisper"})
	among(t, "Olga", olga, tones{callerTone, supervisorTone}, nil)
	among(t, "the caller", caller, tones{olgaTone}, tones{supervisorTone})

	p.boss.does("ear", object{"call": name, "mode": "barge"})
	among(t, "the caller", caller, tones{olgaTone, supervisorTone}, nil)

	p.boss.does("take-over", object{"call": name})
	over(t, olga)
	among(t, "the caller", caller, tones{supervisorTone}, tones{olgaTone})
	p.olga.comesTo("wrapup")
	p.boss.does("end", nil)
	over(t, caller)
	until(t, soon, "the listening is in the books", func() error {
		s, err := p.story(t.Context(), name)
		if err != nil {
			return err
		}
		for _, typ := range []string{"ear.opened", "ear.changed", "ear.closed"} {
			if _, ok := s.has(typ); !ok {
				return errors.New("no " + typ)
			}
		}
		return nil
	})
}

// What a supervisor whispers is never in the customer's file.
func TestAWhisperIsNotInTheRecording(t *testing.T) {
	t.Parallel()
	p := gather(t)
	caller, olga := p.talk("+380671110025")
	name := p.onFloor("+380671110025", "talking")
	p.boss.start()
	p.boss.does("ear", object{"call": name, "mode": "whisper"})
	comes(t, p.boss.rings)
	among(t, "Olga", olga, tones{supervisorTone}, nil)
	p.olga.does("end", nil)
	over(t, caller)
	var file []byte
	until(t, soon, "the recording can be fetched", func() error {
		s, err := p.story(t.Context(), name)
		if err != nil {
			return err
		}
		if len(s.Call.Recordings) != 1 {
			return fmt.Errorf("%d recordings", len(s.Call.Recordings))
		}
		file, err = p.audio(s.Call.Recordings[0])
		return err
	})
	both, err := channelsOf(file)
	must(t, err)
	left, right := both[0], both[1]
	if d := toneFor(left, callerTone); d < 0.5 {
		t.Errorf("the caller is on the left for %.1f s", d)
	}
	if d := toneFor(right, olgaTone); d < 0.5 {
		t.Errorf("Olga is on the right for %.1f s", d)
	}
	for i := 0; i+window <= min(len(left), len(right)); i += window {
		if l, r := share(left[i:i+window], supervisorTone), share(right[i:i+window], supervisorTone); l > 0.02 || r > 0.02 {
			t.Fatalf("%.2f and %.2f of the power at second %.1f are the supervisor's", l, r, float64(i)/rate)
		}
	}
}

// An agent calls a number from the desk, and a colleague.
func TestAnAgentCallsOutAndAColleague(t *testing.T) {
	t.Parallel()
	p := gather(t)
	p.olga.start()
	p.ivan.start()
	p.olga.does("dial", object{"to": object{"number": "+380445550102"}, "line": p.line})
	olga, outside := comes(t, p.olga.rings), comes(t, p.reached)
	among(t, "the one outside", outside, tones{olgaTone}, nil)
	among(t, "Olga", olga, tones{callerTone}, nil)
	p.olga.does("end", nil)
	over(t, outside)
	over(t, olga)
	p.olga.comesTo("wrapup")
	p.olga.does("finish", nil)
	p.olga.comesTo("idle")

	p.olga.does("dial", object{"to": object{"agent": p.ivan.who.Agent}})
	olga = comes(t, p.olga.rings)
	ivan := comes(t, p.ivan.rings)
	among(t, "Ivan", ivan, tones{olgaTone}, nil)
	among(t, "Olga", olga, tones{ivanTone}, nil)
	p.ivan.does("end", nil)
	over(t, olga)
}
