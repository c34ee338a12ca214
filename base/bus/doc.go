// Package bus tells things in process, after they have been committed. It is a nudge, not
// a record: who must not miss anything keeps a cursor in SQL and reads the facts.
//
//	facts := bus.New[fact.Envelope]()
//	db.Options{Published: facts.PublishAll}
//	sub := facts.Subscribe(64); defer sub.Close()
//	for e := range sub.C { … if sub.Missed() > 0 { read everything again } }
//
// # A slow subscriber
//
// Publish never waits. Each subscriber has a buffer of the size it asked for; when it is
// full, what is published is lost for that subscriber alone and counted. The subscriber
// finds out by [Sub.Missed], then reads the truth again from where it is kept.
package bus
