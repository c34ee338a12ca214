package main

import (
	"context"
	"errors"
	"os"

	"gudok/app"
)

type backupCommand struct {
	Data  string `help:"The data folder; a server may work in it." default:"data" env:"GUDOK_DATA" placeholder:"DIR"`
	DB    string `name:"db" help:"The PostgreSQL that is used in place of the SQLite files: its dump is not in the backup." env:"GUDOK_DB" placeholder:"postgres://…"`
	To    string `help:"The file to write." required:"" placeholder:"FILE"`
	Check bool   `help:"Read the file again: every byte, both databases, the law of promises."`
}

type restoreCommand struct {
	From  string `help:"The backup." required:"" placeholder:"FILE"`
	Data  string `help:"The folder to write: a new or an empty one." placeholder:"DIR"`
	Check bool   `help:"Only check the backup, write nothing."`
}

// Run writes a backup.
func (b *backupCommand) Run(ctx context.Context) error {
	return app.Backup(ctx, app.BackupOptions{Data: b.Data, DB: b.DB, To: b.To, Check: b.Check, Version: build(), Out: os.Stdout})
}

// Run brings a backup back, or checks it.
func (r *restoreCommand) Run(ctx context.Context) error {
	if r.Check {
		return app.CheckBackup(ctx, r.From, os.Stdout)
	}
	if r.Data == "" {
		return errors.New("--data: a new folder is needed to write to (or --check to write nothing)")
	}
	return app.Restore(ctx, app.RestoreOptions{From: r.From, Data: r.Data, Out: os.Stdout})
}
