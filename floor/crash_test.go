package floor

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"gudok/base/journal/faulty"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// A crasher kills processes of a floor that keeps its promises itself, at random points between
// a caller's hang-up and the closing of his promise, and notes from outside what happened on
// the telephone: it outlives all processes.
type crasher struct {
	*world

	mu       sync.Mutex
	rung     map[string][]time.Time // people whom we called: when
	accepted map[id.Leg]bool        // people to whom a process said that it has them
	sick     map[string]int         // faults, by what they do
	moods    *rand.Rand             // of people and agents whose telephones ring
}

const (
	// crashGap is less than any wait between two calls to one person: busyMS, RestMS of core/dial.
	crashGap = 29 * time.Second
	// crashWait is the first wait of all promises in this world.
	crashWait = 40_000
)

func crashes(t *testing.T) int {
	if s := os.Getenv("GUDOK_CRASHES"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("GUDOK_CRASHES: %v", err)
		}
		return n
	}
	if testing.Short() {
		return 50 // under the race detector time is dear
	}
	return 1000
}

// keeping is the shop whose floor calls people back, one line agent first and one customer first.
func keeping() []core.Input {
	all := shop()
	for i, in := range all {
		if l, ok := in.(core.LineSet); ok {
			l.Returns = &core.Returns{CustomerFirst: l.ID == "lin_clinic"}
			l.ReturnMS = []int64{crashWait, 60_000, 120_000}
			all[i] = l
		}
	}
	return all
}

// answers is what people and agents do when their telephones ring.
func (k *crasher) answers(c voice.Invite) time.Duration {
	k.mu.Lock()
	defer k.mu.Unlock()
	if c.To.Number == "" {
		return []time.Duration{time.Second, 3 * time.Second, 3 * time.Second, 0}[k.moods.IntN(4)]
	}
	who := string(c.To.Tenant) + " " + c.Digits // one client's calls are not another's
	k.rung[who] = append(k.rung[who], time.Now())
	switch k.moods.IntN(8) {
	case 0: // lets it ring
		return 0
	case 1: // calls us at that very moment
		ours, number := c.Leg, c.Digits
		time.AfterFunc(time.Second, func() {
			his := k.phones.ring(number, "+380441111111")
			time.AfterFunc(20*time.Second, func() { k.phones.hangUp(his) })
		})
		time.AfterFunc(90*time.Second, func() { k.phones.hangUp(ours) })
		return 0
	case 2:
		leg := c.Leg
		time.AfterFunc(time.Second, func() {
			k.phones.now(leg, func(l *phoneLeg) voice.Event {
				return voice.Ended{Leg: l.id, N: l.n, Cause: voice.CauseBusy, Code: 486}
			})
		})
		return 0
	default:
		leg := c.Leg
		time.AfterFunc(time.Duration(5+k.moods.IntN(30))*time.Second, func() { k.phones.hangUp(leg) })
		return time.Duration(1+k.moods.IntN(6)) * time.Second
	}
}

// phoneLeg is a leg where the name is taken.
type phoneLeg = leg

// arm decides how the next process ends: at one of its next writes, or in the middle of
// whatever it does.
func (k *crasher) arm() (deadline time.Duration) {
	after := 1 + k.chance.IntN(25)
	fault := []faulty.Fault{faulty.DieBefore, faulty.DieAfter, faulty.DieBefore, faulty.DieAfter, faulty.Unknown, faulty.Refuse}[k.chance.IntN(6)]
	k.set = func(w *world, _ *Options) {
		r := rand.New(rand.NewPCG(w.chance.Uint64(), 6))
		w.store.Next = func(n int) faulty.Fault {
			k.mu.Lock()
			defer k.mu.Unlock()
			dies := fault == faulty.DieBefore || fault == faulty.DieAfter
			if n == after || n > after && !dies && r.IntN(2) == 0 {
				k.sick[fmt.Sprint(fault)]++
				return fault
			}
			return faulty.None
		}
	}
	return time.Duration(500+k.chance.IntN(30_000)) * time.Millisecond
}

