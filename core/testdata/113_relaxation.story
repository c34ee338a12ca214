# Relaxation: after a while a line is open to agents of a lower level, and later to those with another skill
# (product.md 5.3). The record says how many steps were open, and whom the level kept out before.
show item
08:59:00 line shop skill=sales level=4 wrap=none relax=20s:2,40s:0:repair ring=30s
08:59:00 number 100 line=shop
08:59:00 agent ivan sales=2
08:59:00 agent nina repair=5
09:00:00 ivan starts browser
09:00:00 ivan's browser comes
09:00:01 nina starts browser
09:00:01 nina's browser comes
# Nobody has level 4.
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
  -- 09:01:20
  item.offered shop item1 ivan: offer offer1, device browser, (rule longest_idle, step 1, eligible 1, idle_since 09:00:00)
  > ring ivan at browser
09:01:22 ivan answers
  > answer ivan
  item.offer_ended shop item1 ivan: offer offer1, verdict accepted, rang 2s
  item.connected shop item1 ivan: waited 22s
  item.left shop item1 ivan: reason answered, waited 22s
  > petro and ivan hear each other
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
  -- 09:02:40
  item.offered shop item2 nina: offer offer2, device browser, (rule longest_idle, step 2, eligible 1, idle_since 09:00:01)
  > ring nina at browser
09:02:45 nina answers
  > answer nina
  item.offer_ended shop item2 nina: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 nina: waited 45s
  item.left shop item2 nina: reason answered, waited 45s
  > maria and nina hear each other
# Olga can from the first moment.
09:03:00 agent olga sales=4
09:03:00 olga starts browser
09:03:00 olga's browser comes
09:03:05 ivan ends
  item.wrapped shop item1 ivan: auto
  item.closed shop item1 ivan: talk 1m43s
  > end petro: normal
  > end ivan: normal
09:03:10 taras calls 100
  item.created shop item3: kind call, origin_at 09:03:10, number taras
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
