package trunk

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"gudok/base/problem"
	"gudok/id"
)

// A Search says which of the trace is looked for; empty fields let all pass.
type Search struct {
	Text     string   // a number or its last digits, or a part of a Call-ID: at least minSearch long
	Trunk    id.Trunk // said to or by it
	From, To int64    // ms UTC, To exclusive; 0: no bound
	Before   int64    // rows older than it; 0: from the newest
}

// A Hit is what was said on one leg within a second.
type Hit struct {
	Seq     int64
	At      int64 // ms UTC, of the first message
	Call    id.Call
	Leg     id.Leg
	Party   string // a trunk's or a desk phone's id, "" a stranger
	Peer    string // its address
	CallID  string // of SIP
	What    string // of the first message: "INVITE", "200 OK"
	Status  int    // of the last response, 0: none yet
	Said    int    // messages
	matched bool
}

const (
	// minSearch: fewer letters are found in every message.
	minSearch  = 3
	searchPage = 50
	// searchRead bounds the rows looked at for one page: a second of a busy trace's disk.
	searchRead  = 10_000
	searchBatch = 500
)

// Search looks through the trace, newest first. next is the Search.Before of the following
// page, 0 when there is none; a rare text may give a short page with a next.
func (s *Service) Search(ctx context.Context, q Search) (list []Hit, next int64, err error) {
	q.Text = strings.TrimSpace(q.Text)
	if q.Text != "" && len(q.Text) < minSearch {
		return nil, 0, problem.New(problem.Invalid, "trace.text_too_short", "min", strconv.Itoa(minSearch))
	}
	q.Text = needle(q.Text)
	q.To, q.Before = cmp.Or(q.To, math.MaxInt64), cmp.Or(q.Before, math.MaxInt64)
	who, err := s.parties(ctx)
	if err != nil {
		return nil, 0, err
	}
	list = []Hit{}
	for read := 0; read < searchRead; read += searchBatch {
		rows, err := searchTrace(ctx, s.o.DB, q)
		if err != nil {
			return nil, 0, err
		}
		for _, r := range rows {
			q.Before = r.seq
			if h := r.hit(q, who); h.matched {
				list = append(list, h)
			}
			if len(list) == searchPage {
				return list, q.Before, nil
			}
		}
		if len(rows) < searchBatch {
			return list, 0, nil
		}
	}
	return list, q.Before, nil
}

// needle is the text as it stands in messages: numbers are written there without spaces.
func needle(text string) string {
	if strings.Trim(text, "0123456789+-() ") == "" {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, text)
	}
	return text
}

// A traced row is what was said on one leg within a second.
type traced struct {
	seq  int64
	said []Message
}

// hit tells of the row what a list shows, and whether it is what was looked for.
func (r traced) hit(q Search, who func(peer string) string) Hit {
	h := Hit{Seq: r.seq, Said: len(r.said)}
	for i := range r.said {
		m := &r.said[i]
		m.Party = cmp.Or(m.Party, who(m.Peer))
		rung := m.rung()
		if i == 0 {
			h.At, h.Call, h.Leg, h.Party, h.Peer, h.What = m.At, m.Call, m.Leg, m.Party, m.Peer, rung.What
			h.CallID = callIDOf(m.Text)
		}
		h.Status = cmp.Or(rung.Status, h.Status)
	}
	named := q.Text == "" || slices.ContainsFunc(r.said, func(m Message) bool { return strings.Contains(m.Text, q.Text) })
	h.matched = len(r.said) > 0 && named && (q.Trunk == "" || h.Party == string(q.Trunk))
	return h
}

// callIDOf reads Call-ID, or its compact form i (RFC 3261 section 7.3.3).
func callIDOf(text string) string {
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); ok && (strings.EqualFold(name, "Call-ID") || strings.EqualFold(name, "i")) {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
