package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"gudok/base/db"
	"gudok/base/journal"
	"gudok/base/problem"
	"gudok/id"
	"gudok/office/promise"
)

// VerifyOptions say what is checked.
type VerifyOptions struct {
	What  string // a data folder or an exported proof
	DB    string // PostgreSQL in place of the folder's files
	Proof string // an export that is to be a part of the folder's chains
	Out   io.Writer

	as func(db.Schema) string // tests have PostgreSQL schemas of their own
}

// open opens one of the folder's databases for reading.
func (o VerifyOptions) open(ctx context.Context, schema db.Schema) (*db.DB, error) {
	opt := db.Options{Dir: o.What, URL: o.DB, Schema: schema}
	if o.as != nil {
		opt.As = o.as(schema)
	}
	d, err := db.OpenToRead(ctx, opt)
	where := cmp.Or(o.What, "--db")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("verify %s: no gudok has worked there: %w", where, err)
	case problem.Is(err, "data.older"):
		return nil, fmt.Errorf("verify %s: it is of an older gudok; start a server of this version there once", where)
	case err != nil:
		return nil, fmt.Errorf("verify %s: %w", where, err)
	}
	return d, nil
}

// ErrBroken is the end of a check that found a broken chain or a sum that does not add up.
var ErrBroken = errors.New("the promises are not what was written; see above")

// Verify reads every promise fact of a folder or of an export again: each is linked to the one
// before, and opened = open + closed by reason. It changes nothing; a server may work in the
// folder meanwhile.
func Verify(ctx context.Context, o VerifyOptions) error {
	if o.What == "" && o.DB == "" {
		return errors.New("verify: name a data folder or an exported proof, or a PostgreSQL with --db")
	}
	if o.What != "" {
		st, err := os.Stat(o.What)
		if err != nil {
			return fmt.Errorf("verify: %w", err)
		}
		if !st.IsDir() {
			_, err := verifyFile(o.What, o.Out)
			return err
		}
	}
	return verifyFolder(ctx, o)
}

// verifyFile checks an export by itself.
func verifyFile(path string, out io.Writer) (promise.Proof, error) {
	f, err := os.Open(path)
	if err != nil {
		return promise.Proof{}, fmt.Errorf("verify: %w", err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return promise.Proof{}, fmt.Errorf("verify: %w", err)
	}
	p, err := promise.ReadProof(f, st.Size())
	if err != nil {
		return p, fmt.Errorf("verify %s: %w", path, err)
	}
	fmt.Fprintf(out, "proof of %s, promises opened from %s to %s, made %s\n", p.Tenant, moment(p.From), moment(p.To), moment(p.MadeAt))
	state := stateOK
	if p.Broken != nil {
		state = stateBad
	}
	fmt.Fprintf(out, "%-5s %s\n", state, sum(p.Opened, p.Open, p.Closed))
	fmt.Fprintf(out, "%-5s links %d to %d, head %s\n", state, p.First, p.Last, p.Head)
	if p.Broken != nil {
		fmt.Fprintf(out, "bad   %s\n", broken(*p.Broken))
		return p, ErrBroken
	}
	return p, nil
}

func verifyFolder(ctx context.Context, o VerifyOptions) error {
	floorDB, err := o.open(ctx, db.Floor)
	if err != nil {
		return err
	}
	defer floorDB.Close()
	office, err := o.open(ctx, db.Office)
	if err != nil {
		return err
	}
	defer office.Close()
	promises := promise.New(promise.Options{DB: office, Stream: journal.NewSQL(floorDB, id.Main)})
	chains, err := promises.Verify(ctx)
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	whole := true
	for _, c := range chains {
		whole = tellChain(o.Out, c) && whole
	}
	if len(chains) == 0 {
		fmt.Fprintln(o.Out, "ok    nothing was ever promised here")
	}
	if o.Proof != "" {
		within, err := verifyWithin(ctx, o, promises)
		if err != nil {
			return err
		}
		whole = within && whole
	}
	if !whole {
		return ErrBroken
	}
	return nil
}

func tellChain(out io.Writer, c *promise.Chain) bool {
	state := stateOK
	if c.Broken != nil {
		state = stateBad
	}
	fmt.Fprintf(out, "%-5s %s: %s; %d without a number; %d links, head %s\n", state, c.Tenant, sum(c.Opened, c.Open(), c.Closed), c.NoNumber, c.N, cmp.Or(c.Hash, "none"))
	if c.Broken != nil {
		fmt.Fprintf(out, "      %s\n", broken(*c.Broken))
		return false
	}
	return true
}

// verifyWithin holds an export against the folder: the same chain, not one made anew.
func verifyWithin(ctx context.Context, o VerifyOptions, promises *promise.Service) (bool, error) {
	p, err := verifyFile(o.Proof, o.Out)
	if err != nil {
		return false, err
	}
	is, err := promises.Linked(ctx, p.Tenant, p.Last)
	if err != nil {
		return false, fmt.Errorf("verify: %w", err)
	}
	if is != p.Head {
		fmt.Fprintf(o.Out, "bad   link %d of %s is another one here: the proof and this folder tell different stories\n", p.Last, p.Tenant)
		return false, nil
	}
	fmt.Fprintln(o.Out, "ok    the proof is a part of this folder's chain")
	return true, nil
}

// sum is the law in figures: 812 opened = 7 open + 805 closed (700 talked, …).
func sum(opened, open int64, closed map[string]int64) string {
	var all int64
	var parts []string
	for _, reason := range slices.Sorted(maps.Keys(closed)) {
		all += closed[reason]
		parts = append(parts, fmt.Sprintf("%d %s", closed[reason], reason))
	}
	sign := "="
	if opened != open+all {
		sign = "is not"
	}
	text := fmt.Sprintf("%d opened %s %d open + %d closed", opened, sign, open, all)
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	return text
}

// broken says where and how, for people.
func broken(b promise.Broken) string {
	say := map[string]string{
		promise.WhyChanged: "the fact is not the one that was written",
		promise.WhyMissing: "a fact is missing",
		promise.WhyAdded:   "a fact has no link",
		promise.WhyLink:    "the link is missing or was changed",
		promise.WhyHead:    "the chain once had another head: it was made anew over changed facts",
		promise.WhyTwice:   "the promise is opened or closed a second time",
		promise.WhySum:     "what is shown does not add up to the facts",
		promise.WhyRows:    "promises.csv is not the one that was exported",
		promise.WhyClaim:   "the first line says other sums than the facts",
	}[b.Why]
	text := fmt.Sprintf("first broken link: tenant %s, link %d", b.Tenant, b.N)
	if b.Seq > 0 {
		text += fmt.Sprintf(", fact %d", b.Seq)
	}
	if b.Promise != "" {
		text += fmt.Sprintf(", promise %s", b.Promise)
	}
	if b.At > 0 {
		text += ", " + moment(b.At)
	}
	return text + ": " + say
}

func moment(ms int64) string {
	if ms == 0 {
		return "the beginning"
	}
	return time.UnixMilli(ms).UTC().Format("2006-01-02 15:04:05 UTC")
}
