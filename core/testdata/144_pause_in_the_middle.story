# A pause or the end of the shift asked for in the middle of a return comes after it, as with any
# contact; one asked for while it rings comes when the ringing has ended.
show promise attempt agent.presence item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=20s keeps=agent-first
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
08:59:00 reason lunch kind=meal
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:01:00 olga starts browser
  agent.presence olga: presence online, device browser
09:01:00 olga's browser comes
09:02:20 later
  item.offered shop item2 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  > ring olga at browser
09:02:23 olga pauses lunch
  -- 09:02:35
  item.offer_ended shop item2 olga promise1: offer offer1, verdict no_answer, rang 15s
  agent.presence olga: presence pause, reason lunch, kind meal, device browser, was 1m35s
  > end olga: no_answer
09:02:40 olga is ready
  agent.presence olga: presence online, device browser, was 5s
  -- 09:03:05
  item.offered shop item2 olga promise1: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  > ring olga at browser
09:03:10 later
09:03:15 olga answers
  > answer olga
  item.offer_ended shop item2 olga promise1: offer offer2, verdict accepted, rang 10s
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:03:18 olga pauses lunch
09:03:20 petro answers
  > petro and olga hear each other
09:04:00 petro hangs up
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item2 olga promise1: reason talked
  > end olga: normal
09:04:05 olga finishes
  agent.presence olga: presence pause, reason lunch, kind meal, device browser, was 1m25s
