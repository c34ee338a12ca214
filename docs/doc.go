// Package docs keeps the manual of the rules true. The stories of core (core/testdata,
// core/acd/testdata) are tests; here they are told again for people who run a centre, as
// pages in docs/rules. No page is written by hand, and a test fails when one is not what
// its story says now:
//
//	go test ./docs -rewrite
//
// Read in this order: catalog_test.go (the rules, and which stories show them), tale_test.go
// (how a story is read), deeds_test.go (what people do), facts_test.go (what follows from it),
// rules_test.go (the pages).
package docs
