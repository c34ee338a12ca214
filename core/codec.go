package core

import (
	"encoding/json"
	"fmt"
)

// EncodeInput is the journal's form of an input: its kind, a stable word, and its data.
// An input that cannot be encoded is a programmer's mistake and panics.
func EncodeInput(in Input) (kind string, data []byte) {
	data, err := json.Marshal(in)
	if err != nil {
		panic(fmt.Sprintf("core: input %T cannot be encoded: %v", in, err))
	}
	return in.kind(), data
}

// DecodeInput is the inverse of EncodeInput. It fails on a kind that this version does not
// know and on data that is not that kind's.
func DecodeInput(kind string, data []byte) (Input, error) {
	for _, decode := range [...]func(string, []byte) (Input, error){decodePhone, decodePerson, decodePromise, decodeTalk, decodeMenu, decodeHand, decodeFloor, decodeConfig} {
		if in, err := decode(kind, data); in != nil || err != nil {
			return in, err
		}
	}
	return nil, fmt.Errorf("input of unknown kind %q", kind)
}

func open[I Input](kind string, data []byte) (Input, error) {
	var in I
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("input %s: %w", kind, err)
	}
	return in, nil
}

// decodePhone knows what the telephone tells.
func decodePhone(kind string, data []byte) (Input, error) {
	switch kind {
	case "call_arrived":
		return open[CallArrived](kind, data)
	case "leg_ringing":
		return open[LegRinging](kind, data)
	case "leg_answered":
		return open[LegAnswered](kind, data)
	case "leg_ended":
		return open[LegEnded](kind, data)
	case "leg_held":
		return open[LegHeld](kind, data)
	case "leg_resumed":
		return open[LegResumed](kind, data)
	case "digit_heard":
		return open[DigitHeard](kind, data)
	case "play_ended":
		return open[PlayEnded](kind, data)
	case "sound_lost":
		return open[SoundLost](kind, data)
	case "device_up":
		return open[DeviceUp](kind, data)
	case "device_down":
		return open[DeviceDown](kind, data)
	case "recorded":
		return open[Recorded](kind, data)
	}
	return nil, nil
}

// decodePerson knows what agents and supervisors ask for.
func decodePerson(kind string, data []byte) (Input, error) {
	switch kind {
	case "shift_started":
		return open[ShiftStarted](kind, data)
	case "shift_ended":
		return open[ShiftEnded](kind, data)
	case "ready_asked":
		return open[ReadyAsked](kind, data)
	case "pause_asked":
		return open[PauseAsked](kind, data)
	case "answer_asked":
		return open[AnswerAsked](kind, data)
	case "decline_asked":
		return open[DeclineAsked](kind, data)
	case "hold_asked":
		return open[HoldAsked](kind, data)
	case "resume_asked":
		return open[ResumeAsked](kind, data)
	case "mute_asked":
		return open[MuteAsked](kind, data)
	case "digits_asked":
		return open[DigitsAsked](kind, data)
	case "end_asked":
		return open[EndAsked](kind, data)
	case "coded":
		return open[Coded](kind, data)
	case "wrap_extended":
		return open[WrapExtended](kind, data)
	case "wrap_finished":
		return open[WrapFinished](kind, data)
	case "promise_call_asked":
		return open[PromiseCallAsked](kind, data)
	case "promise_cancelled":
		return open[PromiseCancelled](kind, data)
	case "promise_requested":
		return open[PromiseRequested](kind, data)
	case "agent_forced":
		return open[AgentForced](kind, data)
	}
	return nil, nil
}

// decodeFloor knows the floor's own words.
func decodeFloor(kind string, data []byte) (Input, error) {
	switch kind {
	case "opened":
		return open[Opened](kind, data)
	case "restored":
		return open[Restored](kind, data)
	case "promise_recalled":
		return open[PromiseRecalled](kind, data)
	case "tick":
		return open[Tick](kind, data)
	case "condemned":
		return open[Condemned](kind, data)
	}
	return nil, nil
}

// decodeConfig knows the settings.
func decodeConfig(kind string, data []byte) (Input, error) {
	switch kind {
	case "tenant_set":
		return open[TenantSet](kind, data)
	case "line_set":
		return open[LineSet](kind, data)
	case "did_set":
		return open[DIDSet](kind, data)
	case "agent_set":
		return open[AgentSet](kind, data)
	case "pause_set":
		return open[PauseSet](kind, data)
	case "flow_set":
		return open[FlowSet](kind, data)
	case "calendar_set":
		return open[CalendarSet](kind, data)
	case "zone_set":
		return open[ZoneSet](kind, data)
	case "removed":
		return open[Removed](kind, data)
	}
	return nil, nil
}
