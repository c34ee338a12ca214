# What becomes of attempts: no answer waits longer each time, a busy tone is not a try, a
# number that does not exist closes the promise. After the last try it is closed too.
show attempt promise agent.slot
08:59:00 line shop skill=sales wrap=20s returns=2m,15m,2h
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:00:30 maria calls 100
  > answer maria
  > maria hears std_music again and again
09:00:40 maria hangs up
  promise.opened shop item2 promise2: kind missed, cause abandoned, number maria, origin_at 09:00:30, due_at 09:02:40
09:02:30 olga starts browser
09:02:30 olga's browser comes
09:03:00 olga calls back promise1
  agent.slot item3 olga: slot dialling, was 30s
  attempt.started shop item3 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
09:03:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:03:03 petro rings
# Nobody lets a phone ring for ever: 45 seconds.
  -- 09:03:46
  attempt.ended shop item3 olga promise1: attempt attempt1, outcome no_answer, cause no_answer, next_at 09:18:46
  agent.slot item3 olga: slot idle, was 46s
  > end petro: no_answer
  > end olga: normal
09:04:00 olga calls back promise1
  no: promise.cooling_down
09:04:10 olga calls back promise2
  agent.slot item4 olga: slot dialling, was 24s
  attempt.started shop item4 olga promise2: attempt attempt2, n 1
  > ring olga at browser, to connect at once
09:04:11 olga's phone answers
  > ring maria
  > olga hears tone ring again and again
09:04:12 maria does not exist
  attempt.ended shop item4 olga promise2: attempt attempt2, outcome invalid, cause not_found
  promise.closed shop item4 olga promise2: reason wrong_number
  agent.slot item4 olga: slot idle, was 2s
  > end olga: normal
09:19:00 olga calls back promise1
  agent.slot item5 olga: slot dialling, was 14m48s
  attempt.started shop item5 olga promise1: attempt attempt3, n 2
  > ring olga at browser, to connect at once
09:19:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:19:02 petro is busy
  attempt.ended shop item5 olga promise1: attempt attempt3, outcome busy, cause busy, next_at 09:21:02
  agent.slot item5 olga: slot idle, was 2s
  > end olga: normal
09:22:00 olga calls back promise1
  agent.slot item6 olga: slot dialling, was 2m58s
  attempt.started shop item6 olga promise1: attempt attempt4, n 3
  > ring olga at browser, to connect at once
09:22:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
09:22:30 petro lets it ring
  attempt.ended shop item6 olga promise1: attempt attempt4, outcome no_answer, cause no_answer, next_at 11:22:30
  agent.slot item6 olga: slot idle, was 30s
  > end olga: normal
11:30:00 olga calls back promise1
  agent.slot item7 olga: slot dialling, was 2h7m30s
  attempt.started shop item7 olga promise1: attempt attempt5, n 4
  > ring olga at browser, to connect at once
11:30:01 olga's phone answers
  > ring petro
  > olga hears tone ring again and again
11:30:30 petro lets it ring
  attempt.ended shop item7 olga promise1: attempt attempt5, outcome no_answer, cause no_answer
  promise.closed shop item7 olga promise1: reason unreachable, detail attempts
  agent.slot item7 olga: slot idle, was 30s
  > end olga: normal
11:31:00 olga calls back promise1
  no: promise.not_open
