package trunk

import (
	"context"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// A Test is what became of one test call over a trunk.
type Test struct {
	Answered bool    `json:"answered"`
	RingMS   int64   `json:"ring_ms,omitempty" doc:"Until it rang there; 0: it did not"`
	TookMS   int64   `json:"took_ms" doc:"Until the answer or the end"`
	Cause    string  `json:"cause,omitempty" doc:"Why it was not answered" example:"congestion"`
	Code     int     `json:"code,omitempty" doc:"Of SIP" example:"503"`
	Received uint64  `json:"received" doc:"Packets of sound"`
	Lost     uint64  `json:"lost"`
	JitterMS float64 `json:"jitter_ms"`
}

// A Tester places a test call that lasts a few seconds; implemented over the very gates of
// the centre. An error is that it could not even be tried.
type Tester interface {
	TestCall(ctx context.Context, t Trunk, to phone.Number) (Test, error)
}

// TestCall calls a number over the trunk, in use or not, to see what the carrier does. One at
// a time: each may cost money.
func (s *Service) TestCall(ctx context.Context, by fact.Actor, name id.Trunk, to string) (Test, error) {
	if s.o.Tester == nil {
		return Test{}, problem.New(problem.Unavailable, "trunk.no_test")
	}
	all, err := s.Trunks(ctx)
	if err != nil {
		return Test{}, err
	}
	for _, t := range all {
		if t.ID != name {
			continue
		}
		n, err := phone.Parse(to, t.Region)
		if err != nil {
			return Test{}, problem.New(problem.Invalid, "trunk.test_number", "number", to)
		}
		if !s.testing.CompareAndSwap(false, true) {
			return Test{}, problem.New(problem.Conflict, "trunk.test_running")
		}
		defer s.testing.Store(false)
		r, err := s.o.Tester.TestCall(ctx, t, n)
		if err != nil {
			return Test{}, err
		}
		return r, s.tested(ctx, by, name, r)
	}
	return Test{}, problem.New(problem.NotFound, "request.not_found")
}

// tested writes down that it was done; the number called is nobody's business.
func (s *Service) tested(ctx context.Context, by fact.Actor, name id.Trunk, r Test) error {
	return s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		return db.AppendFact(ctx, tx, fact.Head{Tenant: id.House, Actor: by}, fact.TrunkTested{Trunk: name, Answered: r.Answered, Cause: r.Cause, Code: r.Code})
	})
}
