# A line is taken out of service: who waits hears an apology, who talks finishes, what was
# promised is cancelled.
show item promise agent.slot
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:10 nina calls 100
  item.created shop item1: kind call, origin_at 09:00:10, number nina
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 10s
  > answer nina
  > nina hears std_music again and again
  > ring olga at browser
09:00:12 nina hangs up
  item.offer_ended shop item1 olga: offer offer1, verdict rescinded, rang 2s
  item.left shop item1: reason abandoned, waited 2s, short
  agent.slot item1 olga: slot idle, was 2s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number nina, origin_at 09:00:10, due_at 09:02:12
  > end olga: cancelled
09:01:00 petro calls 100
  item.created shop item2: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item2 olga: slot offered, was 48s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:03 olga answers
  agent.slot item2 olga: slot connecting, was 3s
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 3s
  item.connected shop item2 olga: waited 3s
  item.left shop item2 olga: reason answered, waited 3s
  agent.slot item2 olga: slot talking
  > petro and olga hear each other
09:01:10 maria calls 100
  item.created shop item3: kind call, origin_at 09:01:10, number maria
  item.enqueued shop item3: position 1
  > answer maria
  > maria hears std_music again and again
09:02:00 remove lin_shop
  item.left shop item3: reason failed, detail removed, waited 50s
  promise.closed shop promise1: reason cancelled_by_supervisor, detail line_removed
  > maria hears std_apology
09:02:04 maria hears it out
  > end maria: normal
09:03:00 petro hangs up
  agent.slot item2 olga: slot wrapup, was 1m57s
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 1m57s
  agent.slot item2 olga: slot idle
  > end olga: normal
09:04:00 petro calls 100
  > end petro: not_found
