# Olga's browser does not come back. After half a minute Petro goes to the head of the line
# and to Ivan; it is one more item with the old origin. Olga is paused.
09:00:00 line shop skill=sales wrap=none
09:00:00 number 100 line=shop
09:00:00 agent olga sales=3
09:00:00 agent ivan sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  agent.slot item1 olga: slot talking
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
09:01:06 maria calls 100
  call.created shop: inbound, leg maria, did 100, caller maria
  item.created shop item2: kind call, origin_at 09:01:06, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
09:01:30 olga's browser goes
  agent.device item1 olga: device browser, why connection
  -- 09:02:00
  agent.slot item1 olga: slot idle, was 55s
  agent.presence olga: presence pause, reason lost_connection, kind system, device browser, was 2m0s
  item.closed shop item1 olga: talk 55s
  item.created shop item3: kind call, origin_at 09:01:00, parent item1, number petro
  item.enqueued shop item3: position 1
  > end olga: media_lost
  > petro hears std_please_wait
09:02:10 ivan starts browser
  agent.presence ivan: presence online, device browser
  agent.device ivan: device browser, why not_connected
09:02:10 ivan's browser comes
  agent.device ivan: device browser, healthy
  item.offered shop item3 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:02:10, excluded olga by pause)
  agent.slot item3 ivan: slot offered
  > ring ivan at browser
09:02:12 petro hears it out
  > petro hears std_music again and again
09:02:15 ivan answers
  agent.slot item3 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item3 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item3 ivan: waited 15s
  item.left shop item3 ivan: reason answered, waited 15s
  agent.slot item3 ivan: slot talking
  > petro and ivan hear each other
09:03:00 ivan ends
  agent.slot item3 ivan: slot wrapup, was 45s
  item.wrapped shop item3 ivan: auto
  item.closed shop item3 ivan: talk 45s
  agent.slot item3 ivan: slot idle
  > end petro: normal
  > end ivan: normal
  call.ended shop item3: by agent, cause normal
  item.offered shop item2 ivan: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00, excluded olga by pause)
  agent.slot item2 ivan: slot offered
  > ring ivan at browser
