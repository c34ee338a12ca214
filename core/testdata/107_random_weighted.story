# random_weighted: by chance, in proportion to the agents' weights (product.md 5.3). The lots are
# drawn when an agent becomes free, and stand in the record; the same inputs draw the same.
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none strategy=random_weighted
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3 weight=1
08:59:00 agent ivan sales=3 weight=5
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule random_weighted, eligible 2, key 133228345, idle_since 09:00:00, runner_up ivan, runner_up_key 180479574, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:02 petro hangs up
  item.offer_ended shop item1 olga: offer offer1, verdict rescinded, rang 2s
  > end olga: cancelled
09:01:10 maria calls 100
  item.offered shop item2 ivan: offer offer2, device browser, (rule random_weighted, eligible 2, key 180479574, idle_since 09:00:01, runner_up olga, runner_up_key 4034253758, runner_up_idle_since 09:00:00)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:01:12 maria hangs up
  item.offer_ended shop item2 ivan: offer offer2, verdict rescinded, rang 2s
  > end ivan: cancelled
09:01:20 taras calls 100
  item.offered shop item3 ivan: offer offer3, device browser, (rule random_weighted, eligible 2, key 186825600, idle_since 09:00:01, runner_up olga, runner_up_key 4034253758, runner_up_idle_since 09:00:00)
  > answer taras
  > taras hears std_music again and again
  > ring ivan at browser
09:01:22 taras hangs up
  item.offer_ended shop item3 ivan: offer offer3, verdict rescinded, rang 2s
  > end ivan: cancelled
09:01:30 nina calls 100
  item.offered shop item4 ivan: offer offer4, device browser, (rule random_weighted, eligible 2, key 668087665, idle_since 09:00:01, runner_up olga, runner_up_key 4034253758, runner_up_idle_since 09:00:00)
  > answer nina
  > nina hears std_music again and again
  > ring ivan at browser
