package fact

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gudok/id"
)

// A Decision says why this agent and why this item: the inputs of the pure choice, so that it
// can be told in one sentence and re-run (acd.Judge). Agents are compared by tier, then by the
// rule's own figure, then by how long they are idle, then by name; the least comes first.
//
// A decision is stored for ever with every offer. Its JSON is therefore one short string, see
// MarshalJSON; the names of the fields here are those of the time before version 3.
type Decision struct {
	Rule      string      `json:"rule"`                           // a strategy; sticky, hand, handed_over, returned, consulted, called
	Item      string      `json:"item,omitempty"`                 // whose turn: "" by age; strict, starving, slack, shares, hand
	Step      int         `json:"step,omitempty"`                 // how many relaxations the item had waited for
	Eligible  int         `json:"eligible"`                       // ready agents who might have had it
	InTier    int         `json:"in_tier,omitempty"`              // of them in the winner's tier; 0: no tiers
	Agent     id.Agent    `json:"winner,omitempty"`               // who was chosen
	Tier      int         `json:"tier,omitempty"`                 // his: how many skills, TierOnDemand; 0: all are equal
	Key       int64       `json:"key,omitempty"`                  // his figure by the rule; the least wins
	IdleSince int64       `json:"idle_since,omitempty"`           // his
	RunnerUp  id.Agent    `json:"runner_up,omitempty"`            // who would have been the next
	RunTier   int         `json:"runner_up_tier,omitempty"`       //
	RunKey    int64       `json:"runner_up_key,omitempty"`        //
	RunnerMS  int64       `json:"runner_up_idle_since,omitempty"` //
	With      []id.Agent  `json:"with,omitempty"`                 // who is rung at the same time
	Excluded  []Exclusion `json:"excluded,omitempty"`             // at most 8, the nearest first
}

// TierOnDemand is the tier of agents who are asked only when nobody else can.
const TierOnDemand = 9

// An Exclusion names an agent whom a rule kept out.
type Exclusion struct {
	Agent id.Agent `json:"agent"`
	// Rule: level (cannot, as long as the item has waited), reoffer_delay (did not take it a
	// moment ago), device, pause, wrapup, keep (is left alone as the reserve), on_demand.
	Rule      string `json:"rule"`
	Tier      int    `json:"tier,omitempty"`
	Key       int64  `json:"key,omitempty"`
	IdleSince int64  `json:"idle_since,omitempty"`
	Until     int64  `json:"until,omitempty"` // of reoffer_delay: when it is over; of others since when the rule holds
}

// shorts are the words of a decision that are stored by two letters.
func shorts() [25][2]string {
	return [...][2]string{
		{"li", "longest_idle"}, {"ms", "most_skilled"}, {"lo", "least_occupied"}, {"fc", "fewest_contacts"}, {"lt", "least_talk"},
		{"rr", "round_robin"}, {"td", "top_down"}, {"rw", "random_weighted"}, {"ra", "ring_all"}, {"rp", "ring_progressively"},
		{"sk", "sticky"}, {"hd", "hand"}, {"st", "strict"}, {"sv", "starving"}, {"sl", "slack"}, {"sh", "shares"},
		{"lv", "level"}, {"rd", "reoffer_delay"}, {"dv", "device"}, {"pa", "pause"}, {"wr", "wrapup"}, {"kp", "keep"},
		{"od", "on_demand"}, {"ho", "handed_over"}, {"re", "returned"},
	}
}

func short(word string) string {
	for _, s := range shorts() {
		if s[1] == word {
			return s[0]
		}
	}
	return word
}

func long(word string) string {
	for _, s := range shorts() {
		if s[0] == word {
			return s[1]
		}
	}
	return word
}

// MarshalJSON is the stored form: words separated by a blank, each but the first (the rule)
// with a letter before it; numbers to the base of 36, moments of others as the difference to
// the winner's, agents without their prefix.
func (d Decision) MarshalJSON() ([]byte, error) { return json.Marshal(d.text()) }

// EncodedSize is the length of the stored form in bytes, without its quotes.
func (d Decision) EncodedSize() int { return len(d.text()) }

func (d Decision) text() string {
	b := append(make([]byte, 0, 128), short(d.Rule)...)
	number := func(letter byte, n int64) {
		if n != 0 {
			b = strconv.AppendInt(append(b, ' ', letter), n, 36)
		}
	}
	word := func(letter byte, w string) {
		if w != "" {
			b = append(append(b, ' ', letter), w...)
		}
	}
	word('y', short(d.Item))
	number('s', int64(d.Step))
	number('n', int64(d.Eligible))
	number('m', int64(d.InTier))
	first := bare(d.Agent)
	word('w', squeeze(first, ""))
	number('t', int64(d.Tier))
	number('k', d.Key)
	number('i', d.IdleSince)
	if d.RunnerUp != "" {
		word('r', squeeze(bare(d.RunnerUp), first))
		number('u', int64(d.RunTier))
		number('v', d.RunKey)
		number('j', d.RunnerMS-d.IdleSince)
	}
	for _, a := range d.With {
		word('o', squeeze(bare(a), first))
	}
	for _, e := range d.Excluded {
		word('x', short(e.Rule)+":"+squeeze(bare(e.Agent), first))
		for _, n := range e.figures(d.IdleSince) {
			b = append(b, ':')
			if n != 0 {
				b = strconv.AppendInt(b, n, 36)
			}
		}
		b = []byte(strings.TrimRight(string(b), ":"))
	}
	return string(b)
}

