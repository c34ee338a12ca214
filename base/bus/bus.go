package bus

import (
	"slices"
	"sync"
	"sync/atomic"
)

// A Topic carries values of one type from publishers to subscribers. Safe for concurrent use.
type Topic[T any] struct {
	mu   sync.RWMutex
	subs []*Sub[T]
}

// New makes a topic.
func New[T any]() *Topic[T] { return &Topic[T]{} }

// Publish hands v to every subscriber that has room. It never blocks. Subscribers get values
// of one publisher in its order.
func (t *Topic[T]) Publish(v T) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for _, s := range t.subs {
		select {
		case s.c <- v:
		default:
			s.missed.Add(1)
		}
	}
}

// PublishAll publishes each of vs: what [db.Options.Published] calls.
func (t *Topic[T]) PublishAll(vs []T) {
	for _, v := range vs {
		t.Publish(v)
	}
}

// Subscribe starts to listen with a buffer of size values (at least 1).
func (t *Topic[T]) Subscribe(size int) *Sub[T] {
	c := make(chan T, max(size, 1))
	s := &Sub[T]{C: c, c: c, topic: t}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs = append(t.subs, s)
	return s
}

// A Sub is one subscriber.
type Sub[T any] struct {
	C <-chan T // what was published; closed by Close

	c      chan T
	topic  *Topic[T]
	missed atomic.Uint64
	once   sync.Once
}

// Missed is how many values were lost since the last call, because the buffer was full.
func (s *Sub[T]) Missed() uint64 { return s.missed.Swap(0) }

// Close ends the subscription and closes C. It may be called twice.
func (s *Sub[T]) Close() {
	s.once.Do(func() {
		s.topic.mu.Lock()
		defer s.topic.mu.Unlock()
		s.topic.subs = slices.DeleteFunc(s.topic.subs, func(o *Sub[T]) bool { return o == s })
		close(s.c)
	})
}
