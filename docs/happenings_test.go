package docs

import (
	"slices"
	"strings"
)

func (r *teller) agentFact(f told) string {
	who := upper(f.agent)
	switch f.kind {
	case "agent.presence":
		switch f.f["presence"] {
		case "online":
			return who + " is at work"
		case "offline":
			return who + " is off duty"
		case "pause":
			return who + " is paused: " + pauses(f.f["reason"])
		case "on_demand":
			return who + " is in reserve"
		case "draining":
			return who + " finishes and takes nothing new"
		}
	case "agent.device":
		device := or(f.f["device"], "device")
		if device != "browser" && device != "device" {
			device = "desk phone"
		}
		if f.has("healthy") {
			return who + "’s " + device + " is well"
		}
		if f.f["why"] == "not_connected" {
			return who + "’s " + device + " is not there yet"
		}
		return who + "’s " + device + " is unwell: " + spoken(or(f.f["why"], "gone"))
	case "agent.slot":
		switch f.f["slot"] {
		case "idle":
			return who + " is free"
		case "wrapup":
			return who + " has wrap-up to do"
		}
		return ""
	case "agent.pause_asked":
		return who + "’s pause is noted for later"
	case "agent.help":
		if f.has("on") {
			return "The board shows that " + who + " asks for help"
		}
		return "The cry for help is taken down"
	case "agent.declines":
		return "The supervisors see that " + who + " has declined " + f.f["n"] + " times within an hour"
	case "agent.help_taken":
		return "A supervisor sees to it after " + f.f["after"]
	}
	return r.plain(f)
}

func pauses(reason string) string {
	words := map[string]string{
		"rona": "did not answer", "lost_connection": "lost the connection", "forced": "sent by a supervisor", "wrapup_overrun": "wrap-up took too long",
	}
	if text := words[reason]; text != "" {
		return text
	}
	return spoken(reason)
}

func (r *teller) promiseFact(f told) string {
	who := r.owed[f.promise]
	if who == "" {
		who = r.caller(f)
	}
	switch f.kind {
	case "promise.opened":
		text := "**" + who + " is promised a call**"
		switch f.f["kind"] {
		case "requested":
			text += ", as asked"
		case "voicemail":
			text += ", for the message"
		case "virtual_hold":
			text += " and keeps the place"
		case "web":
			text += ", as asked on the web page"
		}
		if at := f.f["due_at"]; at != "" {
			text += ", due at " + at
		}
		if o := f.f["owner"]; o != "" {
			text += ", by " + upper(o)
		}
		return text
	case "promise.missed_again":
		return who + " was missed again; it is still one promise (" + f.f["misses"] + " misses)"
	case "promise.no_number":
		return "Nobody can be called back: the number is withheld. The report says so"
	case "promise.agreed":
		return "The call to " + who + " is agreed for " + f.f["due_at"]
	case "promise.closed":
		return "**The promise to " + who + " is closed: " + closing(f) + "**"
	case "promise.deferred":
		why := map[string]string{"quiet_hours": "it is late where the number is", "closed": "we are closed"}[f.f["why"]]
		return "The call to " + who + " is put off to " + f.f["due_at"] + ": " + or(why, spoken(f.f["why"]))
	case "promise.blocked":
		return "The promise to " + who + " waits for an answer, until " + f.f["until_at"] + f.f["until"]
	case "promise.freed":
		return "The promise to " + who + " does not wait any more: " + spoken(f.f["outcome"]) + "; due at " + f.f["due_at"]
	case "promise.changed":
		text := "The call to " + who + " is due at " + f.f["due_at"]
		if o := f.f["owner"]; o != "" {
			text += ", by " + upper(o)
		}
		return text
	case "attempt.started":
		return "Attempt " + f.f["n"] + " to reach " + who
	case "attempt.ended":
		text := "The attempt ends: " + spoken(f.f["outcome"])
		if next := f.f["next_at"]; next != "" {
			text += "; next at " + next
		}
		return text
	}
	return r.plain(f)
}

