package call

import (
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
	"gudok/id"
	"gudok/office/officetest"
)

func TestACallerIsKnownToWhomSomebodySpoke(t *testing.T) {
	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) {
		for _, row := range []struct {
			number, result string
			ago            int64 // days
			want           bool
		}{
			{"num_1", "answered", 10, true}, {"num_2", "returned", 364, true}, {"num_3", "sent_outside", 1, true},
			{"num_4", "abandoned", 1, false}, {"num_5", "answered", 366, false}, {"", "answered", 1, false},
		} {
			s, _ := room(t, d, &officetest.Tape{})
			const sqlPlain = `insert into call (id, tenant, line, number, direction, result, lost, started_at, lasted_ms, data) values (?, ?, '', ?, 'in', ?, false, ?, 0, '{}')`
			if _, err := d.Exec(t.Context(), sqlPlain, "call_"+row.number, officetest.Shop, row.number, row.result, d.Now()-row.ago*86_400_000); err != nil {
				t.Fatal(err)
			}
			n := id.Number(row.number)
			if got, err := s.Known(t.Context(), officetest.Shop, n); err != nil || got != row.want {
				t.Errorf("%+v: %v, %v", row, got, err)
			}
			if got, err := s.Known(t.Context(), officetest.Dent, n); err != nil || got {
				t.Errorf("%+v: another tenant knows him: %v, %v", row, got, err)
			}
		}
	})
}
