package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// A batch's inputs lie in one row, because they are only ever read in order:
//
//	format byte 2, 4 bytes CRC-32C of the row's number, its moment and all that follows,
//	then per input:
//	flags byte (1: skipped), uvarint ms since the row's moment, kind, data
//	(both: uvarint length, bytes)
//
// Numbers are not written: they follow the row's first. Format 1 had no sum. A start does not
// look at the sum: a floor that goes on with an input that may be wrong serves people, one
// that refuses it does not. Whoever lives a day again (floor/replay) is told.
const (
	packFormat   = 2
	packUnsummed = 1
	packSum      = 4
	flagSkipped  = 1
)

var errPacked = errors.New("packed inputs are damaged")

// pack appends the inputs' bytes to dst. They are one batch: gapless, moments never back.
func pack(dst []byte, inputs []Input) []byte {
	start := len(dst)
	dst = append(dst, packFormat)
	dst = append(dst, make([]byte, packSum)...)
	for i := range inputs {
		in := &inputs[i]
		var flags byte
		if in.Skipped {
			flags |= flagSkipped
		}
		dst = append(dst, flags)
		dst = binary.AppendUvarint(dst, uint64(in.At-inputs[0].At))
		dst = binary.AppendUvarint(dst, uint64(len(in.Kind)))
		dst = append(dst, in.Kind...)
		dst = binary.AppendUvarint(dst, uint64(len(in.Data)))
		dst = append(dst, in.Data...)
	}
	if len(inputs) > 0 {
		row := dst[start:]
		binary.BigEndian.PutUint32(row[1:], rowSum(inputs[0].Seq, inputs[0].At, row[1+packSum:]))
	}
	return dst
}

// rowSum is the sum of a row that begins with input first at the moment at.
func rowSum(first uint64, at int64, body []byte) uint32 {
	var head [16]byte
	binary.BigEndian.PutUint64(head[:], first)
	binary.BigEndian.PutUint64(head[8:], uint64(at))
	return checksum(head[:], body)
}

// whole reports whether a row is what was written; one without a sum is taken for it.
func whole(first uint64, at int64, data []byte) bool {
	if len(data) < 1+packSum || data[0] != packFormat {
		return true
	}
	return binary.BigEndian.Uint32(data[1:]) == rowSum(first, at, data[1+packSum:])
}

// unpack is the inverse of pack: data is a row that begins with input first at the moment at.
func unpack(first uint64, at int64, data []byte) ([]Input, error) {
	skip := 1
	switch {
	case len(data) > 0 && data[0] == packUnsummed:
	case len(data) > packSum && data[0] == packFormat:
		skip += packSum
	default:
		return nil, fmt.Errorf("inputs from %d: unknown format: %w", first, errPacked)
	}
	r := reader{data[skip:], false}
	var out []Input
	for len(r.rest) > 0 {
		flags := r.next(1)
		in := Input{Seq: first + uint64(len(out)), At: at + int64(r.uvarint())}
		in.Kind = string(r.next(r.uvarint()))
		in.Data = r.next(r.uvarint())
		if r.bad {
			return nil, fmt.Errorf("input %d: %w", in.Seq, errPacked)
		}
		in.Skipped = flags[0]&flagSkipped != 0
		out = append(out, in)
	}
	return out, nil
}

// A reader takes bytes from the front and remembers whether there were too few.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) next(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return []byte{0}
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}
