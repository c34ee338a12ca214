package main

import (
	"context"
	"os"

	"gudok/app"
)

type replayCommand struct {
	Data  string `help:"The data folder; a server may work in it." default:"data" env:"GUDOK_DATA" placeholder:"DIR"`
	DB    string `name:"db" help:"The PostgreSQL that is used in place of the SQLite files." env:"GUDOK_DB" placeholder:"postgres://…"`
	Day   string `help:"The day that is lived again, in this machine's zone." required:"" placeholder:"2026-11-20"`
	At    string `help:"End at this time of the day and show the floor." placeholder:"14:07[:30]"`
	Marks bool   `help:"Tell of each mark of the state, not only of each hour's."`
}

// Run lives a day again; it ends with 1 when something is not as it was recorded.
func (r *replayCommand) Run(ctx context.Context) error {
	return app.Replay(ctx, app.ReplayOptions{Data: r.Data, DB: r.DB, Day: r.Day, At: r.At, Marks: r.Marks, Out: os.Stdout})
}
