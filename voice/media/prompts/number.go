package prompts

import (
	"fmt"

	"gudok/id"
)

// MaxNumber is the largest number that can be said.
const MaxNumber = 999

// A Gender is that of the thing counted; English has none.
type Gender uint8

const (
	Masculine Gender = iota
	Feminine
)

// A Form is which form of a counted noun follows a number.
type Form string

const (
	One  Form = "one"
	Few  Form = "few"
	Many Form = "many"
)

// Form is the plural category of n (Unicode CLDR): in Russian and Ukrainian 1, 21, 31 take
// one; 2-4, 22-24 take few; the rest, with 11-14, take many. In English 1 takes one.
func (l Lang) Form(n int) Form {
	if l == EN {
		if n == 1 {
			return One
		}
		return Many
	}
	switch tens, ones := n%100/10, n%10; {
	case tens == 1:
		return Many
	case ones == 1:
		return One
	case ones >= 2 && ones <= 4:
		return Few
	}
	return Many
}

// Number says n, 0 to MaxNumber (more is said as MaxNumber, less as 0), agreeing with the
// gender of what is counted.
func (l Lang) Number(n int, g Gender) []id.Prompt {
	n = max(0, min(n, MaxNumber))
	var list []id.Prompt
	if h := n / 100 * 100; h > 0 {
		list = append(list, l.digit(h))
	}
	rest := n % 100
	if rest >= 20 {
		list = append(list, l.digit(rest/10*10))
		rest %= 10
	}
	if rest == 0 && len(list) > 0 {
		return list
	}
	last := l.digit(rest)
	if g == Feminine && l != EN && (rest == 1 || rest == 2) {
		last += "_f"
	}
	return append(list, last)
}

func (l Lang) digit(n int) id.Prompt { return l.Name(fmt.Sprintf("n%d", n)) }

// Minutes says "n minutes" in the right forms.
func (l Lang) Minutes(n int) []id.Prompt {
	n = max(0, min(n, MaxNumber))
	return append(l.Number(n, Feminine), l.Name(minutes+string(l.Form(n))))
}

// Position says "your number in the line is n".
func (l Lang) Position(n int) []id.Prompt {
	return append([]id.Prompt{l.Name(position)}, l.Number(n, Masculine)...)
}

// WaitTime says how many minutes a caller will wait; below one it says so.
func (l Lang) WaitTime(n int) []id.Prompt {
	if n < 1 {
		return []id.Prompt{l.Name(waitShort)}
	}
	return append([]id.Prompt{l.Name(waitTime)}, l.Minutes(n)...)
}

// WaitRange says from how many to how many minutes a caller will wait: both 0 is less than
// one, from 0 is up to to, to 0 is more than an hour. Only numbers people say are shipped,
// in the case that the sentence wants (from two, up to five): others are rounded outwards.
func (l Lang) WaitRange(from, to int) []id.Prompt {
	switch {
	case from <= 0 && to <= 0:
		return l.WaitTime(0)
	case to <= 0:
		return []id.Prompt{l.Name(waitLong)}
	}
	lower, upper := 0, longest
	for _, n := range told() {
		if n <= from && n < longest {
			lower = n
		}
	}
	for _, n := range told() {
		if n >= to && n > 1 {
			upper = n
			break
		}
	}
	if lower == 0 {
		return []id.Prompt{l.Name(waitUpTo), l.Name(fmt.Sprintf("to%d", upper))}
	}
	return []id.Prompt{l.Name(waitTime), l.Name(fmt.Sprintf("from%d", lower)), l.Name(fmt.Sprintf("to%d", upper))}
}

// longest of the ranges, in minutes.
const longest = 60

// told are the minutes of which ranges are made.
func told() []int { return []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 40, 60} }
