package sim

import (
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"gudok/core"
)

// seed is 1, or what GUDOK_SEED says, to see a failure again.
func seed(t *testing.T) uint64 {
	t.Helper()
	s := os.Getenv("GUDOK_SEED")
	if s == "" {
		return 1
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatalf("GUDOK_SEED: %v", err)
	}
	return n
}

// worldHours is how long each world lives: long enough for what takes a day, short enough
// that a failure is seen again soon.
const worldHours = 50

// worlds is how many of them make the long proof: a thousand hours, GUDOK_SIM_HOURS of them,
// or one short world.
func worlds(t *testing.T) (n int, hours int64) {
	t.Helper()
	if testing.Short() {
		return 1, 20
	}
	total := 1000
	if s := os.Getenv("GUDOK_SIM_HOURS"); s != "" {
		var err error
		if total, err = strconv.Atoi(s); err != nil {
			t.Fatalf("GUDOK_SIM_HOURS: %v", err)
		}
	}
	return max(total/worldHours, 1), worldHours
}

// TestThousandHours is the long proof: worlds of fifty hours each, with everything going
// wrong that can, and settings changed under load; every fourth has too few agents. A failure
// names the seed of its world; GUDOK_SEED begins there.
func TestThousandHours(t *testing.T) {
	n, hours := worlds(t)
	var sum Tally
	first := seed(t)
	tallies, errs := make([]Tally, n), make([]error, n)
	var all sync.WaitGroup
	free := make(chan bool, runtime.GOMAXPROCS(0))
	for i := range n {
		all.Add(1)
		free <- true
		go func() {
			defer func() { <-free; all.Done() }()
			tallies[i], errs[i] = live(first+uint64(i), hours)
		}()
	}
	all.Wait()
	for i := range n {
		if errs[i] != nil {
			t.Error(errs[i])
		}
		sum.Add(tallies[i])
	}
	if t.Failed() {
		return
	}
	t.Logf("seeds %d to %d: %+v", first, first+uint64(n)-1, sum)
	if testing.Short() {
		return
	}
	// A world in which little goes wrong proves little.
	for _, how := range []string{
		"item answered", "item abandoned", "item left_in_menu", "item served_by_menu", "item voicemail", "item closed_now", "item reclaimed",
		"offer accepted", "offer declined", "offer no_answer", "offer unreachable", "offer rescinded",
		"attempt talked", "attempt no_answer", "attempt busy", "attempt invalid", "attempt failed", "attempt agent_lost", "attempt interrupted",
		"item failed restart", "item failed panic", "item failed removed", "item failed media_lost",
		"item overflowed", "item sent_outside", "item callback_requested", "item failed own_telephone",
		"transfer to line", "transfer to agent", "transfer outside", "transfer warm", "transfer taken_over", "item sent_outside", "item cancelled",
		"returned declined", "returned no_answer", "returned unreachable", "returned busy", "returned invalid",
		"consult connected", "consult back", "consult left", "consult over", "consult declined", "consult no_answer", "consult agent_lost", "conference",
		"ear listen", "ear whisper", "ear barge", "ear closed left", "ear closed over", "ear closed taken_over", "ear closed restart", "hold late",
		"promise talked", "promise caller_reached_us", "promise wrong_number", "presence pause system",
		"promise dnc", "promise cancelled_by_caller", "promise unreachable", "attempt crossed",
		"by longest_idle", "by most_skilled", "by least_occupied", "by fewest_contacts", "by least_talk", "by round_robin", "by top_down",
		"by random_weighted", "by ring_all", "by ring_progressively", "by sticky", "by hand", "by agreed", "by dialled",
		"turn hand", "turn strict", "turn starving", "turn slack", "turn shares", "presence on_demand", "presence draining",
		"item max_wait", "item queue_full", "item rejected_blocked", "item transferred_by_supervisor",
	} {
		if sum.Ends[how] == 0 {
			t.Errorf("in all these hours there was no %q", how)
		}
	}
}

// live lets one world live and end.
func live(seed uint64, hours int64) (Tally, error) {
	opt := Options{Seed: seed, Size: Standard()}
	if seed%4 == 0 {
		opt.Size.Agents = 24
	}
	w := New(opt)
	if err := w.Run(hours * hour); err != nil {
		return w.Tally(), err
	}
	return w.Tally(), w.Close()
}

func TestTheSameSeedIsTheSameCentre(t *testing.T) {
	run := func(s uint64) (said uint64, state [32]byte) {
		w := New(Options{Seed: s})
		if err := w.Run(5 * hour); err != nil {
			t.Fatal(err)
		}
		return w.Tally().Rolling, w.State().Hash()
	}
	s := seed(t)
	a, ha := run(s)
	b, hb := run(s)
	if a != b || ha != hb {
		t.Errorf("seed %d twice: %x %x and %x %x", s, a, ha, b, hb)
	}
	if c, hc := run(s + 1); c == a || hc == ha {
		t.Errorf("seeds %d and %d are the same centre", s, s+1)
	}
}

// TestAReplayedDayIsTheSameDay steps the inputs of a world again and comes to the same
// state, whether in one go or over snapshots at odd moments.
func TestAReplayedDayIsTheSameDay(t *testing.T) {
	type told struct {
		now int64
		seq uint64
		in  core.Input
	}
	var day []told
	w := New(Options{Seed: seed(t), Tap: func(now int64, seq uint64, in core.Input) { day = append(day, told{now, seq, in}) }})
	if err := w.Run(3 * hour); err != nil {
		t.Fatal(err)
	}
	for _, every := range []int{0, 997} {
		s := core.New()
		var out core.Out
		for i, x := range day {
			out.Reset()
			s.Step(x.now, x.seq, x.in, &out)
			if every > 0 && i%every == 0 {
				var err error
				if s, err = core.Decode(s.Encode()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if s.Hash() != w.State().Hash() {
			t.Errorf("replayed with snapshots every %d inputs: another state", every)
		}
	}
}

// BenchmarkHour is an hour of the standard size, phone and people and checks included.
func BenchmarkHour(b *testing.B) {
	for b.Loop() {
		w := New(Options{Seed: 1})
		if err := w.Run(hour); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(w.Tally().Inputs), "ns/input")
	}
}
