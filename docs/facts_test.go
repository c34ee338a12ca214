package docs

import (
	"strconv"
	"strings"
	"time"
)

// A told fact: its type, what it is about, its fields as the story writes them.
type told struct {
	kind                       string
	line, item, agent, promise string
	f                          map[string]string
}

// parseFact reads "item.left shop item2 olga: reason answered, waited 5s", and the form of
// the routing stories, "item.left c1 olga {reason:answered,waited_ms:5000}".
func parseFact(r *teller, text string) told {
	fact := told{f: map[string]string{}}
	head, fields, _ := strings.Cut(text, ": ")
	if i := strings.Index(text, " {"); i >= 0 {
		head, fields = text[:i], strings.Trim(text[i+1:], "{}")
		for _, f := range splitFields(strings.ReplaceAll(fields, "decision:", "")) {
			k, v, _ := strings.Cut(f, ":")
			fact.f[short(k)] = value(k, v)
		}
		fields = ""
	}
	w := strings.Fields(strings.TrimSuffix(head, ":"))
	fact.kind = strings.TrimSuffix(w[0], ":")
	for _, name := range w[1:] {
		word, n := split(name)
		switch {
		case n != "" && word == "promise":
			fact.promise = name
		case r.agents[name]:
			fact.agent = name
		case r.lines[name]:
			fact.line = name
		default:
			fact.item = name
		}
	}
	for _, f := range splitFields(fields) {
		k, v, _ := strings.Cut(f, " ")
		fact.f[k] = v
	}
	return fact
}

// splitFields parts a list at its commas; a decision in brackets is a list in the list.
func splitFields(text string) []string {
	var out []string
	for _, f := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(",(){}[]", c) }) {
		if f = strings.TrimSpace(f); f != "" {
			out = append(out, f)
		}
	}
	return out
}

func short(key string) string { return strings.TrimSuffix(key, "_ms") }

// value makes spans and moments of the routing stories readable.
func value(key, v string) string {
	n, err := strconv.ParseInt(v, 10, 64)
	switch {
	case err != nil:
		if v == "true" {
			return ""
		}
		return v
	case strings.HasSuffix(key, "_ms"):
		return (time.Duration(n) * time.Millisecond).String()
	case strings.HasSuffix(key, "_since") || strings.HasSuffix(key, "_at"):
		return time.UnixMilli(n).UTC().Format("15:04:05")
	}
	return v
}

func (f told) has(key string) bool { _, ok := f.f[key]; return ok }

// fact is what happened in words; "" when another line says it already.
func (r *teller) fact(f told) string {
	r.remember(f)
	subject, _, _ := strings.Cut(f.kind, ".")
	switch subject {
	case "item":
		return r.itemFact(f)
	case "agent":
		return r.agentFact(f)
	case "promise", "attempt":
		return r.promiseFact(f)
	case "call", "consult", "ear":
		return r.callFact(f)
	case "leg", "recording", "menu", "floor", "survey":
		return r.restFact(f)
	}
	return r.plain(f)
}

// remember notes whom items and promises are about.
func (r *teller) remember(f told) {
	if f.kind == "item.created" && f.f["number"] != "" {
		r.whose[f.item] = upper(f.f["number"])
	}
	if f.kind == "promise.opened" && f.f["number"] != "" {
		r.owed[f.promise] = upper(f.f["number"])
	}
}

// caller is whom the fact's item is about.
func (r *teller) caller(f told) string {
	if who := r.whose[f.item]; who != "" {
		return who
	}
	if word, n := split(f.item); n != "" && word == "item" {
		return "the caller"
	}
	return upper(f.item)
}

func (r *teller) itemFact(f told) string {
	who, agent := r.caller(f), upper(f.agent)
	switch f.kind {
	case "item.created":
		if strings.HasSuffix(f.f["kind"], "_return") {
			return "It is time to call " + who
		}
		return ""
	case "item.called":
		return ""
	case "item.enqueued":
		text := upper(who) + " waits"
		if f.has("consult") {
			text = "A colleague’s question waits"
		}
		if f.line != "" {
			text += " in *" + f.line + "*"
		}
		text += ", place " + f.f["position"]
		if p := f.f["priority"]; p != "" {
			text += ", priority " + p
		}
		return text
	case "item.offered":
		if who == "the caller" {
			return "**Offered to " + agent + "**" + r.why(f)
		}
		return "**" + upper(who) + " is offered to " + agent + "**" + r.why(f)
	case "item.offer_ended":
		return r.verdict(f)
	case "item.connected":
		if w := f.f["waited"]; w != "" {
			return "Connected after " + w
		}
		return "Connected"
	case "item.left":
		return r.left(f)
	case "item.wrapped":
		text := "Wrap-up done"
		if f.has("auto") {
			text = "Wrap-up ends by the clock"
		}
		if w := f.f["wrap"]; w != "" {
			text += " after " + w
		}
		if d := f.f["disposition"]; d != "" {
			text += ", outcome *" + d + "*"
		}
		return text
	case "item.closed":
		text := "Contact closed: talked " + or(f.f["talk"], "0 s")
		if h := f.f["hold"]; h != "" && h != "0s" {
			text += ", on hold " + h
		}
		return text
	case "item.transferred":
		return r.transferred(f)
	case "item.moved":
		return "The supervisor leads " + who + " to the line *" + f.f["to_line"] + "*"
	case "item.placed":
		return "The supervisor gives " + who + " the place " + f.f["place"] + ", it was " + f.f["was"]
	case "item.ranked":
		return "The supervisor gives " + who + " the priority " + or(f.f["priority"], "0")
	case "item.taken":
		return "The supervisor gives " + who + " to " + upper(f.f["to_agent"])
	case "item.returned":
		return upper(who) + " goes back: " + spoken(f.f["verdict"])
	}
	return r.plain(f)
}

