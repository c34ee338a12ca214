# house.md 5.3: a restart does nothing twice. A return that waited waits on; one that rings at an
# agent rings on, or is offered again: nobody has been called yet. A dial whose outcome nobody
# knows ends interrupted, and its number stays locked for two minutes; a conversation that we cut
# off is owed another call.
show promise attempt item.left item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none keeps=agent-first returns=2m,15m
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
# It waits when we restart.
09:03:00 restart
09:05:00 olga starts browser
09:05:00 olga's browser comes
  item.offered shop item2 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:05:00)
  > ring olga at browser
# It rings at Olga's when we restart, and rings on.
09:05:05 restart keeping olga
# And once more, and her browser does not come back: it is not her fault, and goes to Ivan.
09:05:07 ivan starts browser
09:05:07 ivan's browser comes
09:05:08 restart keeping ivan
  item.offer_ended shop item2 olga promise1: offer offer1, verdict unreachable, reason restart, rang 8s
  item.offered shop item2 ivan promise1: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:05:07, excluded olga by device)
  > ring ivan at browser
# It rings at Petro's when we restart. Did he hear it? Nobody knows.
09:05:10 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan promise1: offer offer2, verdict accepted, rang 2s
  attempt.started shop item2 ivan promise1: attempt attempt1, n 1
  > ring petro
  > ivan hears tone ring again and again
09:05:12 petro rings
09:05:15 restart keeping ivan
  attempt.ended shop item2 ivan promise1: attempt attempt1, outcome interrupted, cause restart, next_at 09:07:15
  item.left shop item2 ivan promise1: reason failed, detail interrupted, waited 2m55s
  > end ivan: normal
09:05:20 ivan calls back promise1
  no: promise.number_busy
# They talk when we restart, and Petro is gone.
09:07:15 later
  item.offered shop item3 ivan promise1: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:05:07, excluded olga by pause)
  > ring ivan at browser
09:07:18 ivan answers
  > answer ivan
  item.offer_ended shop item3 ivan promise1: offer offer3, verdict accepted, rang 3s
  attempt.started shop item3 ivan promise1: attempt attempt2, n 2
  > ring petro
  > ivan hears tone ring again and again
09:07:25 petro answers
  item.left shop item3 ivan promise1: reason answered, waited 10s
  > petro and ivan hear each other
09:07:40 restart keeping ivan
  attempt.ended shop item3 ivan promise1: attempt attempt2, outcome talked, cause restart
  promise.closed shop item3 ivan promise1: reason talked
  promise.opened shop item3 promise2: kind missed, cause failed, number petro, origin_at 09:00:00, due_at 09:09:40
  > end ivan: normal
