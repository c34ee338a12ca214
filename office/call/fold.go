package call

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"gudok/fact"
	"gudok/id"
)

// fold takes one fact into c. It looks at nothing but c and e, so that the same facts
// always make the same call. Facts that tell nothing of a call's row are passed over.
func (c *Call) fold(e fact.Envelope) error {
	if c.ID == "" {
		*c = Call{ID: e.Call, StartedAt: e.At, Result: Live, Parts: []Part{}}
	}
	if e.Tenant != "" {
		c.Tenant = e.Tenant
	}
	if c.Tenant == "" {
		c.Tenant = id.House
	}
	if e.Promise != "" {
		c.Promise = e.Promise
	}
	if err := c.take(e); err != nil {
		return err
	}
	c.result()
	return nil
}

// take finds who hears e.
func (c *Call) take(e fact.Envelope) error {
	if c.aside(e) {
		return nil
	}
	switch {
	case fact.Is[fact.ItemTransferred](e):
		return hear(e, c.transferred)
	case fact.Is[fact.CallConference](e):
		c.part(partTalking, e.At)
	case fact.Is[fact.CallCreated](e):
		return hear(e, c.created)
	case fact.Is[fact.CallRefused](e):
		return hear(e, c.refused)
	case fact.Is[fact.CallAnswered](e):
		return hear(e, c.answered)
	case fact.Is[fact.CallHeld](e):
		c.part(partHeld, e.At)
	case fact.Is[fact.CallResumed](e):
		c.part(partTalking, e.At)
	case fact.Is[fact.CallEnded](e):
		return hear(e, c.ended)
	case fact.Is[fact.LegInvited](e), fact.Is[fact.LegRinging](e), fact.Is[fact.LegAnswered](e), fact.Is[fact.LegEnded](e):
		return hear(e, func(_ fact.Envelope, f legOnly) { c.leg(f.Leg) })
	case fact.Is[fact.MenuEntered](e):
		c.part(partMenu, e.At)
	case fact.Is[fact.MenuChoice](e):
		return hear(e, func(_ fact.Envelope, f fact.MenuChoice) { c.Path = append(c.Path, f.Branch) })
	case fact.Is[fact.MenuLeft](e):
		return hear(e, c.menuLeft)
	case fact.Is[fact.RecordingStarted](e):
		return hear(e, c.recording)
	case fact.Is[fact.ItemCreated](e):
		return hear(e, c.itemCreated)
	case fact.Is[fact.ItemCalled](e): // what was said of the item before was about no call
		return hear(e, func(e fact.Envelope, f fact.ItemCalled) {
			c.itemCreated(e, fact.ItemCreated(f))
		})
	case fact.Is[fact.ItemEnqueued](e):
		c.inLine(e)
		c.part(partWaiting, e.At)
	case fact.Is[fact.ItemOffered](e):
		c.offered(e)
	case fact.Is[fact.ItemOfferEnded](e):
		return hear(e, c.offerEnded)
	case fact.Is[fact.ItemConnected](e):
		return hear(e, c.connected)
	case fact.Is[fact.ItemLeft](e):
		return hear(e, c.itemLeft)
	case fact.Is[fact.ItemWrapped](e):
		return hear(e, c.wrapped)
	case fact.Is[fact.ItemClosed](e):
		c.itemClosed(e)
	}
	return nil
}

// legOnly reads of the four facts about legs what they share.
type legOnly struct {
	Leg id.Leg `json:"leg"`
}

// hear decodes the fact for f.
func hear[F any](e fact.Envelope, f func(fact.Envelope, F)) error {
	var v F
	if err := json.Unmarshal(e.Data, &v); err != nil {
		return fmt.Errorf("fact %s %s/%d: %w", e.Type, e.Stream, e.Seq, err)
	}
	f(e, v)
	return nil
}

