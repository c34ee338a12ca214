# A crash while Petro's phone was ringing: nobody knows what came of it. The attempt ends
# interrupted, the number stays locked for two minutes, and it is not retried at once.
show attempt promise item agent.slot
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:02:30 olga starts browser
09:02:30 olga's browser comes
09:03:00 olga calls back promise1
  agent.slot item2 olga: slot dialling, was 30s
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
09:03:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:03:03 petro rings
09:03:10 restart keeping olga
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome interrupted, cause restart, next_at 09:05:10
  item.left shop item2 olga promise1: reason failed, detail interrupted
  agent.slot item2 olga: slot idle, was 10s
  > end olga: normal
09:03:30 olga calls back promise1
  no: promise.number_busy
09:05:30 olga calls back promise1
  agent.slot item3 olga: slot dialling, was 2m20s
  item.created shop item3 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  attempt.started shop item3 olga promise1: attempt attempt2, n 2
  > ring olga at browser, to connect at once
