package promise

import (
	"cmp"
	"context"
	"log/slog"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/base/reader"
	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// Options of the room.
type Options struct {
	DB      *db.DB  // required
	Stream  Stream  // the floor's facts; required
	Floor   Floor   // nil: nothing can be cancelled
	Numbers Numbers // nil: no number is ever shown
	// Number is the id that stands for a tenant's number. nil: no call can be agreed here.
	Number func(t id.Tenant, e164 phone.Number) id.Number
	// About names a tenant's things in an export. nil: ids stand there.
	About func(ctx context.Context, t id.Tenant) (About, error)
	Log   *slog.Logger
}

// A Service is the room.
type Service struct {
	o      Options
	reader *reader.Reader

	proofs taken

	checking sync.Mutex // one check at a time
	walked   *walk      // how far chains were found whole; nil: all is to be read again
	walkedOn int64      // the day of that
}

// New makes the room. Run its Reader to follow the floor, and Run to check the law.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{o: o}
	s.proofs = newTaken(func() time.Time { return time.UnixMilli(o.DB.Now()) })
	s.reader = reader.New(reader.Options{DB: o.DB, Name: "promise", Stream: o.Stream, Fold: s.foldAll, Clear: clear, Log: o.Log})
	return s
}

// Reader follows the floor's facts: Run it, Wake it after each commit of the floor.
func (s *Service) Reader() *reader.Reader { return s.reader }

// Promise is one, whosever it is. Problem: "promise.unknown".
func (s *Service) Promise(ctx context.Context, name id.Promise) (Promise, error) {
	return promise(ctx, s.o.DB, name)
}

// OpenOf is the tenant's open promise to call a number, as of all that the floor has
// remembered. Problem: "promise.unknown".
func (s *Service) OpenOf(ctx context.Context, t id.Tenant, n id.Number) (Promise, error) {
	if err := s.reader.CatchUp(ctx); err != nil {
		return Promise{}, err
	}
	return openOf(ctx, s.o.DB.Scope(t), n)
}

// Facts are what happened to a promise, oldest first.
func (s *Service) Facts(ctx context.Context, name id.Promise) ([]fact.Envelope, error) {
	return s.o.Stream.OfPromise(ctx, name, maxFacts)
}

// List is one page of promises and the cursor of the next ("" is the last page).
func (s *Service) List(ctx context.Context, f Filter) ([]Promise, string, error) {
	at, beyond, err := readCursor(f)
	if err != nil {
		return nil, "", err
	}
	all := []Promise{}
	for _, t := range each(f.Tenants) {
		some, err := list(ctx, s.o.DB.Scope(t), f, at, beyond, page+1)
		if err != nil {
			return nil, "", err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b Promise) int {
		if f.Closed {
			return cmp.Or(cmp.Compare(b.ClosedAt, a.ClosedAt), cmp.Compare(b.ID, a.ID))
		}
		return cmp.Or(cmp.Compare(a.DueAt, b.DueAt), cmp.Compare(a.ID, b.ID))
	})
	if len(all) <= page {
		return all, "", nil
	}
	last := all[page-1]
	key := last.DueAt
	if f.Closed {
		key = last.ClosedAt
	}
	return all[:page], strconv.FormatInt(key, 10) + "." + string(last.ID), nil
}

// each is the tenants to ask one by one; all are asked at once as "".
func each(tenants []id.Tenant) []id.Tenant {
	if tenants == nil {
		return []id.Tenant{""}
	}
	return tenants
}

// readCursor reads "moment.id".
func readCursor(f Filter) (int64, id.Promise, error) {
	if f.Cursor == "" {
		if f.Closed {
			return math.MaxInt64, "", nil
		}
		return math.MinInt64, "", nil
	}
	moment, name, ok := strings.Cut(f.Cursor, ".")
	at, err := strconv.ParseInt(moment, 10, 64)
	if !ok || err != nil || !id.Valid("prs", name) {
		return 0, "", problem.New(problem.Invalid, "promise.cursor")
	}
	return at, id.Promise(name), nil
}

// A Summary is the law over a period: Opened = Open + the sum over Closed.
type Summary struct {
	Opened   int64
	Open     int64
	Overdue  int64
	Closed   []Reason // by reason, the most frequent first
	NoNumber int64    // of all time: misses of callers without a number
	OK       bool     // it adds up and the chain is unbroken, at the last check
	Checked  int64    // when that was; 0: not yet
	Why      string   // what the check found wrong: one of the Why words
	Broken   Link     // where, of the first tenant whose chain is broken
	Facts    int64    // links of the chains that were read
	Hash     string   // of the chain, where it is one tenant's

	Tried int64 // promises with a first attempt
	P50MS int64 // from the miss to the first attempt
	P90MS int64
}

// A Reason is how many were closed for it.
type Reason struct {
	Reason string
	Count  int64
}

