# product.md 5.5 rule 5: each kind of promise has its own waits. A busy tone is no try and is
# repeated soon; no answer waits longer each time; a number that does not exist closes the
# promise; an answering machine is no conversation; after the last wait it is unreachable.
show promise attempt
08:59:00 line shop skill=sales wrap=none keeps=agent-first returns=2m,15m,2h web=0s,1m
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 petro calls 100
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:00:02 olga leaves
09:00:05 petro hangs up
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:01, due_at 09:02:05
  > end olga: cancelled
09:01:00 olga starts browser
  -- 09:02:05
  > ring olga at browser
09:02:10 olga answers
  > answer olga
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:02:20 petro is busy
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome busy, cause busy, next_at 09:04:20
  > end olga: normal
  -- 09:04:20
  > ring olga at browser
09:04:30 olga answers
  > answer olga
  attempt.started shop item3 olga promise1: attempt attempt2, n 2
  > ring petro
  > olga hears tone ring again and again
09:04:40 petro answers
  > petro and olga hear each other
09:04:50 olga ends machine
  attempt.ended shop item3 olga promise1: attempt attempt2, outcome machine, cause normal, next_at 09:19:50
  > end petro: normal
  > end olga: normal
  -- 09:19:50
  > ring olga at browser
09:20:00 olga answers
  > answer olga
  attempt.started shop item4 olga promise1: attempt attempt3, n 3
  > ring petro
  > olga hears tone ring again and again
09:20:10 petro lets it ring
  attempt.ended shop item4 olga promise1: attempt attempt3, outcome no_answer, cause no_answer, next_at 11:20:10
  > end olga: normal
  -- 11:20:10
  > ring olga at browser
11:20:20 olga answers
  > answer olga
  attempt.started shop item5 olga promise1: attempt attempt4, n 4
  > ring petro
  > olga hears tone ring again and again
11:20:30 petro lets it ring
  attempt.ended shop item5 olga promise1: attempt attempt4, outcome no_answer, cause no_answer
  promise.closed shop item5 olga promise1: reason unreachable, detail attempts
  > end olga: normal
# Who asks on a page wants to be called now, and a line may have shorter waits for him.
12:00:00 olga agrees nina 12:00:00 web
  promise.opened shop olga promise2: kind web, cause agreed, number nina, origin_at 12:00:00, due_at 12:00:00
  > ring olga at browser
12:00:05 olga answers
  > answer olga
  attempt.started shop item6 olga promise2: attempt attempt5, n 1
  > ring nina
  > olga hears tone ring again and again
12:00:10 nina lets it ring
  attempt.ended shop item6 olga promise2: attempt attempt5, outcome no_answer, cause no_answer, next_at 12:01:10
  > end olga: normal
  -- 12:01:10
  > ring olga at browser
12:01:12 olga answers
  > answer olga
  attempt.started shop item7 olga promise2: attempt attempt6, n 2
  > ring nina
  > olga hears tone ring again and again
12:01:20 nina lets it ring
  attempt.ended shop item7 olga promise2: attempt attempt6, outcome no_answer, cause no_answer
  promise.closed shop item7 olga promise2: reason unreachable, detail attempts
  > end olga: normal
12:30:00 olga agrees vasyl 12:30:00
  promise.opened shop olga promise3: kind requested, cause agreed, number vasyl, origin_at 12:30:00, due_at 12:30:00
  > ring olga at browser
12:30:05 olga answers
  > answer olga
  attempt.started shop item8 olga promise3: attempt attempt7, n 1
  > ring vasyl
  > olga hears tone ring again and again
12:30:10 vasyl does not exist
  attempt.ended shop item8 olga promise3: attempt attempt7, outcome invalid, cause not_found
  promise.closed shop item8 olga promise3: reason wrong_number
  > end olga: normal
