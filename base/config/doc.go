// Package config is what a process is started with: flags and GUDOK_… variables, read by
// kong into one struct per command. Everything that a person changes while the program runs
// lives in the database instead (office rooms).
//
// Each struct checks itself (kong calls Validate); messages name the flag and what would be
// right. Nothing is opened here.
//
// Read in this order: config.go (the structs), value.go (addresses and ranges).
package config
