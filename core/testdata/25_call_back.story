# Olga keeps the promise with one key: she is kept free, her own leg comes first, then
# Petro's phone rings, as the line's number. They talk, and the promise is kept.
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s did=100
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
  call.ended shop item1: by caller, cause normal
09:02:30 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:02:30 olga's browser comes
  agent.device olga: device browser, healthy
09:03:00 olga calls back promise1
  agent.slot item2 olga: slot dialling, was 30s
  call.created shop item2 promise1: leg leg1, caller petro
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
09:03:01 olga's phone answers
  > ring petro as 100
  > olga hears tone ring again and again
09:03:03 petro rings
09:03:05 petro rings early
  > petro and olga hear each other
09:03:10 petro answers
  item.connected shop item2 olga promise1
  item.left shop item2 olga promise1: reason answered
  agent.slot item2 olga: slot talking, was 10s
  call.answered shop item2 olga promise1: leg olga
  recording.started shop item2 olga promise1: recording file1
  > record file1: petro and olga
09:05:00 petro hangs up
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item2 olga promise1: reason talked
  agent.slot item2 olga: slot wrapup, was 1m50s
  > stop file1
  > end olga: normal
  recording.closed shop item2 olga promise1: recording file1, ms 1m50s
  call.ended shop item2 promise1: by caller, cause normal
09:05:10 olga finishes
  item.wrapped shop item2 olga promise1: wrap 10s
  item.closed shop item2 olga promise1: talk 1m50s
  agent.slot item2 olga: slot idle, was 10s
