package demo

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"time"

	"gudok/sim/client"
	"gudok/sim/phone"
)

const (
	pickUpMean = 2 * time.Second
	tooLate    = 0.04 // does not hear the phone in time
	breakEvery = 12 * time.Minute
	breakLasts = 90 * time.Second
	writesNote = 5 * time.Second // mean of wrap-up
	thinks     = 4 * time.Second // idle before an overdue promise is called back
	again      = 3 * time.Second // after a lost connection
)

// A robot is one agent at a desk phone, with the desk on a screen like everybody's: starts
// the shift, answers, chooses outcomes, calls back who was missed, takes breaks.
type robot struct {
	w    *world
	seat robotSeat
	desk *client.Desk
	now  deskState
	plan string // what it is about to do, "" nothing; so that nothing is done twice
}

// deskState is what a robot looks at on its desk.
type deskState struct {
	Presence struct{ State string }
	Slot     struct{ State string }
	Device   struct{ Healthy bool }
	Item     *struct {
		Item string
		Line string
	}
	Promises []struct {
		Promise string
		State   string
		DueAt   int64 `json:"due_at"`
	}
}

// live is the robot's day until ctx ends.
func (w *world) robot(ctx context.Context, seat robotSeat) {
	desk, err := newPhone(func(*phone.Call) phone.Answering { return w.pickUp(seat) })
	if err != nil {
		w.log.Warn("a robot found no telephone", "err", err)
		return
	}
	w.work.Go(func() { desk.run(ctx, w.log) })
	if _, err := desk.phone.Register(ctx, phone.Account{Registrar: w.o.SIP, User: seat.Login, Password: seat.Secret, Domain: "gudok"}); err != nil {
		if ctx.Err() == nil {
			w.log.Warn("a robot could not register", "err", err)
		}
		return
	}
	for ctx.Err() == nil {
		r := &robot{w: w, seat: seat}
		if err := r.work(ctx); err != nil && ctx.Err() == nil {
			w.log.Info("a robot comes back to its desk", "agent", seat.Agent, "err", err)
		}
		w.pause(ctx, again)
	}
}

// work signs in and sits at the desk until the connection ends.
func (r *robot) work(ctx context.Context) error {
	api := client.New(r.w.o.Web)
	if err := api.SignIn(ctx, "robot"+r.seat.Login, r.seat.Password); err != nil {
		return err
	}
	var err error
	if r.desk, err = api.OpenDesk(ctx, "robot"); err != nil {
		return err
	}
	defer r.desk.Close()
	frames := make(chan client.Frame)
	ended := make(chan error, 1)
	go func() {
		for {
			f, err := r.desk.Next(ctx)
			if err != nil {
				ended <- err
				return
			}
			frames <- f
		}
	}()
	rest := time.NewTimer(r.w.own(breakEvery/2 + spread(breakEvery)))
	defer rest.Stop()
	think := time.NewTicker(r.w.own(thinks))
	defer think.Stop()
	for {
		var err error
		select {
		case err = <-ended:
		case f := <-frames:
			err = r.see(ctx, f)
		case <-think.C:
			err = r.think(ctx)
		case <-rest.C:
			err = r.rest(ctx, rest)
		}
		if err != nil {
			return err
		}
	}
}

// see takes a new look at the desk; what is due at once is done.
func (r *robot) see(ctx context.Context, f client.Frame) error {
	if f.Type != "desk" {
		return nil
	}
	r.now = deskState{}
	if err := json.Unmarshal(f.Data, &r.now); err != nil {
		return err
	}
	if r.now.Presence.State == "offline" {
		return r.do(ctx, "start-shift", object{"device": r.seat.Device})
	}
	return nil
}

// think does what has waited a moment: an outcome, the return to the line, a promise.
func (r *robot) think(ctx context.Context) error {
	switch {
	case r.now.Slot.State == "wrapup" && r.now.Item != nil:
		if rand.Float64() > float64(thinks)/float64(writesNote+thinks) {
			return nil
		}
		if all := r.w.outcomes[r.now.Item.Line]; len(all) > 0 {
			if err := r.do(ctx, "code", object{"item": r.now.Item.Item, "disposition": all[rand.IntN(len(all))]}); err != nil {
				return err
			}
		}
		return r.do(ctx, "finish", object{})
	case r.now.Presence.State == "pause" && r.plan == "":
		return r.do(ctx, "ready", object{})
	case r.now.Presence.State != "online" || r.now.Slot.State != "idle":
		return nil
	}
	for _, p := range r.now.Promises {
		if p.State == "due" {
			return r.do(ctx, "call-promise", object{"promise": p.Promise})
		}
	}
	return nil
}

// rest begins or ends a break.
func (r *robot) rest(ctx context.Context, next *time.Timer) error {
	if r.plan == "rest" {
		r.plan = ""
		next.Reset(r.w.own(breakEvery/2 + spread(breakEvery)))
		return nil // think goes back to the line
	}
	r.plan = "rest"
	next.Reset(r.w.own(breakLasts/2 + spread(breakLasts)))
	if r.w.breakID == "" {
		return nil
	}
	return r.do(ctx, "pause", object{"reason": r.w.breakID})
}

// do asks for something; a refusal is shown by the next desk, as to anybody.
func (r *robot) do(ctx context.Context, what string, data object) error {
	_, err := r.desk.Command(ctx, what, data)
	return err
}

// pickUp says how the robot takes this ring.
func (w *world) pickUp(seat robotSeat) phone.Answering {
	if rand.Float64() < tooLate {
		return phone.Answering{Never: true}
	}
	return phone.Answering{After: w.own(time.Second + spread(pickUpMean)),
		Manner: phone.Manner{Audio: says(seat.Voice), Laws: []phone.Law{phone.PCMA}}}
}

// own is d in the invented people's time.
func (w *world) own(d time.Duration) time.Duration { return time.Duration(float64(d) / w.o.Speed) }
