# product.md 5.5 rule 3: one live dial per number in the whole tenant. Petro is owed a call by two
# trees of lines; while one of them is offered or dialled, the other does not wait in its line.
show item.created item.left item.offered promise attempt
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 line clinic skill=care wrap=none keeps=agent-first
08:59:00 number 100 line=shop
08:59:00 number 200 line=clinic
08:59:00 agent olga sales=3
08:59:00 agent ivan care=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:00:30 petro calls 200
  item.created clinic item2: kind call, origin_at 09:00:30, number petro
  > answer petro
  > petro hears std_music again and again
09:00:50 petro hangs up
  item.left clinic item2: reason abandoned, waited 20s
  promise.opened clinic item2 promise2: kind missed, cause abandoned, number petro, origin_at 09:00:30, due_at 09:02:50
  -- 09:02:20
  item.created shop item3 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  -- 09:02:50
  item.created clinic item4 promise2: kind missed_return, origin_at 09:00:30, parent item2, number petro
09:05:00 olga starts browser
09:05:00 olga's browser comes
  item.offered shop item3 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:05:00)
  item.left clinic item4 promise2: reason cancelled, detail number_busy, waited 2m10s
  > ring olga at browser
09:05:01 ivan starts browser
09:05:01 ivan's browser comes
09:05:05 olga answers
  > answer olga
  attempt.started shop item3 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:05:10 petro answers
  item.left shop item3 olga promise1: reason answered, waited 2m50s
  > petro and olga hear each other
09:06:00 petro hangs up
  attempt.ended shop item3 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item3 olga promise1: reason talked
  > end olga: normal
# He has only just put his telephone down: it rests half a minute.
  -- 09:06:30
  item.created clinic item5 promise2: kind missed_return, origin_at 09:00:30, parent item2, number petro
  item.offered clinic item5 ivan promise2: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:05:01)
  > ring ivan at browser
09:06:33 ivan answers
  > answer ivan
  attempt.started clinic item5 ivan promise2: attempt attempt2, n 1
  > ring petro
  > ivan hears tone ring again and again
09:06:40 petro answers
  item.left clinic item5 ivan promise2: reason answered, waited 10s
  > petro and ivan hear each other
09:07:00 petro hangs up
  attempt.ended clinic item5 ivan promise2: attempt attempt2, outcome talked, cause normal
  promise.closed clinic item5 ivan promise2: reason talked
  > end ivan: normal
