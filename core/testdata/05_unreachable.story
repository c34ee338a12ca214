# Olga's phone cannot be rung. That is not her fault: the device is unwell, there is no
# count against her, and she gets no calls until she says that she is there. Ten seconds
# later a rule pauses her, so that the supervisor sees it.
show item agent
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3 desk=t1
08:59:00 agent ivan sales=3
09:00:00 olga's desk comes
09:00:00 olga starts t1
  agent.presence olga: presence online, device t1
09:00:01 ivan starts browser
  agent.presence ivan: presence online, device browser
  agent.device ivan: device browser, why not_connected
09:00:01 ivan's browser comes
  agent.device ivan: device browser, healthy
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device t1, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at t1
09:01:01 olga's phone is busy
  item.offer_ended shop item1 olga: offer offer1, verdict unreachable, reason busy, rang 1s
  agent.slot item1 olga: slot idle, was 1s
  agent.device olga: device t1, why busy
  item.offered shop item1 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:01, excluded olga by device)
  agent.slot item1 ivan: slot offered, was 1m0s
  > ring ivan at browser
09:01:05 ivan answers
  agent.slot item1 ivan: slot connecting, was 4s
  > answer ivan
  item.offer_ended shop item1 ivan: offer offer2, verdict accepted, rang 4s
  item.connected shop item1 ivan: waited 5s
  item.left shop item1 ivan: reason answered, waited 5s
  agent.slot item1 ivan: slot talking
  > petro and ivan hear each other
  -- 09:01:11
  agent.presence olga: presence pause, reason lost_connection, kind system, device t1, was 1m11s
09:01:30 later
09:02:00 olga is ready
  agent.device olga: device t1, healthy
  agent.presence olga: presence online, device t1, was 49s
09:03:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:03:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer3, device t1, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item2 olga: slot offered, was 1m59s
  > answer maria
  > maria hears std_music again and again
  > ring olga at t1
09:03:02 olga's phone answers
  item.offer_ended shop item2 olga: offer offer3, verdict accepted, rang 2s
  item.connected shop item2 olga: waited 2s
  item.left shop item2 olga: reason answered, waited 2s
  agent.slot item2 olga: slot talking, was 2s
  > maria and olga hear each other
09:03:30 maria hangs up
  agent.slot item2 olga: slot wrapup, was 28s
  > end olga: normal
