package replay

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"gudok/core"
	"gudok/fact"
)

// Kinds of differences.
const (
	Said   = "said"   // the core says another thing than was recorded
	Silent = "silent" // it says the same, and yet its state is another: somewhere from Seq to To
	Broken = "broken" // it cannot take what it took then
)

// A Difference is the first thing that is not as it was recorded.
type Difference struct {
	Seq  uint64 // of the input
	To   uint64 // of Silent: the last input that may be the one
	At   int64  // ms UTC
	Kind string // of the input; "" when it may be several
	What string
	Was  string // the recorded fact; "" none
	Now  string // the fact of today; "" none
	Why  string // of Broken
	Item string // whom it is about, "" nobody
	// Parts of the state that are not as recorded at the next mark; nil: there is none.
	Parts []string
}

// compareFact is nil when the fact is said again as it was. In a decision of another version
// only whom it is about and for whom it falls counts.
func compareFact(was *fact.Envelope, now *core.Said, decision bool) *Difference {
	switch {
	case was == nil && now == nil:
		return nil
	case was == nil:
		return &Difference{What: Said, Now: told(now), Item: string(now.Head.Item)}
	case now == nil:
		return &Difference{What: Said, Was: written(was), Item: string(was.Item)}
	}
	same := was.Type == now.Fact.FactType()
	if decision {
		same = same && was.Item == now.Head.Item && was.Agent == now.Head.Agent && was.Promise == now.Head.Promise
	} else {
		same = same && was.Head == now.Head && sameData(was.Data, now.Fact)
	}
	if same {
		return nil
	}
	return &Difference{What: Said, Was: written(was), Now: told(now), Item: string(was.Item)}
}

func written(e *fact.Envelope) string { return line(e.Head, e.Type, e.Data) }

func told(s *core.Said) string {
	data, err := json.Marshal(s.Fact)
	if err != nil {
		return s.Fact.FactType()
	}
	return line(s.Head, s.Fact.FactType(), data)
}

// line is a fact in one line.
func line(h fact.Head, kind string, data []byte) string {
	text := kind
	for _, name := range []string{string(h.Line), string(h.Call), string(h.Item), string(h.Agent), string(h.Promise)} {
		if name != "" {
			text += " " + name
		}
	}
	return fmt.Sprintf("%s %s", text, data)
}

// sameData reports whether what was written is what the fact says now. Fields are only ever
// added: one that was not known then is no difference.
func sameData(was json.RawMessage, now fact.Fact) bool {
	data, err := json.Marshal(now)
	if err != nil {
		return false
	}
	if bytes.Equal(was, data) {
		return true
	}
	var a, b map[string]any
	if json.Unmarshal(was, &a) != nil || json.Unmarshal(data, &b) != nil {
		return false
	}
	for name, v := range a {
		if !reflect.DeepEqual(v, b[name]) {
			return false
		}
	}
	return true
}

// isDecision: who gets whom, and whom we call.
func isDecision(kind string) bool {
	return kind == fact.ItemOffered{}.FactType() || kind == fact.AttemptStarted{}.FactType()
}

func decisionsOf(all []fact.Envelope) (list []fact.Envelope) {
	for _, e := range all {
		if isDecision(e.Type) {
			list = append(list, e)
		}
	}
	return list
}

func decisions(all []core.Said) (list []core.Said) {
	for _, s := range all {
		if isDecision(s.Fact.FactType()) {
			list = append(list, s)
		}
	}
	return list
}
