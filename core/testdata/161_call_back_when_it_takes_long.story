# A call back may be offered only to who will wait long (Offer.IfOverMS): here to those whose
# estimated wait is over four minutes. Who has a short wait is not sent away; it is looked at
# again every ten seconds whether it has grown.
show item promise
08:59:00 line shop skill=sales offers=30s if-over=4m wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:00:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  > petro and olga hear each other
09:00:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:00:10, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
09:00:15 nina calls 100
  item.created shop item3: kind call, origin_at 09:00:15, number nina
  item.enqueued shop item3: position 2
  > answer nina
  > nina hears std_music again and again
  -- 09:00:45
  > mind the keys of nina
  > nina hears std_callback_offer
09:00:50 nina presses 1
  item.left shop item3: reason callback_requested, waited 35s
  promise.opened shop item3 promise1: kind virtual_hold, cause callback_requested, number nina, origin_at 09:00:15, due_at 09:00:50
  > nina hears std_callback_saved
09:00:55 nina hears it out
  > end nina: normal
# Maria is next: three minutes, and no offer.
09:01:30 maria hangs up
  item.left shop item2: reason abandoned, waited 1m20s
  promise.opened shop item2 promise2: kind missed, cause abandoned, number maria, origin_at 09:00:10, due_at 09:03:30
