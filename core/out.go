package core

import (
	"gudok/fact"
	"gudok/voice"
)

// Out collects what one Step leads to. Step appends; the caller empties it with Reset and
// uses it again, so that a step need not allocate.
type Out struct {
	Facts   []Said          // to be remembered, in order
	Effects []voice.Command // to be done after the commit, in order
	Refused *Refusal        // the answer to who asked; nil is yes
	Asks    []Ask           // to be asked outside after the commit; nobody waits for them
	Touched Touched         // whose views must be rendered anew
	Notes   []string        // for the log, at Info; no names, no numbers
}

// Said is a fact with what it is about.
type Said = fact.Said

// A Refusal is why a person's wish was not granted: a stable code that the UI translates,
// such as "floor.no_such_offer", "floor.not_talking", "promise.number_busy".
type Refusal struct {
	Code   string
	Params []string // key, value, …
}

// Reset empties o and keeps its memory.
func (o *Out) Reset() {
	*o = Out{Facts: o.Facts[:0], Effects: o.Effects[:0], Asks: o.Asks[:0], Touched: o.Touched.reset(), Notes: o.Notes[:0]}
}
