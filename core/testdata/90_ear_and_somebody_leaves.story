# Petro hangs up while the supervisor whispers; Olga gives Petro away, and the ear stays with
# him; the supervisor stops; his browser is lost; his own telephone never answers.
show call ear item.transferred agent.slot
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more hold=1m
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
08:59:00 agent boss
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts browser
09:00:00 ivan's browser comes
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  agent.slot item1 olga: slot talking
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
  > record file1: petro and olga
09:01:10 boss starts browser
09:01:10 boss's browser comes
09:01:20 boss whispers to petro
  agent.slot boss: slot listening, was 10s
  > ring boss at browser, to connect at once
09:01:21 boss's phone answers
  ear.opened shop item1 boss: leg boss, mode whisper, by boss
  > boss may speak
  > olga hears petro and boss
  > boss hears petro and olga
09:01:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 25s
  ear.closed shop item1 boss: leg boss, ms 9s, why over
  agent.slot boss: slot idle, was 10s
  > stop file1
  > end olga: normal
  > end boss: normal
  call.ended shop item1: by caller, cause normal
09:01:40 olga finishes
  agent.slot item1 olga: slot idle, was 10s
09:02:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  agent.slot item2 olga: slot offered, was 20s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:02:05 olga answers
  agent.slot item2 olga: slot connecting, was 5s
  > answer olga
  agent.slot item2 olga: slot talking
  call.answered shop item2 olga: leg olga
  > petro and olga hear each other
  > record file2: petro and olga
09:02:10 boss listens to petro
  agent.slot boss: slot listening, was 40s
  > ring boss at browser, to connect at once, only to listen
09:02:11 boss's phone answers
  ear.opened shop item2 boss: leg boss, mode listen, by boss
  > boss hears petro and olga
09:02:20 olga transfers to line service
  item.transferred shop item2 olga: child item3, to_line service
  agent.slot item2 olga: slot wrapup, was 15s
  agent.slot item3 ivan: slot offered, was 2m20s
  > boss hears nothing
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:02:25 ivan answers
  agent.slot item3 ivan: slot connecting, was 5s
  > answer ivan
  agent.slot item3 ivan: slot talking
  > petro and ivan hear each other
  > boss hears petro and ivan
09:02:30 boss stops listening
  ear.closed service item3 boss: leg boss, ms 19s, why left
  agent.slot boss: slot idle, was 20s
  > end boss: normal
09:02:40 boss listens to petro
  agent.slot boss: slot listening, was 10s
  agent.slot item2 olga: slot idle, was 20s
  > ring boss at browser, to connect at once, only to listen
  -- 09:03:00
  agent.slot boss: slot idle, was 20s
  > end boss: normal
09:03:10 boss listens to petro
  agent.slot boss: slot listening, was 10s
  > ring boss at browser, to connect at once, only to listen
09:03:11 boss's phone answers
  ear.opened service item3 boss: leg boss, mode listen, by boss
  > boss hears petro and ivan
09:03:20 boss's browser goes
  -- 09:03:50
  ear.closed service item3 boss: leg boss, ms 39s, why connection
  agent.slot boss: slot idle, was 40s
  > end boss: normal
09:04:00 boss's browser comes
09:04:00 boss is ready
09:04:10 boss whispers to petro
  agent.slot boss: slot listening, was 20s
  > ring boss at browser, to connect at once
09:04:11 boss's phone answers
  ear.opened service item3 boss: leg boss, mode whisper, by boss
  > boss may speak
  > ivan hears petro and boss
  > boss hears petro and ivan
09:04:20 boss's phone fails
  ear.closed service item3 boss: leg boss, ms 9s, why failed
  agent.slot boss: slot idle, was 10s
  > ivan and petro hear each other
09:04:30 boss is ready
09:04:31 boss barges into petro
  agent.slot boss: slot listening, was 11s
  > ring boss at browser, to connect at once
09:04:32 boss barges into petro
09:04:33 boss's phone answers
  ear.opened service item3 boss: leg boss, mode barge, by boss
  > boss may speak
  > petro hears ivan and boss
  > ivan hears petro and boss
  > boss hears petro and ivan
09:04:40 ivan ends
  ear.closed service item3 boss: leg boss, ms 7s, why over
  agent.slot boss: slot idle, was 9s
  agent.slot item3 ivan: slot wrapup, was 2m15s
  agent.slot item3 ivan: slot idle
  > stop file2
  > end petro: normal
  > ivan hears nothing
  > end boss: normal
  > end ivan: normal
  call.ended service item3: by agent, cause normal
