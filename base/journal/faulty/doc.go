// Package faulty is a journal's store and spill file that break on purpose, for tests of
// what a crash forgets (house.md 6.2): a process that dies before, within or after a commit,
// a torn tail, a disk that is full, slow or refuses.
//
// A [Process] lives until Kill. Whoever acts for it (store, file, the test's own hands) asks
// Dead before touching the world: a dead process does nothing more.
package faulty
