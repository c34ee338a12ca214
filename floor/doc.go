// Package floor runs one core: it is the only goroutine that touches it, remembers what was
// decided before anybody acts on it, and shows people what is going on (house.md 5).
//
//	gates --Post--> mailbox --> step the core --> journal, once --> hands, replies, views
//	people --Ask--'                ^  clock, ticks, snapshots
//
// App makes a [Floor] with its [Options], registers [Floor.Routes] and [Floor.Channel] on the
// web server, calls [Floor.Run] and, when [Floor.Ready] is closed, [Floor.Configure].
// A Floor is a voice.Sink and a voice.Keeper for the gates, and what the office asks for
// numbers ([Floor.Texts], [Floor.Ending]).
//
// DESIGN.md tells of the batch, the crash and the spill. Read in this order: floor.go (what
// it is made of), mailbox.go (what comes in), loop.go and step.go (how it lives), commit.go
// (how it remembers), hands.go (how it acts); then start.go (how it comes back), panic.go,
// snapshot.go; then clock.go, pace.go, keep.go, numbers.go, live.go; then what people see:
// desk.go, board.go, figures.go, alarm.go, law.go, http.go, socket.go.
package floor
