package floor

import (
	"slices"
	"testing"

	"gudok/voice"
)

// How a call sounds stands beside it, and who is not heard is an alarm as long as that lasts.
func TestWhoIsNotHeardIsAnAlarm(t *testing.T) {
	bubble(t, func(t *testing.T, w *world) {
		var kept []voice.Quality
		w.set = func(_ *world, o *Options) { o.Quality = func(q voice.Quality) { kept = append(kept, q) } }
		w.begin()
		w.shift()
		leg := w.phones.ring("+380501112233", "+380441111111")
		watch := w.floor.Watch(View{})
		defer watch.Close()
		sound := func(q voice.Quality) (alarmed bool, legs []LegSound) {
			w.floor.Post(q)
			pass(boardEvery * 3)
			b := next(t, watch)
			for _, a := range b.Alarms {
				alarmed = alarmed || a.Kind == "one_way" && a.Params["side"] == "customer" && a.Agent != ""
			}
			for _, c := range b.Calls {
				legs = c.Sound
			}
			return alarmed, legs
		}
		pass(boardEvery * 10) // the offer, the answer
		if alarmed, legs := sound(voice.Quality{Leg: leg, LossPct: 2, MOS: 3.5, OneWay: true}); !alarmed || len(legs) != 1 || legs[0].LossPct != 2 || legs[0].Side != "customer" {
			t.Errorf("alarm %v, sound %+v", alarmed, legs)
		}
		if alarmed, legs := sound(voice.Quality{Leg: leg, MOS: 4.4}); alarmed || len(legs) != 1 || legs[0].MOS != 4.4 {
			t.Errorf("heard again: alarm %v, sound %+v", alarmed, legs)
		}
		if alarmed, _ := sound(voice.Quality{Leg: leg, OneWay: true}); !alarmed {
			t.Error("no second alarm")
		}
		if alarmed, _ := sound(voice.Quality{Leg: leg, OneWay: true}); !alarmed {
			t.Error("the alarm does not last")
		}
		w.phones.hangUp(leg)
		pass(boardEvery * 2) // the agent still writes it up: the leg is gone, the call may be there
		if b := next(t, watch); slices.ContainsFunc(b.Alarms, func(a Alarm) bool { return a.Kind == "one_way" }) {
			t.Errorf("the leg is gone, alarms are %+v", b.Alarms)
		}
		pass(boardEvery * 10)
		if b := next(t, watch); slices.ContainsFunc(b.Alarms, func(a Alarm) bool { return a.Kind == "one_way" }) {
			t.Errorf("the call is over, alarms are %+v", b.Alarms)
		}
		w.floor.Post(voice.Quality{Leg: leg, MOS: 4.4}) // told once more at the end
		pass(boardEvery)
		if len(kept) != 5 {
			t.Errorf("%d qualities were passed on", len(kept))
		}
		w.end()
	})
}
