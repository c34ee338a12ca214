# A restart while somebody listens; then only the supervisor is gone, then only Olga.
show call ear agent.slot
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
09:01:30 restart keeping petro olga boss
  > boss may speak
  > petro hears olga
  > olga hears petro and boss
  > boss hears petro and olga
  > record file1: petro and olga
09:01:40 restart keeping petro olga
  ear.closed shop item1 boss: leg boss, ms 19s, why restart
  agent.slot boss: slot idle, was 20s
  > olga and petro hear each other
  > record file1: petro and olga
09:01:50 boss's browser comes
09:01:50 boss is ready
09:02:00 boss barges into petro
  agent.slot boss: slot listening, was 20s
  > ring boss at browser, to connect at once
09:02:01 boss's phone answers
  ear.opened shop item1 boss: leg boss, mode barge, by boss
  > boss may speak
  > petro hears olga and boss
  > olga hears petro and boss
  > boss hears petro and olga
09:02:10 restart keeping petro boss
  agent.slot item1 olga: slot idle, was 1m5s
  > stop file1
  > boss hears nothing
  > petro hears std_please_wait
09:02:20 olga's browser comes
09:02:20 olga is ready
  agent.slot item2 olga: slot offered, was 10s
  > ring olga at browser
09:02:25 olga answers
  agent.slot item2 olga: slot connecting, was 5s
  > answer olga
  agent.slot item2 olga: slot talking
  > petro hears olga and boss
  > olga hears petro and boss
  > boss hears petro and olga
  > record file2: petro and olga
09:02:30 boss takes over petro
  ear.closed shop item2 boss: leg boss, ms 29s, why taken_over
  agent.slot item2 olga: slot wrapup, was 5s
  agent.slot item3 boss: slot talking, was 30s
  > petro and boss hear each other
  > end olga: normal
09:02:35 restart keeping petro boss
  > petro and boss hear each other
  > record file2: petro and boss
  -- 09:02:50
  agent.slot item2 olga: slot idle, was 20s
09:03:00 condemn petro
  agent.slot item3 boss: slot wrapup, was 30s
  > end boss: failed
  > stop file2
  > petro hears std_apology
