package menu

import (
	"context"
	"slices"
	"strings"

	"gudok/base/problem"
	"gudok/core/flow"
	"gudok/id"
	"gudok/phone"
	"gudok/voice"
)

// A Speaker makes prompts of texts; implemented by office/speech.
type Speaker interface {
	// Speak is the prompt that says a text in a language (ru, uk, en).
	Speak(ctx context.Context, t id.Tenant, lang, text string) (id.Prompt, error)
	// Speaks reports whether it can.
	Speaks(ctx context.Context) bool
}

// letterMS is how long a machine takes for a letter, about: for the length of a greeting
// that is not spoken yet.
const letterMS = 80

// Check is what core/flow's checker says about a tenant's program: it is told which prompts,
// lines and calendars the tenant's callers may be led to, how long sounds are and what must
// be said before a recording.
func (s *Service) Check(ctx context.Context, p flow.Program) ([]flow.Message, error) {
	known, err := s.known(ctx, p)
	if err != nil {
		return nil, err
	}
	p.Nodes = slices.Clone(p.Nodes)
	for i := range p.Nodes {
		if n := &p.Nodes[i]; n.Text != "" { // a silence of that length stands for it
			n.Say = append(slices.Clone(n.Say), voice.Sound{SilenceMS: int64(len([]rune(n.Text))) * letterMS})
		}
	}
	return append([]flow.Message{}, flow.Check(p, known)...), nil
}

// known is the world outside of a program.
func (s *Service) known(ctx context.Context, p flow.Program) (flow.Known, error) {
	heard, led, hours := map[id.Prompt]bool{}, map[id.Line]bool{}, map[id.Calendar]bool{}
	long := map[id.Prompt]int64{}
	for _, name := range prompts(p) {
		ok, err := s.PromptKnown(ctx, p.Tenant, name)
		if err != nil {
			return flow.Known{}, err
		}
		if heard[name] = ok; ok {
			if long[name], err = s.length(ctx, name); err != nil {
				return flow.Known{}, err
			}
		}
	}
	k := flow.Known{
		Prompt: func(name id.Prompt) bool { return heard[name] },
		Length: func(name id.Prompt) int64 {
			if ms, ok := long[name]; ok {
				return ms
			}
			return s.standardMS(name) // words that a node says of itself
		},
		Mute: s.o.Speaker == nil || !s.o.Speaker.Speaks(ctx),
	}
	if s.o.LineTenant != nil {
		for _, name := range lines(p) {
			t, err := s.o.LineTenant(ctx, name)
			if err != nil {
				return k, err
			}
			led[name] = t == p.Tenant
		}
		k.Line = func(name id.Line) bool { return led[name] }
	}
	if s.o.CalendarTenant != nil {
		for _, n := range p.Nodes {
			if n.Calendar == "" {
				continue
			}
			t, err := s.o.CalendarTenant(ctx, n.Calendar)
			if err != nil {
				return k, err
			}
			hours[n.Calendar] = t != "" && (t == p.Tenant || t == id.House)
		}
		k.Calendar = func(name id.Calendar) bool { return hours[name] }
	}
	if err := s.clever(ctx, p, &k); err != nil {
		return k, err
	}
	var err error
	if s.o.Tenant != nil {
		_, k.Recorded, err = s.o.Tenant(ctx, p.Tenant)
	}
	return k, err
}

// length is how long a prompt is, in ms.
func (s *Service) length(ctx context.Context, name id.Prompt) (int64, error) {
	if shipped(name) {
		return s.standardMS(name), nil
	}
	p, err := prompt(ctx, s.o.DB, name, false)
	if problem.Is(err, "prompt.unknown") {
		return 0, nil
	}
	return p.MS, err
}

// standardMS is how long a shipped sound is; of one that is named without a language, in the
// language that takes longest.
func (s *Service) standardMS(name id.Prompt) (ms int64) {
	rest := strings.TrimPrefix(string(name), "std_")
	for _, p := range s.o.Standard.List() {
		if p.ID == name || p.Lang != "" && string(p.ID) == "std_"+p.Lang+"_"+rest {
			ms = max(ms, p.MS)
		}
	}
	return ms
}

// spoken is the program with a prompt for each text.
func (s *Service) spoken(ctx context.Context, p flow.Program) (flow.Program, error) {
	var lang string
	p.Nodes = slices.Clone(p.Nodes)
	for i := range p.Nodes {
		n := &p.Nodes[i]
		if n.Text == "" {
			continue
		}
		if s.o.Speaker == nil {
			return p, problem.New(problem.Unavailable, "speech.absent")
		}
		if lang == "" && s.o.Tenant != nil {
			var err error
			if lang, _, err = s.o.Tenant(ctx, p.Tenant); err != nil {
				return p, err
			}
		}
		in := lang
		if n.Kind != flow.Language && n.Lang != "" {
			in = n.Lang
		}
		name, err := s.o.Speaker.Speak(ctx, p.Tenant, in, n.Text)
		if err != nil {
			return p, err
		}
		n.Say = append(slices.Clone(n.Say), voice.Sound{Prompt: name})
	}
	return p, nil
}

// told is the program as the core hears it: numbers are ids (house.md 5.9).
func (s *Service) told(p flow.Program) flow.Program {
	p.Nodes = slices.Clone(p.Nodes)
	for i := range p.Nodes {
		n := &p.Nodes[i]
		if n.Number == "" {
			continue
		}
		e164 := phone.Number(n.Number)
		if n.Number = ""; s.o.Number != nil {
			n.Number = s.o.Number(p.Tenant, e164)
		}
	}
	return p
}

// CalendarUsed names a menu, draft or published, that asks the calendar; "" when none does.
func (s *Service) CalendarUsed(ctx context.Context, c id.Calendar) (string, error) {
	return s.firstMenu(ctx, func(p flow.Program) bool {
		return slices.ContainsFunc(p.Nodes, func(n flow.Node) bool { return n.Calendar == c })
	})
}
