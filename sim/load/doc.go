// Command load starts a real gudok with a bench configuration, plays callers and agents
// against it over SIP and RTP on loopback, and prints what a call costs beside what the
// peers cost (design study of November 2026, same kind of machine) and beside a bare relay
// measured in the same run.
//
//	go run ./sim/load -gudok bin/gudok            everything
//	go run ./sim/load -gudok bin/gudok -only media,music
//
// Trust CPU time per unit of work and ratios within one run: both ends share the machine.
//
// Read in this order: main.go (the list of measurements), server.go (the gudok under test),
// world.go (callers and agents together), caller.go, agent.go, text.go (SIP by hand),
// measure.go (the modes), relay.go (the bare relay), report.go.
package main
