# When nobody who may answer is signed in for as long as the line's grace, who waits does not wait for nothing
# (product.md 5.2, no_agents). A change of shifts within the grace is none; a pause is no absence.
show item promise agent.presence
08:59:00 reason lunch kind=meal
08:59:00 line shop skill=sales wrap=none nobody=30s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
09:00:00 olga's browser comes
09:00:10 olga pauses lunch
  agent.presence olga: presence pause, reason lunch, kind meal, device browser, was 10s
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:02:00 olga leaves
  agent.presence olga: presence offline, was 1m50s
09:02:20 olga starts browser
  agent.presence olga: presence online, device browser, was 20s
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  > ring olga at browser
09:02:21 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 1s
  item.connected shop item1 olga: waited 1m21s
  item.left shop item1 olga: reason answered, waited 1m21s
  > petro and olga hear each other
09:02:25 olga ends
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 4s
  > end petro: normal
  > end olga: normal
09:02:30 olga leaves
  agent.presence olga: presence offline, was 10s
09:03:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:03:00, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
  -- 09:03:30
  item.left shop item2: reason no_agents, waited 30s
  promise.opened shop item2 promise1: kind missed, cause no_agents, number maria, origin_at 09:03:00, due_at 09:05:30
  > maria hears std_all_busy
09:03:40 taras calls 100
  item.created shop item3: kind call, origin_at 09:03:40, number taras
  item.enqueued shop item3: position 1
  > answer taras
  > taras hears std_music again and again
09:03:50 taras hangs up
  item.left shop item3: reason abandoned, waited 10s
  promise.opened shop item3 promise2: kind missed, cause abandoned, number taras, origin_at 09:03:40, due_at 09:05:50
