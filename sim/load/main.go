package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

func main() {
	gudok := flag.String("gudok", "bin/gudok", "the program under test")
	only := flag.String("only", "", "comma-separated: signalling, media, enter, idle, music; empty: all")
	short := flag.Bool("short", false, "shorter windows: for a look, not for a record")
	relay := flag.Int("relay", 0, "serve the bare relay for so many calls (used by the tool itself)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *gudok, *only, *short, *relay); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// A bench is one measurement with a server and a world of its own.
type bench struct {
	name   string
	agents int
	number string
	run    func(*world, *server, time.Duration, *report)
}

func run(ctx context.Context, gudok, only string, short bool, relay int) error {
	if relay > 0 {
		return serveRelay(relay)
	}
	if !root() {
		return errors.New("the load binds one socket to lo for all legs, which needs root: sudo make bench")
	}
	window := 10 * time.Second
	if short {
		window = 4 * time.Second
	}
	bare, err := bareRelay(ctx, 200, window)
	if err != nil {
		return err
	}
	r := &report{to: os.Stdout}
	for _, b := range benches(bare) {
		if only != "" && !slices.Contains(strings.Split(only, ","), b.name) {
			continue
		}
		if err := b.measure(ctx, gudok, window, r); err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
	}
	return nil
}

func (b bench) measure(ctx context.Context, gudok string, window time.Duration, r *report) (err error) {
	s, err := startServer(ctx, gudok, b.agents)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	w, err := newWorld(sipAt, uacAt, uasAt, b.number)
	if err != nil {
		return err
	}
	defer w.close()
	b.run(w, s, window, r)
	return ctx.Err()
}

func benches(bare cost) []bench {
	return []bench{
		{"signalling", 200, plainNumber, func(w *world, s *server, d time.Duration, r *report) {
			w.talk = 500 * time.Millisecond
			r.signalling(w.byRate(s.pid(), 100, d))
		}},
		{"media", 200, plainNumber, func(w *world, s *server, d time.Duration, r *report) {
			w.sound = true
			c := w.byHolding(s.pid(), 200, false, d)
			r.sound("bridged sound, 200 calls, plain", "0.7", "1.98", "3.73", c, bare)
			r.memory(c)
		}},
		{"media", 200, recordedNumber, func(w *world, s *server, d time.Duration, r *report) {
			w.sound = true
			r.sound("bridged sound, 200 calls, recorded", "0.8", "3.84", "4.9", w.byHolding(s.pid(), 200, false, d), bare)
		}},
		{"enter", 100, plainNumber, func(w *world, s *server, d time.Duration, r *report) {
			w.talk = 200 * time.Millisecond
			r.enter(100, w.byRate(s.pid(), 3, 2*d), [2]string{"2.9", "16"}, [2]string{"60", "106"})
		}},
		{"enter", 500, plainNumber, func(w *world, s *server, d time.Duration, r *report) {
			w.talk = 200 * time.Millisecond
			r.enter(500, w.byRate(s.pid(), 3, 2*d), [2]string{"3.5", "8"}, [2]string{"55", "105"})
		}},
		{"idle", 100, plainNumber, func(w *world, s *server, d time.Duration, r *report) {
			w.talk, w.scatter = 10*time.Second, true
			r.idle(w.byLoop(s.pid(), 600, 100, 2*d))
		}},
		{"music", 0, plainNumber, func(w *world, s *server, d time.Duration, r *report) {
			w.sound = true
			r.music(w.byHolding(s.pid(), 500, true, d))
		}},
	}
}
