package officetest

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// A Tape is a stream of floor facts in memory. Safe for concurrent use.
type Tape struct {
	mu    sync.Mutex
	facts []fact.Envelope
}

// Stream is the name of the tape's stream.
const Stream = "floor/main"

// Say appends a fact of the moment (ms UTC).
func (s *Tape) Say(at int64, h fact.Head, f fact.Fact) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.facts = append(s.facts, fact.Wrap(Stream, uint64(len(s.facts)+1), at, 1, h, f))
}

// Append appends a fact as it is.
func (s *Tape) Append(e fact.Envelope) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.facts = append(s.facts, e)
}

// Change lets a test tamper with the n-th fact (from 1).
func (s *Tape) Change(n int, with func(*fact.Envelope)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	with(&s.facts[n-1])
}

// After are the facts above seq.
func (s *Tape) After(_ context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := min(int(seq), len(s.facts)) // numbers have no gaps
	return slices.Clone(s.facts[from:min(from+limit, len(s.facts))]), nil
}

// Owed are the facts of promises above seq; facts that a test took away are left out.
func (s *Tape) Owed(_ context.Context, seq uint64, limit int) ([]fact.Envelope, error) {
	return s.filter(limit, func(e fact.Envelope) bool {
		return e.Seq > seq && (strings.HasPrefix(e.Type, "promise.") || strings.HasPrefix(e.Type, "attempt."))
	}), nil
}

// OfCall are the facts about a call.
func (s *Tape) OfCall(_ context.Context, c id.Call, limit int) ([]fact.Envelope, error) {
	return s.filter(limit, func(e fact.Envelope) bool { return e.Call == c }), nil
}

// OfPromise are the facts about a promise.
func (s *Tape) OfPromise(_ context.Context, p id.Promise, limit int) ([]fact.Envelope, error) {
	return s.filter(limit, func(e fact.Envelope) bool { return e.Promise == p }), nil
}

func (s *Tape) filter(limit int, is func(fact.Envelope) bool) []fact.Envelope {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []fact.Envelope{}
	for _, e := range s.facts {
		if len(list) < limit && is(e) {
			list = append(list, e)
		}
	}
	return list
}

// Numbers is a table of telephone numbers: id to E.164.
type Numbers map[id.Number]phone.Number

// Texts are the numbers that ids stand for.
func (n Numbers) Texts(_ context.Context, ids []id.Number) (map[id.Number]phone.Number, error) {
	found := map[id.Number]phone.Number{}
	for _, i := range ids {
		if text, ok := n[i]; ok {
			found[i] = text
		}
	}
	return found, nil
}

// Ending are the ids whose numbers end with the digits. An id of tests says its tenant:
// num_shop_1 belongs to ten_shop.
func (n Numbers) Ending(_ context.Context, tenants []id.Tenant, digits string, limit int) ([]id.Number, error) {
	list := []id.Number{}
	for i, text := range n {
		of := id.Tenant("ten_" + strings.Split(string(i), "_")[1])
		if strings.HasSuffix(string(text), digits) && (len(tenants) == 0 || slices.Contains(tenants, of)) {
			list = append(list, i)
		}
	}
	slices.Sort(list)
	return list[:min(len(list), limit)], nil
}

// IDs makes names that a test can foretell: trk_1, did_2 …
func IDs() func(kind string) string {
	n := 0
	return func(kind string) string {
		n++
		return kind + "_" + strconv.Itoa(n)
	}
}
