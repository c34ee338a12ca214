package fact

import "gudok/id"

// Agents: three machines, never merged (product.md 5.1).
type (
	// AgentPresence: declared by the person or a rule.
	AgentPresence struct {
		Presence string    `json:"presence"` // offline, online, pause, on_demand, draining
		Reason   id.Pause  `json:"reason,omitempty"`
		Kind     string    `json:"kind,omitempty"` // of the reason: break, meal, …, system
		Device   id.Device `json:"device,omitempty"`
		WasMS    int64     `json:"was_ms"` // how long the former presence lasted
	}
	// AgentPauseAsked: a pause asked for during a contact; it comes after wrap-up.
	AgentPauseAsked struct {
		Reason id.Pause `json:"reason"`
	}
	// AgentSlot: the voice slot's work, derived.
	AgentSlot struct {
		Slot  string `json:"slot"` // idle, offered, connecting, talking, held, consulting, wrapup, dialling, listening
		WasMS int64  `json:"was_ms"`
	}
	// AgentHelp: the agent asks for a supervisor, or does not need one any more.
	AgentHelp struct {
		On bool `json:"on,omitempty"`
	}
	// AgentHelpTaken: a supervisor, the actor, sees to it.
	AgentHelpTaken struct {
		AfterMS int64 `json:"after_ms"`
	}
	// AgentDevice: an edge of observed health.
	AgentDevice struct {
		Device  id.Device `json:"device"`
		Healthy bool      `json:"healthy"`
		Why     string    `json:"why,omitempty"`
	}
)

func (AgentPresence) FactType() string   { return "agent.presence" }
func (AgentPauseAsked) FactType() string { return "agent.pause_asked" }
func (AgentSlot) FactType() string       { return "agent.slot" }
func (AgentDevice) FactType() string     { return "agent.device" }
func (AgentHelp) FactType() string       { return "agent.help" }
func (AgentHelpTaken) FactType() string  { return "agent.help_taken" }
