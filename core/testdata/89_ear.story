# A supervisor listens, whispers, speaks to all, takes the caller over. His leg cannot be heard
# until he wants it to be.
show call ear item agent.slot leg.invited
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
09:00:00 boss listens to petro
  no: floor.not_talking
09:00:00 boss starts browser
09:00:00 boss's browser comes
09:00:01 boss listens to petro
  no: floor.not_talking
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  leg.invited shop item1 olga: leg leg1, device browser
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:02 boss listens to petro
  no: floor.not_talking
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  agent.slot item1 olga: slot talking
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
  > record file1: petro and olga
09:01:10 olga listens to petro
  no: floor.own_call
09:01:20 boss listens to petro
  agent.slot boss: slot listening, was 1m20s
  leg.invited shop item1 boss: leg leg2, device browser
  > ring boss at browser, to connect at once, only to listen
09:01:21 boss's phone answers
  ear.opened shop item1 boss: leg boss, mode listen, by boss
  > boss hears petro and olga
09:01:30 boss whispers to petro
  ear.changed shop item1 boss: leg boss, mode whisper, by boss
  > boss may speak
  > olga hears petro and boss
09:01:40 olga holds
  call.held shop item1 olga: promised_until 09:02:40
  agent.slot item1 olga: slot held, was 35s
  > petro hears nothing
  > olga and boss hear each other
  > petro hears std_music again and again
09:01:45 olga resumes
  call.resumed shop item1 olga: held 5s, promise kept
  agent.slot item1 olga: slot talking, was 5s
  > petro hears olga
  > olga hears petro and boss
  > boss hears petro and olga
09:01:50 boss barges into petro
  ear.changed shop item1 boss: leg boss, mode barge, by boss
  > petro hears olga and boss
09:02:00 boss listens to petro
  ear.changed shop item1 boss: leg boss, mode listen, by boss
  > petro and olga hear each other
09:02:10 olga asks ivan
  call.held shop item1 olga: promised_until 09:03:10
  agent.slot item1 olga: slot held, was 25s
  item.created shop item2: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item2 ivan: offer offer2, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item2 ivan: slot offered, was 2m10s
  leg.invited shop item1 ivan: leg leg3, device browser
  > petro and olga are parted
  > boss hears nothing
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:15 ivan answers
  agent.slot item2 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 ivan: waited 5s
  item.left shop item2 ivan: reason answered, waited 5s
  agent.slot item2 ivan: slot talking
  agent.slot item1 olga: slot consulting, was 5s
  > olga and ivan hear each other
  > boss hears olga and ivan
09:02:20 boss whispers to petro
  ear.changed shop item1 boss: leg boss, mode whisper, by boss
  > olga hears ivan and boss
09:02:25 olga confers
  call.resumed shop item1 olga: held 15s, promise kept
  call.conference shop item1 olga: leg ivan
  agent.slot item1 olga: slot talking, was 10s
  > petro hears olga and ivan
  > olga hears petro and ivan and boss
  > ivan hears petro and olga
  > boss hears petro and olga and ivan
09:02:26 boss barges into petro
  ear.changed shop item1 boss: leg boss, mode barge, by boss
  > petro hears olga and ivan and boss
  > ivan hears petro and olga and boss
09:02:30 ivan ends
  agent.slot item2 ivan: slot idle, was 15s
  item.closed shop item2 ivan: talk 15s
  > end ivan: normal
  > petro hears olga and boss
  > olga hears petro and boss
  > boss hears petro and olga
09:02:40 boss takes over petro
  ear.closed shop item1 boss: leg boss, ms 1m19s, why taken_over
  item.created shop item3: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item3, to_agent boss, taken_over
  agent.slot item1 olga: slot wrapup, was 15s
  item.connected shop item3 boss
  item.left shop item3 boss: reason answered
  agent.slot item3 boss: slot talking, was 1m20s
  > petro and boss hear each other
  > end olga: normal
09:02:50 olga finishes
  item.wrapped shop item1 olga: wrap 10s
  item.closed shop item1 olga: talk 1m15s, hold 20s
  agent.slot item1 olga: slot idle, was 10s
09:03:00 petro hangs up
  agent.slot item3 boss: slot wrapup, was 20s
  > stop file1
  > end boss: normal
  call.ended shop item3: by caller, cause normal
09:03:01 boss stops listening
  no: floor.not_listening
09:03:02 boss takes over petro
  no: floor.not_talking
