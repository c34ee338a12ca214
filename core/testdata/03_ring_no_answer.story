# Olga does not pick up. The call goes to Ivan and not back to Olga before the reoffer
# delay is over; the second time in a row costs her a pause.
show item agent
08:59:00 line shop skill=sales ring=15s reoffer=30s rona=2
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:00:01 ivan starts browser
  agent.presence ivan: presence online, device browser
  agent.device ivan: device browser, why not_connected
09:00:01 ivan's browser comes
  agent.device ivan: device browser, healthy
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
  -- 09:01:15
  item.offer_ended shop item1 olga: offer offer1, verdict no_answer, rang 15s
  agent.slot item1 olga: slot idle, was 15s
  item.offered shop item1 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:01)
  agent.slot item1 ivan: slot offered, was 1m14s
  > end olga: no_answer
  > ring ivan at browser
09:01:20 ivan answers
  agent.slot item1 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item1 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item1 ivan: waited 20s
  item.left shop item1 ivan: reason answered, waited 20s
  agent.slot item1 ivan: slot talking
  > petro and ivan hear each other
# The next caller: Olga is free longer and not barred from this one.
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item2 olga: slot offered, was 45s
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
  -- 09:02:15
  item.offer_ended shop item2 olga: offer offer3, verdict no_answer, rang 15s
  agent.slot item2 olga: slot idle, was 15s
  agent.presence olga: presence pause, reason rona, kind system, device browser, was 2m15s
  > end olga: no_answer
09:02:20 later
# Maria waits: Olga is paused, Ivan talks.
09:02:30 olga is ready
  agent.presence olga: presence online, device browser, was 15s
# The bar against Olga for Maria ends 30 s after the verdict.
  -- 09:02:45
  item.offered shop item2 olga: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item2 olga: slot offered, was 30s
  > ring olga at browser
09:02:50 olga answers
  agent.slot item2 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item2 olga: offer offer4, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 50s
  item.left shop item2 olga: reason answered, waited 50s
  agent.slot item2 olga: slot talking
  > maria and olga hear each other
09:03:10 maria hangs up
  agent.slot item2 olga: slot wrapup, was 20s
  > end olga: normal
