package journal

import (
	"context"
	"fmt"
	"slices"

	"gudok/base/db"
	"gudok/id"
	"gudok/phone"
)

const sqlNumbersOf = `
select id, tenant, e164, at from number where back = ? and tenant = ? order by at, id`

const sqlNumberByID = `select id, tenant, e164, at from number where id = ?`

// ':' follows '9', so the range is all that begins with the digits.
const sqlNumbersEnding = `
select id, tenant, e164, at from number where back >= ? and back < ? and (? = '' or tenant = ?)
order by back, at limit ?`

const sqlEraseNumber = `delete from number where back = ? and tenant = ?`

// NumbersOf are the ids that stand for (tenant, E.164), the oldest first. There is normally
// one; a second can be born while the database cannot be asked.
func NumbersOf(ctx context.Context, q db.Querier, t id.Tenant, n phone.Number) ([]Number, error) {
	rows, err := q.Query(ctx, sqlNumbersOf, backwards(string(n)), string(t))
	return db.Collect(rows, err, scanNumber)
}

// NumbersEnding are at most limit numbers of the tenant ("" all) whose last digits are these.
func NumbersEnding(ctx context.Context, q db.Querier, t id.Tenant, digits string, limit int) ([]Number, error) {
	back := backwards(digits)
	rows, err := q.Query(ctx, sqlNumbersEnding, back, back+":", string(t), string(t), limit)
	return db.Collect(rows, err, scanNumber)
}

// FindNumber is the row behind an id; db.NotFound is true of the error when it was erased or
// never was.
func FindNumber(ctx context.Context, q db.Querier, n id.Number) (Number, error) {
	row, err := scanNumber(q.QueryRow(ctx, sqlNumberByID, string(n)).Scan)
	if err != nil {
		return Number{}, fmt.Errorf("number: %w", err)
	}
	return row, nil
}

// EraseNumber removes what ties ids to the number: facts that name them are anonymous now.
// It returns how many ids there were.
func EraseNumber(ctx context.Context, q db.Querier, t id.Tenant, n phone.Number) (int64, error) {
	gone, err := q.Exec(ctx, sqlEraseNumber, backwards(string(n)), string(t))
	if err != nil {
		return 0, fmt.Errorf("erase number: %w", err)
	}
	return gone, nil
}

func scanNumber(scan func(...any) error) (n Number, err error) {
	return n, scan(&n.ID, &n.Tenant, &n.E164, &n.At)
}

// backwards is the text from its end. Numbers are ASCII.
func backwards(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}