// rules are the ways in which an agent is chosen.
var rules = map[string]string{
	"longest_idle": "free the longest", "most_skilled": "best at it", "least_occupied": "least occupied", "fewest_contacts": "had the fewest contacts",
	"least_talk": "talked the least", "round_robin": "next in the round", "top_down": "first on the list", "random_weighted": "drawn by lot",
	"ring_all": "all of them ring", "ring_progressively": "more and more ring", "handed_over": "meant for this agent", "returned": "goes back to who gave it",
	"consulted": "asked by a colleague", "called": "called by a colleague", "sticky": "talked with this caller last", "taken": "a supervisor decided so",
}

// turns are the reasons, beside its age, for which it is an item's turn.
var turns = map[string]string{
	"strict": "its line goes before all others", "starving": "has waited so long that nobody may overtake any more", "slack": "has the least time left to the service level",
	"shares": "its queue most exceeds its share", "hand": "a supervisor decided so",
}

// why says why this agent and not another.
func (r *teller) why(f told) string {
	var parts []string
	if rule := f.f["rule"]; rule != "" {
		text := rules[rule]
		if text == "" {
			text = spoken(rule)
		}
		if since := f.f["idle_since"]; since != "" && rule == "longest_idle" {
			text += ", since " + since
		}
		parts = append(parts, text)
	}
	if n := f.f["eligible"]; n != "" && n != "1" {
		parts = append(parts, n+" could have it")
	}
	if next := f.f["runner_up"]; next != "" {
		parts = append(parts, "next would be "+upper(next))
	}
	if turn := turns[f.f["item"]]; turn != "" {
		parts = append(parts, "whose turn: "+turn)
	}
	if step := f.f["step"]; step != "" {
		parts = append(parts, "the wait has opened the line to more agents")
	}
	if out := f.f["excluded"]; out != "" {
		var list []string
		for _, x := range strings.Split(out, " and ") {
			name, rule, _ := strings.Cut(x, " by ")
			list = append(list, upper(name)+" ("+spoken(rule)+")")
		}
		parts = append(parts, "left out: "+strings.Join(list, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, "; ")
}

func (r *teller) verdict(f told) string {
	agent, rang := upper(f.agent), f.f["rang"]
	switch f.f["verdict"] {
	case "accepted":
		return agent + " takes it"
	case "declined":
		return agent + " declines: " + spoken(or(f.f["reason"], "no reason"))
	case "no_answer":
		return agent + " does not answer within " + rang
	case "unreachable":
		return agent + "’s device cannot be reached"
	case "rescinded":
		return "The offer to " + agent + " is taken back, nobody’s fault"
	}
	return r.plain(f)
}

// leaving says why somebody left a line without having been answered.
var leaving = map[string]string{
	"abandoned": "gave up", "callback_requested": "asked for a call", "voicemail": "left a message", "closed_now": "we are closed",
	"sent_outside": "was put through outside", "left_in_menu": "hung up in the menu", "served_by_menu": "was served by the menu", "transferred": "was given away",
	"cancelled": "came to nothing", "failed": "failed", "queue_full": "the line is full", "max_wait": "waited as long as one may", "no_agents": "nobody is at work",
	"rejected_blocked": "is not let in", "expired": "expired", "transferred_by_supervisor": "was moved by the supervisor",
}

func (r *teller) left(f told) string {
	who, reason := r.caller(f), f.f["reason"]
	switch reason {
	case "answered":
		return ""
	case "overflowed":
		return upper(who) + " flows over into *" + f.f["detail"] + "*" + waited(f)
	}
	text := leaving[reason]
	if text == "" {
		text = spoken(reason)
	}
	if d := f.f["detail"]; d != "" && reason != "left_in_menu" {
		text += " (" + spoken(d) + ")"
	}
	text = upper(who) + ": " + text + waited(f)
	if f.has("short") {
		text += ", which counts as a short one"
	}
	return text
}

func waited(f told) string {
	if w := f.f["waited"]; w != "" {
		return " after " + w
	}
	return ""
}

func (r *teller) transferred(f told) string {
	who := r.caller(f)
	switch {
	case f.has("taken_over"):
		return "The supervisor takes " + who + " over"
	case f.f["to_agent"] != "":
		return upper(who) + " is given to " + upper(f.f["to_agent"])
	case f.f["to_line"] != "":
		return upper(who) + " is given to the line *" + f.f["to_line"] + "*"
	}
	return upper(who) + " is given to " + upper(f.f["to_number"]) + ", outside"
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// plain is a fact that has no words of its own here: readable, if not beautiful.
func (r *teller) plain(f told) string {
	var fields []string
	for _, k := range sortedKeys(f.f) {
		if k == "leg" || k == "offer" || k == "attempt" || strings.HasPrefix(k, "was") {
			continue
		}
		fields = append(fields, strings.TrimSpace(spoken(k)+" "+spoken(f.f[k])))
	}
	subject := r.caller(f)
	switch {
	case f.promise != "" && f.item == "":
		subject = r.thing(f.promise)
	case f.agent != "" && f.item == "":
		subject = upper(f.agent)
	case f.item == "":
		subject = ""
	}
	kind, what, _ := strings.Cut(f.kind, ".")
	text := strings.TrimSpace(upper(subject) + ": " + kind + " " + spoken(what))
	if subject == "" {
		text = upper(kind) + " " + spoken(what)
	}
	if len(fields) > 0 {
		text += " (" + strings.Join(fields, ", ") + ")"
	}
	return text
}
