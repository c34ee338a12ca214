# Things that end an attempt on our side: the agent's own phone does not answer, the agent
# gives up, another agent wants the same promise, the supervisor cancels it.
show attempt promise agent.slot
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
08:59:00 agent nina other=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:02:30 olga starts browser
09:02:30 olga's browser comes
09:02:30 ivan starts browser
09:02:30 ivan's browser comes
09:02:30 nina starts browser
09:02:30 nina's browser comes
09:03:00 olga calls back promise1
  agent.slot item2 olga: slot dialling, was 30s
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
09:03:01 ivan calls back promise1
  no: promise.number_busy
09:03:02 supervisor cancels promise1 other
  no: promise.in_attempt
  -- 09:03:20
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome agent_lost, cause no_answer
  agent.slot item2 olga: slot idle, was 20s
  > end olga: no_answer
09:03:30 nina calls back promise1
  no: floor.not_your_item
09:03:31 ivan calls back promise1
  agent.slot item3 ivan: slot dialling, was 1m1s
  attempt.started shop item3 ivan promise1: attempt attempt2, n 2
  > ring ivan at browser, to connect at once
09:03:32 ivan's phone answers
  > ring petro
  > ivan hears tone ring again and again
09:03:34 ivan ends
  attempt.ended shop item3 ivan promise1: attempt attempt2, outcome agent_lost, cause cancelled
  agent.slot item3 ivan: slot idle, was 3s
  > end petro: cancelled
  > end ivan: normal
09:04:00 supervisor cancels promise1 mistake
  no: promise.no_such_reason
09:04:01 supervisor cancels promise1 other
  promise.closed shop promise1: reason cancelled_by_supervisor, detail other
09:04:02 supervisor cancels promise1 other
  no: promise.not_open
