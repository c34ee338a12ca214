package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"gudok/base/db"
	"gudok/base/journal"
	"gudok/base/problem"
	"gudok/core"
	"gudok/floor/replay"
	"gudok/id"
)

// ReplayOptions say which day is lived again.
type ReplayOptions struct {
	Data  string // a server may work in it: it is only read
	DB    string // PostgreSQL in place of the folder's files
	Day   string // 2026-11-20, in Zone
	At    string // 14:07 or 14:07:30; "": the whole day
	Marks bool   // tell of each mark
	Zone  *time.Location
	Out   io.Writer

	as string // tests have PostgreSQL schemas of their own
}

// ErrNotAsRecorded is the end of a replay that came upon a difference.
var ErrNotAsRecorded = errors.New("the day is not what was recorded; see above")

// Replay lives a recorded day again through the core of this program and holds it to what was
// written. It changes nothing.
func Replay(ctx context.Context, o ReplayOptions) error {
	if o.Zone == nil {
		o.Zone = time.Local
	}
	from, to, err := o.span()
	if err != nil {
		return err
	}
	d, err := o.open(ctx)
	if err != nil {
		return err
	}
	defer d.Close()
	r := &replaying{ReplayOptions: o, sql: journal.NewSQL(d, id.Main), begun: time.Now()}
	fmt.Fprintf(o.Out, "%s to %s, %s\n", r.moment(from), r.moment(to), o.Zone)
	rep, err := replay.Compare(ctx, r.sql, replay.Options{From: from, To: to - 1, GoingOn: r.goingOn})
	if replay.IsNothing(err) {
		return r.fold(ctx, to-1, "neither the inputs of that day nor a state before it are kept")
	}
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	return r.tell(ctx, rep, to-1)
}

// span is the time that was asked for, ms UTC; its end is not a part of it.
func (o ReplayOptions) span() (from, to int64, err error) {
	day, err := time.ParseInLocation(time.DateOnly, o.Day, o.Zone)
	if err != nil {
		return 0, 0, fmt.Errorf("--day %s: a day is written like 2026-11-20", o.Day)
	}
	y, m, d := day.Date()
	from, to = day.UnixMilli(), time.Date(y, m, d+1, 0, 0, 0, 0, o.Zone).UnixMilli()
	if o.At == "" {
		return from, to, nil
	}
	at, err := time.Parse(time.TimeOnly, o.At)
	if err != nil {
		at, err = time.Parse("15:04", o.At)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("--at %s: a time is written like 14:07 or 14:07:30", o.At)
	}
	// By the clock on the wall: on the day of a change of the clocks it is not midnight plus.
	return from, time.Date(y, m, d, at.Hour(), at.Minute(), at.Second(), 0, o.Zone).UnixMilli() + 1, nil
}

