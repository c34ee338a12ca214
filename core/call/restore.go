package call

import (
	"gudok/id"
	"gudok/voice"
)

// Revive says again what the call's legs should be hearing, but for those in fresh, who
// were told just now. A gate or media that still knows ignores what is already done; one
// that forgot obeys (house.md 5.3). A recording goes on under its name.
func (s *State) Revive(c *Call, message bool, fresh map[id.Leg]bool, out *Out) {
	cust, agent := s.CustomerLeg(c), s.AgentLeg(c)
	for _, l := range append([]*Leg{cust, agent, s.ThirdLeg(c), s.OutsideLeg(c)}, s.EarLegs(c)...) {
		if l != nil && !fresh[l.ID] {
			l.revive(out)
		}
	}
	s.rehearAgain(c, fresh, out)
	if agent != nil && c.Muted {
		out.do(voice.Mute{Leg: agent.ID, Muted: true})
	}
	if l := s.ThirdLeg(c); l != nil && l.Muted {
		out.do(voice.Mute{Leg: l.ID, Muted: true})
	}
	if cust != nil && c.Recording != "" {
		out.do(s.recordCommand(c, message, 0))
	}
}

func (l *Leg) revive(out *Out) {
	switch {
	case l.Stage == Ending:
		out.do(voice.End{Leg: l.ID, Cause: voice.CauseNormal})
	case l.Listen != 0:
		out.do(voice.Listen{Leg: l.ID, Token: l.Listen})
	case l.Side == Ear && l.Open && l.Stage == Up:
		out.do(voice.Open{Leg: l.ID})
	}
	if l.Hears.Token != 0 {
		out.do(voice.Play{Leg: l.ID, Token: l.Hears.Token, What: l.Hears.Play, Loop: l.Hears.Loop})
	}
}
