package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"gudok/base/config"
)

// Options say with what the program runs.
type Options struct {
	config.Common
	Version string
	Log     *slog.Logger // nil: silent
	// Out is where people are told addresses and links; nil: nowhere.
	Out io.Writer
	// Anywhere lets a taken web port be replaced by a free one: the demo's comfort. A real
	// centre must not move from its address.
	Anywhere bool
	// Quiet leaves the first administrator's link to whoever Running is.
	Quiet bool
	// Running is called when the centre takes calls. It may stay: it is ended before the
	// house is. nil: nothing more is done.
	Running func(ctx context.Context, at Place) error
}

// A Place is where a running centre can be reached.
type Place struct {
	Web  string // "http://127.0.0.1:8080"
	SIP  string // "127.0.0.1:5060", UDP
	Link string // the first administrator's one-time link; "" when somebody can sign in already
}

// Serve runs a centre until ctx ends. Errors say what to do.
func Serve(ctx context.Context, o Options) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Out == nil {
		o.Out = io.Discard
	}
	h, err := open(ctx, o)
	if err != nil {
		return errors.Join(err, h.close())
	}
	c := newCrew()
	err = h.run(ctx, c)
	err = errors.Join(err, c.stop())
	return errors.Join(err, h.close())
}

// run starts the rooms bottom-up and waits for the end.
func (h *house) run(ctx context.Context, c *crew) error {
	if err := h.wakeUp(ctx, c); err != nil || ctx.Err() != nil {
		return err
	}
	h.startRooms(ctx, c)
	link, err := h.firstLink(ctx)
	if err != nil {
		return err
	}
	c.start(ctx, "web", func(ctx context.Context) error { return h.web.Run(ctx, h.listener, h.tls) })
	at := Place{Web: h.address(), SIP: h.sipAddress, Link: link}
	h.greet(at)
	if h.o.Running != nil {
		c.start(ctx, "visitors", func(ctx context.Context) error { return h.o.Running(ctx, at) })
	}
	return c.wait(ctx)
}

// wakeUp starts gates and floor, which bring back the calls of the last process, and tells the
// core its settings. It returns when calls are taken, or when ctx has ended. The gates know
// trunks and desk phones before that: a registration whose phone they have never heard of, and
// a call on a trunk that is nobody's, could not be brought back.
func (h *house) wakeUp(ctx context.Context, c *crew) error {
	if err := h.trunks.Load(ctx); err != nil {
		return err
	}
	h.rewire(ctx)
	h.startGates(ctx, c)
	c.start(ctx, "floor", h.floor.Run)
	select {
	case <-h.floor.Ready():
		return h.configure(ctx)
	case err := <-c.failed:
		return err
	case <-ctx.Done():
		return nil
	}
}

// greet tells whoever started the program where it is.
func (h *house) greet(at Place) {
	fmt.Fprintf(h.o.Out, "gudok %s\n  web  %s\n", h.o.Version, at.Web)
	if h.fingerprint != "" {
		fmt.Fprintf(h.o.Out, "       self-signed certificate, SHA-256 %s\n", h.fingerprint)
	}
	for _, t := range h.o.SIP {
		fmt.Fprintf(h.o.Out, "  sip  %s\n", t)
	}
	if at.Link != "" && !h.o.Quiet {
		fmt.Fprintf(h.o.Out, "  The first administrator signs in here, once: %s\n", at.Link)
	}
}