func (c *Call) created(e fact.Envelope, f fact.CallCreated) {
	c.StartedAt, c.Inbound, c.Trunk, c.DID, c.Number = e.At, f.Inbound, f.Trunk, f.DID, f.Caller
	c.Line, c.Original = e.Line, f.Original
	c.leg(f.Leg)
	if f.Inbound {
		c.part(partMenu, e.At)
	} else {
		c.part(partDialling, e.At)
	}
}

// refused is the whole story of a call that nobody could take.
func (c *Call) refused(e fact.Envelope, f fact.CallRefused) {
	c.Inbound, c.Trunk, c.Called, c.Number = true, f.Trunk, f.Called, f.Caller
	c.EndedAt, c.ClosedAt, c.Refused = e.At, e.At, f.Reason
	c.Parts = []Part{{partEnded, e.At}}
}

// answered: two people hear each other. A call back was talked when its customer answers.
func (c *Call) answered(e fact.Envelope, f fact.CallAnswered) {
	c.leg(f.Leg)
	if c.AnsweredAt == 0 {
		c.AnsweredAt = e.At
	}
	c.agent(e.Agent)
	c.part(partTalking, e.At)
}

func (c *Call) ended(e fact.Envelope, f fact.CallEnded) {
	if c.EndedAt != 0 {
		return
	}
	c.EndedAt, c.By, c.Cause = e.At, f.By, f.Cause
	c.TalkMS, c.HoldMS = c.sum(partTalking, e.At), c.sum(partHeld, e.At)
	if slices.ContainsFunc(c.Items, func(s Stay) bool { return s.Reason == string(Answered) && !s.Closed }) {
		c.part(partWrapup, e.At)
		return
	}
	c.close(e.At)
}

// close ends the strip: nobody has anything to do with the call any more.
func (c *Call) close(at int64) {
	c.ClosedAt = at
	c.part(partEnded, at)
}

func (c *Call) menuLeft(e fact.Envelope, f fact.MenuLeft) {
	if f.Reason == "voicemail" {
		c.part(partVoicemail, e.At)
	}
}

func (c *Call) recording(e fact.Envelope, f fact.RecordingStarted) {
	if !slices.Contains(c.Recordings, f.Recording) {
		c.Recordings = append(c.Recordings, f.Recording)
	}
	if f.Voicemail {
		c.part(partVoicemail, e.At)
	}
}

func (c *Call) itemCreated(e fact.Envelope, f fact.ItemCreated) {
	c.stay(e)
	if c.Kind == "" {
		c.Kind = f.Kind
	}
	if e.Line != "" {
		c.Line = e.Line
	}
	if c.Number == "" {
		c.Number = f.Number
	}
}

func (c *Call) offered(e fact.Envelope) {
	if c.Inbound {
		c.part(partRinging, e.At)
	}
}

func (c *Call) offerEnded(e fact.Envelope, f fact.ItemOfferEnded) {
	if f.Verdict == "accepted" {
		return // rings on until two people hear each other
	}
	if e.Agent != "" && f.Verdict != "rescinded" && !slices.Contains(c.Missed, e.Agent) {
		c.Missed = append(c.Missed, e.Agent)
	}
	if c.Inbound && c.EndedAt == 0 {
		c.part(partWaiting, e.At)
	}
}

func (c *Call) connected(e fact.Envelope, f fact.ItemConnected) {
	c.agent(e.Agent)
	c.WaitMS += f.WaitedMS
	if c.AnsweredAt == 0 {
		c.AnsweredAt = e.At
	}
	c.part(partTalking, e.At)
}

// itemLeft: connected has counted the wait of those who were answered.
func (c *Call) itemLeft(e fact.Envelope, f fact.ItemLeft) {
	s := c.inLine(e)
	s.Reason, s.Detail, s.Short = f.Reason, f.Detail, f.Short
	if f.Reason != string(Answered) {
		c.WaitMS += f.WaitedMS
	}
	if f.Reason == string(Voicemail) && c.EndedAt == 0 {
		c.part(partVoicemail, e.At)
	}
}

