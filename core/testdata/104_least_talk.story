# least_talk: who has talked for the least time in this shift, hold not counted (product.md 5.3).
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none strategy=least_talk
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule least_talk, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  > petro and olga hear each other
09:01:10 maria calls 100
  item.offered shop item2 ivan: offer offer2, device browser, (rule least_talk, eligible 1, idle_since 09:00:01)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:01:15 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  > maria and ivan hear each other
# Olga talks for a minute, Ivan for half of one: he was idle for less, and is next.
09:01:45 ivan ends
  > end maria: normal
  > end ivan: normal
09:02:05 olga ends
  > end petro: normal
  > end olga: normal
09:02:30 taras calls 100
  item.offered shop item3 ivan: offer offer3, device browser, (rule least_talk, eligible 2, key 30000, idle_since 09:01:45, runner_up olga, runner_up_key 60000, runner_up_idle_since 09:02:05)
  > answer taras
  > taras hears std_music again and again
  > ring ivan at browser