// live lets people ring and give up until the process is dead.
func (k *crasher) live(deadline time.Duration) {
	for begun := time.Now(); !k.process.Dead(); {
		if time.Since(begun) > deadline {
			k.process.Kill()
			return
		}
		if k.chance.IntN(3) == 0 {
			number := fmt.Sprintf("+38050111%04d", k.chance.IntN(60))
			leg := k.phones.ring(number, []string{"+380441111111", "+380442222222"}[k.chance.IntN(2)])
			time.AfterFunc(time.Duration(k.chance.IntN(8_000))*time.Millisecond, func() { k.phones.hangUp(leg) })
		}
		pass(time.Duration(200+k.chance.IntN(4_000)) * time.Millisecond)
	}
}

// noted remembers to whom the process that has just died had said that it has them.
func (k *crasher) noted() {
	for _, c := range did[voice.Accept](k.phones) {
		k.accepted[c.Leg] = true
	}
	k.phones.mu.Lock()
	k.phones.commands = nil
	k.phones.mu.Unlock()
}

// TestCrashesBetweenHangUpAndClosedLoseNobodyAndDialNobodyTwice is reliability.md row 6. How
// often: GUDOK_CRASHES.
func TestCrashesBetweenHangUpAndClosedLoseNobodyAndDialNobodyTwice(t *testing.T) {
	n := crashes(t)
	bubble(t, func(t *testing.T, w *world) {
		k := &crasher{world: w, rung: map[string][]time.Time{}, accepted: map[id.Leg]bool{}, sick: map[string]int{},
			moods: rand.New(rand.NewPCG(3, 4))}
		w.settings, w.phones.answer = keeping(), k.answers
		for i := range n {
			deadline := k.arm()
			k.start()
			select {
			case <-k.floor.Ready():
			case <-k.floor.done: // it died while it came back
				k.die()
				continue
			}
			if i == 0 {
				if err := k.floor.Configure(t.Context(), k.settings...); err != nil {
					t.Fatal(err)
				}
			}
			if i < 2 {
				k.phones.up(id.Device(fmt.Sprint("dev_", i+1)))
			}
			for _, a := range []id.Agent{"agt_olga", "agt_ivan"} { // who was paused for letting it ring comes back
				_ = k.floor.Ask(t.Context(), core.AgentForced{Agent: a, Presence: "online"})
			}
			k.live(deadline)
			k.die()
			k.noted()
			if i%50 == 49 {
				pass(6 * time.Hour)
			}
		}
		k.set = nil
		k.phones.answer = k.takes
		k.start()
		<-k.floor.Ready()
		k.settle()
		k.noted()
		k.judge(n)
		k.end()
	})
}

// takes is what they do in the end: everybody talks.
func (k *crasher) takes(c voice.Invite) time.Duration {
	if c.To.Number != "" {
		leg := c.Leg
		time.AfterFunc(20*time.Second, func() { k.phones.hangUp(leg) })
	}
	return time.Second
}

// settle lets the last process keep what was promised.
func (k *crasher) settle() {
	k.t.Helper()
	for range 200 {
		for _, a := range []id.Agent{"agt_olga", "agt_ivan"} {
			_ = k.floor.Ask(k.t.Context(), core.AgentForced{Agent: a, Presence: "online"})
		}
		pass(10 * time.Minute)
		if k.line("lin_shop").Promises+k.line("lin_clinic").Promises == 0 && k.phones.count() == 0 {
			break
		}
	}
	pass(24 * time.Hour) // and a night in which the law is looked at
	if l := k.floor.Law(); !l.OK || l.Open != 0 || l.Opened == 0 {
		k.t.Errorf("the law in the end: %+v", l)
	}
}

