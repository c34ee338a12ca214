package audit

import (
	"cmp"
	"context"
	"log/slog"
	"math"
	"slices"

	"gudok/base/db"
	"gudok/base/reader"
	"gudok/fact"
	"gudok/id"
)

// Options of the room.
type Options struct {
	DB     *db.DB        // required
	Stream reader.Stream // the floor's facts, for ears; nil: none are followed
	Log    *slog.Logger  // nil: silent
}

// A Service is the room.
type Service struct {
	o      Options
	reader *reader.Reader
}

// New makes the room. Run its Reader to follow the floor.
func New(o Options) *Service {
	s := &Service{o: o}
	s.reader = reader.New(reader.Options{DB: o.DB, Name: "audit", Stream: o.Stream, Fold: s.foldAll, Clear: clear, Log: o.Log})
	return s
}

// Reader follows the floor's facts: Run it, Wake it after each commit of the floor.
func (s *Service) Reader() *reader.Reader { return s.reader }

// Changes are those that fit, newest first. next is the Filter.Before of the following page,
// 0 when there is none.
func (s *Service) Changes(ctx context.Context, f Filter) (list []Change, next uint64, err error) {
	if f.Limit <= 0 || f.Limit > pageSize {
		f.Limit = pageSize
	}
	if f.To == 0 {
		f.To = math.MaxInt64
	}
	list = []Change{}
	below := f.Before
	for read := 0; read < maxRead; {
		page, err := s.page(ctx, f, below)
		if err != nil {
			return nil, 0, err
		}
		for _, e := range page {
			c, err := change(e)
			if err != nil {
				return nil, 0, err
			}
			if f.fits(c) {
				list = append(list, c)
			}
			below = e.Seq
			if len(list) == f.Limit {
				return list, below, nil
			}
		}
		if len(page) < pageSize {
			return list, 0, nil
		}
		read += len(page)
	}
	return list, below, nil
}

// page is one read of the stream, over all the tenants of the filter.
func (s *Service) page(ctx context.Context, f Filter, below uint64) ([]fact.Envelope, error) {
	tenants := f.Tenants
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	var all []fact.Envelope
	for _, t := range tenants {
		some, err := db.FactsOfType(ctx, s.o.DB, fact.ConfigChanged{}.FactType(), t, f.From, f.To, below, pageSize)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b fact.Envelope) int { return cmp.Compare(b.Seq, a.Seq) })
	return all[:min(len(all), pageSize)], nil
}
