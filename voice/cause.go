package voice

// A Cause is why a leg ended or is to end, in words that SIP, Q.850 and a browser share.
type Cause string

const (
	CauseNormal      Cause = "normal"       // somebody hung up
	CauseCancelled   Cause = "cancelled"    // the calling side gave up before an answer
	CauseNoAnswer    Cause = "no_answer"    // rang to the end
	CauseBusy        Cause = "busy"         // 486, 600
	CauseDeclined    Cause = "declined"     // 603
	CauseUnreachable Cause = "unreachable"  // 480, 404 of a device, no browser, 503
	CauseNotFound    Cause = "not_found"    // the number does not exist: 404, 410, 484
	CauseCongestion  Cause = "congestion"   // 503 and friends after all trunks
	CauseMediaLost   Cause = "media_lost"   // no sound: a ghost call
	CauseTooLong     Cause = "too_long"     // longest-call guard
	CauseFailed      Cause = "failed"       // anything else
	CauseRestart     Cause = "restart"      // could not be restored after a restart
	CauseInterrupted Cause = "interrupted"  // our own dial, outcome unknown after a crash
	CauseOverload    Cause = "overload"     // refused: too much work
	CauseUnknown     Cause = "unknown_call" // 481: the far end does not know the dialog
)
