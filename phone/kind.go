package phone

import "github.com/nyaruka/phonenumbers"

// Costly reports whether a call to the number costs more than one to a person: premium rate,
// shared cost, personal and universal numbers, pagers. Strangers must not have us dial them.
func (n Number) Costly() bool {
	p, err := phonenumbers.Parse(string(n), "")
	if err != nil {
		return true
	}
	switch phonenumbers.GetNumberType(p) {
	case phonenumbers.PREMIUM_RATE, phonenumbers.SHARED_COST, phonenumbers.PERSONAL_NUMBER, phonenumbers.UAN,
		phonenumbers.PAGER, phonenumbers.VOICEMAIL:
		return true
	default:
		return false
	}
}

// Assigned reports whether the number's digits are those of a range in use: more than that its
// length is possible.
func (n Number) Assigned() bool {
	p, err := phonenumbers.Parse(string(n), "")
	return err == nil && phonenumbers.IsValidNumber(p)
}
