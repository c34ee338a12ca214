# A supervisor may give a waiting caller to one agent: he is offered to him as soon as he is free, before
# anybody else and whatever he can. If he does not take him, or is not free within five minutes, anybody
# may have the caller again (product.md 5.2).
show item
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  > petro and olga hear each other
09:01:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
09:01:12 taras calls 100
  item.created shop item3: kind call, origin_at 09:01:12, number taras
  item.enqueued shop item3: position 2
  > answer taras
  > taras hears std_music again and again
# Ivan has no such skill, and is free.
09:01:20 supervisor gives taras to ivan
  item.taken shop item3: to_agent ivan, by boss
  item.offered shop item3 ivan: offer offer2, device browser, (rule hand, item hand, eligible 1, idle_since 09:00:01)
  > ring ivan at browser
09:01:22 ivan declines wrong_skill
  item.offer_ended shop item3 ivan: offer offer2, verdict declined, reason wrong_skill, rang 2s
  > end ivan: declined
09:01:25 supervisor gives taras to olga
  item.taken shop item3: to_agent olga, by boss
09:01:30 olga ends
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 25s
  > end petro: normal
  > end olga: normal
  item.offered shop item3 olga: offer offer3, device browser, (rule hand, item hand, eligible 1, idle_since 09:01:30)
  > ring olga at browser
09:01:35 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 23s
  item.left shop item3 olga: reason answered, waited 23s
  > taras and olga hear each other
# Whom Olga does not get round to in five minutes is not forgotten.
09:01:40 supervisor gives maria to ivan
  item.taken shop item2: to_agent ivan, by boss
  item.offered shop item2 ivan: offer offer4, device browser, (rule hand, item hand, eligible 1, idle_since 09:00:01)
  > ring ivan at browser
09:01:41 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer4, verdict accepted, rang 1s
  item.connected shop item2 ivan: waited 31s
  item.left shop item2 ivan: reason answered, waited 31s
  > maria and ivan hear each other
09:01:45 nina calls 100
  item.created shop item4: kind call, origin_at 09:01:45, number nina
  item.enqueued shop item4: position 1
  > answer nina
  > nina hears std_music again and again
09:01:50 supervisor gives nina to olga
  item.taken shop item4: to_agent olga, by boss
09:01:52 ivan ends
  item.wrapped shop item2 ivan: auto
  item.closed shop item2 ivan: talk 11s
  > end maria: normal
  > end ivan: normal
09:01:55 agent ivan sales=1
09:02:00 ivan leaves
09:02:05 supervisor gives nina to ivan
  no: floor.agent_away
09:07:00 ivan starts browser
  item.offered shop item4 ivan: offer offer5, device browser, (rule longest_idle, item hand, eligible 1, idle_since 09:01:52)
  > ring ivan at browser
