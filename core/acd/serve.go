package acd

import "gudok/id"

// Rules are what holds for all lines of the floor.
type Rules struct {
	Pick     string `json:"pick,omitempty"`      // PickAge, PickSlack, PickShares
	StarveMS int64  `json:"starve_ms,omitempty"` // 0: ten minutes
}

// How the next item is found among lines.
const (
	PickAge    = "age"
	PickSlack  = "slack"
	PickShares = "shares"
)

const defaultStarveMS = 600_000

func (r Rules) starveMS() int64 {
	if r.StarveMS <= 0 {
		return defaultStarveMS
	}
	return r.StarveMS
}

// SetRules takes in what holds for all lines. Those who wait are judged anew at once.
func (s *State) SetRules(now int64, r Rules, out *Out) {
	s.Rules = r
	for _, l := range s.Lines.All() {
		s.starve(now, l, out)
	}
}

// from is since when the item counts to have waited: the first ring of the need, earlier by
// what its kind and its line add (product.md 5.2).
func (it *Item) from(l *Line) int64 {
	if it.At != 0 {
		return it.At
	}
	return it.OriginAt - it.Bonus - l.BonusMS
}

// cmpPlaces is the order of service in one line. Nothing in it moves with the time alone.
func cmpPlaces(a, b *Item) int {
	switch {
	case a.Last != b.Last:
		return sooner(b.Last)
	case a.Last:
		return cmpNames(a, b)
	case a.Starving != b.Starving:
		return sooner(a.Starving)
	case !a.Starving && a.Priority != b.Priority:
		return cmpInt(b.Priority, a.Priority)
	case a.since != b.since:
		return cmpInt(a.since, b.since)
	case a.Seq != b.Seq:
		return cmpInt(a.Seq, b.Seq)
	}
	return cmpString(a.ID, b.ID)
}

func sooner(first bool) int {
	if first {
		return -1
	}
	return 1
}

func cmpNames(a, b *Item) int {
	if a.OriginAt != b.OriginAt {
		return cmpInt(a.OriginAt, b.OriginAt)
	}
	return cmpString(a.ID, b.ID)
}

// cmp is the order of service over all lines at the moment now. In one line it agrees with
// cmpPlaces, but for what is meant for one agent by somebody's word: that comes first.
func (s *State) cmp(a, b *Item, now int64) int {
	la, lb := a.in, b.in
	switch {
	case a.meant() != b.meant():
		return sooner(a.meant())
	case a.Last != b.Last:
		return sooner(b.Last)
	case a.Last:
		return cmpNames(a, b)
	case a.Starving != b.Starving:
		return sooner(a.Starving)
	case a.Starving:
		return cmpPlaces(a, b)
	case la.Strict != lb.Strict:
		return sooner(la.Strict)
	case la == lb:
		return cmpPlaces(a, b)
	case s.Rules.Pick == PickShares:
		return s.cmpShares(la, lb, now)
	case a.Priority != b.Priority:
		return cmpInt(b.Priority, a.Priority)
	}
	if s.Rules.Pick == PickSlack {
		if x, y := a.since+la.TargetMS, b.since+lb.TargetMS; x != y {
			return cmpInt(x, y)
		}
	} else if x, y := la.weight()*(now-a.since), lb.weight()*(now-b.since); x != y {
		return cmpInt(y, x)
	}
	return cmpPlaces(a, b)
}

// meant reports whether somebody wants this agent and no other to have the item. Who talked
// with the person last is only preferred: he takes him in his turn.
func (it *Item) meant() bool { return it.Only != "" && it.Rule != Sticky }

// cmpShares is the fixed queue ratio (Gurvich and Whitt 2009): first the line whose queue most
// exceeds its share of all queues that the same agents serve; the shares are as the people who
// come times the wait that is aimed at.
func (s *State) cmpShares(a, b *Line, now int64) int {
	s.findPools()
	if a.pool != b.pool {
		return cmpString(s.pools[a.pool].first, s.pools[b.pool].first)
	}
	p := &s.pools[a.pool]
	if w := now / rateMS; p.at != w || p.weight == 0 {
		p.at, p.weight = w, 0
		for _, l := range p.lines {
			p.weight += l.share(now)
		}
	}
	x, y := a.excess(p, now), b.excess(p, now)
	if x != y {
		return cmpInt(y, x)
	}
	return cmpString(a.ID, b.ID)
}