// judge compares what the facts tell with what was seen from outside.
func (k *crasher) judge(n int) {
	k.t.Helper()
	calls, heads := facts[fact.CallCreated](k.world)
	of := map[id.Leg]id.Call{}
	for i, c := range calls {
		of[c.Leg] = heads[i].Call
	}
	served := k.served()
	for leg := range k.accepted {
		if c := of[leg]; c == "" || !served[c] {
			k.t.Errorf("the caller on %s was told that he is here and is forgotten: call %q", leg, c)
		}
	}
	twice := 0
	for number, at := range k.rung {
		for i := 1; i < len(at); i++ {
			if at[i].Sub(at[i-1]) < crashGap {
				twice++
				k.t.Errorf("%s was called at %v and %v after it", number, at[i-1], at[i].Sub(at[i-1]))
			}
		}
	}
	for leg, times := range k.phones.invited {
		if times > 1 {
			k.t.Errorf("%s was rung %d times", leg, times)
		}
	}
	k.attempts()
	closed, _ := facts[fact.PromiseClosed](k.world)
	reasons := map[string]int{}
	for _, c := range closed {
		reasons[c.Reason]++
	}
	k.t.Logf("%d crashes, %d callers told that they are here, %d promises closed %v, %d people called, faults %v, %d inputs",
		n, len(k.accepted), len(closed), reasons, len(k.rung), k.sick, k.floor.seq)
}

// served are the calls whose caller has talked, was promised a call, or was told goodbye.
func (k *crasher) served() map[id.Call]bool {
	k.t.Helper()
	calls := map[id.Call]bool{}
	_, talked := facts[fact.CallAnswered](k.world)
	_, opened := facts[fact.PromiseOpened](k.world)
	_, again := facts[fact.PromiseMissedAgain](k.world)
	for _, e := range append(append(talked, opened...), again...) {
		calls[e.Call] = true
	}
	return calls
}

// attempts: of all attempts at one number no two are live at a time, each rings the person once
// at most, and after one whose outcome nobody knows the number rests for the lease.
func (k *crasher) attempts() {
	k.t.Helper()
	type state struct {
		attempt id.Attempt
		call    id.Call
		rung    int
		free    int64
	}
	opened, heads := facts[fact.PromiseOpened](k.world)
	number := map[id.Promise]id.Number{}
	for i, o := range opened {
		number[heads[i].Promise] = o.Number
	}
	numbers, inCall := map[id.Number]*state{}, map[id.Call]*state{}
	began, ended, unknown := 0, 0, 0
	for _, e := range allFacts(k.world) {
		n := number[e.Promise]
		if numbers[n] == nil {
			numbers[n] = &state{}
		}
		s := numbers[n]
		switch {
		case fact.Is[fact.AttemptStarted](e):
			began++
			a, _ := fact.Open[fact.AttemptStarted](e)
			if s.attempt != "" || e.At < s.free {
				k.t.Errorf("%s is dialled in %s while %s is on, or %d ms too early", n, a.Attempt, s.attempt, s.free-e.At)
			}
			s.attempt, s.call, s.rung = a.Attempt, e.Call, 0
			inCall[e.Call] = s
		case fact.Is[fact.LegInvited](e):
			l, _ := fact.Open[fact.LegInvited](e)
			if s := inCall[e.Call]; l.Number != "" && s != nil {
				if s.rung++; s.rung > 1 || s.attempt == "" {
					k.t.Errorf("in attempt %q the person is rung %d times", s.attempt, s.rung)
				}
			}
		case fact.Is[fact.AttemptEnded](e):
			ended++
			if a, _ := fact.Open[fact.AttemptEnded](e); a.Outcome == "interrupted" {
				unknown++
				s.free = e.At + 120_000
			}
			s.attempt = ""
		}
	}
	if began != ended || began == 0 || unknown == 0 {
		k.t.Errorf("%d attempts began, %d ended, %d with an outcome that nobody knows", began, ended, unknown)
	}
	k.t.Logf("%d attempts, %d of them with an outcome that nobody knows", began, unknown)
}

// allFacts are all facts, oldest first.
func allFacts(w *world) (list []fact.Envelope) {
	w.t.Helper()
	for seq := uint64(0); ; {
		page, err := w.sql.After(w.t.Context(), seq, 5000)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(page) == 0 {
			return list
		}
		list = append(list, page...)
		seq = page[len(page)-1].Seq
	}
}
