package sip

import (
	"strconv"
	"strings"

	"gudok/voice"
	"gudok/voice/sip/wire"
)

// refusal is the response that refuses an inbound call (house words to RFC 3261 21.4-21.6).
func refusal(c voice.Cause) (status int, reason string) {
	switch c {
	case voice.CauseBusy:
		return 486, "Busy Here"
	case voice.CauseDeclined:
		return 603, "Decline"
	case voice.CauseNotFound:
		return 404, "Not Found"
	case voice.CauseCongestion, voice.CauseOverload:
		return 503, "Service Unavailable"
	case voice.CauseFailed, voice.CauseMediaLost, voice.CauseRestart, voice.CauseInterrupted:
		return 500, "Server Internal Error"
	case voice.CauseCancelled:
		return 487, "Request Terminated"
	default: // Normal, NoAnswer, Unreachable, TooLong, Unknown: nobody here takes it now
		return 480, "Temporarily Unavailable"
	}
}

// q850 is the value for a Reason header (RFC 3326, ITU-T Q.850 2.2.7).
func q850(c voice.Cause) int {
	switch c {
	case voice.CauseBusy:
		return 17
	case voice.CauseNoAnswer:
		return 19
	case voice.CauseDeclined:
		return 21
	case voice.CauseUnreachable:
		return 20
	case voice.CauseNotFound:
		return 1
	case voice.CauseCongestion:
		return 34
	case voice.CauseOverload:
		return 42
	case voice.CauseMediaLost, voice.CauseFailed, voice.CauseRestart, voice.CauseInterrupted:
		return 41
	case voice.CauseTooLong:
		return 102
	default: // Normal, Cancelled, Unknown: somebody has hung up
		return 16
	}
}

// reasonOf is the Q.850 value that a message gives, 0: none.
func reasonOf(m *wire.Message) int {
	for _, v := range m.All("Reason") {
		protocol, rest, _ := strings.Cut(v, ";")
		if !strings.EqualFold(strings.TrimSpace(protocol), "Q.850") {
			continue
		}
		for _, p := range strings.Split(rest, ";") {
			if k, n, ok := strings.Cut(strings.TrimSpace(p), "="); ok && strings.EqualFold(k, "cause") {
				if c, err := strconv.Atoi(strings.TrimSpace(n)); err == nil && c > 0 && c < 128 {
					return c
				}
			}
		}
	}
	return 0
}

// causeOfQ850 is what a Q.850 value means, "" when it says nothing more than the status.
func causeOfQ850(c int) voice.Cause {
	switch c {
	case 1, 3, 22, 28:
		return voice.CauseNotFound
	case 17:
		return voice.CauseBusy
	case 18, 19:
		return voice.CauseNoAnswer
	case 20, 27:
		return voice.CauseUnreachable
	case 21:
		return voice.CauseDeclined
	case 34, 38, 41, 42, 44, 47:
		return voice.CauseCongestion
	}
	return ""
}

// causeOf is why a call of ours did not come about. A desk phone that is not there is
// unreachable, where a number that is not there does not exist.
func causeOf(m *wire.Message, device, rang bool) voice.Cause {
	if c := causeOfQ850(reasonOf(m)); c != "" && !(device && c == voice.CauseNotFound) {
		return c
	}
	switch s := m.Status; {
	case s == 486 || s == 600:
		return voice.CauseBusy
	case s == 603 || s == 607 || s == 608:
		return voice.CauseDeclined
	case s == 404 || s == 410 || s == 484 || s == 604 || s == 485:
		if device {
			return voice.CauseUnreachable
		}
		return voice.CauseNotFound
	case s == 408 && rang:
		return voice.CauseNoAnswer
	case s == 480 || s == 408 || s == 430:
		return voice.CauseUnreachable
	case s == 487:
		return voice.CauseCancelled
	case s >= 500 && s < 600:
		if device {
			return voice.CauseUnreachable
		}
		return voice.CauseCongestion
	}
	return voice.CauseFailed
}

// elsewhere reports whether another trunk may do better with the call (telephony.md 3): not
// when the called party has spoken, or the number is known to be wrong.
func elsewhere(m *wire.Message) bool {
	switch causeOfQ850(reasonOf(m)) {
	case voice.CauseBusy, voice.CauseNoAnswer, voice.CauseDeclined, voice.CauseNotFound:
		return false
	default: // no Reason, or one about the way and not about who was called
		return m.Status == 408 || m.Status >= 500 && m.Status < 600
	}
}
