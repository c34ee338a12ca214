package call

import (
	"cmp"
	"context"
	"log/slog"
	"math"
	"slices"
	"strconv"
	"strings"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/base/reader"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Options of the room.
type Options struct {
	DB      *db.DB  // required
	Stream  Stream  // the floor's facts; required
	Numbers Numbers // nil: no number is ever shown or found
	Speech  Speech  // nil: no announcements
	// Forget erases numbers of a tenant for good: ids stay, what they stood for is gone. It
	// returns how many there still were. nil: numbers are never erased.
	Forget func(ctx context.Context, t id.Tenant, ids []id.Number) (int, error)
	// InHand is the call that an agent has in hand at this moment, "" none; nil: nobody is asked.
	InHand func(ctx context.Context, a id.Agent) (id.Tenant, id.Call, error)
	Log    *slog.Logger
}

// A Service is the room.
type Service struct {
	o      Options
	reader *reader.Reader
	open   memory // of the fold; only the reader touches it
	heard  chan voice.Quality
}

// New makes the room. Run its Reader to follow the floor.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{o: o, heard: make(chan voice.Quality, qualityBuffer)}
	s.reader = reader.New(reader.Options{DB: o.DB, Name: "call", Stream: o.Stream, Fold: s.foldAll, Clear: clear, Log: o.Log})
	return s
}

// Reader follows the floor's facts: Run it, Wake it after each commit of the floor.
func (s *Service) Reader() *reader.Reader { return s.reader }

// Call is one call, whosever it is. Problem: "call.unknown".
func (s *Service) Call(ctx context.Context, name id.Call) (Call, error) {
	return stored(ctx, s.o.DB, name)
}

// Legs are a call's tenant and legs; "" when there is no such call.
func (s *Service) Legs(ctx context.Context, name id.Call) (id.Tenant, []id.Leg, error) {
	c, err := stored(ctx, s.o.DB, name)
	if problem.Is(err, "call.unknown") {
		return "", nil, nil
	}
	return c.Tenant, c.Legs, err
}

// List is one page of calls, newest first, and the cursor of the next ("" is the last page).
// Problems: "call.cursor", "call.number_too_short", "call.number_too_common".
func (s *Service) List(ctx context.Context, f Filter) ([]Call, string, error) {
	at, below, err := readCursor(f.Cursor)
	if err != nil {
		return nil, "", err
	}
	if f.To == 0 {
		f.To = math.MaxInt64
	}
	tenants := f.Tenants
	if tenants == nil {
		tenants = []id.Tenant{""}
	}
	all := []Call{}
	for _, t := range tenants {
		numbers, err := s.matches(ctx, t, f.Number)
		if err != nil {
			return nil, "", err
		}
		some, err := list(ctx, s.o.DB.Scope(t), f, numbers, at, below, page+1)
		if err != nil {
			return nil, "", err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b Call) int {
		return cmp.Or(cmp.Compare(b.StartedAt, a.StartedAt), cmp.Compare(b.ID, a.ID))
	})
	if len(all) <= page {
		return all, "", nil
	}
	last := all[page-1]
	return all[:page], strconv.FormatInt(last.StartedAt, 10) + "." + string(last.ID), nil
}

// readCursor reads "moment.id"; the first page is below everything.
func readCursor(text string) (int64, id.Call, error) {
	if text == "" {
		return math.MaxInt64, "", nil
	}
	moment, name, ok := strings.Cut(text, ".")
	at, err := strconv.ParseInt(moment, 10, 64)
	if !ok || err != nil || !id.Valid("call", name) {
		return 0, "", problem.New(problem.Invalid, "call.cursor")
	}
	return at, id.Call(name), nil
}

