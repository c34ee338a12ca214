package core_test

import (
	"strconv"
	"strings"
	"time"

	"gudok/core"
	"gudok/core/acd"
	"gudok/core/flow"
	"gudok/core/hours"
	"gudok/id"
	"gudok/voice"
)

// sentence understands one sentence: settings begin with their kind, all others with who
// does something.
func (st *story) sentence(w []string) {
	rest := strings.Join(w[1:], " ")
	switch {
	case st.setting(w):
	case w[0] == "restart":
		st.restart(w[1:])
	case w[0] == "condemn":
		st.step(core.Condemned{Leg: st.leg["num_"+w[1]]})
	case w[0] == "later":
		st.step(core.Tick{})
	case w[0] == "supervisor":
		st.supervisor(w[1:])
	case strings.HasSuffix(w[0], "'s"):
		st.device(strings.TrimSuffix(w[0], "'s"), w[1], strings.Join(w[2:], " "))
	case st.isAgent(w[0]):
		st.agent(id.Agent("agt_"+w[0]), w[1], w[2:])
	default:
		st.caller(w[0], w[1], rest, w[2:])
	}
}

func (st *story) isAgent(who string) bool {
	_, ok := st.s.AgentView(id.Agent("agt_" + who))
	return ok
}

// setting understands the configuration; a is what follows, m the words with an equals sign.
func (st *story) setting(w []string) bool {
	if len(w) < 2 {
		return false
	}
	m := map[string]string{}
	var skills []core.SkillLevel
	for _, word := range w[2:] {
		k, v, eq := strings.Cut(word, "=")
		if m[k] = v; !eq {
			m[k] = "yes"
		}
		if n, err := strconv.Atoi(v); err == nil && w[0] == "agent" && k != "order" && k != "weight" {
			skills = append(skills, core.SkillLevel{Skill: id.Skill("skl_" + k), Level: n})
		}
	}
	switch w[0] {
	case "tenant":
		st.step(core.TenantSet{Tenant: id.Tenant("ten_" + w[1]), Record: m["record"] != ""})
	case "line":
		st.step(core.LineSet{Line: st.lineOf(w[1], m)})
	case "number":
		st.step(core.DIDSet{DID: core.DID{ID: id.DID("did_" + w[1]), Tenant: "ten_a", Line: id.Line(prefix("lin_", m["line"])), Flow: id.Flow(prefix("flw_", m["menu"]))}})
	case "agent":
		st.desks["agt_"+w[1]] = prefix("dev_", m["desk"])
		st.step(core.AgentSet{Agent: core.Agent{ID: id.Agent("agt_" + w[1]), Skills: skills, Desk: id.Device(prefix("dev_", m["desk"])), Order: number(m["order"]), Weight: number(m["weight"])}})
	case "reason":
		st.step(core.PauseSet{Pause: core.Pause{ID: id.Pause("pau_" + w[1]), Kind: m["kind"]}})
	case "zone": // zone plus3 hours=3
		st.step(core.ZoneSet{Zone: w[1], Offsets: []hours.Transition{{OffsetS: number(m["hours"]) * 3600}}})
	case "calendar":
		st.step(core.CalendarSet{Calendar: st.calendarOf(w[1], m)})
	case "menu":
		st.step(core.FlowSet{Program: st.menuOf(w[1], strings.Join(w[2:], " "))})
	case "floor": // floor main pick=shares starve=2m
		st.step(core.FloorSet{Pick: m["pick"], StarveMS: st.ms(m["starve"])})
	case "remove":
		st.step(core.Removed{ID: w[1]})
	default:
		return st.menuSetting(w, m)
	}
	return true
}

func prefix(p, name string) string {
	if name == "" {
		return ""
	}
	return p + name
}

