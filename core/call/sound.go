package call

import (
	"cmp"

	"gudok/fact"
	"gudok/id"
	"gudok/voice"
)

// Music is what is heard while nobody talks, unless a line has its own.
func Music() []voice.Sound { return []voice.Sound{{Prompt: "std_music"}} }

// Play lets the leg hear sounds, once or for ever, and returns the token under which their
// end is reported. A leg that is not up hears nothing and has no token.
func (s *State) Play(l *Leg, what []voice.Sound, loop bool, out *Out) uint64 {
	if l == nil || l.Stage != Up {
		return 0
	}
	s.Token++
	l.Hears = Hearing{Play: what, Loop: loop, Token: s.Token}
	out.do(voice.Play{Leg: l.ID, Token: s.Token, What: what, Loop: loop})
	return s.Token
}

// Farewell plays sounds to the leg and ends it with them; at once when it cannot hear.
// It returns the token, 0 when there is nothing to wait for.
func (s *State) Farewell(l *Leg, what []voice.Sound, cause voice.Cause, out *Out) uint64 {
	if l == nil || l.Stage == Ending {
		return 0
	}
	s.Listen(l, false, out)
	token := s.Play(l, what, false, out)
	if l.Last = token != 0; !l.Last {
		s.End(l, cause, out)
	}
	return token
}

// Silence lets the leg hear nothing.
func (s *State) Silence(l *Leg, out *Out) {
	if l == nil || l.Stage != Up || len(l.Hears.From) == 0 && l.Hears.Token == 0 {
		return
	}
	l.Hears = Hearing{}
	out.do(voice.Silence{Leg: l.ID})
}

// Listen begins or ends the hearing of digits.
func (s *State) Listen(l *Leg, on bool, out *Out) {
	if l == nil || l.Stage != Up || !on && l.Listen == 0 {
		return
	}
	l.Listen = 0
	if on {
		s.Token++
		l.Listen = s.Token
	}
	out.do(voice.Listen{Leg: l.ID, Token: l.Listen})
}

// NextToken is a token for something else that a leg waits for.
func (s *State) NextToken() uint64 {
	s.Token++
	return s.Token
}

// Played: what the leg heard under the token is over. It reports whether that is news:
// what was replaced meanwhile is not.
func (s *State) Played(l *Leg, token uint64) bool {
	if token == 0 || l.Hears.Token != token {
		return false
	}
	l.Hears = Hearing{}
	return true
}

// Pressed reports whether the digit counts: heard under the present token, and not the
// same press told twice.
func (s *State) Pressed(l *Leg, token, n uint64) bool {
	if l.Listen == 0 || l.Listen != token || n != 0 && n == l.Digit {
		return false
	}
	l.Digit = n
	return true
}

// keptMS is how long a recording is remembered whose closing is never told.
const keptMS = 24 * 3_600_000

// Record begins a recording: of the conversation, or of one leg's message.
func (s *State) Record(now int64, c *Call, message bool, maxMS int64, out *Out) {
	if c.Recording != "" {
		return
	}
	for r := s.Recordings.First(); r != nil && r.At < now-keptMS; r = s.Recordings.First() {
		s.Recordings.Delete(r.ID) // names rise with time: the first is the oldest
	}
	c.Recording = id.Recording(out.Names.Next("rec"))
	h := c.head(fact.System)
	if l := s.AgentLeg(c); l != nil && !message {
		h.Agent = l.Agent
	}
	s.Recordings.Put(c.Recording, &Recording{c.Recording, now, c.Customer, h})
	out.say(h, fact.RecordingStarted{Recording: c.Recording, Voicemail: message})
	out.do(s.recordCommand(c, message, maxMS))
}

func (s *State) recordCommand(c *Call, message bool, maxMS int64) voice.Record {
	r := voice.Record{Recording: c.Recording, Tenant: c.Head.Tenant, Leg: c.Customer, MaxMS: maxMS}
	if !message {
		if r.Other = c.Agent; r.Other == "" {
			r.Other = cmp.Or(c.Outside, c.Customer) // nobody is heard for the moment; it is a conversation all the same
		}
	}
	return r
}

// StopRecord ends the recording that runs, if any.
func (s *State) StopRecord(c *Call, out *Out) {
	if c.Recording == "" {
		return
	}
	if r := s.Recordings.Get(c.Recording); r != nil {
		out.do(voice.StopRecord{Leg: r.Leg, Recording: r.ID})
	}
	c.Recording = ""
}

// Recorded: the file is closed. A recording that the state no longer knows was told before.
func (s *State) Recorded(v voice.Recorded, out *Out) {
	r := s.Recordings.Get(v.Recording)
	if r == nil {
		return
	}
	if c := s.Calls.Get(r.Head.Call); c != nil && c.Recording == r.ID {
		c.Recording = "" // closed by its own limit or by a fault
	}
	out.say(r.Head, fact.RecordingClosed{Recording: v.Recording, MS: v.MS, Bytes: v.Bytes, SHA256: v.SHA256, Gaps: v.Gaps, Failed: v.Failed})
	s.Recordings.Delete(r.ID)
}
