package hours

import "gudok/id"

// A Calendar is a week plus holidays in one zone. The zone enters as its transitions,
// because the core may not look zones up (house.md 5.8).
type Calendar struct {
	ID       id.Calendar  `json:"id"`
	Tenant   id.Tenant    `json:"tenant"`
	Zone     string       `json:"zone"`     // IANA name, for people
	Offsets  []Transition `json:"offsets"`  // sorted; the first holds for all before it
	Week     [7][]Span    `json:"week"`     // Monday first; empty day: closed
	Holidays []Holiday    `json:"holidays"` // sorted by Date
}

// A Transition says that from the moment AtMS (UTC) local time is UTC + OffsetS seconds.
type Transition struct {
	AtMS    int64 `json:"at_ms"`
	OffsetS int   `json:"offset_s"`
}

// A Span is an interval of a day in minutes after midnight, From inclusive, To exclusive. To
// may be more than 1440: the night belongs to the day on which it began, so that a holiday
// neither cuts the night before it nor has one of its own. It may be at most From + 1440.
// Spans of a day are sorted and do not touch.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// A Holiday replaces a weekday's spans on one date. No spans: closed.
type Holiday struct {
	Date  string `json:"date"` // 2026-12-31
	Name  string `json:"name"`
	Spans []Span `json:"spans,omitempty"`
}
