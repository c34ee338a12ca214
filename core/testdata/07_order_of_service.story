# Three wait. Who matters more comes first, then who came first with this need; Taras was
# cut off a moment ago and keeps his old place.
show item
08:59:00 line shop skill=sales wrap=none
08:59:00 line vip skill=sales priority=10 wrap=none
08:59:00 number 100 line=shop
08:59:00 number 300 line=vip
08:59:00 agent olga sales=3
09:00:00 taras calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number taras
  item.enqueued shop item1: position 1
  > answer taras
  > taras hears std_music again and again
09:00:10 petro calls 100
  item.created shop item2: kind call, origin_at 09:00:10, number petro
  item.enqueued shop item2: position 2
  > answer petro
  > petro hears std_music again and again
09:00:20 taras hangs up
  item.left shop item1: reason abandoned, waited 20s
09:00:30 maria calls 300
  item.created vip item3: kind call, origin_at 09:00:30, number maria
  item.enqueued vip item3: priority 10, position 1
  > answer maria
  > maria hears std_music again and again
09:00:50 taras calls 100
  item.created shop item4: kind call, origin_at 09:00:00, number taras
  item.enqueued shop item4: position 1
  > answer taras
  > taras hears std_music again and again
09:01:00 olga starts browser
09:01:00 olga's browser comes
  item.offered vip item3 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  > ring olga at browser
09:01:02 olga answers
  > answer olga
  item.offer_ended vip item3 olga: offer offer1, verdict accepted, rang 2s
  item.connected vip item3 olga: waited 32s
  item.left vip item3 olga: reason answered, waited 32s
  > maria and olga hear each other
09:01:10 maria hangs up
  item.wrapped vip item3 olga: auto
  item.closed vip item3 olga: talk 8s
  > end olga: normal
  item.offered shop item4 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:01:10)
  > ring olga at browser
09:01:12 olga answers
  > answer olga
  item.offer_ended shop item4 olga: offer offer2, verdict accepted, rang 2s
  item.connected shop item4 olga: waited 22s
  item.left shop item4 olga: reason answered, waited 22s
  > taras and olga hear each other
09:01:20 taras hangs up
  item.wrapped shop item4 olga: auto
  item.closed shop item4 olga: talk 8s
  > end olga: normal
  item.offered shop item2 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:20)
  > ring olga at browser
09:01:22 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer3, verdict accepted, rang 2s
  item.connected shop item2 olga: waited 1m12s
  item.left shop item2 olga: reason answered, waited 1m12s
  > petro and olga hear each other
09:01:30 petro hangs up
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 8s
  > end olga: normal