func closing(f told) string {
	words := map[string]string{
		"talked": "we talked", "caller_reached_us": "reached us first", "wrong_number": "the number does not exist", "unreachable": "could not be reached",
		"expired": "too old", "refused": "does not want it", "dnc": "must not be called", "duplicate": "promised twice",
		"cancelled_by_caller": "cancelled by the caller", "cancelled_by_supervisor": "cancelled by a supervisor",
	}
	text := or(words[f.f["reason"]], spoken(f.f["reason"]))
	if d := f.f["detail"]; d != "" {
		text += " (" + spoken(d) + ")"
	}
	return text
}

func (r *teller) callFact(f told) string {
	who := upper(r.caller(f))
	switch f.kind {
	case "call.created", "call.answered", "call.muted":
		return ""
	case "call.listed":
		if f.f["list"] == "vip" {
			return who + " is on the list of VIPs"
		}
		return who + " is on the list of blocked numbers"
	case "call.refused":
		return "The call is refused: " + spoken(f.f["reason"])
	case "call.held":
		if at := f.f["promised_until"]; at != "" {
			return who + " is on hold, promised until " + at
		}
		return who + " is on hold"
	case "call.hold_late":
		return "The promised hold is over; the board shows it"
	case "call.resumed":
		text := "On hold for " + f.f["held"]
		if p := f.f["promise"]; p != "" {
			text += ", the promise was " + p
		}
		return text
	case "call.conference":
		return "All three talk"
	case "call.ended":
		if by := f.f["by"]; by != "" && by != "system" {
			return ""
		}
		return "The call is over"
	case "consult.started":
		return who + " is on hold, " + r.target(f) + " is asked"
	case "consult.answered":
		return "The one who was asked answers"
	case "consult.ended":
		return "The consultation is over: " + spoken(f.f["outcome"])
	case "ear.opened", "ear.changed":
		return upper(f.agent) + ": " + map[string]string{"listen": "listens, heard by nobody", "whisper": "whispers, only the agent hears it", "barge": "is heard by all"}[f.f["mode"]]
	case "ear.closed":
		return upper(f.agent) + " does not listen any more: " + spoken(f.f["why"])
	}
	return r.plain(f)
}

func (r *teller) target(f told) string {
	for _, k := range []string{"to_agent", "to_number", "agent", "number"} {
		if f.f[k] != "" {
			return upper(f.f[k])
		}
	}
	if l := f.f["to_line"]; l != "" {
		return "the line *" + l + "*"
	}
	return "somebody"
}

// restFact: legs and files are no matter of a supervisor, menus and restarts are.
func (r *teller) restFact(f told) string {
	switch f.kind {
	case "recording.started":
		return "Recording begins"
	case "recording.closed":
		return "Recording ends: " + or(f.f["ms"], "nothing")
	case "menu.entered":
		return upper(r.caller(f)) + " is in the menu, at *" + f.f["node"] + "*"
	case "menu.choice":
		return "Chosen: *" + f.f["branch"] + "*"
	case "menu.left":
		switch f.f["reason"] {
		case "hung_up":
			return upper(r.caller(f)) + " hangs up in the menu"
		case "served":
			return "The menu has served " + r.caller(f)
		}
		return ""
	case "menu.looked_up":
		return "The look-up ends: " + spoken(f.f["outcome"])
	case "survey.asked":
		return upper(r.caller(f)) + " is asked how it was"
	case "survey.answered":
		return "Answered: " + spoken(f.f["question"]) + " " + f.f["value"]
	case "survey.commented":
		return upper(r.caller(f)) + "’s own words are recorded"
	case "survey.ended":
		if f.has("complete") {
			return "All questions are answered"
		}
		return "The questions are over"
	case "floor.restored":
		text := f.f["legs"] + " telephones were brought back"
		if f.f["legs"] == "1" {
			text = "1 telephone was brought back"
		}
		if l := f.f["lost"]; l != "" {
			text += ", " + l + " lost"
		}
		return text
	case "floor.started":
		return ""
	}
	subject, _, _ := strings.Cut(f.kind, ".")
	if subject == "leg" {
		return ""
	}
	return r.plain(f)
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
