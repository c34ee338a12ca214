package menu

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"gudok/core"
	"gudok/core/flow"
	"gudok/id"
	"gudok/phone"
)

// Limits of asking. Who calls waits for it, so a full house refuses at once.
const (
	askWorkers   = 16  // questions at a time: each lasts 5 s at most
	askQueue     = 256 // that wait: more would all be too late
	askPerTenant = 8   // at a time of one tenant, so that one slow server is not everybody's
)

// An Answer is what came of a look-up, with what an administrator wants to know who tries it.
type Answer struct {
	Outcome string     // core.AskOK and its friends
	Why     string     // a code: private, host, redirect, unreachable, status, not_json, too_big, slow, crowded
	Status  int        // HTTP
	TookMS  int64      //
	Values  []flow.Var // in the order of the look-up's
}

// An asker is the look-ups that are on.
type asker struct {
	queue chan core.Ask
	mu    sync.Mutex
	busy  map[id.Tenant]int
}

func newAsker() *asker {
	return &asker{queue: make(chan core.Ask, askQueue), busy: map[id.Tenant]int{}}
}

// begin takes a place of the tenant's, false when it has none left.
func (a *asker) begin(t id.Tenant) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.busy[t] >= askPerTenant {
		return false
	}
	a.busy[t]++
	return true
}

func (a *asker) end(t id.Tenant) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.busy[t]--; a.busy[t] == 0 {
		delete(a.busy, t)
	}
}

// Ask takes a question of the floor and returns at once; Options.Answered hears what comes of
// it. What finds no place is not asked: the core's time-out lets the menu go on.
func (s *Service) Ask(q core.Ask) {
	select {
	case s.asking.queue <- q:
	default:
		s.o.Log.Warn("look-up not asked, too many wait", "tenant", q.Tenant, "call", q.Call, "lookup", q.Name)
	}
}

// Run asks until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	var crew sync.WaitGroup
	for range askWorkers {
		crew.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case q := <-s.asking.queue:
					s.tell(ctx, q, s.answer(ctx, q))
				}
			}
		})
	}
	crew.Wait()
	return nil
}

// tell brings an answer to the floor.
func (s *Service) tell(ctx context.Context, q core.Ask, a Answer) {
	s.o.Log.Info("look-up", "tenant", q.Tenant, "call", q.Call, "lookup", q.Name, "outcome", a.Outcome, "why", a.Why, "status", a.Status, "took_ms", a.TookMS)
	if s.o.Answered != nil {
		s.o.Answered(ctx, core.LookedUp{Call: q.Call, Item: q.Item, Token: q.Token, Outcome: a.Outcome, Values: a.Values, TookMS: a.TookMS})
	}
}

// answer asks for a call of the floor's. The number becomes digits only where the template
// wants it.
func (s *Service) answer(ctx context.Context, q core.Ask) Answer {
	l, err := lookup(ctx, s.o.DB, q.Name)
	if err != nil || l.Tenant != q.Tenant {
		return Answer{Outcome: core.AskFailed, Why: "unknown"}
	}
	values := map[string]string{callField: string(q.Call)}
	for _, v := range q.Values {
		values[v.Name] = v.Value
	}
	delete(values, numberField)
	if l.asks(numberField) && q.Number != "" && s.o.Digits != nil {
		e164, err := s.o.Digits(ctx, q.Tenant, q.Number)
		if err != nil {
			return Answer{Outcome: core.AskFailed, Why: "number"}
		}
		values[numberField] = string(e164)
	}
	return s.look(ctx, l, values, q.MS)
}

// Try asks for an administrator, with values of his own. Nobody is called for it.
func (s *Service) Try(ctx context.Context, l Lookup, number phone.Number, values map[string]string) Answer {
	given := map[string]string{callField: "call_test"}
	for k, v := range values {
		given[k] = v
	}
	given[numberField] = string(number)
	return s.look(ctx, l, given, maxLookupMS)
}

// look asks, within the time.
func (s *Service) look(ctx context.Context, l Lookup, values map[string]string, ms int64) (a Answer) {
	from := s.o.Now()
	defer func() { a.TookMS = s.o.Now().Sub(from).Milliseconds() }()
	if !s.asking.begin(l.Tenant) {
		return Answer{Outcome: core.AskRefused, Why: "crowded"}
	}
	defer s.asking.end(l.Tenant)
	if l.MS > 0 {
		ms = min(ms, l.MS)
	}
	ctx, cancel := context.WithTimeout(ctx, time.Duration(min(ms, maxLookupMS))*time.Millisecond)
	defer cancel()
	status, body, err := s.fetch(ctx, l, values)
	if err != nil {
		return blame(ctx, status, err)
	}
	if a.Values, err = l.pick(body); err != nil {
		return Answer{Outcome: core.AskFailed, Why: "not_json", Status: status}
	}
	a.Outcome, a.Status = core.AskOK, status
	return a
}

var (
	errTooBig = errors.New("the answer is too big")
	errStatus = errors.New("the answer is no success")
)

// fetch sends the question and reads the answer.
func (s *Service) fetch(ctx context.Context, l Lookup, values map[string]string) (status int, body []byte, err error) {
	g, err := guardOf(ctx, s.o.DB.Scope(l.Tenant))
	if err != nil {
		return 0, nil, err
	}
	host, err := l.host()
	if err != nil {
		return 0, nil, err
	}
	if !g.allows(host) {
		return 0, nil, errHost
	}
	get := func(name string) string { return values[name] }
	var content io.Reader
	if l.Method == http.MethodPost {
		content = strings.NewReader(fill(l.Body, get, inJSON))
	}
	req, err := http.NewRequestWithContext(ctx, l.Method, fill(l.URL, get, inURL), content)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "gudok")
	if content != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, h := range l.Headers {
		req.Header.Set(h.Name, h.Value)
	}
	resp, err := g.client(s.o.Resolve).Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return resp.StatusCode, nil, errStatus
	}
	body, err = io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		err = errTooBig
	}
	return resp.StatusCode, body, err
}

// blame says why nothing came of it.
func blame(ctx context.Context, status int, err error) Answer {
	var slow net.Error
	switch {
	case errors.Is(err, errClosed):
		return Answer{Outcome: core.AskRefused, Why: "private"}
	case errors.Is(err, errHost):
		return Answer{Outcome: core.AskRefused, Why: "host"}
	case errors.Is(err, errRedirect):
		return Answer{Outcome: core.AskRefused, Why: "redirect"}
	case errors.Is(err, errTooBig):
		return Answer{Outcome: core.AskFailed, Why: "too_big", Status: status}
	case errors.Is(err, errStatus):
		return Answer{Outcome: core.AskFailed, Why: "status", Status: status}
	case ctx.Err() != nil || errors.As(err, &slow) && slow.Timeout():
		return Answer{Outcome: core.AskTimeout, Why: "slow", Status: status}
	}
	return Answer{Outcome: core.AskFailed, Why: "unreachable", Status: status}
}
