package db

import (
	"context"
	"sync"
)

const (
	// checkpointEvery is how many commits lie between two checkpoints: a few megabytes of log.
	checkpointEvery = 64
	// checkpointPages is when a writer does it itself after all (32 MB of log): the other
	// goroutine could not keep up.
	checkpointPages = 8000
)

// A checkpointer moves SQLite's log into the database file beside the writer: the writer
// would otherwise stand still for two flushes in the middle of a commit that people wait for.
type checkpointer struct {
	commits int // since the last one; guarded by DB.turn
	due     chan struct{}
	done    sync.WaitGroup
}

func (c *checkpointer) start(d *DB) {
	c.due = make(chan struct{}, 1)
	c.done.Go(func() {
		for range c.due {
			// Passive: it waits for nobody and does what it can.
			if _, err := d.read.ExecContext(context.Background(), "pragma wal_checkpoint(passive)"); err != nil {
				d.opt.Log.Warn("database checkpoint", "schema", d.opt.Schema, "err", err)
			}
		}
	})
}

// committed counts a commit. Called with the turn held.
func (c *checkpointer) committed() {
	if c.commits++; c.commits < checkpointEvery {
		return
	}
	c.commits = 0
	select {
	case c.due <- struct{}{}:
	default: // one is under way
	}
}

func (c *checkpointer) stop() {
	if c.due != nil {
		close(c.due)
		c.done.Wait()
	}
}
