# Whoever is on the tenant's list of VIPs overtakes all who are not (product.md 5.2).
show item call.listed
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:01:10 maria calls 100 vip
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  call.listed shop item2: list vip
  item.enqueued shop item2: priority 1000, position 1
  > answer maria
  > maria hears std_music again and again
09:01:20 agent olga sales=3
09:01:20 olga starts browser
09:01:20 olga's browser comes
  item.offered shop item2 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:20)
  > ring olga at browser
09:01:22 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer1, verdict accepted, rang 2s
  item.connected shop item2 olga: waited 12s
  item.left shop item2 olga: reason answered, waited 12s
  > maria and olga hear each other
# Also when she is given to another line.
09:01:25 agent ivan repair=3
09:01:25 line service skill=repair wrap=none
09:01:25 number 200 line=service
09:01:30 taras calls 200
  item.created service item3: kind call, origin_at 09:01:30, number taras
  item.enqueued service item3: position 1
  > answer taras
  > taras hears std_music again and again
09:01:40 olga transfers to line service
  item.created service item4: kind call, origin_at 09:01:10, parent item2, number maria
  item.transferred shop item2 olga: child item4, to_line service
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 18s
  item.enqueued service item4: priority 1000, position 1
  > end olga: normal
  > maria hears std_music again and again
  item.offered shop item1 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:01:40)
  > ring olga at browser
09:01:50 ivan starts browser
09:01:50 ivan's browser comes
  item.offered service item4 ivan: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:50)
  > ring ivan at browser
