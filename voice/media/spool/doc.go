// Package spool keeps recordings on the local disk from their first second until
// office/recording has fetched them: written without blocking the packet path, repaired
// after a crash, opened and removed by name.
package spool
