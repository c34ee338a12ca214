# The caller gives up while Olga's phone rings: nobody's fault. She is free at once, her
# count of unanswered offers and her place stay as they were.
show item agent promise
08:59:00 line shop skill=sales short=5s
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
09:01:03 petro hangs up
  item.offer_ended shop item1 olga: offer offer1, verdict rescinded, rang 3s
  item.left shop item1: reason abandoned, waited 3s, short
  agent.slot item1 olga: slot idle, was 3s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:01:00, due_at 09:03:03
  > end olga: cancelled
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item2 olga: slot offered, was 57s
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:02:04 olga answers
  agent.slot item2 olga: slot connecting, was 4s
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 4s
  item.connected shop item2 olga: waited 4s
  item.left shop item2 olga: reason answered, waited 4s
  agent.slot item2 olga: slot talking
  > maria and olga hear each other
09:02:30 maria hangs up
  agent.slot item2 olga: slot wrapup, was 26s
  > end olga: normal