// Summary is the law over promises opened from `from` to before `to` (0: no end), of some
// tenants or of all (nil).
func (s *Service) Summary(ctx context.Context, tenants []id.Tenant, from, to int64) (Summary, error) {
	if to == 0 {
		to = math.MaxInt64
	}
	var sum Summary
	closed := map[string]int64{}
	var times []int64
	for _, t := range each(tenants) {
		sc := s.o.DB.Scope(t)
		groups, err := counts(ctx, sc, from, to, s.o.DB.Now())
		if err != nil {
			return sum, err
		}
		for _, g := range groups {
			sum.Opened += g.n
			sum.Overdue += g.overdue
			if g.reason == "" {
				sum.Open += g.n
			} else {
				closed[g.reason] += g.n
			}
		}
		some, err := firstTries(ctx, sc, from, to)
		if err != nil {
			return sum, err
		}
		times = append(times, some...)
	}
	for reason, n := range closed {
		sum.Closed = append(sum.Closed, Reason{reason, n})
	}
	slices.SortFunc(sum.Closed, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	slices.Sort(times)
	sum.Tried, sum.P50MS, sum.P90MS = int64(len(times)), rank(times, 50), rank(times, 90)
	return sum, s.lawOf(ctx, tenants, &sum)
}

// rank is the nearest-rank percentile of sorted values, 0 of none.
func rank(sorted []int64, percent int) int64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, (len(sorted)*percent+99)/100-1)]
}

// lawOf puts into sum what the last checks found; one that is broken breaks the whole.
func (s *Service) lawOf(ctx context.Context, tenants []id.Tenant, sum *Summary) error {
	all, err := laws(ctx, s.o.DB)
	if err != nil {
		return err
	}
	found, err := checks(ctx, s.o.DB.Scope(""))
	if err != nil {
		return err
	}
	ours := func(t id.Tenant) bool { return tenants == nil || slices.Contains(tenants, t) }
	for _, l := range all {
		if ours(l.Tenant) {
			sum.NoNumber += l.NoNumber
			sum.Hash = l.Hash
		}
	}
	if len(tenants) != 1 {
		sum.Hash = ""
	}
	sum.OK = true
	for _, c := range found {
		if !ours(c.Tenant) {
			continue
		}
		if sum.Checked == 0 || c.At < sum.Checked {
			sum.Checked = c.At
		}
		sum.Facts += c.Facts
		if !c.OK && sum.OK {
			sum.OK, sum.Why, sum.Broken = false, c.Why, c.Broken
		}
	}
	return nil
}

// Cancel closes a promise without keeping it, on a supervisor's word. Problems: the floor's,
// "promise.reason_unknown".
func (s *Service) Cancel(ctx context.Context, by id.User, p Promise, reason string) error {
	if !slices.Contains([]string{"wrong_number", "refused", "duplicate", "dnc", "by_caller", "other"}, reason) {
		return problem.New(problem.Invalid, "promise.reason_unknown", "reason", reason[:min(len(reason), maxReason)])
	}
	if p.State == Closed {
		return problem.New(problem.Conflict, "promise.already_closed", "reason", p.Reason)
	}
	if s.o.Floor == nil {
		return problem.New(problem.Unavailable, "floor.not_running")
	}
	return s.o.Floor.Ask(ctx, core.PromiseCancelled{Promise: p.ID, Reason: reason, By: by})
}

// Change moves a promise (at 0: not) or gives it to somebody ("": to whoever is free).
// Problems: "promise.already_closed", the floor's.
func (s *Service) Change(ctx context.Context, by id.User, p Promise, at int64, owner id.Agent) error {
	if p.State == Closed {
		return problem.New(problem.Conflict, "promise.already_closed", "reason", p.Reason)
	}
	if s.o.Floor == nil {
		return problem.New(problem.Unavailable, "floor.not_running")
	}
	return s.o.Floor.Ask(ctx, core.PromiseChanged{Promise: p.ID, DueAt: at, Owner: owner, By: by})
}

// A Wanted call is one that somebody agreed on with a person.
type Wanted struct {
	Tenant id.Tenant
	Line   id.Line
	Number phone.Number // E.164
	At     int64        // ms UTC; 0: as soon as may be
	Owner  id.Agent     // who is to call; "": whoever is free
}

// Request promises a call at an agreed moment: agent is who agreed it, "" for others of the
// house. The floor moves the moment into the hours in which the person may be called.
// Problems: "promise.number", "promise.too_far", the floor's.
func (s *Service) Request(ctx context.Context, by id.User, agent id.Agent, w Wanted) error {
	e164, err := phone.Parse(string(w.Number), "")
	if err != nil {
		return problem.New(problem.Invalid, "promise.number", "example", "+380441234567")
	}
	if s.o.Floor == nil || s.o.Number == nil {
		return problem.New(problem.Unavailable, "floor.not_running")
	}
	return s.o.Floor.Ask(ctx, core.PromiseRequested{Agent: agent, By: by, Tenant: w.Tenant, Line: w.Line,
		Number: s.o.Number(w.Tenant, e164), Zone: e164.Zone(), At: w.At, Owner: w.Owner})
}
