package menu

import (
	"strings"
	"unicode"
)

// The letters of telephone keypads: Latin by ITU-T E.161, Cyrillic as phones in Russia and
// Ukraine have them. A name in one alphabet can be spelled in the other: callers with a Latin
// keypad look for Cyrillic names and the other way about.

// latin and cyrillic are the letters of the keys 2 to 9; the Ukrainian ones stand where
// Ukrainian phones have them.
func latin() []string { return []string{"abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"} }

func cyrillic() []string {
	return []string{
		"\u0430\u0431\u0432\u0433\u0491", // a be ve he g
		"\u0434\u0435\u0451\u0454\u0436\u0437",
		"\u0438\u0456\u0457\u0439\u043a\u043b",
		"\u043c\u043d\u043e\u043f",
		"\u0440\u0441\u0442\u0443",
		"\u0444\u0445\u0446\u0447",
		"\u0448\u0449\u044a\u044b",
		"\u044c\u044d\u044e\u044f",
	}
}

// sounds are Cyrillic letters in Latin ones, as names are written in passports (Ukraine 2010,
// near enough to the Russian way for the first letters of a name).
func romanized(r rune) string {
	list := []string{"a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"}
	switch {
	case r >= '\u0430' && r <= '\u044f':
		return list[r-'\u0430']
	case r == '\u0451' || r == '\u0454':
		return "ye"
	case r == '\u0456':
		return "i"
	case r == '\u0457':
		return "yi"
	case r == '\u0491':
		return "g"
	}
	return string(r)
}

func press(word string, keys []string) string {
	var b strings.Builder
	for _, r := range word {
		for i, letters := range keys {
			if strings.ContainsRune(letters, r) {
				b.WriteByte(byte('2' + i))
			}
		}
	}
	return b.String()
}

// maxKeys of one name: first, middle and last in two alphabets, with room.
const maxKeys = 8

// spelled are the digits that spell each word of a name on the keypads.
func spelled(name string) (keys []string) {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '\u2019' })
	for _, w := range words {
		for _, digits := range []string{press(w, cyrillic()), press(roman(w), latin())} {
			if len(digits) >= 2 && len(keys) < maxKeys {
				keys = append(keys, digits)
			}
		}
	}
	return keys
}

func roman(word string) string {
	var b strings.Builder
	for _, r := range word {
		b.WriteString(romanized(r))
	}
	return b.String()
}
