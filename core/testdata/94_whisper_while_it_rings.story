# The supervisor whispers while Olga asks somebody: she hears that it rings, then both.
show consult ear
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more hold=1m
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
08:59:00 agent boss sales=1
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts browser
09:00:00 ivan's browser comes
09:01:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  > petro and olga hear each other
  > record file1: petro and olga
09:01:10 boss starts browser
09:01:10 boss's browser comes
09:01:20 boss listens to petro
  > ring boss at browser, to connect at once, only to listen
09:01:21 boss's phone answers
  ear.opened shop item1 boss: leg boss, mode listen, by boss
  > boss hears petro and olga
09:01:25 boss whispers to petro
  ear.changed shop item1 boss: leg boss, mode whisper, by boss
  > boss may speak
  > olga hears petro and boss
09:01:30 olga asks ivan
  consult.started shop item1 olga: item item2, to_agent ivan
  > petro hears nothing
  > olga and boss hear each other
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:01:32 boss listens to petro
  ear.changed shop item1 boss: leg boss, mode listen, by boss
  > boss hears nothing
09:01:33 boss whispers to petro
  ear.changed shop item1 boss: leg boss, mode whisper, by boss
  > olga and boss hear each other
09:01:35 ivan declines busy
  consult.ended shop item1: outcome declined
  > end ivan: declined
09:01:40 olga asks ivan
  consult.started shop item1 olga: item item3, to_agent ivan
  > olga hears tone ring again and again
  > ring ivan at browser
09:01:45 ivan answers
  > answer ivan
  consult.answered shop item1: leg ivan
  > olga hears ivan and boss
  > ivan hears olga
  > boss hears olga and ivan
09:01:50 olga connects
  consult.ended shop item1: outcome connected
  > petro hears ivan
  > ivan hears petro and boss
  > boss hears petro and ivan
  > end olga: normal
09:01:55 ivan asks olga
  no: floor.agent_busy
09:02:00 ivan holds
  > petro hears nothing
  > ivan and boss hear each other
  > petro hears std_music again and again
09:02:05 boss barges into petro
  ear.changed shop item3 boss: leg boss, mode barge, by boss
09:02:10 petro hangs up
  ear.closed shop item3 boss: leg boss, ms 49s, why over
  > stop file1
  > end ivan: normal
  > end boss: normal
