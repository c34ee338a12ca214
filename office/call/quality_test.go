package call

import (
	"context"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/office/officetest"
	"gudok/voice"
)

func TestTheLastWordOnALegsSoundStaysWithTheCall(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		tape := &officetest.Tape{}
		week(tape)
		s, api := room(t, d, tape)
		if err := s.Reader().CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		legs := officetest.Must[PageView](api, officetest.Super, "GET", "/calls/call_1", nil).Legs
		if len(legs) == 0 || legs[0].Quality != nil {
			t.Fatalf("legs %+v", legs)
		}
		ctx, cancel := context.WithCancel(t.Context())
		s.Heard(voice.Quality{Leg: legs[0].Leg, LossPct: 50, OneWay: true})
		s.Heard(voice.Quality{Leg: legs[0].Leg, LossPct: 1.5, JitterMS: 7.25, MOS: 4.1})
		cancel() // what was heard before the end is stored
		if err := s.RunQuality(ctx); err != nil {
			t.Fatal(err)
		}
		legs = officetest.Must[PageView](api, officetest.Olga, "GET", "/calls/call_1", nil).Legs
		if q := legs[0].Quality; q == nil || q.LossPct != 1.5 || q.JitterMS != 7.25 || q.MOS != 4.1 || q.OneWay || q.At == 0 {
			t.Errorf("quality %+v", q)
		}
		for range qualityBuffer + 1 { // nobody reads: it never waits
			s.Heard(voice.Quality{Leg: "leg_x"})
		}
	})
}
