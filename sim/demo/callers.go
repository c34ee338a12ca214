package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"gudok/sim/phone"
)

// How the callers live. Means of exponential distributions, in their own time.
const (
	betweenCalls = 14 * time.Second // a caller that has hung up is replaced after about this
	beforeKey    = 7 * time.Second  // they let the menu speak
	talkMean     = 40 * time.Second
	talkLeast    = 12 * time.Second
	patienceMean = 50 * time.Second
	leaveInMenu  = 0.06 // hang up in the menu
	customers    = 60   // as many people there are per client; some call again
)

// call keeps up to Callers people on the telephone until ctx ends.
func (w *world) call(ctx context.Context, from *line) {
	for i := range w.o.Callers {
		w.work.Go(func() {
			// They do not all ring in the first second.
			if !w.pause(ctx, time.Duration(i)*3*time.Second) {
				return
			}
			for w.oneCall(ctx, from) && w.pause(ctx, spread(betweenCalls)) {
			}
		})
	}
}

// oneCall lives through one call; false when the demo ends.
func (w *world) oneCall(ctx context.Context, from *line) bool {
	all := businesses()
	b := all[rand.IntN(len(all))]
	number := fmt.Sprintf("%s%07d", b.prefix, 1_000_000+rand.IntN(customers)*137)[:13]
	quiet := phone.Quiet()
	c, err := from.phone.Dial(ctx, fmt.Sprintf("sip:%s@%s", b.number, w.o.SIP), phone.Dialling{
		From: number, Via: w.o.SIP, Manner: phone.Manner{Audio: quiet, Laws: []phone.Law{phone.PCMA}}})
	if err != nil {
		return ctx.Err() == nil
	}
	w.behave(ctx, c, b, number)
	c.Hangup()
	select {
	case <-c.Done():
	case <-ctx.Done():
	}
	return ctx.Err() == nil
}

// behave is what one caller does between the first ring and the end.
func (w *world) behave(ctx context.Context, c *phone.Call, b business, number string) {
	if !w.during(ctx, c, spread(beforeKey)+2*time.Second) || rand.Float64() < leaveInMenu {
		return
	}
	key := "1"
	if rand.IntN(3) == 0 {
		key = "2"
	}
	if c.SendDigits(key) != nil {
		return
	}
	if key == "2" && b.second == "" { // a message after the tone
		if w.during(ctx, c, 6*time.Second) {
			c.Say(says(b.phrases[0]))
			w.during(ctx, c, 9*time.Second)
		}
		return
	}
	if !w.awaitAgent(ctx, c, number, spread(patienceMean)+4*time.Second) {
		return
	}
	w.converse(ctx, c, b)
}

// awaitAgent waits until somebody talks to the caller; false when he leaves before.
func (w *world) awaitAgent(ctx context.Context, c *phone.Call, number string, patience time.Duration) bool {
	for waited := time.Duration(0); waited < patience; waited += lookEvery {
		if w.eyes.talking(number) {
			return true
		}
		if !w.during(ctx, c, lookEvery) {
			return false
		}
	}
	return w.eyes.talking(number)
}

// converse says what was wanted, waits, thanks.
func (w *world) converse(ctx context.Context, c *phone.Call, b business) {
	if !w.during(ctx, c, 3*time.Second) {
		return
	}
	c.Say(says(b.phrases[rand.IntN(len(b.phrases))]))
	if !w.during(ctx, c, talkLeast+spread(talkMean)) {
		return
	}
	c.Say(says(b.thanks))
	w.during(ctx, c, 4*time.Second)
}

// during lets d pass; false when the call or the demo is over before.
func (w *world) during(ctx context.Context, c *phone.Call, d time.Duration) bool {
	t := time.NewTimer(w.own(d))
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-c.Done():
	case <-ctx.Done():
	}
	return false
}

// calledBack is how customers take a return call: most answer after a few rings, say what
// they wanted and hang up in the end; some do not hear it.
func (w *world) calledBack(c *phone.Call) phone.Answering {
	if rand.IntN(4) == 0 {
		return phone.Answering{Never: true}
	}
	b := businesses()[0]
	for _, one := range businesses() {
		if strings.Contains(c.To, one.prefix) {
			b = one
		}
	}
	return phone.Answering{After: w.own(3*time.Second + spread(4*time.Second)), Talk: w.own(talkLeast + spread(talkMean)),
		Manner: phone.Manner{Audio: says(b.phrases[rand.IntN(len(b.phrases))])}}
}

// spread is an exponential time around its mean, at most four times it.
func spread(mean time.Duration) time.Duration {
	return min(time.Duration(rand.ExpFloat64()*float64(mean)), 4*mean)
}