func (c *Call) wrapped(e fact.Envelope, f fact.ItemWrapped) {
	c.WrapMS += f.WrapMS
	if f.Disposition != "" {
		c.Disposition = f.Disposition
	}
}

// itemClosed comes after wrap-up. Where a line has none it comes before the call's end, and
// that of an agent who was lost comes in the middle of the call.
func (c *Call) itemClosed(e fact.Envelope) {
	c.stay(e).Closed = true
	if c.EndedAt != 0 && c.ClosedAt == 0 {
		c.close(e.At)
	}
}

// stay finds or begins the stay that e tells of.
func (c *Call) stay(e fact.Envelope) *Stay {
	i := slices.IndexFunc(c.Items, func(s Stay) bool { return s.Item == e.Item })
	if i < 0 {
		c.Items = append(c.Items, Stay{Item: e.Item, Line: e.Line})
		i = len(c.Items) - 1
	}
	return &c.Items[i]
}

// inLine is the stay that e tells of, in the line that e names: an item is made in the root
// line of the number that was dialled, and the menu leads it on into a branch.
func (c *Call) inLine(e fact.Envelope) *Stay {
	s := c.stay(e)
	if e.Line != "" {
		s.Line, c.Line = e.Line, e.Line
	}
	return s
}

func (c *Call) agent(a id.Agent) {
	if a != "" && !slices.Contains(c.Agents, a) {
		c.Agents = append(c.Agents, a)
	}
}

func (c *Call) leg(l id.Leg) {
	if l != "" && !slices.Contains(c.Legs, l) {
		c.Legs = append(c.Legs, l)
	}
}

// part begins a piece of the strip. One of no length is replaced, one of the same state goes on.
func (c *Call) part(state string, at int64) {
	if n := len(c.Parts); n > 0 {
		if c.Parts[n-1].State == partEnded {
			return
		}
		if c.Parts[n-1].At == at {
			c.Parts = c.Parts[:n-1]
		}
	}
	if n := len(c.Parts); n > 0 && c.Parts[n-1].State == state {
		return
	}
	c.Parts = append(c.Parts, Part{state, at})
}

// sum is how long the call was in state until the moment at.
func (c *Call) sum(state string, at int64) (ms int64) {
	for i, p := range c.Parts {
		end := at
		if i+1 < len(c.Parts) {
			end = c.Parts[i+1].At
		}
		if p.State == state {
			ms += end - p.At
		}
	}
	return ms
}

// result says in one word how the call ended: an answer wins over what came before or
// after it; else the last stay's reason counts.
func (c *Call) result() {
	reason, detail := "", ""
	for _, s := range c.Items {
		if s.Reason == "" || s.Kind == kindConsult {
			continue
		}
		reason, detail = s.Reason, s.Detail
		if s.Reason == string(Abandoned) && s.Short {
			reason = string(Short)
		}
		if s.Reason == string(Answered) {
			break
		}
	}
	switch {
	case c.Refused != "":
		c.Result, c.Detail = Result(c.Refused), ""
	case c.EndedAt == 0:
		c.Result, c.Detail = Live, ""
	case !c.Inbound && (c.Kind == kindOutgoing || c.Kind == kindInternal) && c.AnsweredAt != 0:
		c.Result, c.Detail = Answered, ""
	case !c.Inbound && (c.AnsweredAt != 0 || reason == string(Answered)):
		c.Result, c.Detail = Returned, ""
	case !c.Inbound:
		c.Result, c.Detail = NotReached, cmp.Or(detail, string(c.Cause))
	case reason == "" && c.AnsweredAt != 0:
		c.Result, c.Detail = Answered, ""
	case reason == "":
		c.Result, c.Detail = Failed, string(c.Cause)
	default:
		c.Result, c.Detail = Result(reason), detail
	}
}
