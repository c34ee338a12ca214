# most_skilled: the highest level of the line's skill wins, among equals the longest idle
# (product.md 5.3).
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none strategy=most_skilled
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=5 repair=2
08:59:00 agent nina sales=5
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:00:02 nina starts browser
09:00:02 nina's browser comes
09:01:00 petro calls 100
  item.offered shop item1 ivan: offer offer1, device browser, (rule most_skilled, eligible 3, key -5, idle_since 09:00:01, runner_up nina, runner_up_key -5, runner_up_idle_since 09:00:02)
  > answer petro
  > petro hears std_music again and again
  > ring ivan at browser
09:01:05 ivan answers
  > answer ivan
  item.offer_ended shop item1 ivan: offer offer1, verdict accepted, rang 5s
  > petro and ivan hear each other
09:01:10 maria calls 100
  item.offered shop item2 nina: offer offer2, device browser, (rule most_skilled, eligible 2, key -5, idle_since 09:00:02, runner_up olga, runner_up_key -3, runner_up_idle_since 09:00:00)
  > answer maria
  > maria hears std_music again and again
  > ring nina at browser
09:01:15 nina answers
  > answer nina
  item.offer_ended shop item2 nina: offer offer2, verdict accepted, rang 5s
  > maria and nina hear each other
09:01:20 taras calls 100
  item.offered shop item3 olga: offer offer3, device browser, (rule most_skilled, eligible 1, key -3, idle_since 09:00:00)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
