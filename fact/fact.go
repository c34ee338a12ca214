package fact

import (
	"encoding/json"
	"fmt"

	"gudok/id"
)

// A Fact is something that happened. Its FactType is "subject.past_tense".
type Fact interface{ FactType() string }

// A Head says whom and what a fact is about; any name may be "". It is stored in columns
// beside the fact so that it can be found.
type Head struct {
	Tenant  id.Tenant  `json:"tenant,omitempty"`
	Line    id.Line    `json:"line,omitempty"`
	Call    id.Call    `json:"call,omitempty"`
	Item    id.Item    `json:"item,omitempty"`
	Agent   id.Agent   `json:"agent,omitempty"`
	Promise id.Promise `json:"promise,omitempty"`
	Actor   Actor      `json:"actor,omitempty"`
}

// An Actor is who caused it: "caller", "system", "rule", or the id of an agent or user.
type Actor string

const (
	Caller Actor = "caller"
	System Actor = "system"
	Rule   Actor = "rule"
)

// An Envelope is one stored fact.
type Envelope struct {
	Stream string `json:"stream"` // "floor/main" or "office"
	Seq    uint64 `json:"seq"`    // gapless in its stream, from 1
	At     int64  `json:"at"`     // ms UTC
	Cause  uint64 `json:"cause"`  // seq of the input that led to it, 0 for office facts
	Head
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// Wrap encodes f. A fact that cannot be encoded is a programmer's mistake and panics.
func Wrap(stream string, seq uint64, at int64, cause uint64, h Head, f Fact) Envelope {
	data, err := json.Marshal(f)
	if err != nil {
		panic(fmt.Sprintf("fact %s cannot be encoded: %v", f.FactType(), err))
	}
	return Envelope{Stream: stream, Seq: seq, At: at, Cause: cause, Head: h, Type: f.FactType(), Data: data}
}

// Open decodes e into a fact of type F. The type must have been checked by Is.
func Open[F Fact](e Envelope) (F, error) {
	var f F
	if err := json.Unmarshal(e.Data, &f); err != nil {
		return f, fmt.Errorf("fact %s %s/%d: %w", e.Type, e.Stream, e.Seq, err)
	}
	return f, nil
}

// Is reports whether e holds a fact of type F.
func Is[F Fact](e Envelope) bool {
	var f F
	return e.Type == f.FactType()
}
