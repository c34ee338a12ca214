# Olga says no, with a reason. That costs her nothing; the caller keeps his place and goes
# to Ivan. Olga is not asked for the same caller again within the delay.
show item agent
08:59:00 line shop skill=sales reoffer=30s
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
09:01:03 olga declines technical
  item.offer_ended shop item1 olga: offer offer1, verdict declined, reason technical, rang 3s
  agent.slot item1 olga: slot idle, was 3s
  item.offered shop item1 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:01)
  agent.slot item1 ivan: slot offered, was 1m2s
  > end olga: declined
  > ring ivan at browser
09:01:06 ivan declines busy
  item.offer_ended shop item1 ivan: offer offer2, verdict declined, reason busy, rang 3s
  agent.slot item1 ivan: slot idle, was 3s
  > end ivan: declined
# Both have said no. The delay of Olga ends first.
  -- 09:01:33
  item.offered shop item1 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00, excluded ivan by reoffer_delay)
  agent.slot item1 olga: slot offered, was 30s
  > ring olga at browser
09:01:40 olga answers
  agent.slot item1 olga: slot connecting, was 7s
  > answer olga
  item.offer_ended shop item1 olga: offer offer3, verdict accepted, rang 7s
  item.connected shop item1 olga: waited 40s
  item.left shop item1 olga: reason answered, waited 40s
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:01:41 ivan answers
  no: floor.no_such_offer
09:02:00 petro hangs up
  agent.slot item1 olga: slot wrapup, was 20s
  > end olga: normal