func (st *story) lineOf(name string, m map[string]string) core.Line {
	l := core.Line{
		ID: id.Line("lin_" + name), Tenant: "ten_a", Skill: id.Skill("skl_" + m["skill"]), Parent: id.Line(prefix("lin_", m["parent"])),
		Calendar: id.Calendar(prefix("cal_", m["calendar"])), MinLevel: number(m["level"]), Priority: number(m["priority"]), RonaLimit: number(m["rona"]),
		RingMS: st.ms(m["ring"]), WrapMS: st.ms(m["wrap"]), ReofferMS: st.ms(m["reoffer"]), ShortMS: st.ms(m["short"]), HoldMS: st.ms(m["hold"]),
		MustCode: m["must-code"] != "", CallerDID: id.DID(prefix("did_", m["did"])), Closing: m["closing"], Mode: m["mode"],
		Own: core.Own{Number: id.Number(prefix("num_", m["own"])), RingMS: st.ms(m["own-ring"])},
	}
	st.waitingOf(&l, m)
	st.routingOf(&l, m)
	if m["wrap"] == "none" {
		l.WrapMS = -1
	}
	if m["music"] != "" {
		l.Music = []voice.Sound{{Prompt: id.Prompt("prm_" + m["music"])}}
	}
	if m["codes"] != "" {
		for _, d := range strings.Split(m["codes"], ",") {
			l.Dispositions = append(l.Dispositions, id.Disposition("dsp_"+d))
		}
	}
	if m["returns"] != "" {
		for _, d := range strings.Split(m["returns"], ",") {
			l.ReturnMS = append(l.ReturnMS, st.ms(d))
		}
	}
	return l
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func (st *story) ms(s string) int64 {
	if s == "" || s == "none" {
		return 0
	}
	d, err := time.ParseDuration(s)
	st.must(err)
	return d.Milliseconds()
}

// calendarOf understands "daily=09:00-18:00 holiday=2026-01-07".
func (st *story) calendarOf(name string, m map[string]string) hours.Calendar {
	c := hours.Calendar{ID: id.Calendar("cal_" + name), Tenant: "ten_a", Zone: "UTC"}
	from, to, ok := strings.Cut(m["daily"], "-")
	if !ok {
		st.t.Fatalf("%s: a calendar needs daily=09:00-18:00", st.at)
	}
	for d := range c.Week {
		c.Week[d] = []hours.Span{{From: minutes(from), To: minutes(to)}}
	}
	if m["holiday"] != "" {
		c.Holidays = []hours.Holiday{{Date: m["holiday"]}}
	}
	return c
}

func minutes(s string) int {
	h, m, _ := strings.Cut(s, ":")
	return number(h)*60 + number(m)
}

// menuOf understands "v1 start=hello ; hello menu say=welcome 1=sales>toSales fail=bye ; …".
func (st *story) menuOf(name, text string) flow.Program {
	p := flow.Program{ID: id.Flow("flw_" + name), Tenant: "ten_a"}
	for i, part := range strings.Split(text, ";") {
		w := strings.Fields(part)
		if i == 0 {
			p.Version = number(strings.TrimPrefix(w[0], "v"))
			p.Start = strings.TrimPrefix(w[1], "start=")
			continue
		}
		n := flow.Node{Name: w[0], Kind: flow.Kind(w[1])}
		for _, word := range w[2:] {
			k, v, _ := strings.Cut(word, "=")
			if st.cleverWord(&n, k, v) {
				continue
			}
			switch k {
			case "say":
				n.Say = append(n.Say, voice.Sound{Prompt: id.Prompt("prm_" + v)})
			case "next":
				n.Next = v
			case "fail":
				n.OnFail = v
			case "line":
				n.Line = id.Line("lin_" + v)
			case "else":
				n.Else = v
			case "calendar":
				n.Calendar = id.Calendar("cal_" + v)
			case "number":
				n.Number = id.Number("num_" + v)
			case "variable":
				n.Variable = v
			case "lang":
				n.Lang = v
			case "tries":
				n.Tries = number(v)
			case "timeout":
				n.TimeoutMS = st.ms(v)
			case "max":
				n.MaxMS = st.ms(v)
			case "digits":
				n.MaxDigits = number(v)
			default:
				label, next, _ := strings.Cut(v, ">")
				n.Choices = append(n.Choices, flow.Choice{Key: k, Label: label, Next: next})
			}
		}
		p.Nodes = append(p.Nodes, n)
	}
	return p
}

// agent understands what an agent does at the desk.
func (st *story) agent(a id.Agent, verb string, w []string) {
	object := strings.Join(w, " ")
	switch verb {
	case "starts":
		dev := id.Browser
		if object != "browser" {
			dev = id.Device("dev_" + object)
		}
		st.step(core.ShiftStarted{Agent: a, Device: dev})
	case "leaves":
		st.step(core.ShiftEnded{Agent: a})
	case "is":
		if object == "on demand" {
			st.step(core.OnDemandAsked{Agent: a})
			return
		}
		st.step(core.ReadyAsked{Agent: a})
	case "drains":
		st.step(core.DrainAsked{Agent: a, Reason: id.Pause(prefix("pau_", object))})
	case "pauses":
		st.step(core.PauseAsked{Agent: a, Reason: id.Pause("pau_" + object)})
	case "answers":
		st.step(core.AnswerAsked{Agent: a, Item: st.itemOf(a)})
	case "declines":
		st.step(core.DeclineAsked{Agent: a, Item: st.itemOf(a), Reason: object})
	case "holds":
		st.step(core.HoldAsked{Agent: a, PromisedMS: st.ms(object)})
	case "resumes":
		st.step(core.ResumeAsked{Agent: a})
	case "mutes":
		st.step(core.MuteAsked{Agent: a, Muted: true})
	case "unmutes":
		st.step(core.MuteAsked{Agent: a})
	case "dials":
		st.step(core.DigitsAsked{Agent: a, Digits: object})
	case "ends":
		st.step(core.EndAsked{Agent: a, Machine: object == "machine"})
	case "codes":
		st.step(core.Coded{Agent: a, Item: st.itemOf(a), Disposition: id.Disposition("dsp_" + object)})
	case "extends":
		st.step(core.WrapExtended{Agent: a})
	case "finishes":
		st.step(core.WrapFinished{Agent: a})
	case "agrees":
		st.agrees(a, w)
	case "calls":
		st.step(core.PromiseCallAsked{Agent: a, Promise: id.Promise(st.real[strings.TrimPrefix(object, "back ")])})
	default:
		st.talk(a, verb, w)
	}
}

func (st *story) itemOf(a id.Agent) id.Item {
	if v, ok := st.s.Desk(a, st.now); ok && v.Item != nil {
		return v.Item.Item
	}
	return "item_none"
}

// device understands what an agent's phone and devices do.
func (st *story) device(who, what, verb string) {
	a := "agt_" + who
	leg := st.leg[a]
	switch what + " " + verb {
	case "phone rings":
		st.step(core.LegRinging{Ringing: voice.Ringing{Leg: leg}})
	case "phone answers":
		st.step(core.LegAnswered{Answered: voice.Answered{Leg: leg}})
	case "phone declines":
		st.step(ended(leg, voice.CauseDeclined))
	case "phone is busy":
		st.step(ended(leg, voice.CauseBusy))
	case "phone is unreachable":
		st.step(ended(leg, voice.CauseUnreachable))
	case "phone hangs up":
		st.step(ended(leg, voice.CauseNormal))
	case "phone fails":
		st.step(ended(leg, voice.CauseFailed))
	case "phone holds":
		st.step(core.LegHeld{Held: voice.Held{Leg: leg}})
	case "phone resumes":
		st.step(core.LegResumed{Resumed: voice.Resumed{Leg: leg}})
	case "phone goes silent":
		st.step(core.SoundLost{MediaLost: voice.MediaLost{Leg: leg}})
	case "browser comes":
		st.step(core.DeviceUp{DeviceUp: voice.DeviceUp{Agent: id.Agent(a), Device: id.Browser}})
	case "browser goes":
		st.step(core.DeviceDown{DeviceDown: voice.DeviceDown{Agent: id.Agent(a), Device: id.Browser, Why: "connection"}})
	case "desk comes":
		st.step(core.DeviceUp{DeviceUp: voice.DeviceUp{Device: id.Device(st.desks[a])}})
	case "desk goes":
		st.step(core.DeviceDown{DeviceDown: voice.DeviceDown{Device: id.Device(st.desks[a]), Why: "registration"}})
	default:
		st.t.Fatalf("%s: what does a %s do that %q?", st.at, what, verb)
	}
}

func ended(leg id.Leg, cause voice.Cause) core.LegEnded {
	return core.LegEnded{Ended: voice.Ended{Leg: leg, Cause: cause}}
}

// caller understands what people outside do. Who calls again comes on a new leg.
func (st *story) caller(who, verb, rest string, w []string) {
	n := "num_" + who
	leg := st.leg[n]
	switch {
	case verb == "calls":
		st.count["leg_"+who]++
		leg = id.Leg("leg_" + who + strings.Repeat("'", st.count["leg_"+who]-1))
		st.leg[n], st.whose[leg] = leg, n
		in := core.CallArrived{Leg: leg, DID: id.DID("did_" + w[0]), Caller: id.Number(n)}
		if len(w) > 1 && w[1] == "withheld" {
			in.Caller = ""
		}
		if len(w) > 1 && (w[1] == "vip" || w[1] == "blocked") {
			in.List = w[1]
		}
		if len(w) > 1 && w[1] == "known" {
			in.Known = true
		}
		if len(w) > 2 && w[1] == "from" {
			in.Zone, st.zones[who] = w[2], w[2]
		}
		if len(w) > 1 && w[1] == "refused" {
			in.Refuse = w[2]
		}
		st.step(in)
	case verb == "presses":
		st.count["digit"]++
		st.step(core.DigitHeard{Digit: voice.Digit{Leg: leg, N: uint64(st.count["digit"]), Token: st.keys[leg], Digit: w[0]}})
	case rest == "hangs up":
		st.step(ended(leg, voice.CauseNormal))
	case rest == "hears it out":
		st.step(core.PlayEnded{Played: voice.Played{Leg: leg, Token: st.plays[leg], Outcome: voice.OutcomeDone}})
	case rest == "goes silent":
		st.step(core.SoundLost{MediaLost: voice.MediaLost{Leg: leg}})
	case verb == "is-looked-up":
		st.answered(who, w)
	case verb == "answers":
		st.step(core.LegAnswered{Answered: voice.Answered{Leg: leg}})
	case verb == "rings":
		st.step(core.LegRinging{Ringing: voice.Ringing{Leg: leg, Early: len(w) > 0}})
	case rest == "is busy":
		st.step(ended(leg, voice.CauseBusy))
	case rest == "does not exist":
		st.step(ended(leg, voice.CauseNotFound))
	case rest == "lets it ring":
		st.step(ended(leg, voice.CauseNoAnswer))
	default:
		st.t.Fatalf("%s: what does a caller do who %q?", st.at, rest)
	}
}

func (st *story) supervisor(w []string) {
	switch w[0] {
	case "sends":
		st.step(core.AgentForced{Agent: id.Agent("agt_" + w[1]), Presence: w[2], By: "usr_boss"})
	case "helps":
		st.step(core.HelpTaken{Agent: id.Agent("agt_" + w[1]), By: "usr_boss"})
	case "cancels":
		st.step(core.PromiseCancelled{Promise: id.Promise(st.real[w[1]]), Reason: w[2], By: "usr_boss"})
	case "blocks", "frees", "moves":
		st.promise(w)
	case "leads", "places", "gives", "ranks":
		st.hand(w)
	default:
		st.t.Fatalf("%s: what does a supervisor do who %q?", st.at, w[0])
	}
}

// restart is a new process with the state of the old one: "restart keeping olga petro".
// Agents who are kept have their devices too. "unanswered petro": his gate has his call and
// never sent the answer. "phone t1": the desk phone is there, whoever's it may be.
func (st *story) restart(w []string) {
	s, err := core.Decode(st.s.Encode())
	st.must(err)
	st.s = s
	st.epoch++
	st.step(core.Opened{Epoch: st.epoch, Seed: 1})
	in := core.Restored{}
	for i, who := range w {
		switch {
		case who == "keeping" || who == "unanswered" || who == "phone":
		case i > 0 && w[i-1] == "phone":
			in.Devices = append(in.Devices, core.RestoredDevice{Device: id.Device("dev_" + who)})
		case st.isAgent(who):
			v, _ := st.s.AgentView(id.Agent("agt_" + who))
			in.Devices = append(in.Devices, core.RestoredDevice{Agent: id.Agent("agt_" + who), Device: v.Device.Device})
			if v.Slot.State != string(acd.Idle) && v.Slot.State != string(acd.WrapUp) {
				in.Legs = append(in.Legs, voice.Restored{Leg: st.leg["agt_"+who], Answered: v.Slot.State != string(acd.Offered)})
			}
		default:
			in.Legs = append(in.Legs, voice.Restored{Leg: st.leg["num_"+who], Answered: w[max(0, i-1)] != "unanswered"})
		}
	}
	st.step(in)
}
