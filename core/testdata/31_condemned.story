# An input about Petro's call made the core stumble. His item is closed with an apology and
# a promise; Olga is free again.
show item promise agent call.ended
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:03 condemn petro
  item.offer_ended shop item1 olga: offer offer1, verdict rescinded, rang 3s
  item.left shop item1: reason failed, detail panic, waited 3s
  agent.slot item1 olga: slot idle, was 3s
  promise.opened shop item1 promise1: kind missed, cause failed, number petro, origin_at 09:01:00, due_at 09:03:03
  > end olga: cancelled
  > petro hears std_apology
09:01:06 petro hears it out
  > end petro: normal
  call.ended shop item1: by system, cause failed
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item2 olga: slot offered, was 57s
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:02:03 olga answers
  agent.slot item2 olga: slot connecting, was 3s
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 3s
  item.connected shop item2 olga: waited 3s
  item.left shop item2 olga: reason answered, waited 3s
  agent.slot item2 olga: slot talking
  > maria and olga hear each other
09:02:30 condemn maria
  agent.slot item2 olga: slot wrapup, was 27s
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 27s
  agent.slot item2 olga: slot idle
  promise.opened shop item2 promise2: kind missed, cause failed, number maria, origin_at 09:02:00, due_at 09:04:30
  > end olga: failed
  > maria hears std_apology
09:02:33 maria hears it out
  > end maria: normal
  call.ended shop item2: by system, cause failed