func (l *Line) excess(p *pool, now int64) int64 {
	return int64(l.waiting.len())*p.weight - l.share(now)*p.queue
}

// share is the line's weight among those of its pool: its rate times its target.
func (l *Line) share(now int64) int64 { return (l.rate(now) + 1) * max(l.TargetMS/1000, 1) }

// rateMS is the window in which arrivals are counted.
const rateMS = 5 * 60_000

// rate is how many came per window, in sixteenths, as of the windows that are over.
func (l *Line) rate(now int64) int64 {
	gone := now/rateMS - l.CameAt
	if gone <= 0 {
		return l.Rate
	}
	return (l.Rate + l.Came*16) / 2 >> min(gone-1, 62)
}

// came counts somebody who joins the line.
func (l *Line) came(now int64) {
	if w := now / rateMS; w != l.CameAt {
		l.Rate, l.Came, l.CameAt = l.rate(now), 0, w
	}
	l.Came++
}

// A pool is lines that share agents, directly or over other lines.
type pool struct {
	lines  []*Line
	first  id.Line
	queue  int64 // who waits in them
	weight int64 // their shares together
	at     int64 // in the window
}

// findPools finds them anew when agents or lines have changed.
func (s *State) findPools() {
	if s.pooled {
		return
	}
	s.pooled = true
	lines := s.Lines.All()
	up := make([]int, len(lines))
	at := make(map[*Line]int, len(lines)) // for looking up only
	for i, l := range lines {
		up[i], at[l] = i, i
	}
	root := func(i int) int {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	for _, p := range s.profiles {
		first := -1
		for _, c := range s.classes {
			if p == nil || c == nil || !p.serves.has(c.n) {
				continue
			}
			if i := root(at[c.line]); first < 0 {
				first = i
			} else if i != first {
				lo, hi := min(i, first), max(i, first)
				up[hi], first = lo, lo
			}
		}
	}
	s.pools = s.pools[:0]
	num := make([]int, len(lines))
	for i, l := range lines {
		if root(i) == i {
			num[i] = len(s.pools)
			s.pools = append(s.pools, pool{first: l.ID, at: -1})
		}
		l.pool = num[root(i)]
		p := &s.pools[l.pool]
		p.lines = append(p.lines, l)
		p.queue += int64(l.waiting.len())
	}
}

// queued keeps the pools' queues.
func (s *State) queued(l *Line, n int64) {
	if s.pooled {
		s.pools[l.pool].queue += n
	}
}

// hunger has it seen at the moment at who waits too long in the line.
func (s *State) hunger(at int64, l *Line, out *Out) {
	if l.StarveAt == 0 || at < l.StarveAt {
		l.StarveAt = at
		out.wake(Wake{At: at, Kind: StarveOver, Line: l.ID, Since: at})
	}
}

// hungryAt is when the item has waited so long. What somebody's hand has placed stays there for
// as long again.
func (it *Item) hungryAt(r Rules) int64 { return max(it.EnqueuedAt, it.PlacedAt) + r.starveMS() }

// starve lets those come first who have waited so long that no priority of others excuses it.
func (s *State) starve(now int64, l *Line, out *Out) {
	var list []*Item
	l.waiting.all(func(it *Item) bool {
		list = append(list, it)
		return true
	})
	l.StarveAt = 0
	next := int64(0)
	for _, it := range list {
		at := it.hungryAt(s.Rules)
		if now < at && !it.Last && (next == 0 || at < next) {
			next = at
		}
		if starving := !it.Last && (now >= at || it.Hand && it.Starving); starving != it.Starving {
			s.refile(it, func() { it.Starving = starving })
		}
	}
	if next != 0 {
		s.hunger(next, l, out)
	}
}
