package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// A batch's inputs lie in one row, because they are only ever read in order:
//
//	format byte 1, then per input:
//	flags byte (1: skipped), uvarint ms since the row's moment, kind, data
//	(both: uvarint length, bytes)
//
// Numbers are not written: they follow the row's first.
const (
	packFormat  = 1
	flagSkipped = 1
)

var errPacked = errors.New("packed inputs are damaged")

// pack appends the inputs' bytes to dst. They are one batch: gapless, moments never back.
func pack(dst []byte, inputs []Input) []byte {
	dst = append(dst, packFormat)
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
	return dst
}

// unpack is the inverse of pack: data is a row that begins with input first at the moment at.
func unpack(first uint64, at int64, data []byte) ([]Input, error) {
	if len(data) == 0 || data[0] != packFormat {
		return nil, fmt.Errorf("inputs from %d: unknown format: %w", first, errPacked)
	}
	r := reader{data[1:], false}
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
