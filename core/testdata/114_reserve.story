# keep: a line leaves so many ready agents alone who have a skill that others need (product.md 5.3, reserve).
show item
08:59:00 line shop skill=sales wrap=none keep=gold:1
08:59:00 line gold skill=gold wrap=none
08:59:00 number 100 line=shop
08:59:00 number 200 line=gold
08:59:00 agent olga sales=3 gold=3
08:59:00 agent ivan sales=3 gold=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  > petro and olga hear each other
# Ivan is the reserve: Maria waits, and the line gold has him.
09:01:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
09:01:20 taras calls 200
  item.created gold item3: kind call, origin_at 09:01:20, number taras
  item.enqueued gold item3: position 1
  item.offered gold item3 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:01)
  > answer taras
  > taras hears std_music again and again
  > ring ivan at browser
09:01:25 ivan answers
  > answer ivan
  item.offer_ended gold item3 ivan: offer offer2, verdict accepted, rang 5s
  item.connected gold item3 ivan: waited 5s
  item.left gold item3 ivan: reason answered, waited 5s
  > taras and ivan hear each other
# Olga alone would be the reserve again; when both are free one of them goes.
09:01:30 olga ends
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 25s
  > end petro: normal
  > end olga: normal
09:01:40 ivan ends
  item.wrapped gold item3 ivan: auto
  item.closed gold item3 ivan: talk 15s
  > end taras: normal
  > end ivan: normal
  item.offered shop item2 olga: offer offer3, device browser, (rule longest_idle, eligible 2, idle_since 09:01:30, runner_up ivan, runner_up_idle_since 09:01:40)
  > ring olga at browser
