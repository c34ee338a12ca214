package floor

import (
	"context"
	"time"

	"gudok/base/journal"
	"gudok/fact"
	"gudok/id"
)

// Formula names how the service level is computed (product.md 5.4): answered within the
// target / (came to an end of their waiting - abandoned within the short limit). Who still
// waits is in progress and counts neither way.
const Formula = "SL-E"

// Today is one line's day so far, a fold over facts since local midnight of the house.
type Today struct {
	Enqueued  int      `json:"enqueued"`
	Answered  int      `json:"answered"`
	InTarget  int      `json:"in_target"`
	Abandoned int      `json:"abandoned"` // with the short ones
	Short     int      `json:"short"`
	ASAms     int64    `json:"asa_ms"`  // mean wait of the answered, 0 when there are none
	Level     *float64 `json:"level"`   // 0 to 1; null: nobody's waiting has ended yet
	Formula   string   `json:"formula"` // of Level
}

// sums are what Today is computed from. They add up over lines.
type sums struct {
	enqueued, answered, inTarget, abandoned, short, left int
	waitedMS                                             int64 // of the answered
}

func (s *sums) add(o sums) {
	s.enqueued += o.enqueued
	s.answered += o.answered
	s.inTarget += o.inTarget
	s.abandoned += o.abandoned
	s.short += o.short
	s.left += o.left
	s.waitedMS += o.waitedMS
}

// counted is how many people the level is computed from.
func (s *sums) counted() int { return s.answered + s.left - s.short }

// level is SL-E, nil while there is nothing to divide by.
func (s *sums) level() *float64 {
	n := s.counted()
	if n <= 0 {
		return nil
	}
	l := float64(s.inTarget) / float64(n)
	return &l
}

func (s *sums) today() Today {
	t := Today{Enqueued: s.enqueued, Answered: s.answered, InTarget: s.inTarget, Abandoned: s.abandoned,
		Short: s.short, Level: s.level(), Formula: Formula}
	if s.answered > 0 {
		t.ASAms = s.waitedMS / int64(s.answered)
	}
	return t
}

// A tally is what one fact says of an item's waiting.
type tally struct {
	at     int64
	line   id.Line
	item   id.Item
	what   waited
	waited int64 // ms, of the answered
}

// waited is what became of somebody's waiting.
type waited int

const (
	began waited = iota
	ended        // for another reason than those below
	answered
	abandoned
	abandonedSoon // within the line's short limit
	askedBack     // to be called, in his turn
)

// tallied is what a fact says; false: nothing. Calls that we make to keep a promise never
// wait in a line.
func tallied(at int64, h fact.Head, f fact.Fact) (tally, bool) {
	t := tally{at: at, line: h.Line, item: h.Item}
	switch f := f.(type) {
	case fact.ItemEnqueued:
		if t.what = began; f.Consult {
			return t, false // a colleague's question is no caller
		}
	case fact.ItemConnected:
		t.what, t.waited = answered, f.WaitedMS
	case fact.ItemLeft:
		switch {
		case f.Reason == "callback_requested":
			t.what, t.waited = askedBack, f.WaitedMS
		case f.Reason == "abandoned" && f.Short:
			t.what = abandonedSoon
		case f.Reason == "abandoned":
			t.what = abandoned
		default:
			t.what = ended
		}
	default:
		return t, false
	}
	return t, h.Promise == ""
}

// A day is the figures since midnight. An item counts in the day and the line in which it
// began to wait.
type day struct {
	zone    *time.Location
	begin   int64 // ms UTC of the midnight
	end     int64 // of the next
	lines   map[id.Line]*sums
	waiting map[id.Item]id.Line // who began to wait today and still does
}

// turn begins a new day when the moment is past the old one, and reports whether it did.
func (d *day) turn(now int64) bool {
	if now < d.end {
		return false
	}
	y, m, dd := time.UnixMilli(now).In(d.zone).Date()
	d.begin = time.Date(y, m, dd, 0, 0, 0, 0, d.zone).UnixMilli()
	d.end = time.Date(y, m, dd+1, 0, 0, 0, 0, d.zone).UnixMilli()
	d.lines, d.waiting = map[id.Line]*sums{}, map[id.Item]id.Line{}
	return true
}

// add counts what became of an item. target is its line's, ms.
func (d *day) add(t tally, target int64) {
	if t.at < d.begin {
		return
	}
	if t.what == began {
		d.waiting[t.item] = t.line
		d.line(t.line).enqueued++
		return
	}
	line, waits := d.waiting[t.item]
	if !waits {
		return
	}
	delete(d.waiting, t.item)
	s := d.line(line)
	switch t.what {
	case answered:
		s.answered++
		s.waitedMS += t.waited
		if t.waited <= target {
			s.inTarget++
		}
		return
	case abandonedSoon:
		s.short++
		s.abandoned++
	case abandoned:
		s.abandoned++
	case askedBack: // before the target this counts neither way (product.md 5.4)
		if t.waited <= target {
			return
		}
	case began, ended:
	}
	s.left++
}

func (d *day) line(l id.Line) *sums {
	s := d.lines[l]
	if s == nil {
		s = &sums{}
		d.lines[l] = s
	}
	return s
}

func (d *day) of(l id.Line) sums {
	if s := d.lines[l]; s != nil {
		return *s
	}
	return sums{}
}

// recallPage is how many facts one question brings back.
const recallPage = 2000

// recall folds the facts since midnight up to the number last.
func (d *day) recall(ctx context.Context, sql *journal.SQL, last uint64, target func(id.Line) int64) error {
	first, err := sql.FirstAt(ctx, d.begin, last)
	if err != nil {
		return err
	}
	return d.fold(ctx, sql, first-1, last, target)
}

// fold counts the facts after one number up to another.
func (d *day) fold(ctx context.Context, sql *journal.SQL, after, last uint64, target func(id.Line) int64) error {
	types := [3]string{fact.ItemEnqueued{}.FactType(), fact.ItemConnected{}.FactType(), fact.ItemLeft{}.FactType()}
	for after < last {
		page, err := sql.OfTypes(ctx, types, after, last, recallPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, e := range page {
			if t, ok := retold(e); ok {
				d.add(t, target(t.line))
			}
		}
		after = page[len(page)-1].Seq
	}
	return nil
}

// retold is tallied of a stored fact.
func retold(e fact.Envelope) (tally, bool) {
	var f fact.Fact
	var err error
	switch e.Type {
	case fact.ItemEnqueued{}.FactType():
		f, err = fact.Open[fact.ItemEnqueued](e)
	case fact.ItemConnected{}.FactType():
		f, err = fact.Open[fact.ItemConnected](e)
	case fact.ItemLeft{}.FactType():
		f, err = fact.Open[fact.ItemLeft](e)
	}
	if f == nil || err != nil {
		return tally{}, false
	}
	return tallied(e.At, e.Head, f)
}
