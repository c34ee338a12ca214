# Outside its hours a line takes nobody: the caller hears so, and is called back when it
# opens. Who waits already when it closes is served.
show item promise
08:00:00 calendar week daily=09:00-18:00 holiday=2026-01-07
08:00:00 line shop skill=sales calendar=week
08:00:00 number 100 line=shop
08:00:00 agent olga sales=3
08:30:00 petro calls 100
  item.created shop item1: kind call, origin_at 08:30:00, number petro
  item.left shop item1: reason closed_now
  promise.opened shop item1 promise1: kind missed, cause closed_now, number petro, origin_at 08:30:00, due_at 09:00:00
  > answer petro
  > petro hears std_closed
08:30:06 petro hears it out
  > end petro: normal
17:59:58 maria calls 100
  item.created shop item2: kind call, origin_at 17:59:58, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
18:00:30 olga starts browser
18:00:30 olga's browser comes
  item.offered shop item2 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 18:00:30)
  > ring olga at browser
18:00:35 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 37s
  item.left shop item2 olga: reason answered, waited 37s
  > maria and olga hear each other
18:01:00 maria hangs up
  > end olga: normal
# The next day but one is a holiday.
day 3
  -- day 1 18:01:30
  item.wrapped shop item2 olga: auto, wrap 30s
  item.closed shop item2 olga: talk 25s
10:00:00 taras calls 100
  item.created shop item3: kind call, origin_at 10:00:00, number taras
  item.left shop item3: reason closed_now
  promise.opened shop item3 promise2: kind missed, cause closed_now, number taras, origin_at 10:00:00, due_at day 4 09:00:00
  > answer taras
  > taras hears std_closed
10:00:05 taras hears it out
  > end taras: normal
