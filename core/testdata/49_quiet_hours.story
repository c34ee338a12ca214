# People are called from nine to nine by the clock of their own number, and in the hours of
# the line. It is 19:30 here and half past ten at night where Taras lives.
show item.left promise attempt
08:00:00 zone plus3 hours=3
08:00:00 calendar week daily=08:00-20:00
08:00:00 line shop skill=sales calendar=week
08:00:00 number 100 line=shop
08:00:00 agent olga sales=3
19:30:00 taras calls 100 from plus3
  > answer taras
  > taras hears std_music again and again
19:30:20 taras hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number taras, origin_at 19:30:00, due_at day 2 08:00:00, zone plus3
19:31:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
19:31:20 petro hangs up
  item.left shop item2: reason abandoned, waited 20s
  promise.opened shop item2 promise2: kind missed, cause abandoned, number petro, origin_at 19:31:00, due_at 19:33:20
19:35:00 olga starts browser
19:35:00 olga's browser comes
19:36:00 olga calls back promise1
  no: promise.quiet_hours
day 2
06:10:00 olga calls back promise1
  attempt.started shop item3 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
06:10:02 olga's phone answers
  > ring taras
  > olga hears tone ring again and again
06:10:20 taras is busy
  attempt.ended shop item3 olga promise1: attempt attempt1, outcome busy, cause busy, next_at 08:00:00
  item.left shop item3 olga promise1: reason failed, detail busy
  > end olga: normal
# Nobody kept the other: four days after it was due it is over.
day 7
  -- day 5 19:33:20
  promise.closed shop promise2: reason expired
  -- day 6 08:00:00
  promise.closed shop promise1: reason expired
00:00:00 later
