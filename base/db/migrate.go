package db

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// versions is the table in which goose remembers what was applied.
const versions = "migration"

// migrate applies what is missing. Rooms number their files in hundreds of their own, so a
// new file may have a lower number than one already applied.
func (d *DB) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations/"+string(d.opt.Schema))
	if err != nil {
		return err
	}
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return err
	}
	var others []string
	for _, n := range names {
		if !strings.HasSuffix(n, "."+string(d.dialect)+".sql") {
			others = append(others, n)
		}
	}
	if len(others) == len(names) {
		return nil
	}
	dialect := goose.DialectSQLite3
	if d.dialect == Postgres {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, d.write, files, goose.WithTableName(versions),
		goose.WithExcludeNames(others), goose.WithAllowOutofOrder(true),
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("migrations of %s: %w", d.opt.Schema, err)
	}
	done, err := p.Up(ctx)
	for _, r := range done {
		d.opt.Log.InfoContext(ctx, "database changed", "schema", d.opt.Schema, "migration", r.Source.Path, "ms", r.Duration.Milliseconds())
	}
	if err != nil {
		return fmt.Errorf("migrations of %s: %w", d.opt.Schema, err)
	}
	return nil
}