// matches are the ids of the numbers that end with the digits somebody typed.
func (s *Service) matches(ctx context.Context, t id.Tenant, text string) ([]id.Number, error) {
	if text == "" || s.o.Numbers == nil {
		return nil, nil
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
	// People of RU write the trunk prefix 8 where E.164 has 7.
	if len(digits) == 11 && digits[0] == '8' {
		digits = digits[1:]
	}
	if len(digits) < minDigits {
		return nil, problem.New(problem.Invalid, "call.number_too_short", "min", strconv.Itoa(minDigits))
	}
	var of []id.Tenant
	if t != "" {
		of = []id.Tenant{t}
	}
	found, err := s.o.Numbers.Ending(ctx, of, digits, maxMatches+1)
	if err != nil {
		return nil, err
	}
	if len(found) > maxMatches {
		return nil, problem.New(problem.Invalid, "call.number_too_common", "max", strconv.Itoa(maxMatches))
	}
	return found, nil
}

// A Story is a call's whole page.
type Story struct {
	Call  Call
	Facts []fact.Envelope // oldest first
	Legs  []Leg
	Why   *Why  // nil: nobody was offered it
	Whys  []Why // of all its offers, in their order
	Note  Note
}

// Story is all that is known of a call.
func (s *Service) Story(ctx context.Context, c Call) (Story, error) {
	st := Story{Call: c}
	var err error
	if st.Facts, err = s.o.Stream.OfCall(ctx, c.ID, maxFacts); err != nil {
		return st, err
	}
	if st.Legs, err = legs(st.Facts); err != nil {
		return st, err
	}
	if st.Whys, err = offers(st.Facts); err != nil {
		return st, err
	}
	if st.Why, err = why(st.Facts); err != nil {
		return st, err
	}
	st.Note, err = note(ctx, s.o.DB.Scope(c.Tenant), c.ID)
	return st, err
}

// SaveNote writes what a person has to say of a call, if n.Version is still the stored one
// (0: there is none yet).
func (s *Service) SaveNote(ctx context.Context, c Call, n Note) (Note, error) {
	return s.writeNote(ctx, c.Tenant, c.ID, n, false)
}

// Note keeps what the agent writes during the contact; the last word counts. The call may
// be so young that the list does not know it yet.
func (s *Service) Note(ctx context.Context, t id.Tenant, c id.Call, a id.Agent, text string) error {
	_, err := s.writeNote(ctx, t, c, Note{Text: text, By: id.UserOf(a)}, true)
	return err
}

// writeNote stores n; last: whatever version there is. The fact of it does not hold the text
// (house.md 5.9), and an unchanged text leaves none.
func (s *Service) writeNote(ctx context.Context, t id.Tenant, c id.Call, n Note, last bool) (Note, error) {
	n.Text = strings.TrimSpace(n.Text)
	if len([]rune(n.Text)) > maxNote {
		return n, problem.New(problem.Invalid, "note.too_long", "max", strconv.Itoa(maxNote))
	}
	type shape struct {
		Version int `json:"version"`
		Letters int `json:"letters"`
	}
	err := s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		n.At = tx.Now()
		sc := tx.Scope(t)
		was, err := note(ctx, sc, c)
		if err != nil {
			return err
		}
		if last {
			n.Version = was.Version
			if n.Text == was.Text {
				return nil
			}
		}
		if err := saveNote(ctx, sc, c, n); err != nil {
			return err
		}
		n.Version++
		var before any
		if was.Version > 0 {
			before = shape{was.Version, len([]rune(was.Text))}
		}
		return db.Changed(ctx, tx, "note", t, fact.Actor(n.By), string(c), before, shape{n.Version, len([]rune(n.Text))})
	})
	return n, err
}

// A Day is an agent's calls since a moment, newest first, and the four figures over them.
type Day struct {
	Calls    []Call
	Count    int   // conversations
	HandleMS int64 // talk, hold and wrap-up of one on average
	Returned int   // promises kept by a conversation
	Missed   int   // offers not taken
}

// Day is the agent's day since the moment.
func (s *Service) Day(ctx context.Context, a id.Agent, since int64) (Day, error) {
	all, err := list(ctx, s.o.DB.Scope(""), Filter{Agent: a, From: since, To: math.MaxInt64}, nil, math.MaxInt64, "", maxDay)
	if err != nil {
		return Day{}, err
	}
	d := Day{Calls: all, Count: len(all)}
	for _, c := range all {
		d.HandleMS += c.TalkMS + c.HoldMS + c.WrapMS
		if c.Result == Returned {
			d.Returned++
		}
	}
	if d.Count > 0 {
		d.HandleMS /= int64(d.Count)
	}
	d.Missed, err = missedOffers(ctx, s.o.DB, a, since)
	return d, err
}

// Unknown are the latest calls to numbers that nobody here has, newest first.
func (s *Service) Unknown(ctx context.Context) ([]Call, error) {
	return list(ctx, s.o.DB.Scope(""), Filter{Result: UnknownNumber, To: math.MaxInt64}, nil, math.MaxInt64, "", maxUnknown)
}
