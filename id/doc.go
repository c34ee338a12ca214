// Package id names things. Every name is a typed string with a prefix that tells its
// kind ("call_01K…"), so that an agent cannot be passed where a line is meant and a log
// line can be read without its neighbours.
//
// Read in this order: id.go (the kinds), maker.go (how names are made), table.go (how
// things are found by them).
package id