func (o ReplayOptions) open(ctx context.Context) (*db.DB, error) {
	d, err := db.OpenToRead(ctx, db.Options{Dir: o.Data, URL: o.DB, Schema: db.Floor, As: o.as})
	where := "--data " + o.Data
	if o.DB != "" {
		where = "--db"
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no gudok has worked there: %w", where, err)
	case problem.Is(err, "data.older"):
		return nil, fmt.Errorf("%s: it is of an older gudok; start a server of this version there once", where)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	return d, nil
}

// replaying is a Replay that is on.
type replaying struct {
	ReplayOptions
	sql   *journal.SQL
	begun time.Time
	told  time.Time
}

const (
	// tellEvery is how often a long replay says where it is.
	tellEvery = 2 * time.Second
	second    = "2006-01-02 15:04:05"
)

func (r *replaying) moment(ms int64) string { return time.UnixMilli(ms).In(r.Zone).Format(second) }

func (r *replaying) goingOn(inputs int, at int64) {
	if now := time.Now(); now.Sub(cmpTime(r.told, r.begun)) >= tellEvery {
		r.told = now
		fmt.Fprintf(r.Out, "      %s, %d inputs\n", r.moment(at), inputs)
	}
}

func cmpTime(a, b time.Time) time.Time {
	if a.IsZero() {
		return b
	}
	return a
}

// tell says what became of the day.
func (r *replaying) tell(ctx context.Context, rep *replay.Report, at int64) error {
	took := max(time.Since(r.begun), time.Millisecond)
	if rep.Empty {
		fmt.Fprintln(r.Out, "      begins with the first input of all")
	} else {
		fmt.Fprintf(r.Out, "      begins with the state after input %d, %s, of version %d\n", rep.Seq, r.moment(rep.At), rep.Version)
	}
	if rep.Inputs == 0 {
		fmt.Fprintln(r.Out, "      nothing was heard in that time")
	} else {
		lived := time.Duration(rep.LastAt-rep.At) * time.Millisecond
		fmt.Fprintf(r.Out, "      %d inputs to %s lived again in %s: %.0f inputs/s, %.0f times as fast as life; %d starts\n", rep.Inputs,
			r.moment(rep.LastAt), took.Round(10*time.Millisecond), float64(rep.Inputs)/took.Seconds(), lived.Seconds()/took.Seconds(), rep.Restarts)
	}
	for _, d := range rep.Damaged {
		fmt.Fprintf(r.Out, "BAD   inputs %d to %d, stored together, are not what was written\n", d.First, d.Last)
	}
	if len(rep.Damaged) == 0 {
		fmt.Fprintln(r.Out, "ok    the inputs are what was written")
	}
	if rep.Skipped > 0 {
		fmt.Fprintf(r.Out, "      %d inputs were passed over then and now: the core could not take them\n", rep.Skipped)
	}
	bad := len(rep.Damaged) > 0
	if rep.Sure() {
		bad = r.tellSure(rep) || bad
	} else if err := r.tellOther(ctx, rep, at); err != nil {
		return err
	}
	if r.At != "" && rep.Differs == nil {
		show(r.Out, rep.Walk.State.Lines(at), rep.Walk.State.Agents(), rep.Walk.State.Calls(), at)
	}
	if bad {
		return ErrNotAsRecorded
	}
	return nil
}

// tellSure tells of a day that this version of the core decided: all must be equal.
func (r *replaying) tellSure(rep *replay.Report) (bad bool) {
	r.tellMarks(rep.Marks)
	f := rep.Differs
	if f == nil {
		fmt.Fprintf(r.Out, "ok    %d facts are said again as they were, among them all %d offers\n", rep.Facts, rep.Offers)
		return false
	}
	switch f.What {
	case replay.Silent:
		fmt.Fprintf(r.Out, "BAD   the state is another at %s after input %d; it was the same before input %d\n", r.moment(f.At), f.To, f.Seq)
	case replay.Broken:
		fmt.Fprintf(r.Out, "BAD   input %d, %s, cannot be taken again: %s\n", f.Seq, r.precise(f.At), f.Why)
	default:
		fmt.Fprintf(r.Out, "BAD   input %d, %s, %s leads to another thing\n", f.Seq, f.Kind, r.precise(f.At))
		r.tellBoth(f)
	}
	if len(f.Parts) > 0 {
		fmt.Fprintf(r.Out, "      the state differs in: %s\n", strings.Join(f.Parts, ", "))
	}
	return true
}

func (r *replaying) precise(ms int64) string {
	return time.UnixMilli(ms).In(r.Zone).Format(second + ".000")
}

func (r *replaying) tellBoth(f *replay.Difference) {
	fmt.Fprintf(r.Out, "      recorded: %s\n      now:      %s\n", cmp.Or(f.Was, "nothing"), cmp.Or(f.Now, "nothing"))
}

// tellMarks says for each hour, or each mark, whether the state has the recorded hash.
func (r *replaying) tellMarks(marks []replay.Marked) {
	equal := map[bool]string{true: "ok    ", false: "BAD   "}
	if r.Marks {
		for _, m := range marks {
			fmt.Fprintf(r.Out, "%sstate after input %d, %s %s\n", equal[m.Equal], m.Seq, r.moment(m.At), strings.Join(m.Parts, ", "))
		}
		return
	}
	for i := 0; i < len(marks); {
		hour, n, good := r.moment(marks[i].At)[:len("2006-01-02 15")], 0, 0
		for ; i < len(marks) && strings.HasPrefix(r.moment(marks[i].At), hour); i++ {
			if n++; marks[i].Equal {
				good++
			}
		}
		fmt.Fprintf(r.Out, "%s%s h: %d of %d hashes of the state are the recorded ones\n", equal[n == good], hour, good, n)
	}
}

// tellOther tells of a day that another version of the core decided: its facts stand, and what
// this version would decide otherwise is named.
func (r *replaying) tellOther(ctx context.Context, rep *replay.Report, at int64) error {
	versions := make([]string, len(rep.Versions))
	for i, v := range rep.Versions {
		versions[i] = fmt.Sprint(v)
	}
	fmt.Fprintf(r.Out, "      decided by version %s of the core, this is %d: the facts stand\n", strings.Join(versions, ", "), core.Version)
	f := rep.Differs
	switch {
	case f == nil:
		fmt.Fprintf(r.Out, "ok    this version would decide the same, %d offers of %d\n", rep.Offers, rep.Offers)
		return nil
	case f.What == replay.Broken:
		fmt.Fprintf(r.Out, "      this version cannot take input %d, %s: %s\n", f.Seq, r.precise(f.At), f.Why)
	default:
		fmt.Fprintf(r.Out, "      the first decision that would differ now, after %d offers: input %d, %s, %s\n", max(rep.Offers-1, 0), f.Seq, f.Kind, r.precise(f.At))
		r.tellBoth(f)
	}
	if r.At == "" {
		return nil
	}
	return r.fold(ctx, at, "from the facts")
}

// fold shows the floor as the facts tell it.
func (r *replaying) fold(ctx context.Context, at int64, why string) error {
	fmt.Fprintf(r.Out, "      %s\n", why)
	head, err := r.sql.Head(ctx)
	if err != nil {
		return err
	}
	next, err := r.sql.FirstAt(ctx, at+1, head.Fact)
	if err != nil {
		return err
	}
	f, err := replay.FoldBefore(ctx, r.sql, at, head.Fact)
	if err != nil {
		return err
	}
	if err := f.Follow(ctx, r.sql, next-1); err != nil {
		return err
	}
	if f.At == 0 {
		return errors.New("nothing was recorded on that day or the day before")
	}
	fmt.Fprintf(r.Out, "ok    the facts up to %s are there, decided by version %d of the core\n", r.moment(f.At), f.Version())
	if r.At != "" {
		show(r.Out, f.Lines(), f.Agents(), f.Calls(), at)
	}
	return nil
}

// show writes a floor in lines of text: who waits where, who is where.
func show(out io.Writer, lines []core.LineView, agents []core.AgentView, calls []core.CallView, at int64) {
	ago := func(since int64) string {
		if since == 0 {
			return "-"
		}
		return (time.Duration(at-since) * time.Millisecond).Round(time.Second).String()
	}
	fmt.Fprintf(out, "\nlines\n")
	for _, l := range lines {
		fmt.Fprintf(out, "  %-34s %3d waiting, longest %-8s %3d talking\n", l.Line, l.Waiting, ago(l.Longest), l.Talking)
	}
	fmt.Fprintf(out, "agents\n")
	for _, a := range agents {
		if a.Presence.State == "offline" && a.Slot.State == "idle" {
			continue
		}
		fmt.Fprintf(out, "  %-34s %-8s %-12s %-10s %s %s\n", a.Agent, a.Presence.State, a.Presence.Reason, a.Slot.State, ago(max(a.Slot.Since, a.Presence.Since)), a.Call)
	}
	fmt.Fprintf(out, "calls\n")
	for _, c := range calls {
		state := "-"
		if n := len(c.Parts); n > 0 {
			state = c.Parts[n-1].State + " " + ago(c.Parts[n-1].At)
		}
		fmt.Fprintf(out, "  %-34s %-34s %-20s %s\n", c.Call, c.Line, state, c.Agent)
		for _, e := range c.Ears {
			fmt.Fprintf(out, "    %s listens (%s) since %s\n", e.By, e.Mode, ago(e.Since))
		}
	}
}
