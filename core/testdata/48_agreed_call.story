# Nina asks to be called at noon, by Olga. Nobody else has it on the desk until it is late.
# When Olga calls she asks again for another time: the promise goes on.
show promise attempt
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 nina calls 100
  > answer nina
  > nina hears std_music again and again
09:00:02 olga starts browser
09:00:02 olga's browser comes
  > ring olga at browser
09:00:05 olga answers
  > answer olga
  > nina and olga hear each other
09:00:30 olga agrees nina 12:00:00 mine
  promise.opened shop olga promise1: kind requested, cause agreed, number nina, origin_at 09:00:30, due_at 12:00:00, owner olga
09:00:40 nina hangs up
  > end olga: normal
12:00:10 olga calls back promise1
  attempt.started shop item1 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
12:00:12 olga's phone answers
  > ring nina
  > olga hears tone ring again and again
12:00:20 nina answers
  > nina and olga hear each other
12:00:40 olga agrees nina 15:00:00
  promise.agreed shop olga promise1: kind requested, due_at 15:00:00
12:01:00 nina hangs up
  attempt.ended shop item1 olga promise1: attempt attempt1, outcome talked, cause normal, next_at 15:00:00
  > end olga: normal
15:00:10 olga calls back promise1
  attempt.started shop item2 olga promise1: attempt attempt2, n 2
  > ring olga at browser, to connect at once
15:00:12 olga's phone answers
  > ring nina
  > olga hears tone ring again and again
15:00:20 nina answers
  > nina and olga hear each other
15:01:00 nina hangs up
  attempt.ended shop item2 olga promise1: attempt attempt2, outcome talked, cause normal
  promise.closed shop item2 olga promise1: reason talked
  > end olga: normal
# A call that was agreed absorbs a miss; she gets through by herself before it.
16:00:00 olga leaves
16:00:00 nina calls 100
  > answer nina
  > nina hears std_music again and again
16:00:20 nina hangs up
  promise.opened shop item3 promise2: kind missed, cause abandoned, number nina, origin_at 16:00:00, due_at 16:02:20
16:10:00 ivan agrees nina 18:00:00 mine
  promise.agreed shop ivan promise2: kind requested, due_at 18:00:00, owner ivan
17:00:00 ivan starts browser
17:00:00 ivan's browser comes
17:00:00 nina calls 100
  > answer nina
  > nina hears std_music again and again
  > ring ivan at browser
17:00:05 ivan answers
  > answer ivan
  promise.closed shop item4 ivan promise2: reason caller_reached_us
  > nina and ivan hear each other
17:01:00 nina hangs up
  > end ivan: normal
