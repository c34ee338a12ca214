# fewest_contacts: who has talked with the fewest people in this shift (product.md 5.3).
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none strategy=fewest_contacts
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule fewest_contacts, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  > petro and olga hear each other
09:01:10 olga ends
  > end petro: normal
  > end olga: normal
# Ivan has had nobody.
09:01:20 maria calls 100
  item.offered shop item2 ivan: offer offer2, device browser, (rule fewest_contacts, eligible 2, idle_since 09:00:01, runner_up olga, runner_up_key 1, runner_up_idle_since 09:01:10)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:01:25 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  > maria and ivan hear each other
09:01:30 ivan ends
  > end maria: normal
  > end ivan: normal
# Now both have had one: Olga is idle longer.
09:02:00 taras calls 100
  item.offered shop item3 olga: offer offer3, device browser, (rule fewest_contacts, eligible 2, key 1, idle_since 09:01:10, runner_up ivan, runner_up_key 1, runner_up_idle_since 09:01:30)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:02:05 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 5s
  > taras and olga hear each other
09:02:10 olga ends
  > end taras: normal
  > end olga: normal
09:02:20 nina calls 100
  item.offered shop item4 ivan: offer offer4, device browser, (rule fewest_contacts, eligible 2, key 1, idle_since 09:01:30, runner_up olga, runner_up_key 2, runner_up_idle_since 09:02:10)
  > answer nina
  > nina hears std_music again and again
  > ring ivan at browser
# A new shift begins anew.
09:02:25 nina hangs up
  item.offer_ended shop item4 ivan: offer offer4, verdict rescinded, rang 5s
  > end ivan: cancelled
09:03:00 olga leaves
09:03:10 olga starts browser
09:03:20 petro calls 100
  item.offered shop item5 olga: offer offer5, device browser, (rule fewest_contacts, eligible 2, idle_since 09:02:10, runner_up ivan, runner_up_key 1, runner_up_idle_since 09:01:30)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
