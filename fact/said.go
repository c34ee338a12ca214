package fact

// Said is a fact with what it is about, before it has its place in a stream.
type Said struct {
	Head Head
	Fact Fact
}

// A Log collects what is said in one step, in order.
type Log []Said

// Say appends f.
func (l *Log) Say(h Head, f Fact) { *l = append(*l, Said{h, f}) }
