package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"gudok/sim/client"
	"gudok/sim/phone"
)

const (
	pickUpMean  = 2 * time.Second
	tooLate     = 0.04 // does not hear the phone in time
	breakEvery  = 12 * time.Minute
	breakLasts  = 90 * time.Second
	beforeShift = 300 * time.Millisecond // until the centre has heard of the phone
)

// robot is one agent at a desk phone: registers, starts the shift, answers, takes breaks.
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
	for w.presence(ctx, seat, "online") && w.pause(ctx, breakEvery/2+spread(breakEvery)) {
		if !w.presence(ctx, seat, "pause") || !w.pause(ctx, breakLasts/2+spread(breakLasts)) {
			return
		}
	}
}

// pickUp says how the robot takes this ring.
func (w *world) pickUp(seat robotSeat) phone.Answering {
	if rand.Float64() < tooLate {
		return phone.Answering{Never: true}
	}
	after := time.Duration(float64(time.Second+spread(pickUpMean)) / w.o.Speed)
	return phone.Answering{After: after, Manner: phone.Manner{Audio: says(seat.Voice), Laws: []phone.Law{phone.PCMA}}}
}

// presence asks for the robot's presence until it is granted; false when the demo ends.
func (w *world) presence(ctx context.Context, seat robotSeat, what string) bool {
	for {
		in := object{"presence": what}
		if what == "online" {
			in["device"] = seat.Device
		}
		err := w.api.Post(ctx, "/floor/agents/"+seat.Agent+"/presence", in, nil)
		if err == nil {
			return true
		}
		if refused, ok := errors.AsType[*client.Error](err); ok && refused.Status < 500 && refused.Status != 409 {
			w.log.Warn("a robot was not let in", "agent", seat.Agent, "err", err)
			return false
		}
		if !w.pause(ctx, beforeShift) {
			return false
		}
	}
}
