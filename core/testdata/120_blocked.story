# Whoever is on the tenant's list of blocked numbers hears that the line is busy, is counted, and is owed
# nothing (product.md 5.2, rejected_blacklist).
show item call promise
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:01:00 petro calls 100 blocked
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  call.listed shop item1: list blocked
  item.left shop item1: reason rejected_blocked
  > answer petro
  > petro hears tone busy
  -- 09:01:02.500
  > end petro: normal
  call.ended shop item1: by system, cause declined
09:01:10 maria calls 100
  call.created shop: inbound, leg maria, did 100, caller maria
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
