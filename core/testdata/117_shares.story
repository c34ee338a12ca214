# shares: the floor may serve the line whose queue most exceeds its share of all queues that the same agents
# serve; the shares are as the people who come times the wait that is aimed at (product.md 5.2).
show item.offered
08:59:00 floor main pick=shares
08:59:00 line shop skill=sales wrap=none target=60s
08:59:00 line gold skill=sales wrap=none target=10s
08:59:00 number 100 line=shop
08:59:00 number 200 line=gold
# Six sevenths of who waits should wait in the shop. Three wait there, and one in gold, who is the
# younger and one too many.
09:01:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:01:01 taras calls 100
  > answer taras
  > taras hears std_music again and again
09:01:02 nina calls 100
  > answer nina
  > nina hears std_music again and again
09:01:20 maria calls 200
  > answer maria
  > maria hears std_music again and again
09:01:25 agent olga sales=3
09:01:25 olga starts browser
09:01:25 olga's browser comes
  item.offered gold item1 olga: offer offer1, device browser, (rule longest_idle, item shares, eligible 1, idle_since 09:01:25)
  > ring olga at browser
09:01:27 olga answers
  > answer olga
  > maria and olga hear each other
09:01:30 olga ends
  > end maria: normal
  > end olga: normal
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, item shares, eligible 1, idle_since 09:01:30)
  > ring olga at browser
