// Command gudok is a contact centre in one program.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"runtime/pprof"
	"syscall"

	"github.com/alecthomas/kong"

	"gudok/app"
	"gudok/base/config"
	"gudok/base/problem"
)

// The commands of the front door.
type commands struct {
	Serve    serve           `cmd:"" help:"Run the contact centre."`
	Demo     demoCommand     `cmd:"" help:"Run an invented centre with callers and robot agents on loopback."`
	Call     callCommand     `cmd:"" help:"Place one test call: through a carrier, or to a centre."`
	Simulate simulateCommand `cmd:"" help:"Live invented days of a centre: what would be if…"`
	Backup   backupCommand   `cmd:"" help:"Write the data folder into one file while the server works."`
	Restore  restoreCommand  `cmd:"" help:"Bring a backup back into an empty folder."`
	Verify   verifyCommand   `cmd:"" help:"Check that no promise was forgotten or changed: in a data folder, or in an exported proof."`
	Doctor   doctorCommand   `cmd:"" help:"Look at this machine, or at a running centre, and say what is wrong."`
	Replay   replayCommand   `cmd:"" help:"Live a recorded day again and hold it to what was written."`
	OpenAPI  openAPI         `cmd:"" name:"openapi" help:"Print the description of the API (YAML)."`
	Version  version         `cmd:"" help:"Print the version."`
}

type serve struct {
	config.Common
	CPUProfile string `name:"cpu-profile" hidden:"" help:"Write a CPU profile to this file, for developers."`
}

type demoCommand struct {
	config.Common
	config.Demo
}

type (
	openAPI struct{}
	version struct{}
)

func main() {
	var c commands
	k := kong.Parse(&c, kong.Name("gudok"), kong.Description("A contact centre in one program."), kong.UsageOnError())
	// The second Ctrl-C ends at once: whoever presses it twice means it.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	defer stop()
	k.BindTo(ctx, (*context.Context)(nil))
	if err := k.Run(); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "gudok:", told(err))
		os.Exit(1)
	}
}

func (s *serve) Run(ctx context.Context) error {
	log := s.Logger()
	slog.SetDefault(log)
	if s.CPUProfile != "" {
		f, err := os.Create(s.CPUProfile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	return app.Serve(ctx, app.Options{Common: s.Common, Version: build(), Log: log, Out: os.Stdout})
}

func (openAPI) Run() error {
	text, err := app.OpenAPI(build())
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(text)
	return err
}

func (version) Run() error {
	_, err := fmt.Println("gudok", build())
	return err
}

// build is the version that the Go toolchain stamped into the binary.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "development"
	}
	return info.Main.Version
}

// told is an error for people: a problem with its parameters says what to do.
func told(err error) string {
	if p, ok := errors.AsType[*problem.Error](err); ok {
		return p.Error()
	}
	return err.Error()
}
