package fact

import "gudok/id"

// What menus ask the world, and callers after a conversation.
type (
	// MenuLookedUp: a menu asked another program. Outcomes: ok, timeout, refused, failed.
	// Nothing of what was asked or answered is told.
	MenuLookedUp struct {
		Node    string `json:"node"`
		Lookup  string `json:"lookup"`
		Outcome string `json:"outcome"`
		TookMS  int64  `json:"took_ms"`
	}
	// SurveyAsked: the caller stayed after the agent named in the head had hung up, and is
	// asked. Item is that of the conversation.
	SurveyAsked struct {
		Flow    id.Flow `json:"flow"`
		Version int     `json:"version"`
	}
	// SurveyAnswered: csat is from 1 to 5; solved is 1 yes, 2 no.
	SurveyAnswered struct {
		Question string `json:"question"`
		Value    int    `json:"value"`
	}
	// SurveyCommented: what the caller had to say in his own words.
	SurveyCommented struct {
		Recording id.Recording `json:"recording"`
	}
	// SurveyEnded: over, by the caller's hanging up or because all was asked.
	SurveyEnded struct {
		Complete bool `json:"complete"`
	}
)

func (MenuLookedUp) FactType() string    { return "menu.looked_up" }
func (SurveyAsked) FactType() string     { return "survey.asked" }
func (SurveyAnswered) FactType() string  { return "survey.answered" }
func (SurveyCommented) FactType() string { return "survey.commented" }
func (SurveyEnded) FactType() string     { return "survey.ended" }
