package promise

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"

	"gudok/fact"
	"gudok/id"
)

// ErrNoProof: the file is not an export of promises.
var ErrNoProof = errors.New("this is no proof of promises")

// maxProofLine bounds a line: a fact of promises has some hundred bytes.
const maxProofLine = 1 << 20

// WhyRows: the table for people in an export is not the one that was exported. WhyClaim: the
// head of a proof says other sums than its facts.
const (
	WhyRows  = "rows"
	WhyClaim = "claim"
)

// A Proof is what a proof's reader found.
type Proof struct {
	ProofHead
	Links  int64
	Broken *Broken // the first; nil: it is whole
}

// ReadProof reads an export, the zip or its proof.jsonl alone, and counts everything anew.
// What is not a proof at all is [ErrNoProof]; a proof that is broken says where in Broken.
func ReadProof(r io.ReaderAt, size int64) (Proof, error) {
	var magic [2]byte
	if _, err := r.ReadAt(magic[:], 0); err != nil || string(magic[:]) != "PK" {
		return readLines(io.NewSectionReader(r, 0, size))
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Proof{}, errors.Join(ErrNoProof, err)
	}
	f, err := z.Open(proofLines)
	if err != nil {
		return Proof{}, errors.Join(ErrNoProof, err)
	}
	p, err := readLines(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return p, err
	}
	if rows, err := hashOf(z, proofRows); err != nil || rows != p.Rows {
		p.breaks(Link{Tenant: p.Tenant}, WhyRows)
	}
	return p, nil
}

func hashOf(z *zip.Reader, name string) (string, error) {
	f, err := z.Open(name)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}

func (p *Proof) breaks(at Link, why string) {
	if p.Broken == nil {
		p.Broken = &Broken{at, why}
	}
}

// A counter counts the promises of a period from facts.
type counter struct {
	opened int64
	open   map[id.Promise]bool
	closed map[string]int64
}

func readLines(r io.Reader) (p Proof, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxProofLine)
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &p.ProofHead) != nil || p.Format != proofFormat {
		return p, errors.Join(ErrNoProof, lines.Err())
	}
	if p.Form != form {
		return p, fmt.Errorf("%w that this version can read: its form is %d", ErrNoProof, p.Form)
	}
	c := counter{open: map[id.Promise]bool{}, closed: map[string]int64{}}
	n, hash := p.First-1, p.Before
	for lines.Scan() {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var l proofLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			p.breaks(Link{Tenant: p.Tenant, N: n + 1}, WhyChanged)
			break
		}
		n++
		p.Links++
		p.check(l, n, &hash, &c)
	}
	if err := lines.Err(); err != nil {
		return p, fmt.Errorf("read the proof: %w", err)
	}
	if n != p.Last || hash != p.Head {
		p.breaks(Link{Tenant: p.Tenant, N: n + 1}, WhyMissing)
	}
	if c.opened != p.Opened || int64(len(c.open)) != p.Open || !maps.Equal(c.closed, p.Closed) {
		p.breaks(Link{Tenant: p.Tenant, N: n}, WhyClaim)
	}
	return p, nil
}

// check holds a line against the link that it must be and counts it.
func (p *Proof) check(l proofLine, n int64, hash *string, c *counter) {
	before := *hash
	*hash = l.Hash
	if l.Gone || l.Fact == nil {
		p.breaks(Link{Tenant: p.Tenant, N: n}, WhyMissing)
		return
	}
	e := l.Fact.envelope()
	at := Link{p.Tenant, n, e.Seq, e.At, e.Promise, l.Hash}
	switch {
	case l.N != n:
		p.breaks(at, WhyLink)
	case tenantOf(e) != p.Tenant:
		p.breaks(at, WhyChanged)
	}
	e.Tenant = p.Tenant
	if link(before, n, e) != l.Hash {
		p.breaks(at, WhyChanged)
	}
	if !c.count(e, p.ProofHead) {
		p.breaks(at, WhyTwice)
	}
}

// count is false when the fact cannot be. Promises of before the period are not counted, and
// of a proof that begins in the middle not known.
func (c *counter) count(e fact.Envelope, h ProofHead) bool {
	was, known := c.open[e.Promise]
	switch {
	case fact.Is[fact.PromiseOpened](e):
		if known && was {
			return false
		}
		if e.At >= h.From && e.At < h.To {
			c.opened++
			c.open[e.Promise] = true
		}
	case fact.Is[fact.PromiseClosed](e):
		if !known {
			return true
		}
		f, err := fact.Open[fact.PromiseClosed](e)
		if err != nil {
			return false
		}
		delete(c.open, e.Promise)
		c.closed[f.Reason]++
	}
	return true
}
