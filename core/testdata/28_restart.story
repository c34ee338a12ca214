# The process is started anew. Petro and Olga keep talking, Maria keeps her place with
# music; Taras's leg could not be brought back: his item failed and he is called back.
show item promise agent call.ended floor
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
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:01:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
09:01:20 taras calls 100
  item.created shop item3: kind call, origin_at 09:01:20, number taras
  item.enqueued shop item3: position 2
  > answer taras
  > taras hears std_music again and again
09:02:00 restart keeping petro olga maria
  floor.started: epoch 1, version 3, seed 1
  item.left shop item3: reason failed, detail restart, waited 40s
  promise.opened shop item3 promise1: kind missed, cause failed, number taras, origin_at 09:01:20, due_at 09:04:00
  call.ended shop item3: by system, cause restart
  floor.restored: legs 3, lost 1
  > petro and olga hear each other
  > maria hears std_music again and again
09:03:00 petro hangs up
  agent.slot item1 olga: slot wrapup, was 1m55s
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 1m55s
  agent.slot item1 olga: slot idle
  > end olga: normal
  call.ended shop item1: by caller, cause normal
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  agent.slot item2 olga: slot offered
  > ring olga at browser
09:03:05 olga answers
  agent.slot item2 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 1m55s
  item.left shop item2 olga: reason answered, waited 1m55s
  agent.slot item2 olga: slot talking
  > maria and olga hear each other
09:03:20 maria hangs up
  agent.slot item2 olga: slot wrapup, was 15s
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 15s
  agent.slot item2 olga: slot idle
  > end olga: normal
  call.ended shop item2: by caller, cause normal
