# Among lines the older need comes first, counted by the lines' weights and with what a line adds to every
# age (product.md 5.2).
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none
08:59:00 line gold skill=sales wrap=none weight=3
08:59:00 line late skill=sales wrap=none bonus=60s
08:59:00 number 100 line=shop
08:59:00 number 200 line=gold
08:59:00 number 300 line=late
09:01:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:01:20 maria calls 200
  > answer maria
  > maria hears std_music again and again
09:01:30 taras calls 300
  > answer taras
  > taras hears std_music again and again
# At 09:01:40 Petro counts 40 s, Maria three times 20 s, Taras 10 s and 60 s more.
09:01:40 agent olga sales=3
09:01:40 olga starts browser
09:01:40 olga's browser comes
  item.offered late item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:40)
  > ring olga at browser
09:01:42 olga answers
  > answer olga
  item.offer_ended late item1 olga: offer offer1, verdict accepted, rang 2s
  > taras and olga hear each other
09:01:43 olga ends
  > end taras: normal
  > end olga: normal
  item.offered gold item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:01:43)
  > ring olga at browser
09:01:44 olga answers
  > answer olga
  item.offer_ended gold item2 olga: offer offer2, verdict accepted, rang 1s
  > maria and olga hear each other
09:01:45 olga ends
  > end maria: normal
  > end olga: normal
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:45)
  > ring olga at browser
