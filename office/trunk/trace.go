package trunk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gudok/id"
	"gudok/phone"
)

// A Message is one SIP message that came or went, as the SIP gate tells it.
type Message struct {
	At    int64   `json:"at"`             // ms UTC
	Call  id.Call `json:"call,omitempty"` // "" when the gate does not know it; Leg finds it later
	Leg   id.Leg  `json:"leg,omitempty"`
	Out   bool    `json:"out,omitempty"`   // sent by us
	Peer  string  `json:"peer,omitempty"`  // the other side's address, host:port
	Party string  `json:"party,omitempty"` // who that is: a trunk's or a desk phone's id, "" unknown
	Text  string  `json:"text"`            // the whole message
}

// Limits of the trace. It is a ring: the oldest goes when either is reached.
const (
	maxText   = 4 << 10            // an INVITE with SDP is 1-2 kB; the rest is nobody's business
	maxTraces = 100_000            // rows of some messages each: the last 30,000 calls, about 300 MB
	keepTrace = 7 * 24 * time.Hour // a complaint comes within the week
	maxLadder = 500                // messages of one call that a screen shows
)

// A Rung is one message of a call's ladder.
type Rung struct {
	At     int64
	Leg    id.Leg
	From   string // Gudok, or the peer: its id where known, else its address
	To     string
	What   string // "INVITE", "200 OK"
	Method string // of CSeq: what a response answers
	Status int    // 0 for a request
	Text   string
}

// Gudok is this side of every rung.
const Gudok = "gudok"

// rung reads what a ladder shows out of m.
func (m *Message) rung() Rung {
	r := Rung{At: m.At, Leg: m.Leg, From: Gudok, To: m.peer(), Text: m.Text}
	if !m.Out {
		r.From, r.To = r.To, r.From
	}
	first, rest, _ := strings.Cut(m.Text, "\n")
	first = strings.TrimSpace(first)
	if after, ok := strings.CutPrefix(first, "SIP/2.0 "); ok {
		r.What = after
		code, _, _ := strings.Cut(after, " ")
		r.Status, _ = strconv.Atoi(code)
		r.Method = cseqMethod(rest)
		return r
	}
	r.Method, _, _ = strings.Cut(first, " ")
	r.What = r.Method
	return r
}

func (m *Message) peer() string {
	if m.Party != "" {
		return m.Party
	}
	return m.Peer
}

func cseqMethod(headers string) string {
	for line := range strings.Lines(headers) {
		name, value, ok := strings.Cut(line, ":")
		if !ok || !strings.EqualFold(strings.TrimSpace(name), "CSeq") {
			continue
		}
		if f := strings.Fields(value); len(f) == 2 {
			return f[1]
		}
	}
	return ""
}

// masker hides telephone numbers. It has no state but its compiled pattern.
type masker struct{ number *regexp.Regexp }

func newMasker() masker {
	// A telephone number in a URI, a name or a Call-ID: seven digits and more.
	return masker{regexp.MustCompile(`\+?[0-9]{7,15}`)}
}

// secrets are the beginnings of lines whose values may never be stored, whatever the gate
// let through: digest credentials (RFC 7616) and SRTP keys (RFC 4568).
func secrets() []string { return []string{"authorization", "proxy-authorization", "a=crypto"} }

// hideSecrets cuts text to size and hides its secrets. It runs for every message: nothing is
// copied where nothing is found.
func hideSecrets(text string) string {
	var b strings.Builder
	kept, hiding := 0, false // text up to kept is in b; hiding: in a secret's folded lines
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:], '\n') + 1
		if end == at {
			end = len(text)
		}
		line := text[at:end]
		switch name := secretOf(line); {
		case name != "":
			b.WriteString(text[kept:at] + name + ": •••\r\n")
			kept, hiding = end, true
		case hiding && (line[0] == ' ' || line[0] == '\t'):
			kept = end
		default:
			hiding = false
		}
		at = end
	}
	if b.Len() > 0 {
		b.WriteString(text[kept:])
		text = b.String()
	}
	if len(text) > maxText {
		text = text[:maxText] + "\n…"
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "?")
	}
	return text
}

// secretOf is the name of a line that holds a secret, as it is written there; "" of others.
func secretOf(line string) string {
	if line[0]|0x20 != 'a' && line[0]|0x20 != 'p' {
		return ""
	}
	name, _, ok := strings.Cut(line, ":")
	if !ok {
		return ""
	}
	for _, s := range secrets() {
		if strings.EqualFold(strings.TrimRight(name, " \t"), s) {
			return name
		}
	}
	return ""
}

// numbers hides telephone numbers from those who may not see them.
func (k masker) numbers(text string) string {
	return k.number.ReplaceAllStringFunc(text, func(s string) string { return phone.Number(s).Mask() })
}

// parties are the columns of a ladder: who spoke first, gudok, then the others as they came.
func parties(rungs []Rung) []string {
	list := []string{}
	for _, r := range rungs {
		for _, who := range []string{r.From, r.To} {
			if who != Gudok && !slices.Contains(list, who) {
				list = append(list, who)
			}
		}
	}
	return slices.Insert(list, min(1, len(list)), Gudok)
}
