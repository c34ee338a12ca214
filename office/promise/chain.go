package promise

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"gudok/fact"
	"gudok/id"
)

// form is how chains are computed now; those of another form are made again at a start.
const form = 2

// A Link is one fact as a part of its tenant's chain.
type Link struct {
	Tenant  id.Tenant
	N       int64  // gapless in the tenant's chain, from 1
	Seq     uint64 // of the fact in the floor's stream
	At      int64
	Promise id.Promise
	Hash    string // lower-case hex
}

// concerns reports whether e is a fact of the promise chain. It goes by the first word, so
// that a later version agrees about all facts of an earlier one.
func concerns(e fact.Envelope) bool {
	return strings.HasPrefix(e.Type, "promise.") || strings.HasPrefix(e.Type, "attempt.")
}

// link is the chain's next hash: over the former one and all that is stored of a fact, its
// bytes as they are. The first has no former. PROOF.txt in an export says the same in words.
func link(before string, n int64, e fact.Envelope) string {
	h := sha256.New()
	for _, part := range []string{before, strconv.FormatInt(n, 10), e.Stream, strconv.FormatUint(e.Seq, 10), strconv.FormatInt(e.At, 10),
		strconv.FormatUint(e.Cause, 10), string(e.Tenant), string(e.Line), string(e.Call), string(e.Item), string(e.Agent),
		string(e.Promise), string(e.Actor), e.Type, string(e.Data)} {
		fmt.Fprintf(h, "%d:%s", len(part), part) // lengths, so that bytes cannot move from one part to the next
	}
	return hex.EncodeToString(h.Sum(nil))
}

// tenantOf: what belongs to nobody is the house's.
func tenantOf(e fact.Envelope) id.Tenant {
	if e.Tenant == "" {
		return id.House
	}
	return e.Tenant
}

// A Chain is what the facts of one tenant's promises come to, counted anew from their bytes.
type Chain struct {
	Tenant   id.Tenant
	N        int64 // links
	Seq      uint64
	Hash     string
	Opened   int64
	Closed   map[string]int64 // by reason
	NoNumber int64
	Broken   *Broken // the first; nil: it is whole

	open map[id.Promise]struct{}
}

// A Broken link is the first place where a chain is not what was written.
type Broken struct {
	Link
	Why string
}

// Why a chain is broken.
const (
	WhyChanged = "changed" // the fact is not the one that was linked
	WhyMissing = "missing" // the fact is gone
	WhyAdded   = "added"   // a fact that was never linked
	WhyLink    = "link"    // the link itself was changed or is gone
	WhyHead    = "head"    // the chain was made anew: it once had another head
	WhyTwice   = "twice"   // opened or closed a second time, or closed and never opened
	WhySum     = "sum"     // the promises that are shown are not those of the facts
)

// Open is how many promises are open by the facts.
func (c *Chain) Open() int64 { return int64(len(c.open)) }

// ClosedAll is how many were closed, for any reason.
func (c *Chain) ClosedAll() (n int64) {
	for _, some := range c.Closed {
		n += some
	}
	return n
}

func newChain(t id.Tenant) *Chain {
	return &Chain{Tenant: t, Closed: map[string]int64{}, open: map[id.Promise]struct{}{}}
}

// take adds a fact of the tenant: its link, and what it does to the sum. ok is false when the
// fact cannot be.
func (c *Chain) take(e fact.Envelope) (l Link, ok bool) {
	e.Tenant = c.Tenant // what belongs to nobody is the house's
	c.N++
	c.Seq = e.Seq
	c.Hash = link(c.Hash, c.N, e)
	return Link{c.Tenant, c.N, e.Seq, e.At, e.Promise, c.Hash}, c.count(e)
}

// count is false when the fact cannot be: a promise is opened once and closed once.
func (c *Chain) count(e fact.Envelope) bool {
	_, open := c.open[e.Promise]
	switch {
	case fact.Is[fact.MissWithoutNumber](e):
		c.NoNumber++
	case fact.Is[fact.PromiseOpened](e):
		if open {
			return false
		}
		c.Opened++
		c.open[e.Promise] = struct{}{}
	case fact.Is[fact.PromiseClosed](e):
		f, err := fact.Open[fact.PromiseClosed](e)
		if err != nil || !open {
			return false
		}
		delete(c.open, e.Promise)
		c.Closed[f.Reason]++
	}
	return true
}

// breaks notes the first place where the chain is broken.
func (c *Chain) breaks(at Link, why string) {
	if c.Broken == nil {
		c.Broken = &Broken{at, why}
	}
}
