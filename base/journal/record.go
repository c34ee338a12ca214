package journal

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"os"
)

// A record of the spill file is
//
//	8 bytes run, 4 bytes number in the run from 1, 4 bytes length, 4 bytes CRC-32C of all
//	before and of the data, data (a Batch as JSON)
//
// big-endian. The file is written from its start, over what lies there: it keeps its blocks,
// so that a full disk does not stop it before they are used up. A run is one process's one
// spill; a record of another run, out of order or with a wrong sum is the end.
const recordHead = 20

// maxRecord bounds what a damaged length may make us read.
const maxRecord = 64 << 20

// A File is where batches are spilled: an *os.File, or one that breaks on purpose.
type File interface {
	io.ReaderAt
	io.WriterAt
	Sync() error
	Close() error
}

// OpenSpill opens the spill file of a data folder and makes it at least reserve bytes long
// with blocks of its own, so that there is room when the disk is full. The caller closes it.
func OpenSpill(dir *os.Root, reserve int64) (File, error) {
	f, err := dir.OpenFile("journal.spill", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := fill(f, reserve); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// fill appends zeros: a hole would have no blocks.
func fill(f *os.File, size int64) error {
	st, err := f.Stat()
	if err != nil {
		return err
	}
	zeros := make([]byte, 1<<20)
	for at := st.Size(); at < size; at += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros[:min(int64(len(zeros)), size-at)], at); err != nil {
			return err
		}
	}
	return f.Sync()
}

func appendRecord(dst []byte, run uint64, n uint32, b *Batch) ([]byte, error) {
	data, err := json.Marshal(b)
	if err != nil {
		return dst, err
	}
	start := len(dst)
	dst = binary.BigEndian.AppendUint64(dst, run)
	dst = binary.BigEndian.AppendUint32(dst, n)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(data)))
	dst = binary.BigEndian.AppendUint32(dst, checksum(dst[start:start+16], data))
	return append(dst, data...), nil
}

func checksum(head, data []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Checksum(head, table), table, data)
}

// readRecords reads the batches of the run that stands at the start of the file, up to the
// first record that is not whole. run is 0 when there is none.
func readRecords(f io.ReaderAt) (run uint64, all []*Batch, err error) {
	var off int64
	for n := uint32(1); ; n++ {
		head := make([]byte, recordHead)
		if _, err := f.ReadAt(head, off); errors.Is(err, io.EOF) {
			return run, all, nil
		} else if err != nil {
			return run, all, err
		}
		r, size := binary.BigEndian.Uint64(head), binary.BigEndian.Uint32(head[12:])
		if r == 0 || n > 1 && r != run || binary.BigEndian.Uint32(head[8:]) != n || size > maxRecord {
			return run, all, nil
		}
		data := make([]byte, size)
		if _, err := f.ReadAt(data, off+recordHead); err != nil && !errors.Is(err, io.EOF) {
			return run, all, err
		}
		if checksum(head[:16], data) != binary.BigEndian.Uint32(head[16:]) {
			return run, all, nil
		}
		b := new(Batch)
		if err := json.Unmarshal(data, b); err != nil {
			return run, all, err
		}
		run, all = r, append(all, b)
		off += recordHead + int64(size)
	}
}
