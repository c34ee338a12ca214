package promise

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"

	"gudok/base/db"
	"gudok/base/problem"
	"gudok/fact"
	"gudok/id"
	"gudok/phone"
)

// Exporting says what is exported for whom.
type Exporting struct {
	Tenant   id.Tenant
	From, To int64 // promises opened from, to before, ms UTC; 0: no end
	By       id.User
	Lang     string // of the table: ru, uk, en
	Whole    bool   // numbers may be seen whole
}

// An Export is ready to be written: what it says is fixed.
type Export struct {
	s    *Service
	head ProofHead
	rows []byte // promises.csv
}

// Head is what the export says.
func (e *Export) Head() ProofHead { return e.head }

// Export prepares a proof of a tenant's promises and remembers who asked for it. Problems:
// "promise.proof_too_many".
func (s *Service) Export(ctx context.Context, x Exporting) (*Export, error) {
	if x.To == 0 {
		x.To = math.MaxInt64
	}
	h := ProofHead{Format: proofFormat, Form: form, Tenant: x.Tenant, MadeAt: s.o.DB.Now(), By: x.By, From: x.From, To: min(x.To, s.o.DB.Now()+1),
		Closed: map[string]int64{}}
	var all []Promise
	err := s.o.DB.Still(ctx, func(ctx context.Context, q db.Querier) (err error) {
		all, err = s.readProof(ctx, db.Scope{Tenant: x.Tenant, Querier: q}, &h)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("proof of %s: %w", x.Tenant, err)
	}
	e := &Export{s: s, head: h}
	if e.rows, err = s.table(ctx, x, all); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(e.rows)
	e.head.Rows = hex.EncodeToString(sum[:])
	return e, s.o.DB.In(ctx, func(ctx context.Context, tx *db.Tx) error {
		if h.Last > 0 {
			if err := putHead(ctx, tx.Scope(x.Tenant), Head{x.Tenant, h.Last, h.Head, tx.Now(), "proof"}); err != nil {
				return err
			}
		}
		return db.AppendFact(ctx, tx, fact.Head{Tenant: x.Tenant, Actor: fact.Actor(x.By)},
			fact.ProofMade{From: h.From, To: h.To, Promises: h.Opened, Last: h.Last, Head: h.Head})
	})
}

// readProof reads what h says and the promises of the period at one moment.
func (s *Service) readProof(ctx context.Context, sc db.Scope, h *ProofHead) ([]Promise, error) {
	l, err := law(ctx, sc)
	if err != nil {
		return nil, err
	}
	h.Last, h.Head = l.Facts, l.Hash
	groups, err := counts(ctx, sc, h.From, h.To, 0)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		h.Opened += g.n
		if g.reason == "" {
			h.Open = g.n
		} else {
			h.Closed[g.reason] = g.n
		}
	}
	if h.Opened > maxProof {
		return nil, problem.New(problem.TooMany, "promise.proof_too_many", "max", strconv.Itoa(maxProof))
	}
	if h.First, err = firstLink(ctx, sc, h.From); err != nil {
		return nil, err
	}
	if h.First == 0 { // nothing has happened since
		h.First = h.Last + 1
	}
	if h.Before, err = hashAt(ctx, sc, h.First-1); err != nil {
		return nil, err
	}
	return openedIn(ctx, sc, h.From, h.To)
}

func (s *Service) table(ctx context.Context, x Exporting, all []Promise) ([]byte, error) {
	var about About
	if s.o.About != nil {
		var err error
		if about, err = s.o.About(ctx, x.Tenant); err != nil {
			return nil, err
		}
	}
	t, err := newTable(x.Lang, about)
	if err != nil {
		return nil, err
	}
	known, err := s.numbers(ctx, all)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		text := ""
		if n := number(p.Number, known[p.Number], known[p.Number] != "", x.Whole); n != nil {
			text = n.Pretty
		}
		t.promise(p, text)
	}
	return t.buf.Bytes(), nil
}

// numbers are the texts of the promises' numbers.
func (s *Service) numbers(ctx context.Context, all []Promise) (map[id.Number]phone.Number, error) {
	const atOnce = 500 // parameters of one statement
	known := map[id.Number]phone.Number{}
	if s.o.Numbers == nil {
		return known, nil
	}
	ids := distinct(all)
	for len(ids) > 0 {
		n := min(len(ids), atOnce)
		some, err := s.o.Numbers.Texts(ctx, ids[:n])
		if err != nil {
			return nil, err
		}
		for k, v := range some {
			known[k] = v
		}
		ids = ids[n:]
	}
	return known, nil
}

// Write writes the export as a zip.
func (e *Export) Write(ctx context.Context, to io.Writer) error {
	z := zip.NewWriter(to)
	text, err := texts.ReadFile("texts/" + proofText)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{proofText: text, proofRows: e.rows} {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			return fmt.Errorf("write proof: %w", err)
		}
	}
	f, err := z.Create(proofLines)
	if err != nil {
		return fmt.Errorf("write proof: %w", err)
	}
	b := bufio.NewWriter(f)
	if err := e.lines(ctx, json.NewEncoder(b)); err != nil {
		return fmt.Errorf("write proof: %w", err)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write proof: %w", err)
	}
	return z.Close()
}

// lines writes the head and every link up to the last that it names.
func (e *Export) lines(ctx context.Context, out *json.Encoder) error {
	out.SetEscapeHTML(false)
	if err := out.Encode(e.head); err != nil {
		return err
	}
	sc := e.s.o.DB.Scope(e.head.Tenant)
	for n := e.head.First - 1; n < e.head.Last; {
		some, err := linksOf(ctx, sc, n, walkBatch)
		if err != nil {
			return err
		}
		if len(some) == 0 {
			return nil // the reader will see that the end is missing
		}
		facts, err := e.s.factsOf(ctx, some)
		if err != nil {
			return err
		}
		for _, l := range some {
			if l.N > e.head.Last {
				return nil
			}
			line := proofLine{N: l.N, Hash: l.Hash, Gone: true}
			if f, ok := facts[l.Seq]; ok {
				line = lineOf(l, f)
			}
			if err := out.Encode(line); err != nil {
				return err
			}
			n = l.N
		}
	}
	return nil
}

// factsOf are the facts of links, which are in order, by number.
func (s *Service) factsOf(ctx context.Context, list []Link) (map[uint64]fact.Envelope, error) {
	want := make(map[uint64]fact.Envelope, len(list))
	last := list[len(list)-1].Seq
	for at := list[0].Seq - 1; at < last; {
		some, err := s.o.Stream.Owed(ctx, at, walkBatch)
		if err != nil {
			return nil, err
		}
		if len(some) == 0 {
			break
		}
		for _, f := range some {
			want[f.Seq] = f
			at = f.Seq
		}
	}
	return want, nil
}
