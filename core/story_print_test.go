package core_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"gudok/core"
	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// tellFact tells a fact in one line: its type, what it is about, its fields. Names that
// were made become short ones, spans and moments readable.
func (st *story) tellFact(f core.Said) {
	kind := f.Fact.FactType()
	subject, _, _ := strings.Cut(kind, ".")
	if len(st.show) == 0 && subject == "leg" || len(st.show) > 0 && !slices.Contains(st.show, subject) && !slices.Contains(st.show, kind) {
		return
	}
	fmt.Fprintf(&st.text, "  %s", kind)
	h := f.Head
	for _, name := range []string{string(h.Line), string(h.Item), string(h.Agent), string(h.Promise)} {
		if name != "" {
			fmt.Fprintf(&st.text, " %s", st.name(name))
		}
	}
	data, err := json.Marshal(readable(f.Fact))
	st.must(err)
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.UseNumber()
	fields := st.fields(dec)
	if len(fields) > 0 {
		fmt.Fprintf(&st.text, ": %s", strings.Join(fields, ", "))
	}
	fmt.Fprintln(&st.text)
}

// readable is a fact as people read it: its decision, which is stored as one short string, by
// its fields.
func readable(f fact.Fact) any {
	o, ok := f.(fact.ItemOffered)
	if !ok {
		return f
	}
	type fields fact.Decision
	o.Decision.Agent = "" // whom the fact is about anyway
	return struct {
		Offer    id.Offer  `json:"offer"`
		Device   id.Device `json:"device"`
		Decision fields    `json:"decision"`
	}{o.Offer, o.Device, fields(o.Decision)}
}

// fields reads a JSON object in its own order.
func (st *story) fields(dec *json.Decoder) []string {
	var out []string
	_, err := dec.Token() // {
	st.must(err)
	for dec.More() {
		key, err := dec.Token()
		st.must(err)
		if v := st.value(key.(string), dec); v != "" {
			out = append(out, v)
		}
	}
	_, err = dec.Token() // }
	st.must(err)
	return out
}

func (st *story) value(key string, dec *json.Decoder) string {
	v, err := dec.Token()
	st.must(err)
	switch v := v.(type) {
	case json.Delim:
		return st.inner(key, v, dec)
	case json.Number:
		n, err := v.Int64()
		st.must(err)
		switch {
		case n == 0 && key != "position":
			return ""
		case strings.HasSuffix(key, "_at") || strings.HasSuffix(key, "_since") || key == "promised_until_ms":
			return strings.TrimSuffix(key, "_ms") + " " + st.clock(n)
		case strings.HasSuffix(key, "_ms") || key == "ms":
			return strings.TrimSuffix(key, "_ms") + " " + (time.Duration(n) * time.Millisecond).String()
		}
		return fmt.Sprintf("%s %d", key, n)
	case string:
		if v == "" {
			return ""
		}
		return key + " " + st.name(v)
	case bool:
		if !v {
			return ""
		}
		return key
	}
	return ""
}

func (st *story) inner(key string, open json.Delim, dec *json.Decoder) string {
	if open == '{' { // a decision
		var parts []string
		for dec.More() {
			k, err := dec.Token()
			st.must(err)
			if v := st.value(k.(string), dec); v != "" {
				parts = append(parts, v)
			}
		}
		_, err := dec.Token()
		st.must(err)
		return "(" + strings.Join(parts, ", ") + ")"
	}
	var parts []string
	for dec.More() && key == "with" {
		who, err := dec.Token()
		st.must(err)
		parts = append(parts, st.name(who.(string)))
	}
	for dec.More() { // exclusions
		f := st.fields(dec)
		parts = append(parts, strings.TrimPrefix(f[0], "agent ")+" by "+strings.TrimPrefix(f[1], "rule "))
	}
	_, err := dec.Token()
	st.must(err)
	return key + " " + strings.Join(parts, " and ")
}

// clock shows a moment of the story, with its day when it is another.
func (st *story) clock(ms int64) string {
	t := time.UnixMilli(ms).UTC()
	text := t.Format("15:04:05")
	if ms%1000 != 0 {
		text = t.Format("15:04:05.000")
	}
	if day := (ms - midnight) / (24 * 3_600_000); day != (st.day-midnight)/(24*3_600_000) {
		text = fmt.Sprintf("day %d %s", day+1, text)
	}
	return text
}

