// Package phone knows telephone numbers: parse, normalise, mask, region.
package phone

import (
	"errors"
	"log/slog"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// A Number is an E.164 number with its plus, "+380441234567". "" means unknown or withheld.
// It masks itself in logs.
type Number string

// ErrNotANumber says that a text cannot be read as a telephone number.
var ErrNotANumber = errors.New("not a telephone number")

// maxLen is far above E.164's 15 digits and far below what could hurt the parser.
const maxLen = 40

// Parse reads what a person or a trunk wrote. region is the ISO 3166 code ("UA") by which
// national forms are read. Errors: ErrNotANumber.
func Parse(text, region string) (Number, error) {
	if len(text) > maxLen {
		return "", ErrNotANumber
	}
	n, err := phonenumbers.Parse(text, region)
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return "", ErrNotANumber
	}
	return Number(phonenumbers.Format(n, phonenumbers.E164)), nil
}

// Region is the ISO code of the number's country, "" when unknown.
func (n Number) Region() string {
	p, err := phonenumbers.Parse(string(n), "")
	if err != nil {
		return ""
	}
	return phonenumbers.GetRegionCodeForNumber(p)
}

// Pretty writes the number for people: "+380 44 123 4567". What cannot be read stays as it is.
func (n Number) Pretty() string {
	p, err := phonenumbers.Parse(string(n), "")
	if err != nil {
		return string(n)
	}
	return phonenumbers.Format(p, phonenumbers.INTERNATIONAL)
}

// Mask hides all but the country's first digits and the last two: "+38044•••••67".
func (n Number) Mask() string {
	s := string(n)
	if len(s) < 8 {
		return strings.Repeat("•", len(s))
	}
	return s[:6] + strings.Repeat("•", len(s)-8) + s[len(s)-2:]
}

// LogValue masks the number in logs.
func (n Number) LogValue() slog.Value { return slog.StringValue(n.Mask()) }
