// Package dbtest gives tests real databases: a SQLite file and a PostgreSQL schema.
//
//	dbtest.Each(t, db.Office, func(t *testing.T, d *db.DB) { … })
//
// runs the same test on both. The PostgreSQL server is Debian's own binaries, started in a
// folder under the temporary directory on a unix socket, shared by all test processes of the
// machine and stopped some seconds after the last of them; GUDOK_TEST_POSTGRES (a URL) names
// another server. Where there is none the PostgreSQL half fails, except with -short.
//
// Read in this order: dbtest.go, server.go.
package dbtest
