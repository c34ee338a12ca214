# product.md 5.5 rule 6: people are called from nine to nine by the clock of their own number, and
# in the hours of the line. What is due at another moment is put off to the next one that suits
# both, also when it has waited in the line until then.
show item.left item.offered promise attempt
08:00:00 zone plus3 hours=3
08:00:00 calendar week daily=08:00-20:00
08:00:00 line shop skill=sales calendar=week keeps=agent-first wrap=none
08:00:00 number 100 line=shop
08:00:00 agent olga sales=3
# Where Taras lives it is ten to nine in the evening.
17:50:00 taras calls 100 from plus3
  > answer taras
  > taras hears std_music again and again
17:50:20 taras hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number taras, origin_at 17:50:00, due_at 17:52:20, zone plus3
  -- 18:00:00
  item.left shop item2 promise1: reason cancelled, detail hours, waited 7m40s
  promise.deferred shop promise1: why quiet_hours, due_at day 2 08:00:00
18:30:00 olga starts browser
18:30:00 olga's browser comes
# Petro lives nowhere in particular: the line's own hours count, to eight.
18:50:00 olga leaves
18:55:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
18:55:20 petro hangs up
  item.left shop item3: reason abandoned, waited 20s
  promise.opened shop item3 promise2: kind missed, cause abandoned, number petro, origin_at 18:55:00, due_at 18:57:20
# An offer that rings when the hours end is not dialled any more.
19:59:50 olga starts browser
  item.offered shop item4 olga promise2: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 18:30:00)
  > ring olga at browser
20:00:03 olga answers
  > answer olga
  item.left shop item4 promise2: reason cancelled, detail hours, waited 1h2m43s
  promise.deferred shop promise2: why closed, due_at day 2 08:00:00
  > end olga: cancelled
20:00:30 olga is ready
