# top_down: by the order that agents are given in their settings; who has none comes last
# (product.md 5.3).
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none strategy=top_down
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3 order=2
08:59:00 agent nina sales=3 order=1
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:00:02 nina starts browser
09:00:02 nina's browser comes
09:01:00 petro calls 100
  item.offered shop item1 nina: offer offer1, device browser, (rule top_down, eligible 3, key 1, idle_since 09:00:02, runner_up ivan, runner_up_key 2, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring nina at browser
09:01:05 nina answers
  > answer nina
  item.offer_ended shop item1 nina: offer offer1, verdict accepted, rang 5s
  > petro and nina hear each other
09:01:10 maria calls 100
  item.offered shop item2 ivan: offer offer2, device browser, (rule top_down, eligible 2, key 2, idle_since 09:00:01, runner_up olga, runner_up_key 2147483648, runner_up_idle_since 09:00:00)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:01:15 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  > maria and ivan hear each other
09:01:20 taras calls 100
  item.offered shop item3 olga: offer offer3, device browser, (rule top_down, eligible 1, key 2147483648, idle_since 09:00:00)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
# Nina is first again as soon as she is free, though nobody has been free for less.
09:01:25 taras hangs up
  item.offer_ended shop item3 olga: offer offer3, verdict rescinded, rang 5s
  > end olga: cancelled
09:01:30 nina ends
  > end petro: normal
  > end nina: normal
09:01:35 taras calls 100
  item.offered shop item4 nina: offer offer4, device browser, (rule top_down, eligible 2, key 1, idle_since 09:01:30, runner_up olga, runner_up_key 2147483648, runner_up_idle_since 09:00:00)
  > answer taras
  > taras hears std_music again and again
  > ring nina at browser
