# A line that is taken out of service keeps no promises: what waits is closed, what is being called
# is finished first.
show promise attempt item.left
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:00:30 maria calls 100
  > answer maria
  > maria hears std_music again and again
09:00:50 maria hangs up
  item.left shop item2: reason abandoned, waited 20s
  promise.opened shop item2 promise2: kind missed, cause abandoned, number maria, origin_at 09:00:30, due_at 09:02:50
09:03:00 olga starts browser
09:03:00 olga's browser comes
  > ring olga at browser
09:03:03 olga answers
  > answer olga
  attempt.started shop item3 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:03:05 petro rings
09:03:10 remove lin_shop
  item.left shop item4 promise2: reason failed, detail removed, waited 20s
  promise.closed shop promise2: reason cancelled_by_supervisor, detail line_removed
09:03:30 petro lets it ring
  attempt.ended shop item3 olga promise1: attempt attempt1, outcome no_answer, cause no_answer, next_at 09:18:30
  item.left shop item3 olga promise1: reason failed, detail no_answer, waited 1m10s
  promise.closed shop promise1: reason cancelled_by_supervisor, detail line_removed
  > end olga: normal
