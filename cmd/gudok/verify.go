package main

import (
	"context"
	"os"

	"gudok/app"
)

type verifyCommand struct {
	What  string `arg:"" optional:"" help:"A data folder, in which a server may work, or an exported proof (FILE.zip or its proof.jsonl)." placeholder:"FOLDER|FILE"`
	DB    string `name:"db" help:"The PostgreSQL that is used in place of the SQLite files of the folder." env:"GUDOK_DB" placeholder:"postgres://…"`
	Proof string `help:"Also check that this exported proof is a part of the folder's chains." placeholder:"FILE"`
}

// Run checks the chains of promises; it ends with 1 when one is broken.
func (v *verifyCommand) Run(ctx context.Context) error {
	return app.Verify(ctx, app.VerifyOptions{What: v.What, DB: v.DB, Proof: v.Proof, Out: os.Stdout})
}
