# 5.4 A wait begins when the caller enters the line, not when his call came: what he spent in
# the menu is not waiting. The moment at which his need began is kept beside it, for his place.
show item
08:59:00 line shop skill=sales wrap=none
08:59:00 menu main v1 start=ask ; ask menu say=choose 1=sales>toShop timeout=10s tries=2 ; toShop enqueue line=shop
08:59:00 number 100 line=shop menu=main
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  > answer petro
  > mind the keys of petro
  > petro hears choose
09:00:20 petro presses 1
  item.enqueued shop item1: position 1
  > petro hears std_music again and again
09:00:30 olga starts browser
09:00:30 olga's browser comes
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:30)
  > ring olga at browser
09:00:33 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 3s
  item.connected shop item1 olga: waited 13s
  item.left shop item1 olga: reason answered, waited 13s
  > petro and olga hear each other
09:01:33 petro hangs up
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 1m0s
  > end olga: normal
