# Who has fewer skills comes before who has more, however long either is idle (product.md 5.3): the
# generalist stays free for what only he can. Within a tier the longest idle comes first.
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent vera sales=5 repair=5 tax=5
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 vera starts browser
09:00:00 vera's browser comes
09:00:01 olga starts browser
09:00:01 olga's browser comes
09:00:02 ivan starts browser
09:00:02 ivan's browser comes
# Vera is free longest, and has three skills.
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 3, in_tier 2, tier 1, idle_since 09:00:01, runner_up ivan, runner_up_tier 1, runner_up_idle_since 09:00:02)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  > petro and olga hear each other
09:01:10 maria calls 100
  item.offered shop item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 2, in_tier 1, tier 1, idle_since 09:00:02, runner_up vera, runner_up_tier 3, runner_up_idle_since 09:00:00)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:01:15 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  > maria and ivan hear each other
# Only she is left.
09:01:20 taras calls 100
  item.offered shop item3 vera: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  > answer taras
  > taras hears std_music again and again
  > ring vera at browser
09:01:30 taras hangs up
  item.offer_ended shop item3 vera: offer offer3, verdict rescinded, rang 10s
  > end vera: cancelled
# A line may call all equal.
09:02:00 line shop skill=sales wrap=none equal
09:02:05 olga ends
  > end petro: normal
  > end olga: normal
09:02:10 nina calls 100
  item.offered shop item4 vera: offer offer4, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up olga, runner_up_idle_since 09:02:05)
  > answer nina
  > nina hears std_music again and again
  > ring vera at browser
