package trunk

import (
	"context"
	"encoding/json"
	"strings"

	"gudok/base/db"
)

// The text is looked for in the stored messages; whether it is in one of them and not in the
// JSON around is found out after.
const sqlSearchTrace = `
select seq, data from sip_trace
where seq < ? and at >= ? and at < ? and (? = '' or data like ? escape '\')
order by seq desc limit ?`

func searchTrace(ctx context.Context, q db.Querier, s Search) ([]traced, error) {
	like := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s.Text) + "%"
	rows, err := q.Query(ctx, sqlSearchTrace, s.Before, s.From, s.To, s.Text, like, searchBatch)
	return db.Collect(rows, err, func(scan func(...any) error) (t traced, err error) {
		var data string
		if err := scan(&t.seq, &data); err != nil {
			return t, err
		}
		return t, json.Unmarshal([]byte(data), &t.said)
	})
}
