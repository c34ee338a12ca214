# An agent may keep any open promise by his own key, also one whose return waits in the line: it
# leaves the line then. A line may leave all its returns to the agents' keys.
show promise attempt item.created item.left item.offered
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 line desk skill=care wrap=none keeps=by-hand
08:59:00 number 100 line=shop
08:59:00 number 200 line=desk
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3 care=1
08:59:00 reason lunch kind=meal
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:01:00 olga starts browser
09:01:00 olga's browser comes
09:01:00 olga pauses lunch
# In a pause nothing is offered; the key works nevertheless.
  -- 09:02:20
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
09:03:00 olga calls back promise1
  item.left shop item2 promise1: reason cancelled, detail by_hand, waited 40s
  item.created shop item3 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  attempt.started shop item3 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
09:03:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:03:10 petro answers
  item.left shop item3 olga promise1: reason answered
  > petro and olga hear each other
09:04:00 petro hangs up
  attempt.ended shop item3 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item3 olga promise1: reason talked
  > end olga: normal
# What rings at a colleague's nobody takes away by the key.
09:05:00 maria calls 100
  item.created shop item4: kind call, origin_at 09:05:00, number maria
  > answer maria
  > maria hears std_music again and again
09:05:20 maria hangs up
  item.left shop item4: reason abandoned, waited 20s
  promise.opened shop item4 promise2: kind missed, cause abandoned, number maria, origin_at 09:05:00, due_at 09:07:20
09:07:00 ivan starts browser
09:07:00 ivan's browser comes
  -- 09:07:20
  item.created shop item5 promise2: kind missed_return, origin_at 09:05:00, parent item4, number maria
  item.offered shop item5 ivan promise2: offer offer1, device browser, (rule longest_idle, eligible 1, in_tier 1, tier 2, idle_since 09:07:00, excluded olga by pause)
  > ring ivan at browser
09:07:21 olga calls back promise2
  no: promise.number_busy
09:07:25 ivan answers
  > answer ivan
  attempt.started shop item5 ivan promise2: attempt attempt2, n 1
  > ring maria
  > ivan hears tone ring again and again
09:07:30 maria answers
  item.left shop item5 ivan promise2: reason answered, waited 10s
  > maria and ivan hear each other
09:08:00 maria hangs up
  attempt.ended shop item5 ivan promise2: attempt attempt2, outcome talked, cause normal
  promise.closed shop item5 ivan promise2: reason talked
  > end ivan: normal
# By hand: it is due, Ivan is free, and nothing is offered.
09:10:00 taras calls 200
  item.created desk item6: kind call, origin_at 09:10:00, number taras
  item.offered desk item6 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:08:00)
  > answer taras
  > taras hears std_music again and again
  > ring ivan at browser
09:10:02 taras hangs up
  item.left desk item6: reason abandoned, waited 2s, short
  promise.opened desk item6 promise3: kind missed, cause abandoned, number taras, origin_at 09:10:00, due_at 09:12:02
  > end ivan: cancelled
09:20:00 ivan calls back promise3
  item.created desk item7 promise3: kind missed_return, origin_at 09:10:00, parent item6, number taras
  attempt.started desk item7 ivan promise3: attempt attempt3, n 1
  > ring ivan at browser, to connect at once
# The line changes its mind: what is due waits in it from now on.
09:20:01 ivan ends
  attempt.ended desk item7 ivan promise3: attempt attempt3, outcome agent_lost, cause cancelled
  item.left desk item7 ivan promise3: reason failed, detail agent_lost
  > end ivan: normal
09:21:00 line desk skill=care wrap=none keeps=agent-first
  item.created desk item8 promise3: kind missed_return, origin_at 09:10:00, parent item6, number taras
  item.offered desk item8 ivan promise3: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:08:00)
  > ring ivan at browser
