package bus

import (
	"slices"
	"sync"
	"testing"
)

func TestASlowSubscriberLosesOnlyItsOwnAndLearnsOfIt(t *testing.T) {
	topic := New[int]()
	slow, quick := topic.Subscribe(2), topic.Subscribe(10)
	topic.PublishAll([]int{1, 2, 3, 4, 5})
	slow.Close()
	quick.Close()
	var a, b []int
	for v := range slow.C {
		a = append(a, v)
	}
	for v := range quick.C {
		b = append(b, v)
	}
	if !slices.Equal(a, []int{1, 2}) || !slices.Equal(b, []int{1, 2, 3, 4, 5}) {
		t.Errorf("slow heard %v, quick heard %v", a, b)
	}
	if slow.Missed() != 3 || slow.Missed() != 0 || quick.Missed() != 0 {
		t.Error("the losses are not counted, or counted twice")
	}
}

func TestSubscribersComeAndGoWhileOthersPublish(t *testing.T) {
	topic := New[int]()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 200 {
				s := topic.Subscribe(1)
				topic.Publish(i)
				<-s.C
				s.Close()
				s.Close()
			}
		})
	}
	wg.Wait()
	if n := len(topic.subs); n != 0 {
		t.Errorf("%d subscribers are left over", n)
	}
}