func (e Exclusion) figures(base int64) [4]int64 {
	f := [4]int64{int64(e.Tier), e.Key, 0, 0}
	if e.IdleSince != 0 {
		f[2] = apart(e.IdleSince - base)
	}
	if e.Until != 0 {
		f[3] = apart(e.Until - base)
	}
	return f
}

// apart makes room for 0, which stands for what is not known; together is its inverse.
func apart(n int64) int64 {
	if n >= 0 {
		n++
	}
	return n
}

func together(n int64) int64 {
	if n > 0 {
		n--
	}
	return n
}

func bare(a id.Agent) string { return strings.TrimPrefix(string(a), "agt_") }

func agent(s string) id.Agent { return id.Agent("agt_" + s) }

// squeeze shortens a name: what it has in common with the winner's is '^' and how much that is,
// a run of zeros, of which made names are full, '~' and how many.
func squeeze(name, first string) string {
	n := 0
	for n < min(len(name), len(first), maxDigit) && name[n] == first[n] {
		n++
	}
	var b []byte
	if n >= minSqueeze {
		b = strconv.AppendInt(append(b, '^'), int64(n), 36)
		name = name[n:]
	}
	for len(name) > 0 {
		zeros := 0
		for zeros < min(len(name), maxDigit) && name[zeros] == '0' {
			zeros++
		}
		if zeros >= minSqueeze {
			b = strconv.AppendInt(append(b, '~'), int64(zeros), 36)
			name = name[zeros:]
			continue
		}
		b = append(b, name[0])
		name = name[1:]
	}
	return string(b)
}

// stretch is the inverse of squeeze.
func stretch(s, first string) (string, error) {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '^' && s[i] != '~' {
			b = append(b, s[i])
			continue
		}
		if i++; i == len(s) {
			return "", fmt.Errorf("a name ends in the middle")
		}
		n, err := strconv.ParseInt(s[i:i+1], 36, 64)
		switch {
		case err != nil:
			return "", err
		case s[i-1] == '~':
			b = append(b, zeros[:n]...)
		case int(n) > len(first):
			return "", fmt.Errorf("a name has more in common than there is")
		default:
			b = append(b, first[:n]...)
		}
	}
	return string(b), nil
}

const (
	minSqueeze = 3 // shorter ones are not worth two signs
	maxDigit   = 35
	zeros      = "00000000000000000000000000000000000"
)

// UnmarshalJSON reads the stored form and, for facts of before version 3, an object.
func (d *Decision) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		type plain Decision
		return json.Unmarshal(data, (*plain)(d))
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("decision: %w", err)
	}
	*d = Decision{}
	for i, w := range strings.Split(text, " ") {
		switch {
		case i == 0:
			d.Rule = long(w)
		case len(w) < 2:
			return fmt.Errorf("decision: %q in %q", w, text)
		default:
			if err := d.read(w[0], w[1:]); err != nil {
				return fmt.Errorf("decision: %q in %q: %w", w, text, err)
			}
		}
	}
	return nil
}

// read takes in one word. Letters that this version does not know are a later one's.
func (d *Decision) read(letter byte, w string) error {
	switch letter {
	case 'y':
		d.Item = long(w)
		return nil
	case 'w', 'r', 'o':
		return d.readAgent(letter, w)
	case 'x':
		return d.readExclusion(w)
	}
	n, err := strconv.ParseInt(w, 36, 64)
	if err != nil {
		return err
	}
	switch letter {
	case 's':
		d.Step = int(n)
	case 'n':
		d.Eligible = int(n)
	case 'm':
		d.InTier = int(n)
	case 't':
		d.Tier = int(n)
	case 'k':
		d.Key = n
	case 'i':
		d.IdleSince = n
	case 'u':
		d.RunTier = int(n)
	case 'v':
		d.RunKey = n
	case 'j':
		d.RunnerMS = d.IdleSince + n
	}
	return nil
}

func (d *Decision) readAgent(letter byte, w string) error {
	name, err := stretch(w, bare(d.Agent))
	if err != nil {
		return err
	}
	switch letter {
	case 'w':
		d.Agent = agent(name)
	case 'r':
		d.RunnerUp, d.RunnerMS = agent(name), d.IdleSince
	case 'o':
		d.With = append(d.With, agent(name))
	}
	return nil
}

func (d *Decision) readExclusion(w string) error {
	parts := strings.Split(w, ":")
	if len(parts) < 2 {
		return fmt.Errorf("no agent")
	}
	name, err := stretch(parts[1], bare(d.Agent))
	if err != nil {
		return err
	}
	e := Exclusion{Rule: long(parts[0]), Agent: agent(name)}
	var f [4]int64
	for i, p := range parts[2:min(len(parts), 6)] {
		if p == "" {
			continue
		}
		n, err := strconv.ParseInt(p, 36, 64)
		if err != nil {
			return err
		}
		f[i] = n
	}
	e.Tier, e.Key = int(f[0]), f[1]
	if f[2] != 0 {
		e.IdleSince = d.IdleSince + together(f[2])
	}
	if f[3] != 0 {
		e.Until = d.IdleSince + together(f[3])
	}
	d.Excluded = append(d.Excluded, e)
	return nil
}