// name is the name by which the story knows something. People and settings have one; what
// the core made is numbered in the order in which it is told.
func (st *story) name(long string) string {
	kind, body, ok := strings.Cut(long, "_")
	if !ok || strings.HasPrefix(long, "std_") {
		return long
	}
	if who, ok := st.whose[id.Leg(long)]; ok && kind == "leg" {
		return st.name(who)
	}
	if len(body) != 26 || strings.ToUpper(body) != body {
		if slices.Contains([]string{"lin", "agt", "num", "did", "dev", "pau", "dsp", "prm", "skl", "ten", "cal", "flw", "usr", "leg"}, kind) {
			return body
		}
		return long
	}
	if st.alias[long] == "" {
		st.count[kind]++
		st.alias[long] = fmt.Sprintf("%s%d", map[string]string{"prs": "promise", "rec": "file", "att": "attempt", "ofr": "offer", "call": "call", "item": "item", "leg": "leg"}[kind], st.count[kind])
		st.real[st.alias[long]] = long
	}
	return st.alias[long]
}

// tellCommand tells what the telephone is to do.
func (st *story) tellCommand(c voice.Command) {
	who := st.name(string(c.On()))
	var text string
	switch c := c.(type) {
	case voice.Invite:
		text = "ring " + st.invited(c)
	case voice.Ring:
		text = who + " hears that it rings"
	case voice.Accept:
		text = "answer " + who
	case voice.End:
		text = "end " + who + ": " + string(c.Cause)
	case voice.Play:
		text = who + " hears " + st.sounds(c.What)
		if c.Loop {
			text += " again and again"
		}
	case voice.Silence:
		text = who + " hears nothing"
	case voice.Listen:
		if c.Token == 0 {
			return
		}
		text = "mind the keys of " + who
	case voice.Bridge:
		text = who + " and " + st.name(string(c.Other)) + " hear each other"
	case voice.Hear:
		var from []string
		for _, l := range c.From {
			from = append(from, st.name(string(l)))
		}
		text = who + " hears " + strings.Join(from, " and ")
	case voice.Open:
		text = who + " may speak"
	case voice.Part:
		text = who + " and " + st.name(string(c.Other)) + " are parted"
	case voice.Mute:
		text = fmt.Sprintf("mute %s: %v", who, c.Muted)
	case voice.SendDigits:
		text = fmt.Sprintf("send %d digits to %s", len(c.Digits), who)
	case voice.Record:
		text = "record " + st.name(string(c.Recording)) + ": " + who
		if c.Other != "" {
			text += " and " + st.name(string(c.Other))
		}
	case voice.StopRecord:
		text = "stop " + st.name(string(c.Recording))
	}
	fmt.Fprintf(&st.text, "  > %s\n", text)
}

func (st *story) invited(c voice.Invite) string {
	if c.To.Number != "" {
		text := st.name(string(c.To.Number))
		if c.CallerDID != "" {
			text += " as " + st.name(string(c.CallerDID))
		}
		st.whose[c.Leg] = string(c.To.Number)
		return text
	}
	who := st.agentAt(c.To)
	st.whose[c.Leg] = who
	text := fmt.Sprintf("%s at %s", st.name(who), st.name(string(c.To.Device)))
	if c.AutoAnswer {
		text += ", to connect at once"
	}
	if c.ListenOnly {
		text += ", only to listen"
	}
	return text
}

func (st *story) sounds(what []voice.Sound) string {
	var parts []string
	for _, s := range what {
		switch {
		case s.Prompt != "":
			parts = append(parts, st.name(string(s.Prompt)))
		case s.Phrase == voice.PhraseWaitRange:
			parts = append(parts, fmt.Sprintf("wait %d to %d", s.N, s.To))
		case s.Phrase != "":
			parts = append(parts, fmt.Sprintf("%s %d", s.Phrase, s.N))
		case s.Tone != "":
			parts = append(parts, "tone "+string(s.Tone))
		default:
			parts = append(parts, "silence")
		}
	}
	return strings.Join(parts, ", ")
}
