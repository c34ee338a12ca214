package id

// alphabet is Crockford's base 32: no I, L, O, U; sorts like the numbers it stands for.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// A Maker makes names that are unique and ordered and contain no chance (house.md 5.8):
// 48 bits moment (ms), 16 bits epoch, 48 bits sequence, 16 bits index, in 26 characters.
// Begin sets the first three; Next counts the index. Not safe for concurrent use.
//
// A name is never a secret: links carry a token of their own.
type Maker struct {
	Epoch uint16

	at    int64
	seq   uint64
	index uint16
}

// Begin starts the names of one input: its moment (ms UTC) and sequence number.
func (m *Maker) Begin(at int64, seq uint64) { m.at, m.seq, m.index = at, seq, 0 }

// Next is the next name with the prefix kind ("call" gives "call_…").
// More than 65,535 names of one input are a programmer's mistake and panic.
func (m *Maker) Next(kind string) string {
	m.index++
	if m.index == 0 {
		panic("id: more than 65535 names for one input")
	}
	return kind + "_" + encode(uint64(m.at)<<16|uint64(m.Epoch), m.seq<<16|uint64(m.index))
}

// encode writes 128 bits as 26 characters of 5 bits, the first of them 3 bits.
func encode(hi, lo uint64) string {
	var b [26]byte
	for i := 25; i >= 0; i-- {
		b[i] = alphabet[lo&31]
		lo = lo>>5 | hi<<59
		hi >>= 5
	}
	return string(b[:])
}
