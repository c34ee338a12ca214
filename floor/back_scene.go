package floor

import (
	"context"
	"maps"
	"slices"

	"gudok/core"
	"gudok/floor/replay"
	"gudok/id"
)

// A scene is a past moment, kept ready: the state itself, or what facts tell.
type scene struct {
	at   int64
	walk *replay.Walk // nil: facts tell it
	fold *replay.Fold
	day  day
	upTo uint64 // the last fact that day has counted
}

func (s *scene) clone() *scene {
	c := &scene{at: s.at, day: s.day.clone(), upTo: s.upTo}
	if s.walk != nil {
		c.walk = s.walk.Clone()
	} else {
		c.fold = s.fold.Clone()
	}
	return c
}

func (d *day) clone() day {
	c := *d
	c.lines, c.waiting = maps.Clone(d.lines), maps.Clone(d.waiting)
	for l, s := range c.lines {
		sum := *s
		c.lines[l] = &sum
	}
	return c
}

// version is the core's that decided, 0: not known.
func (s *scene) version() int {
	if s.walk != nil {
		return core.Version
	}
	return s.fold.Version()
}

// lived is the last moment of which the scene knows that somebody had the floor.
func (s *scene) lived() int64 {
	if s.walk != nil {
		return s.walk.At
	}
	return s.fold.At
}

func (s *scene) views(at int64) ([]core.LineView, []core.AgentView, []core.CallView) {
	if s.walk != nil {
		return s.walk.State.Lines(at), s.walk.State.Agents(), s.walk.State.Calls()
	}
	return s.fold.Lines(), s.fold.Agents(), s.fold.Calls()
}

// count brings the figures of the day up to the moment.
func (s *scene) count(ctx context.Context, f *Floor, p place) error {
	targets := map[id.Line]int64{}
	lines, _, _ := s.views(p.at)
	if s.walk == nil {
		lines = f.history.known(lines)
	}
	for _, l := range lines {
		targets[l.Line] = l.TargetMS
	}
	if s.day.turn(p.at) {
		first, err := f.sql.FirstAt(ctx, s.day.begin, p.head)
		if err != nil {
			return err
		}
		s.upTo = first - 1
	}
	err := s.day.fold(ctx, f.sql, s.upTo, p.fact, func(l id.Line) int64 { return targetOf(targets[l]) })
	s.upTo = p.fact
	return err
}

// scene is the moment, from the nearest one that is kept ready or from the journal.
func (h *history) scene(ctx context.Context, p place) (*scene, error) {
	s, err := h.exact(ctx, p)
	if s == nil && err == nil {
		s, err = h.folded(ctx, p)
	}
	if err != nil {
		return nil, err
	}
	if err := s.count(ctx, h.floor, p); err != nil {
		return nil, err
	}
	return s, nil
}

// exact lives the moment again; nil: it cannot be, because the inputs or the state before them
// are gone or another version of the core decided.
func (h *history) exact(ctx context.Context, p place) (*scene, error) {
	near := h.near(p.at, true)
	state, ok, err := h.floor.sql.StateBefore(ctx, p.at)
	if err != nil {
		return nil, err
	}
	s := &scene{day: day{zone: h.floor.opt.Zone}}
	if near != nil && (!ok || near.walk.At >= state.At) {
		s = near
	} else if s.walk, _, err = replay.Begin(ctx, h.floor.sql, p.at); err != nil {
		h.floor.log.Debug("a past moment is told by facts", "err", err)
		return nil, ctx.Err()
	}
	if ok && state.Version != core.Version {
		return nil, nil //nolint:nilnil // see above
	}
	for {
		t, ok, err := s.walk.Next(ctx, p.at)
		switch {
		case ctx.Err() != nil: // who asks again goes on from here
			s.at = s.walk.At
			h.keep(s)
			return nil, ctx.Err()
		case err != nil || ok && t.Row.Version != core.Version:
			return nil, nil //nolint:nilnil,nilerr // facts tell it
		case !ok:
			s.at = p.at
			return s, nil
		}
	}
}

// folded is the moment as facts tell it.
func (h *history) folded(ctx context.Context, p place) (*scene, error) {
	s := h.near(p.at, false)
	if s == nil || s.at <= p.at-replay.FoldFrom.Milliseconds() {
		f, err := replay.FoldBefore(ctx, h.floor.sql, p.at, p.head)
		if err != nil {
			return nil, err
		}
		s = &scene{fold: f, day: day{zone: h.floor.opt.Zone}}
	}
	if err := s.fold.Follow(ctx, h.floor.sql, p.fact); err != nil {
		if s.fold.At != 0 { // who asks again goes on from here
			s.at = s.fold.At
			h.keep(s)
		}
		return nil, err
	}
	s.at = p.at
	return s, nil
}

// near is a copy of the newest scene that is kept ready and not after the moment, nil: none.
func (h *history) near(at int64, exact bool) *scene {
	h.mu.Lock()
	defer h.mu.Unlock()
	var best *scene
	for _, s := range h.scenes {
		if s.at <= at && (s.walk != nil) == exact && (best == nil || s.at > best.at) {
			best = s
		}
	}
	if best == nil {
		return nil
	}
	return best.clone()
}

// keep keeps the scene ready in the place of the one that was used longest ago.
func (h *history) keep(s *scene) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.scenes = slices.DeleteFunc(h.scenes, func(o *scene) bool { return o.at == s.at && (o.walk != nil) == (s.walk != nil) })
	h.scenes = slices.Insert(h.scenes, 0, s)
	h.scenes = h.scenes[:min(len(h.scenes), scenesKept)]
}
