package dial

import (
	"gudok/fact"
	"gudok/id"
)

// Callable says whether a person may be called for no promise: not while somebody dials him
// or he is on our line. "" is yes.
func (l *Ledger) Callable(name id.Number, now int64) string {
	n := l.Numbers.Get(name)
	switch {
	case n == nil:
		return ""
	case n.Live != "" || now < n.Lease:
		return NumberBusy
	case n.Present > 0:
		return OnOurLine
	}
	return ""
}

// Met: one of us called the person of his own accord and they talk: what was promised in that
// tree of lines is kept.
func (l *Ledger) Met(now int64, name id.Number, root id.Line, about fact.Head, out *Out) {
	if p := l.find(name, root); p != nil && p.Attempt == "" {
		l.close(now, p, Talked, "", about, out)
	}
}
