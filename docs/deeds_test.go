package docs

import (
	"fmt"
	"slices"
	"strings"
)

// setting is a sentence of configuration in words; ok is false when it is none.
func (r *teller) setting(w []string) (text string, ok bool) {
	if len(w) < 2 {
		return "", false
	}
	if w[0] == "remove" {
		kind, name, _ := strings.Cut(w[1], "_")
		word := map[string]string{"lin": "line", "agt": "agent", "flw": "menu", "did": "number", "cal": "calendar", "pau": "pause", "ten": "client"}[kind]
		return fmt.Sprintf("the %s %s is taken out of service", word, name), true
	}
	switch w[0] {
	case "line":
		r.lines[w[1]] = true
		return "the line *" + w[1] + "*" + r.wishes(w[2:], lineWords), true
	case "number":
		return "the number " + w[1] + r.wishes(w[2:], map[string]string{"line": "leads to the line *%s*", "menu": "begins with the menu *%s*"}), true
	case "agent":
		r.agents[w[1]] = true
		return r.hired(w[1], w[2:]), true
	case "tenant":
		if slices.Contains(w, "record") {
			return "conversations are recorded", true
		}
		return "conversations are not recorded", true
	case "reason":
		return "a pause may be for " + w[1], true
	case "zone", "calendar", "floor":
		return "the " + w[0] + " " + w[1] + ": " + strings.ReplaceAll(strings.Join(w[2:], ", "), "=", " "), true
	case "survey":
		return "callers of the line *" + w[1] + "* are asked after a conversation" + r.wishes(w[2:], map[string]string{"menu": "by the menu *%s*"}), true
	case "extensions":
		return "callers can dial " + strings.ReplaceAll(strings.ReplaceAll(strings.Join(w[1:], ", "), "=", " by "), ":", " or the name by "), true
	case "menu":
		return r.menu(w), true
	}
	return "", false
}

// lineWords say what a setting of a line means. A line of a story names few of them.
var lineWords = map[string]string{
	"skill": "asks for the skill *%s*", "level": "at level %s", "wrap": "gives %s for wrap-up", "codes": "asks for an outcome of: %s",
	"parent": "is a branch of *%s*", "calendar": "is open as *%s* says", "priority": "has priority %s", "overflow": "overflows into *%s*",
	"after": "after %s", "unstaffed": "when nobody is signed in", "tells": "tells the place after %s", "every": "and again every %s",
	"offers": "offers a call back after %s", "ring": "rings for %s", "reoffer": "asks the same agent again after %s", "rona": "pauses an agent after %s unanswered offers",
	"short": "counts up to %s as a short wait", "hold": "promises %s on hold", "did": "shows the number %s", "own": "has the client's own telephone *%s*",
	"own-ring": "which rings for %s", "mode": "is answered: %s", "closing": "at closing time: %s", "music": "plays *%s*", "returns": "calls back after %s",
	"must-code": "must have an outcome", "strategy": "chooses by: %s", "weight": "weighs %s", "strict": "goes strictly first", "max": "lets %s wait at most",
	"keeps": "keeps its promises: %s", "bonus": "gives returns %s more", "same-agent": "waits %s for who agreed to call", "if-over": "where the wait is over %s",
	"web": "calls who asked on the page after %s", "voicemail": "calls who left a message after %s",
	"keep": "keeps in reserve: %s", "sticky": "prefers who talked with the caller last, for %s", "relax": "asks for less over time: %s",
}

