package main

import (
	"context"
	"os"

	"gudok/app"
	"gudok/base/config"
)

type doctorCommand struct {
	config.Common
	URL  string `name:"url" help:"Look at a running centre from outside instead of at this machine." placeholder:"https://HOST"`
	JSON bool   `name:"json" help:"Tell it as JSON."`
}

// Run looks at the machine; it ends with 1 when something is bad.
func (d *doctorCommand) Run(ctx context.Context) error {
	return app.Doctor(ctx, app.DoctorOptions{Common: d.Common, URL: d.URL, JSON: d.JSON, Out: os.Stdout})
}
