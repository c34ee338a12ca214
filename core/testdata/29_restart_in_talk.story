# After a start Olga's leg is gone: Petro, whose leg is there, goes back to the head of the
# line. Then his own leg is gone in mid-talk: Ivan writes it up, and Petro is called back,
# for it was us who cut him off.
show item promise agent call.ended
08:59:00 line shop skill=sales wrap=20s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:00:30 ivan starts browser
  agent.presence ivan: presence online, device browser
  agent.device ivan: device browser, why not_connected
09:00:30 ivan's browser comes
  agent.device ivan: device browser, healthy
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:30)
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
  > petro and olga hear each other
09:02:00 restart keeping petro ivan
  agent.device item1 olga: device browser, why restart
  agent.slot item1 olga: slot idle, was 55s
  agent.presence olga: presence pause, reason lost_connection, kind system, device browser, was 2m0s
  item.closed shop item1 olga: talk 55s
  item.created shop item2: kind call, origin_at 09:01:00, parent item1, number petro
  item.enqueued shop item2: position 1
  item.offered shop item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:30)
  agent.slot item2 ivan: slot offered, was 1m30s
  > petro hears std_please_wait
  > ring ivan at browser
09:02:03 ivan answers
  agent.slot item2 ivan: slot connecting, was 3s
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 3s
  item.connected shop item2 ivan: waited 3s
  item.left shop item2 ivan: reason answered, waited 3s
  agent.slot item2 ivan: slot talking
  > petro and ivan hear each other
09:03:00 restart keeping ivan
  agent.slot item2 ivan: slot wrapup, was 57s
  promise.opened shop item2 promise1: kind missed, cause failed, number petro, origin_at 09:01:00, due_at 09:05:00
  > end ivan: normal
  call.ended shop item2: by system, cause restart
  -- 09:03:20
  item.wrapped shop item2 ivan: auto, wrap 20s
  item.closed shop item2 ivan: talk 57s
  agent.slot item2 ivan: slot idle, was 20s
09:04:00 later