// wishes lists what the words after a name ask for.
func (r *teller) wishes(w []string, words map[string]string) string {
	var list []string
	for _, word := range w {
		k, v, eq := strings.Cut(word, "=")
		form, known := words[k]
		switch {
		case k == "wrap" && v == "none":
			list = append(list, "has no wrap-up")
		case known && strings.Contains(form, "%s"):
			list = append(list, fmt.Sprintf(form, strings.ReplaceAll(strings.ReplaceAll(v, "_", " "), ",", ", ")))
		case known:
			list = append(list, form)
		case eq:
			list = append(list, strings.NewReplacer("-", " ", "_", " ").Replace(k)+" "+strings.ReplaceAll(strings.ReplaceAll(v, "_", " "), ",", ", "))
		default:
			list = append(list, strings.NewReplacer("-", " ", "_", " ").Replace(k))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return " " + strings.Join(list, ", ")
}

func (r *teller) hired(name string, w []string) string {
	var skills, more []string
	for _, word := range w {
		k, v, _ := strings.Cut(word, "=")
		if k == "desk" {
			more = append(more, "has the desk phone "+v)
		} else if len(v) == 1 && v >= "1" && v <= "5" && k != "order" && k != "weight" {
			skills = append(skills, "*"+k+"* "+v)
		} else {
			more = append(more, "has "+k+" "+v)
		}
	}
	if len(skills) > 0 {
		more = append([]string{"can " + strings.Join(skills, ", ")}, more...)
	}
	if len(more) == 0 {
		more = []string{"has no skill"}
	}
	return upper(name) + " " + strings.Join(more, ", ")
}

// menu says how a menu goes, one step after the other.
func (r *teller) menu(w []string) string {
	var steps []string
	for _, part := range strings.Split(strings.Join(w[2:], " "), ";")[1:] {
		if f := strings.Fields(part); len(f) > 1 {
			steps = append(steps, fmt.Sprintf("*%s*: %s", f[0], strings.NewReplacer("=", " ", "_", " ", ">", " → ").Replace(strings.Join(f[1:], " "))))
		}
	}
	return "the menu *" + w[1] + "* is published: " + strings.Join(steps, "; ")
}

// idle is the deed of a moment at which nobody does anything.
const idle = "Time passes"

// deed is what somebody does, as a sentence.
func (r *teller) deed(w []string) string {
	rest := strings.Join(w[1:], " ")
	switch {
	case w[0] == "restart":
		return r.restart(w[1:])
	case w[0] == "condemn":
		return "What comes for " + upper(w[1]) + " cannot be understood"
	case w[0] == "later":
		return idle
	case w[0] == "supervisor":
		return "The supervisor " + r.object(rest)
	case strings.HasSuffix(w[0], "'s"):
		return upper(strings.TrimSuffix(w[0], "'s")) + "’s " + rest
	}
	who := upper(w[0])
	agent := who
	if !r.agents[w[0]] {
		agent = ""
	}
	if form := r.verb(agent, w[1], w[2:]); form != "" {
		return who + " " + form
	}
	return who + " " + r.object(rest)
}

// verb is what is said better than the story says it; "" for all that reads well as it is.
// who is "" for people outside.
func (r *teller) verb(who, verb string, w []string) string {
	first := strings.Join(w, " ")
	switch verb + " " + first {
	case "is ready":
		return "is ready again"
	case "wants help":
		return "asks for help"
	case "wants nothing":
		return "does without help"
	case "rings early":
		return "hears the telephone ring, we hear the network’s own tone"
	case "hears it out":
		return "has heard it to the end"
	case "declines busy":
		return "declines"
	}
	switch {
	case verb == "starts" && first == "browser":
		return "starts work, in the browser"
	case verb == "starts":
		return "starts work, at the desk phone " + first
	case verb == "leaves" && first == "" && who != "":
		return "goes home"
	case verb == "leaves" && first == "":
		return "hangs up"
	case verb == "connects" && first == "" && r.routing:
		return "answers, and they talk"
	case verb == "finishes" && first == "" && r.routing:
		return "has talked to the end"
	case verb == "wraps" && first == "":
		return "finishes the wrap-up"
	case verb == "ready" || verb == "accepts" && first == "":
		return map[string]string{"ready": "is ready again", "accepts": "takes it"}[verb]
	case verb == "comes" && first == "":
		return "starts work"
	case verb == "finishes" && first == "":
		return "finishes the wrap-up"
	case verb == "extends":
		return "asks for more time"
	case verb == "ends" && first == "":
		return "ends the call"
	case verb == "resumes" && first == "":
		return "comes back to the caller"
	case verb == "rings" && first == "":
		return "hears the telephone ring"
	case verb == "enters":
		return "comes into the line *" + first + "*"
	case verb == "calls" && len(w) == 2 && w[1] == "withheld":
		return "calls " + w[0] + " and withholds the number"
	case verb == "calls" && len(w) == 2 && w[1] == "known":
		return "calls " + w[0] + "; the number is known here"
	case verb == "ends" && first == "machine":
		return "hears an answering machine and ends the call"
	case verb == "is-looked-up" && len(w) > 1:
		return "is known to the other program: " + strings.ReplaceAll(strings.Join(w[1:], ", "), "=", " ")
	case verb == "is-looked-up":
		return "cannot be looked up: " + first
	case verb == "codes":
		return "notes the outcome *" + first + "*"
	}
	return ""
}

// object writes names in a sentence as people do.
func (r *teller) object(text string) string {
	w := strings.Fields(text)
	for i, word := range w {
		switch {
		case r.agents[word]:
			w[i] = upper(word)
		case r.lines[word]:
			w[i] = "*" + word + "*"
		case word == "number" || i > 0 && w[i-1] == "number":
			w[i] = strings.TrimPrefix(upper(word), "Number")
		default:
			if kind, n := split(word); n != "" && (kind == "promise" || kind == "item") {
				w[i] = r.thing(word)
			} else if r.isPerson(word) {
				w[i] = upper(word)
			}
		}
	}
	return strings.Join(strings.Fields(strings.Join(w, " ")), " ")
}

// thing is a promise or an item by whom it is about.
func (r *teller) thing(name string) string {
	if who := r.owed[name]; who != "" {
		return who
	}
	return r.person(name)
}

func (r *teller) isPerson(word string) bool {
	for _, who := range r.whose {
		if who == upper(word) {
			return true
		}
	}
	return false
}

func (r *teller) restart(w []string) string {
	var names []string
	for _, word := range w {
		if word != "keeping" && word != "unanswered" && word != "phone" {
			names = append(names, upper(word))
		}
	}
	if len(names) == 0 {
		return "**The program is started anew**; nobody’s telephone could be kept"
	}
	return "**The program is started anew**; kept: " + strings.Join(names, ", ")
}

// command is what a telephone is told to do, as people notice it; "" when they do not.
func (r *teller) command(text string) string {
	w := strings.Fields(text)
	switch {
	case w[0] == "ring" && len(w) > 2 && w[2] == "at":
		device := strings.Trim(w[3], ",")
		if device != "browser" {
			device = "desk phone " + device
		}
		text := upper(w[1]) + "’s " + device + " rings"
		if strings.Contains(strings.Join(w, " "), "to connect at once") {
			text = upper(w[1]) + "’s " + device + " connects by itself"
		}
		return text
	case w[0] == "ring":
		text := upper(w[1]) + "’s telephone rings"
		if len(w) > 3 {
			text += ", showing the number " + w[3]
		}
		return text
	case w[0] == "answer" || w[0] == "record" || w[0] == "stop" || w[0] == "mind" || w[0] == "send" || w[0] == "mute":
		return ""
	case w[0] == "end":
		return r.ended(strings.TrimSuffix(w[1], ":"), strings.Join(w[2:], " "))
	}
	if a, b, ok := strings.Cut(text, " and "); ok && strings.HasSuffix(b, " hear each other") {
		return r.person(a) + " and " + r.person(strings.TrimSuffix(b, " hear each other")) + " talk"
	} else if ok && strings.HasSuffix(b, " are parted") {
		return ""
	}
	if who, what, ok := strings.Cut(text, " hears "); ok {
		return r.heard(upper(who), what)
	}
	return upper(text)
}

func (r *teller) ended(who, cause string) string {
	if r.agents[who] || cause == "normal" {
		return ""
	}
	return upper(who) + "’s call is ended"
}

// heard says what somebody hears.
func (r *teller) heard(who, what string) string {
	switch what {
	case "std_music again and again":
		return who + " hears music"
	case "nothing":
		return ""
	case "that it rings", "tone ring again and again":
		return who + " hears that it rings"
	}
	sounds, again := strings.CutSuffix(what, " again and again")
	if people := strings.Split(sounds, " and "); len(people) > 1 || r.agents[sounds] || r.isPerson(sounds) {
		for i, p := range people {
			people[i] = r.person(p)
		}
		return who + " hears " + strings.Join(people, " and ")
	}
	var parts []string
	for _, s := range strings.Split(sounds, ", ") {
		parts = append(parts, sound(s))
	}
	text := who + " hears " + strings.Join(parts, ", ")
	if again {
		text += ", again and again"
	}
	return text
}

// sound is one prompt, phrase or tone in words.
func sound(s string) string {
	words := map[string]string{
		"std_please_wait": "“please wait”", "std_apology": "an apology", "std_closed": "“we are closed”", "std_voicemail": "“leave a message”",
		"std_hold_late": "an apology for the long hold", "std_callback_offer": "“press 1 and we call you back”", "std_record_notice": "“this call is recorded”",
		"std_place_kept": "“you keep your place, we call you”", "std_callback_saved": "“we will call you back”", "std_all_busy": "“all are busy”", "std_goodbye": "a goodbye", "tone beep": "a beep", "std_music": "music",
	}
	if text := words[s]; text != "" {
		return text
	}
	if phrase, n, ok := strings.Cut(s, " "); ok {
		switch phrase {
		case "position":
			return "“you are number " + n + "”"
		case "wait":
			if from, to, ok := strings.Cut(n, " to "); ok {
				return "“between " + from + " and " + to + " minutes”"
			}
			return "“about " + n + " minutes”"
		}
		return "“" + strings.ReplaceAll(phrase, "_", " ") + " " + n + "”"
	}
	return "the prompt *" + strings.ReplaceAll(strings.TrimPrefix(s, "std_"), "_", " ") + "*"
}
