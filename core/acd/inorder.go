package acd

// InOrder yields those who wait in the line in the order of service. They must not come or go
// meanwhile.
func (l *Line) InOrder(yield func(*Item) bool) { l.waiting.all(yield) }
