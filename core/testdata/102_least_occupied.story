# least_occupied: who was busy for the least time in the last hour, in whole windows of five
# minutes (product.md 5.3). What lies an hour back does not count any more.
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none strategy=least_occupied
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
# Olga talks for ten minutes, Ivan for one.
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule least_occupied, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  > petro and olga hear each other
09:01:10 maria calls 100
  item.offered shop item2 ivan: offer offer2, device browser, (rule least_occupied, eligible 1, idle_since 09:00:01)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:01:15 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  > maria and ivan hear each other
09:02:15 ivan ends
  > end maria: normal
  > end ivan: normal
09:11:05 olga ends
  > end petro: normal
  > end olga: normal
# Ivan is idle longer and was busy for less; he gets this one and, being still the less busy, the
# next.
09:12:00 taras calls 100
  item.offered shop item3 ivan: offer offer3, device browser, (rule least_occupied, eligible 2, key 65000, idle_since 09:02:15, runner_up olga, runner_up_key 605000, runner_up_idle_since 09:11:05)
  > answer taras
  > taras hears std_music again and again
  > ring ivan at browser
09:12:05 ivan answers
  > answer ivan
  item.offer_ended shop item3 ivan: offer offer3, verdict accepted, rang 5s
  > taras and ivan hear each other
09:12:35 ivan ends
  > end taras: normal
  > end ivan: normal
09:13:00 nina calls 100
  item.offered shop item4 ivan: offer offer4, device browser, (rule least_occupied, eligible 2, key 100000, idle_since 09:12:35, runner_up olga, runner_up_key 605000, runner_up_idle_since 09:11:05)
  > answer nina
  > nina hears std_music again and again
  > ring ivan at browser
09:13:05 ivan answers
  > answer ivan
  item.offer_ended shop item4 ivan: offer offer4, verdict accepted, rang 5s
  > nina and ivan hear each other
09:13:35 ivan ends
  > end nina: normal
  > end ivan: normal
# An hour later Olga's ten minutes are forgotten, and she is idle longer.
10:30:00 petro calls 100
  item.offered shop item5 olga: offer offer5, device browser, (rule least_occupied, eligible 2, idle_since 09:11:05, runner_up ivan, runner_up_idle_since 09:13:35)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
