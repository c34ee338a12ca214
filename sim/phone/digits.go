package phone

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// eventKeys are the keys by their event number (RFC 4733, 3.2).
const eventKeys = "0123456789*#ABCD"

const (
	// digitFrames is how long a key is pressed: 6 frames, 120 ms; carriers want 40 to 70 at least.
	digitFrames = 6
	// digitGap is the pause between two keys: 5 frames, 100 ms.
	digitGap = 5
	// digitEnds is how often the end of a key is said, against loss (RFC 4733, 2.5.1.4).
	digitEnds = 3
	// maxDigits is how many keys may wait to be sent: a long card number and a bit.
	maxDigits = 64
)

// A keypad is the keys still to be sent and where the present one is.
type keypad struct {
	keys  []byte // event numbers
	frame int    // of the present key, digitFrames and more is the gap after it
	ts    uint32
}

// press appends keys.
func (k *keypad) press(digits string) error {
	if len(k.keys)+len(digits) > maxDigits {
		return fmt.Errorf("more than %d digits waiting", maxDigits)
	}
	var ev []byte
	for _, d := range strings.ToUpper(digits) {
		n := strings.IndexRune(eventKeys, d)
		if n < 0 {
			return fmt.Errorf("no key %q", d)
		}
		ev = append(ev, byte(n))
	}
	k.keys = append(k.keys, ev...)
	return nil
}

// frames gives the event payloads to send in this tick, with the marker for the first; none
// when sound is to be sent. ts is the stream's timestamp of now.
func (k *keypad) frames(ts uint32) (payloads [][4]byte, marker bool) {
	if len(k.keys) == 0 {
		return nil, false
	}
	if k.frame == 0 {
		k.ts = ts
	}
	k.frame++
	switch {
	case k.frame < digitFrames:
		return [][4]byte{k.payload(false)}, k.frame == 1
	case k.frame == digitFrames:
		for range digitEnds {
			payloads = append(payloads, k.payload(true))
		}
		return payloads, false
	case k.frame >= digitFrames+digitGap:
		k.keys, k.frame = k.keys[1:], 0
	}
	return nil, false
}

func (k *keypad) payload(end bool) [4]byte {
	b := [4]byte{k.keys[0], 10} // volume -10 dBm0
	if end {
		b[1] |= 0x80
	}
	binary.BigEndian.PutUint16(b[2:], uint16(k.frame*samplesPerFrame))
	return b
}
