# product.md 5.5: who agreed to call is offered the return alone at first, before what anybody may
# have, for as long as the promise or the line says; after that anybody may have it. When he does
# not take it, anybody may have it at once.
show item.offered item.offer_ended promise attempt
08:59:00 line shop skill=sales wrap=none keeps=agent-first same-agent=5m
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:00:02 olga agrees nina 09:30:00 mine
  promise.opened shop olga promise1: kind requested, cause agreed, number nina, origin_at 09:00:02, due_at 09:30:00, owner olga
09:00:03 ivan agrees maria 10:00:00 mine alone 1m
  promise.opened shop ivan promise2: kind requested, cause agreed, number maria, origin_at 09:00:03, due_at 10:00:00, owner ivan
# Olga talks when her moment comes; Ivan is free and is not offered it. She is, after that.
09:29:00 taras calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:29:03 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 3s
  > taras and olga hear each other
09:31:00 taras hangs up
  > end olga: normal
  item.offered shop item2 olga promise1: offer offer2, device browser, (rule agreed, eligible 1, idle_since 09:31:00)
  > ring olga at browser
09:31:03 olga answers
  > answer olga
  item.offer_ended shop item2 olga promise1: offer offer2, verdict accepted, rang 3s
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring nina
  > olga hears tone ring again and again
09:31:10 nina answers
  > nina and olga hear each other
09:33:00 nina hangs up
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item2 olga promise1: reason talked
  > end olga: normal
# Ivan has gone home: after a minute anybody may have his.
09:59:00 ivan leaves
10:01:00 later
  item.offered shop item3 olga promise2: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:33:00)
  > ring olga at browser
10:01:03 olga answers
  > answer olga
  item.offer_ended shop item3 olga promise2: offer offer3, verdict accepted, rang 3s
  attempt.started shop item3 olga promise2: attempt attempt2, n 1
  > ring maria
  > olga hears tone ring again and again
10:01:10 maria answers
  > maria and olga hear each other
10:03:00 maria hangs up
  attempt.ended shop item3 olga promise2: attempt attempt2, outcome talked, cause normal
  promise.closed shop item3 olga promise2: reason talked
  > end olga: normal
# Olga does not take what she agreed to: it goes to Ivan at once.
10:04:00 ivan starts browser
10:04:00 olga agrees vasyl 10:05:00 mine
  promise.opened shop olga promise3: kind requested, cause agreed, number vasyl, origin_at 10:04:00, due_at 10:05:00, owner olga
  -- 10:05:00
  item.offered shop item4 olga promise3: offer offer4, device browser, (rule agreed, eligible 1, idle_since 10:03:00)
  > ring olga at browser
10:05:03 olga declines busy
  item.offer_ended shop item4 olga promise3: offer offer4, verdict declined, reason busy, rang 3s
  item.offered shop item4 ivan promise3: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:00:01)
  > end olga: declined
  > ring ivan at browser
