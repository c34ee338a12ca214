package floor

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"gudok/base/db"
	"gudok/base/journal"
	"gudok/id"
	"gudok/phone"
)

const (
	// askNumber is how long a gate waits for the database to say whether it knows a number.
	// After that the number gets a new id: one person may then have two, but nobody waits.
	askNumber = 200 * time.Millisecond
	// numbersKept bounds each of the cache's two generations: some 10 MB.
	numbersKept = 32_768
)

// A Table says which numbers are ours; office/trunk makes it. It is a value of one moment.
type Table interface {
	// Find is whose number was dialled; false when nobody here has it.
	Find(dialled phone.Number) (id.DID, id.Tenant, bool)
	// E164 is the number that d stands for, "" when it is not known.
	E164(d id.DID) phone.Number
}

// A person is a number within a tenant: the same caller of two tenants is two people.
type person struct {
	tenant id.Tenant
	e164   phone.Number
}

// numbers turns (tenant, E.164) into num_… ids and back (house.md 5.9). Safe for concurrent use.
type numbers struct {
	db    db.Querier
	ids   *id.Source
	log   *slog.Logger
	table atomic.Pointer[Table]

	mu         sync.Mutex
	byID, old  map[id.Number]journal.Number // two generations: what is not used ages out
	ofWho, was map[person]id.Number
	fresh      []journal.Number // not in the journal yet
}

func newNumbers(q db.Querier, ids *id.Source, log *slog.Logger) *numbers {
	return &numbers{db: q, ids: ids, log: log, byID: map[id.Number]journal.Number{}, ofWho: map[person]id.Number{}}
}

// id is the name of a number, made when it has none. "" stays "".
func (n *numbers) id(t id.Tenant, e164 phone.Number) id.Number {
	if e164 == "" {
		return ""
	}
	who := person{t, e164}
	if num, ok := n.cached(who); ok {
		return num
	}
	ctx, cancel := context.WithTimeout(context.Background(), askNumber)
	defer cancel()
	rows, err := journal.NumbersOf(ctx, n.db, t, e164)
	if err != nil {
		n.log.Warn("number looked up", "tenant", t, "number", e164, "err", err)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if num, ok := n.lookup(who); ok { // another call of the same person was faster
		return num
	}
	if len(rows) > 0 {
		n.store(rows[0])
		return rows[0].ID
	}
	row := journal.Number{ID: id.Number(n.ids.Next("num")), Tenant: t, E164: e164, At: n.ids.Now()}
	n.store(row)
	n.fresh = append(n.fresh, row)
	return row.ID
}

// find is the row behind an id. Errors: db.NotFound is true when it was erased.
func (n *numbers) find(ctx context.Context, num id.Number) (journal.Number, error) {
	n.mu.Lock()
	row, ok := n.byID[num]
	if !ok {
		row, ok = n.old[num]
	}
	n.mu.Unlock()
	if ok {
		return row, nil
	}
	row, err := journal.FindNumber(ctx, n.db, num)
	if err == nil {
		n.mu.Lock()
		n.store(row)
		n.mu.Unlock()
	}
	return row, err
}

// erase forgets a number.
func (n *numbers) erase(ctx context.Context, t id.Tenant, e164 phone.Number) error {
	gone, err := journal.EraseNumber(ctx, n.db, t, e164)
	if err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, gen := range []map[id.Number]journal.Number{n.byID, n.old} {
		for num, row := range gen {
			if row.Tenant == t && row.E164 == e164 {
				delete(gen, num)
			}
		}
	}
	delete(n.ofWho, person{t, e164})
	delete(n.was, person{t, e164})
	n.log.Info("number erased", "tenant", t, "ids", gone)
	return nil
}

// take puts the rows that are not in the journal yet into b.
func (n *numbers) take(b *journal.Batch) {
	n.mu.Lock()
	defer n.mu.Unlock()
	b.Numbers, n.fresh = n.fresh, nil
}

func (n *numbers) cached(who person) (id.Number, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.lookup(who)
}

func (n *numbers) lookup(who person) (id.Number, bool) {
	num, ok := n.ofWho[who]
	if !ok {
		num, ok = n.was[who]
	}
	return num, ok
}

func (n *numbers) store(row journal.Number) {
	if len(n.byID) >= numbersKept {
		n.old, n.byID = n.byID, make(map[id.Number]journal.Number, numbersKept)
		n.was, n.ofWho = n.ofWho, make(map[person]id.Number, numbersKept)
	}
	n.byID[row.ID] = row
	n.ofWho[person{row.Tenant, row.E164}] = row.ID
}

// ours says whose number was dialled.
func (n *numbers) ours(dialled phone.Number) (id.DID, id.Tenant, bool) {
	t := n.table.Load()
	if t == nil || dialled == "" {
		return "", "", false
	}
	return (*t).Find(dialled)
}

// did is the number that callers dial, "" for one that is not known.
func (n *numbers) did(d id.DID) phone.Number {
	t := n.table.Load()
	if t == nil {
		return ""
	}
	return (*t).E164(d)
}

// digits is the number that an id stands for, "" for one that is not known any more.
func (n *numbers) digits(ctx context.Context, name id.Number) phone.Number {
	if name == "" {
		return ""
	}
	row, err := n.find(ctx, name)
	if err != nil && !db.NotFound(err) && !errors.Is(err, context.Canceled) {
		n.log.Warn("number looked up", "err", err)
	}
	return row.E164
}

// SetNumbers says which numbers are ours from now on. Safe at any moment.
func (f *Floor) SetNumbers(t Table) { f.numbers.table.Store(&t) }

// Texts are the numbers that ids stand for; unknown and erased ids are missing.
func (f *Floor) Texts(ctx context.Context, ids []id.Number) (map[id.Number]phone.Number, error) {
	texts := make(map[id.Number]phone.Number, len(ids))
	for _, n := range ids {
		if _, known := texts[n]; known || n == "" {
			continue
		}
		row, err := f.numbers.find(ctx, n)
		if err == nil {
			texts[n] = row.E164
		} else if !db.NotFound(err) {
			return nil, err
		}
	}
	return texts, nil
}

// Ending are at most limit ids of numbers that end with the digits, of the tenants; none
// named: of all.
func (f *Floor) Ending(ctx context.Context, tenants []id.Tenant, digits string, limit int) ([]id.Number, error) {
	if len(tenants) == 0 {
		tenants = []id.Tenant{""}
	}
	var ids []id.Number
	for _, t := range tenants {
		rows, err := journal.NumbersEnding(ctx, f.numbers.db, t, digits, limit-len(ids))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
	}
	return ids, nil
}

// Number is the id that stands for a tenant's number, made when it has none. Settings name
// numbers of clients, which the core may only know by their ids.
func (f *Floor) Number(t id.Tenant, e164 phone.Number) id.Number { return f.numbers.id(t, e164) }

// NumberIDs are the ids that stand for a tenant's number, the oldest first; normally one.
func (f *Floor) NumberIDs(ctx context.Context, t id.Tenant, e164 phone.Number) ([]id.Number, error) {
	rows, err := journal.NumbersOf(ctx, f.numbers.db, t, e164)
	if err != nil {
		return nil, err
	}
	ids := make([]id.Number, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids, nil
}

// EraseNumber forgets a tenant's number: all facts that name its ids are anonymous from now on.
func (f *Floor) EraseNumber(ctx context.Context, t id.Tenant, e164 phone.Number) error {
	return f.numbers.erase(ctx, t, e164)
}
