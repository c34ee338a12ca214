package main

import (
	"context"
	"os"

	"gudok/app"
	"gudok/sim/demo"
)

// Run starts a centre and the invented people who use it.
func (d *demoCommand) Run(ctx context.Context) error {
	log := d.Logger()
	return app.Serve(ctx, app.Options{
		Common: d.Common, Version: build(), Log: log, Out: os.Stdout, Anywhere: true, Quiet: true,
		Running: func(ctx context.Context, at app.Place) error {
			return demo.Run(ctx, demo.Options{Web: at.Web, SIP: at.SIP, Link: at.Link, Dir: d.Data,
				Speed: d.Speed, Callers: d.Callers, Out: os.Stdout, Log: log})
		},
	})
}
