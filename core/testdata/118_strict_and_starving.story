# A strict line overtakes all that are not. But nobody waits for longer than the floor allows because others
# matter more (product.md 5.2, starvation bound).
show item.offered item.offer_ended
08:59:00 floor main starve=2m
08:59:00 line shop skill=sales wrap=none
08:59:00 line doctor skill=sales wrap=none strict
08:59:00 number 100 line=shop
08:59:00 number 200 line=doctor
09:01:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:01:10 taras calls 100
  > answer taras
  > taras hears std_music again and again
09:02:00 maria calls 200
  > answer maria
  > maria hears std_music again and again
09:02:10 agent olga sales=3
09:02:10 olga starts browser
09:02:10 olga's browser comes
  item.offered doctor item1 olga: offer offer1, device browser, (rule longest_idle, item strict, eligible 1, idle_since 09:02:10)
  > ring olga at browser
09:02:12 olga answers
  > answer olga
  item.offer_ended doctor item1 olga: offer offer1, verdict accepted, rang 2s
  > maria and olga hear each other
09:02:50 nina calls 200
  > answer nina
  > nina hears std_music again and again
# Petro has waited for two minutes: now he comes before Nina; Taras has not.
09:03:05 olga ends
  > end maria: normal
  > end olga: normal
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, item starving, eligible 1, idle_since 09:03:05)
  > ring olga at browser
09:03:06 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 1s
  > petro and olga hear each other
09:03:08 olga ends
  > end petro: normal
  > end olga: normal
  item.offered doctor item3 olga: offer offer3, device browser, (rule longest_idle, item strict, eligible 1, idle_since 09:03:08)
  > ring olga at browser
