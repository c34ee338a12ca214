# Whoever is lost in the middle of a return is not left alone: the person waits at the head of the
# line for another agent, and the promise is kept when that one talks to him.
show promise attempt item.created item.left item.offered
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:01:00 olga starts browser
09:01:00 olga's browser comes
  -- 09:02:20
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  item.offered shop item2 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  > ring olga at browser
09:02:25 olga answers
  > answer olga
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:02:30 petro answers
  item.left shop item2 olga promise1: reason answered, waited 10s
  > petro and olga hear each other
09:02:40 olga's phone goes silent
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome agent_lost, cause media_lost
  item.created shop item3: kind call, origin_at 09:00:00, parent item2, number petro
  > end olga: media_lost
  > petro hears std_please_wait
09:03:00 ivan starts browser
09:03:00 ivan's browser comes
  item.offered shop item3 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00, excluded olga by pause)
  > ring ivan at browser
09:03:03 ivan answers
  > answer ivan
  item.left shop item3 ivan: reason answered, waited 23s
  promise.closed shop item3 ivan promise1: reason talked
  > petro and ivan hear each other
09:04:00 petro hangs up
  > end ivan: normal
# An input about a return that cannot be taken ends it; it is tried again later.
09:05:00 maria calls 100
  item.created shop item4: kind call, origin_at 09:05:00, number maria
  item.offered shop item4 ivan: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:04:00, excluded olga by pause)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
  -- 09:05:15
  > end ivan: no_answer
09:05:20 maria hangs up
  item.left shop item4: reason abandoned, waited 20s
  promise.opened shop item4 promise2: kind missed, cause abandoned, number maria, origin_at 09:05:00, due_at 09:07:20
  -- 09:07:20
  item.created shop item5 promise2: kind missed_return, origin_at 09:05:00, parent item4, number maria
  item.offered shop item5 ivan promise2: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:04:00, excluded olga by pause)
  > ring ivan at browser
09:07:25 ivan answers
  > answer ivan
  attempt.started shop item5 ivan promise2: attempt attempt2, n 1
  > ring maria
  > ivan hears tone ring again and again
09:07:26 condemn maria
  attempt.ended shop item5 ivan promise2: attempt attempt2, outcome failed, cause failed, next_at 09:22:26
  item.left shop item5 ivan promise2: reason failed, detail failed, waited 6s
  > end maria: cancelled
  > end ivan: normal
09:08:00 later
