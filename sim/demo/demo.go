package demo

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"gudok/sim/client"
	"gudok/sim/phone"
)

// Options of a demo. Web, SIP and Dir are required.
type Options struct {
	Web     string // address of the web
	SIP     string // host:port where gudok hears SIP over UDP
	Link    string // the first administrator's one-time link, "" on a later start
	Dir     string // where the demo remembers; the data folder
	Speed   float64
	Callers int
	Out     io.Writer    // where links are printed
	Log     *slog.Logger // nil: silent
}

// signIn is the demo's own user, an administrator and supervisor like any other.
const signIn = "demo"

// A world is the running demo.
type world struct {
	o    Options
	api  *client.Client
	mem  *memory
	log  *slog.Logger
	eyes eyes

	outcomes map[string][]string // line -> dispositions
	breakID  string              // a pause of kind break

	work sync.WaitGroup
}

// Run sets the centre up where it is not yet, prints a one-time link per role, and lets the
// invented people live until ctx ends.
func Run(ctx context.Context, o Options) error {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	mem, err := recall(o.Dir)
	if err != nil {
		return err
	}
	w := &world{o: o, api: client.New(o.Web), mem: mem, log: o.Log}
	callers, err := newPhone(nil)
	if err != nil {
		return err
	}
	callers.answer = w.calledBack
	if err := w.comeIn(ctx, callers.addr()); err != nil {
		return whileAlive(ctx, err)
	}
	if err := errors.Join(w.learn(ctx), w.printLinks(ctx)); err != nil {
		return whileAlive(ctx, err)
	}
	w.work.Go(func() { callers.run(ctx, w.log) })
	w.work.Go(func() { w.eyes.open(ctx, w.api) })
	for _, r := range mem.Robots {
		w.work.Go(func() { w.robot(ctx, r) })
	}
	w.call(ctx, callers)
	w.work.Wait()
	return nil
}

// whileAlive hides errors that come of the demo's own end.
func whileAlive(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("demo: %w", err)
}

// comeIn signs in; at the first start it makes the administrator and the centre. Where a
// former start was cut off in the middle, it says so: an invented centre is quickly made anew.
func (w *world) comeIn(ctx context.Context, callersAt string) error {
	if w.mem.Password != "" && w.o.Link == "" {
		if err := w.api.SignIn(ctx, signIn, w.mem.Password); err != nil {
			return err
		}
		if !w.mem.Done {
			return errors.New("the last start was interrupted while it set the centre up; remove the folder and start again")
		}
		return w.moveTrunk(ctx, callersAt)
	}
	if w.o.Link == "" {
		return errors.New("this folder holds a real centre, not a demo; choose another with --data")
	}
	w.mem.Password = rand.Text()
	if err := w.mem.save(); err != nil {
		return err
	}
	if err := w.api.UseLink(ctx, w.o.Link, signIn, w.mem.Password); err != nil {
		return err
	}
	if err := w.api.Promote(ctx); err != nil {
		return err
	}
	b := &builder{api: w.api, web: w.o.Web, mem: w.mem}
	if err := b.build(ctx, callersAt); err != nil {
		return err
	}
	w.mem.Done = true
	return w.mem.save()
}

// moveTrunk tells the trunk where the callers live this time.
func (w *world) moveTrunk(ctx context.Context, at string) error {
	var trunks []object
	if err := w.api.Get(ctx, "/trunks", &trunks); err != nil {
		return err
	}
	for _, t := range trunks {
		name, _ := t["id"].(string)
		delete(t, "id")
		t["address"] = at
		if err := w.api.Put(ctx, "/trunks/"+name, t, nil); err != nil {
			return err
		}
	}
	return nil
}

// learn reads what robots choose from.
func (w *world) learn(ctx context.Context) error {
	var names struct {
		Dispositions []struct{ ID, Line string }
		Pauses       []struct{ ID, Kind string }
	}
	if err := w.api.Get(ctx, "/directory", &names); err != nil {
		return err
	}
	w.outcomes = map[string][]string{}
	for _, d := range names.Dispositions {
		w.outcomes[d.Line] = append(w.outcomes[d.Line], d.ID)
	}
	for _, p := range names.Pauses {
		if p.Kind == "break" {
			w.breakID = p.ID
		}
	}
	return nil
}

// printLinks makes a fresh one-time link for each role.
func (w *world) printLinks(ctx context.Context) error {
	fmt.Fprintln(w.o.Out, "  Sign in with one of these; each works once and asks for a new password:")
	for _, role := range []string{"agent", "supervisor", "administrator", "client"} {
		var link struct{ Path string }
		if err := w.api.Post(ctx, "/users/"+w.mem.Users[role]+"/link", nil, &link); err != nil {
			return err
		}
		fmt.Fprintf(w.o.Out, "    %-14s %s%s\n", role, w.o.Web, link.Path)
	}
	return nil
}

// pause waits for d of the invented people's time; false when the demo ends.
func (w *world) pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(w.own(d))
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// A line is a telephone of the demo with its socket.
type line struct {
	conn   net.PacketConn
	phone  *phone.Phone
	answer func(*phone.Call) phone.Answering
}

func newPhone(answer func(*phone.Call) phone.Answering) (*line, error) {
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0") //nolint:noctx // opens at once
	if err != nil {
		return nil, err
	}
	l := &line{conn: conn, answer: answer}
	l.phone = phone.New(phone.Options{Conn: conn, Media: func() (net.PacketConn, error) {
		return net.ListenPacket("udp4", "127.0.0.1:0") //nolint:noctx // opens at once
	}, Answer: func(c *phone.Call) phone.Answering { return l.answer(c) }})
	return l, nil
}

func (l *line) addr() string { return l.conn.LocalAddr().String() }

// run keeps the telephone on until ctx ends.
func (l *line) run(ctx context.Context, log *slog.Logger) {
	if err := l.phone.Run(ctx); err != nil && ctx.Err() == nil {
		log.Warn("a demo telephone went silent", "err", err)
	}
	_ = l.conn.Close()
}
