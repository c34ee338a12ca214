# slack: the floor may prefer who has the least time left to the service level of his line (product.md 5.2).
show item.offered item.offer_ended
08:59:00 floor main pick=slack
08:59:00 line shop skill=sales wrap=none target=60s
08:59:00 line gold skill=sales wrap=none target=10s
08:59:00 number 100 line=shop
08:59:00 number 200 line=gold
09:01:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:01:20 maria calls 200
  > answer maria
  > maria hears std_music again and again
# Petro has 35 s left, Maria 5.
09:01:25 agent olga sales=3
09:01:25 olga starts browser
09:01:25 olga's browser comes
  item.offered gold item1 olga: offer offer1, device browser, (rule longest_idle, item slack, eligible 1, idle_since 09:01:25)
  > ring olga at browser
09:01:27 olga answers
  > answer olga
  item.offer_ended gold item1 olga: offer offer1, verdict accepted, rang 2s
  > maria and olga hear each other
09:01:30 olga ends
  > end maria: normal
  > end olga: normal
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, item slack, eligible 1, idle_since 09:01:30)
  > ring olga at browser
