package floor

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"
	"time"

	"gudok/base/db"
	"gudok/base/journal"
	"gudok/base/journal/faulty"
	"gudok/core"
	"gudok/id"
	"gudok/voice"
)

// BenchmarkQueuedCall lets calls arrive at 100 a second, be answered by one of 60 desk
// phones, talk for 300 ms and end, on a real file with synchronous=FULL. It reports the
// processor time of the whole process for each call (the invented telephones are in it),
// commits for each call, and how long a call's way to its agent takes: from Post of the
// arrival to the command to ring.
func BenchmarkQueuedCall(b *testing.B) {
	const agents = 60
	d, err := db.Open(b.Context(), db.Options{Schema: db.Floor, Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	w := &world{t: nil, db: d, sql: journal.NewSQL(d, id.Main), chance: rand.New(rand.NewPCG(1, 2)), platter: new(faulty.Platter)}
	w.phones = &phones{world: w, legs: map[id.Leg]*leg{}, invited: map[id.Leg]int{}}
	w.phones.answer = func(voice.Invite) time.Duration { return 50 * time.Millisecond }
	commits := 0
	w.set = func(w *world, _ *Options) {
		w.store.Next = func(n int) faulty.Fault { commits = n; return faulty.None }
	}
	w.settings = []core.Input{
		core.LineSet{Line: core.Line{ID: "lin_shop", Tenant: "ten_shop", Skill: "skl_all", WrapMS: -1}},
		core.DIDSet{DID: core.DID{ID: "did_shop", Tenant: "ten_shop", Line: "lin_shop"}},
	}
	for i := range agents {
		w.settings = append(w.settings, core.AgentSet{Agent: core.Agent{ID: id.Agent(fmt.Sprint("agt_", i)),
			Desk: id.Device(fmt.Sprint("dev_", i)), Skills: []core.SkillLevel{{Skill: "skl_all", Level: 1}}}})
	}
	w.start()
	<-w.floor.Ready()
	if err := w.floor.Configure(b.Context(), w.settings...); err != nil {
		b.Fatal(err)
	}
	for i := range agents {
		dev := id.Device(fmt.Sprint("dev_", i))
		w.phones.up(dev)
		if err := w.floor.Ask(b.Context(), core.ShiftStarted{Agent: id.Agent(fmt.Sprint("agt_", i)), Device: dev}); err != nil {
			b.Fatal(err)
		}
	}
	w.phones.arrivals = map[string]time.Time{}
	seq, was, start := w.floor.seq, commits, processor(b)
	pace := time.NewTicker(10 * time.Millisecond)
	for i := 0; b.Loop(); i++ {
		<-pace.C
		c := w.phones.ring(fmt.Sprintf("+380501%06d", i), "+380441111111")
		time.AfterFunc(500*time.Millisecond, func() { w.phones.hangUp(c) })
	}
	pace.Stop()
	end := make(chan bool)
	time.AfterFunc(time.Second, func() { close(end) })
	<-end
	n := float64(b.N)
	b.ReportMetric(float64(processor(b)-start)/1e6/n, "cpu-ms/call")
	b.ReportMetric(float64(commits-was)/n, "commits/call")
	slices.Sort(w.phones.ways)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(w.phones.ways[len(w.phones.ways)*p/100])/1e6, fmt.Sprint("ms-way-p", p))
	}
	if err := w.stop(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(w.floor.seq-seq)/n, "inputs/call")
}

// processor is the processor time of this process.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
