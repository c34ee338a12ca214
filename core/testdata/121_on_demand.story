# on_demand: an agent may be there for when nobody else can (product.md 5.1).
show item agent.presence
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
  agent.presence ivan: presence online, device browser
09:00:01 ivan's browser comes
09:00:10 olga is on demand
  agent.presence olga: presence on_demand, device browser, was 10s
# Olga is idle longer.
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 ivan: offer offer1, device browser, (rule longest_idle, eligible 2, in_tier 1, tier 1, idle_since 09:00:01, runner_up olga, runner_up_tier 9, runner_up_idle_since 09:00:00)
  > answer petro
  > petro hears std_music again and again
  > ring ivan at browser
09:01:05 ivan answers
  > answer ivan
  item.offer_ended shop item1 ivan: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 ivan: waited 5s
  item.left shop item1 ivan: reason answered, waited 5s
  > petro and ivan hear each other
09:01:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:01:15 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 5s
  item.left shop item2 olga: reason answered, waited 5s
  > maria and olga hear each other
09:01:20 olga ends
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 5s
  > end maria: normal
  > end olga: normal
09:01:30 olga is ready
  agent.presence olga: presence online, device browser, was 1m20s
09:01:40 taras calls 100
  item.created shop item3: kind call, origin_at 09:01:40, number taras
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:20)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
