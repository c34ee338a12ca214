# Petro was missed and is owed a call. Olga calls him of her own accord: the promise is kept.
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:30 petro hangs up
  item.left shop item1: reason abandoned, waited 30s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:30
  call.ended shop item1: by caller, cause normal
09:01:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:01:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:10 olga phones petro for shop
  agent.slot item2 olga: slot dialling, was 10s
  call.created shop item2: leg leg1, caller petro
  item.created shop item2: kind outgoing, origin_at 09:01:10, number petro
  > ring olga at browser, to connect at once
09:01:11 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:01:15 petro answers
  item.connected shop item2 olga
  item.left shop item2 olga: reason answered
  agent.slot item2 olga: slot talking, was 5s
  call.answered shop item2 olga: leg olga
  promise.closed shop item2 olga promise1: reason talked
  > petro and olga hear each other
09:02:00 petro hangs up
  agent.slot item2 olga: slot wrapup, was 45s
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 45s
  agent.slot item2 olga: slot idle
  > end olga: normal
  call.ended shop item2: by caller, cause normal
# A restart in the middle: before the answer nobody knows whether it rang; in the talk the
# person was cut off by us and is owed a call.
09:03:00 olga phones petro for shop
  agent.slot item3 olga: slot dialling, was 1m0s
  call.created shop item3: leg leg3, caller petro
  item.created shop item3: kind outgoing, origin_at 09:03:00, number petro
  > ring olga at browser, to connect at once
09:03:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:03:05 restart keeping olga
  floor.started: epoch 1, version 3, seed 1
  item.left shop item3 olga: reason failed, detail interrupted
  agent.slot item3 olga: slot idle, was 5s
  floor.restored: legs 1, lost 1
  > end olga: normal
  call.ended shop item3: by system, cause restart
09:04:00 olga phones petro for shop
  agent.slot item4 olga: slot dialling, was 55s
  call.created shop item4: leg leg5, caller petro
  item.created shop item4: kind outgoing, origin_at 09:04:00, number petro
  > ring olga at browser, to connect at once
09:04:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:04:05 petro answers
  item.connected shop item4 olga
  item.left shop item4 olga: reason answered
  agent.slot item4 olga: slot talking, was 5s
  call.answered shop item4 olga: leg olga
  > petro and olga hear each other
09:04:30 restart keeping olga petro
  floor.started: epoch 2, version 3, seed 1
  floor.restored: legs 2
  > petro and olga hear each other
09:05:00 restart keeping olga
  floor.started: epoch 3, version 3, seed 1
  agent.slot item4 olga: slot wrapup, was 55s
  item.wrapped shop item4 olga: auto
  item.closed shop item4 olga: talk 55s
  agent.slot item4 olga: slot idle
  promise.opened shop item4 promise2: kind missed, cause failed, number petro, origin_at 09:04:00, due_at 09:07:00
  floor.restored: legs 1, lost 1
  > end olga: normal
  call.ended shop item4: by system, cause restart
09:06:00 olga finishes
  no: floor.not_in_wrapup
