package db_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gudok/base/db"
	"gudok/base/db/dbtest"
)

const sqlLiteColumns = `
select m.name || '.' || c.name, c.type, c."notnull", c.pk
from sqlite_master m, pragma_table_info(m.name) c
where m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'migration'`

const sqlLiteIndexes = `
select m.name || ' on ' || i.name, i."unique", x.seqno, coalesce(x.name, '')
from sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) x
where m.type = 'table' and m.name <> 'migration' and i.origin = 'c'`

const sqlPgColumns = `
select c.table_name || '.' || c.column_name, c.data_type, c.is_nullable = 'NO', coalesce(k.ordinal_position, 0)
from information_schema.columns c
left join information_schema.table_constraints t
	on t.table_schema = c.table_schema and t.table_name = c.table_name and t.constraint_type = 'PRIMARY KEY'
left join information_schema.key_column_usage k
	on k.constraint_name = t.constraint_name and k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name
where c.table_schema = current_schema() and c.table_name <> 'migration'`

const sqlPgIndexes = `
select t.relname || ' on ' || i.relname, x.indisunique, k.n - 1, coalesce(a.attname, '')
from pg_index x
join pg_class i on i.oid = x.indexrelid
join pg_class t on t.oid = x.indrelid
cross join lateral unnest(x.indkey) with ordinality as k(num, n)
left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.num
where t.relnamespace = current_schema()::regnamespace and t.relname <> 'migration'
	and not exists (select 1 from pg_constraint c where c.conindid = i.oid)`

// words is what the dialects' names of types mean.
var words = map[string]string{
	"integer": "int", "bigint": "int", "text": "text", "blob": "bytes", "bytea": "bytes",
	"boolean": "bool", "real": "real", "double precision": "real",
}

// schemaOf lists columns and indexes in words that are the same for both dialects.
func schemaOf(t *testing.T, d *db.DB) []string {
	t.Helper()
	columns, indexes := sqlLiteColumns, sqlLiteIndexes
	if d.Dialect() == db.Postgres {
		columns, indexes = sqlPgColumns, sqlPgIndexes
	}
	rows, err := d.Query(t.Context(), columns)
	list, err := db.Collect(rows, err, func(scan func(...any) error) (string, error) {
		var name, typ string
		var must bool
		var key int
		err := scan(&name, &typ, &must, &key)
		word, ok := words[strings.ToLower(typ)]
		if !ok {
			t.Errorf("%s: %s has the type %q, which is not for both dialects", d.Dialect(), name, typ)
		}
		return fmt.Sprintf("column %s %s must=%v key=%d", name, word, must || key > 0, key), err
	})
	if err != nil {
		t.Fatal(err)
	}
	rows, err = d.Query(t.Context(), indexes)
	more, err := db.Collect(rows, err, func(scan func(...any) error) (string, error) {
		var name, column string
		var unique bool
		var n int
		err := scan(&name, &unique, &n, &column)
		return fmt.Sprintf("index %s unique=%v %d %s", name, unique, n, column), err
	})
	if err != nil {
		t.Fatal(err)
	}
	list = append(list, more...)
	slices.Sort(list)
	return list
}

func TestBothDialectsHaveTheSameSchema(t *testing.T) {
	for _, schema := range []db.Schema{db.Floor, db.Office} {
		t.Run(string(schema), func(t *testing.T) {
			var each [][]string
			dbtest.Each(t, schema, func(t *testing.T, d *db.DB) { each = append(each, schemaOf(t, d)) })
			if len(each) != 2 {
				t.Skip("only one dialect here")
			}
			if len(each[0]) == 0 {
				t.Error("there is no table at all")
			}
			for _, line := range each[0] {
				if !slices.Contains(each[1], line) {
					t.Errorf("only in SQLite: %s", line)
				}
			}
			for _, line := range each[1] {
				if !slices.Contains(each[0], line) {
					t.Errorf("only in PostgreSQL: %s", line)
				}
			}
		})
	}
}
