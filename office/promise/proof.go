package promise

import (
	"encoding/json"

	"gudok/fact"
	"gudok/id"
)

const (
	proofFormat = "gudok promises"
	// The files of an export.
	proofLines = "proof.jsonl"
	proofRows  = "promises.csv"
	proofText  = "PROOF.txt"
	// maxProof is how many promises one export shows: a year of the largest client. Its CSV
	// is some 20 MB and is made in memory.
	maxProof = 100_000
)

// A ProofHead is the first line of a proof: what the others come to.
type ProofHead struct {
	Format string           `json:"format"`
	Form   int64            `json:"form"` // how hashes are computed
	Tenant id.Tenant        `json:"tenant"`
	MadeAt int64            `json:"made_at"` // ms UTC
	By     id.User          `json:"by"`
	From   int64            `json:"from"` // promises opened from here, ms UTC
	To     int64            `json:"to"`   // to before here
	Opened int64            `json:"opened"`
	Open   int64            `json:"open"`
	Closed map[string]int64 `json:"closed"` // by reason
	First  int64            `json:"first"`  // number of the first link
	Before string           `json:"before"` // hash of the link before it, "" before the first of all
	Last   int64            `json:"last"`
	Head   string           `json:"head"`        // hash of the last link
	Rows   string           `json:"rows_sha256"` // of promises.csv
}

// A proofLine is one fact with its link. The stored bytes travel as a text, so that not one
// of them changes on the way.
type proofLine struct {
	N    int64  `json:"n"`
	Hash string `json:"hash"`
	Gone bool   `json:"gone,omitempty"` // the fact was not there any more
	Fact *head  `json:"fact,omitempty"`
}

// head is a stored fact.
type head struct {
	Stream string `json:"stream"`
	Seq    uint64 `json:"seq"`
	At     int64  `json:"at"`
	Cause  uint64 `json:"cause"`
	fact.Head
	Type string `json:"type"`
	Data string `json:"data"`
}

func lineOf(l Link, e fact.Envelope) proofLine {
	e.Tenant = l.Tenant
	return proofLine{N: l.N, Hash: l.Hash, Fact: &head{e.Stream, e.Seq, e.At, e.Cause, e.Head, e.Type, string(e.Data)}}
}

func (h *head) envelope() fact.Envelope {
	return fact.Envelope{Stream: h.Stream, Seq: h.Seq, At: h.At, Cause: h.Cause, Head: h.Head, Type: h.Type, Data: json.RawMessage(h.Data)}
}
