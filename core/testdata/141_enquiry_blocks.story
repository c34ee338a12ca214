# product.md 5.5: a promise that needs an answer from somebody else waits for it, but not longer than
# its deadline. Nobody calls meanwhile, not even by hand; when the answer is there the person is
# called at once.
show promise attempt item.left item.offered
08:59:00 line shop skill=sales wrap=none keeps=agent-first returns=2m,15m
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:01:00 supervisor blocks promise1 price 12:00:00
  promise.blocked shop promise1: enquiry enq_price, until_at 12:00:00
09:01:30 olga starts browser
09:01:30 olga's browser comes
09:05:00 olga calls back promise1
  no: promise.waits_for_enquiry
09:06:00 supervisor frees promise1 other answered
  no: promise.no_such_enquiry
09:10:00 supervisor frees promise1 price answered
  promise.freed shop promise1: enquiry enq_price, outcome answered, due_at 09:02:20
  item.offered shop item2 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:30)
  > ring olga at browser
09:10:03 olga answers
  > answer olga
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:10:10 petro answers
  item.left shop item2 olga promise1: reason answered, waited 10s
  > petro and olga hear each other
# In the conversation it turns out that somebody has to be asked again: this conversation does not
# keep the promise, and when nobody answers in time Petro is told so.
09:10:30 supervisor blocks promise1 size 09:40:00
  promise.blocked shop promise1: enquiry enq_size, until_at 09:40:00
09:11:00 petro hangs up
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome talked, cause normal, next_at 09:40:00
  > end olga: normal
09:40:00 later
  promise.freed shop promise1: enquiry enq_size, outcome expired, due_at 09:40:00
  item.offered shop item3 olga promise1: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:11:00)
  > ring olga at browser
09:40:03 olga answers
  > answer olga
  attempt.started shop item3 olga promise1: attempt attempt2, n 2
  > ring petro
  > olga hears tone ring again and again
09:40:10 petro answers
  item.left shop item3 olga promise1: reason answered, waited 10s
  > petro and olga hear each other
09:41:00 petro hangs up
  attempt.ended shop item3 olga promise1: attempt attempt2, outcome talked, cause normal
  promise.closed shop item3 olga promise1: reason talked
  > end olga: normal
