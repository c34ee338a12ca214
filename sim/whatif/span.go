package whatif

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A Span is a length of time, in seconds.
type Span float64

// UnmarshalJSON takes "1m30s" or a number of seconds.
func (s *Span) UnmarshalJSON(b []byte) error {
	v, err := seconds(b)
	*s = Span(v)
	return err
}

func (s Span) ms() int64 { return int64(math.Round(float64(s) * 1000)) }

// seconds reads a time as the file writes it.
func seconds(b []byte) (float64, error) {
	if len(b) > 0 && b[0] == '"' {
		var text string
		if err := json.Unmarshal(b, &text); err != nil {
			return 0, err
		}
		d, err := time.ParseDuration(text)
		if err != nil {
			return 0, fmt.Errorf("%q is no time: write 90, \"90s\" or \"1m30s\"", text)
		}
		return d.Seconds(), positive(d.Seconds())
	}
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return 0, fmt.Errorf("%s is no time: write 90, \"90s\" or \"1m30s\"", b)
	}
	return v, positive(v)
}

// longest is a hundred days: more is a mistake of units.
const longest = 100 * 86400

func positive(v float64) error {
	if v < 0 || v > longest || math.IsNaN(v) {
		return fmt.Errorf("a time of %v s: from 0 to 100 days", v)
	}
	return nil
}

// A Clock is a moment of the day, in seconds; it may lie in the next day ("26:00" is two in the
// morning).
type Clock float64

// lastClock is the end of the next day: a night shift fits.
const lastClock = 48 * 3600

// UnmarshalJSON takes "18:00" or "18:00:30".
func (c *Clock) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return fmt.Errorf("%s is no moment of the day: write \"18:00\"", b)
	}
	parts := strings.Split(text, ":")
	bad := fmt.Errorf("%q is no moment of the day: write \"18:00\"", text)
	if len(parts) != 2 && len(parts) != 3 {
		return bad
	}
	v := 0
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || i > 0 && n > 59 || len(p) > 2 {
			return bad
		}
		v = v*60 + n
	}
	if len(parts) == 2 {
		v *= 60
	}
	if v > lastClock {
		return fmt.Errorf("%q: a day ends at 48:00 at the latest", text)
	}
	*c = Clock(v)
	return nil
}

func (c Clock) ms() int64 { return int64(math.Round(float64(c) * 1000)) }

func (c Clock) String() string {
	return fmt.Sprintf("%02d:%02d", int(c)/3600, int(c)/60%60)
}
