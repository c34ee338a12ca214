# A promise that is cancelled leaves the line, and an offer of it is rescinded; while the person is
# being called it is too late. Moved to another moment, or given to somebody, it waits for that.
show promise attempt item.left item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:03:00 supervisor cancels promise1 by_caller
  promise.closed shop promise1: reason cancelled_by_caller
  item.left shop item2 promise1: reason cancelled, detail promise_closed, waited 40s
09:10:00 maria calls 100
  > answer maria
  > maria hears std_music again and again
09:10:20 maria hangs up
  item.left shop item3: reason abandoned, waited 20s
  promise.opened shop item3 promise2: kind missed, cause abandoned, number maria, origin_at 09:10:00, due_at 09:12:20
09:12:30 olga starts browser
09:12:30 olga's browser comes
  item.offered shop item4 olga promise2: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:12:30)
  > ring olga at browser
09:12:33 supervisor cancels promise2 dnc
  promise.closed shop promise2: reason dnc
  item.offer_ended shop item4 olga promise2: offer offer1, verdict rescinded, rang 3s
  item.left shop item4 promise2: reason cancelled, detail promise_closed, waited 13s
  > end olga: cancelled
09:20:00 taras calls 100
  item.offered shop item5 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:12:30)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:20:01 olga declines busy
  item.offer_ended shop item5 olga: offer offer2, verdict declined, reason busy, rang 1s
  > end olga: declined
09:20:20 taras hangs up
  item.left shop item5: reason abandoned, waited 20s
  promise.opened shop item5 promise3: kind missed, cause abandoned, number taras, origin_at 09:20:00, due_at 09:22:20
  -- 09:22:20
  item.offered shop item6 olga promise3: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:12:30)
  > ring olga at browser
09:22:22 later
09:22:25 supervisor moves promise3 11:00:00
  promise.changed shop promise3: due_at 11:00:00
  item.offer_ended shop item6 olga promise3: offer offer3, verdict rescinded, rang 5s
  item.left shop item6 promise3: reason cancelled, detail not_due, waited 5s
  > end olga: cancelled
09:22:30 supervisor moves promise3 10:00:00 to olga
  promise.changed shop promise3: due_at 10:00:00, owner olga
  -- 10:00:00
  item.offered shop item7 olga promise3: offer offer4, device browser, (rule agreed, eligible 1, idle_since 09:12:30)
  > ring olga at browser
10:00:03 olga answers
  > answer olga
  item.offer_ended shop item7 olga promise3: offer offer4, verdict accepted, rang 3s
  attempt.started shop item7 olga promise3: attempt attempt1, n 1
  > ring taras
  > olga hears tone ring again and again
10:00:05 supervisor cancels promise3 other
  no: promise.in_attempt
10:00:06 supervisor moves promise3 12:00:00
  no: promise.in_attempt
10:00:10 taras lets it ring
  attempt.ended shop item7 olga promise3: attempt attempt1, outcome no_answer, cause no_answer, next_at 10:15:10
  item.left shop item7 olga promise3: reason failed, detail no_answer, waited 10s
  > end olga: normal
