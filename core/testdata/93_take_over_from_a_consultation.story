# A supervisor takes a caller over in the middle of a consultation: whoever was asked is let go.
show call consult ear item agent.slot promise
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
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
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
09:01:10 boss starts browser
09:01:10 boss's browser comes
09:01:20 boss listens to petro
  agent.slot boss: slot listening, was 10s
  > ring boss at browser, to connect at once, only to listen
09:01:21 boss's phone answers
  ear.opened shop item1 boss: leg boss, mode listen, by boss
  > boss hears petro and olga
09:01:30 olga asks ivan
  call.held shop item1 olga: promised_until 09:02:30
  agent.slot item1 olga: slot held, was 25s
  item.created shop item2: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item2 ivan: offer offer2, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item2 ivan: slot offered, was 1m30s
  consult.started shop item1 olga: item item2, to_agent ivan
  > petro and olga are parted
  > boss hears nothing
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:01:35 ivan answers
  agent.slot item2 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 ivan: waited 5s
  item.left shop item2 ivan: reason answered, waited 5s
  agent.slot item2 ivan: slot talking
  agent.slot item1 olga: slot consulting, was 5s
  consult.answered shop item1: leg ivan
  > olga and ivan hear each other
  > boss hears olga and ivan
09:01:40 boss takes over petro
  agent.slot item2 ivan: slot idle, was 5s
  item.closed shop item2 ivan: talk 5s
  consult.ended shop item1: outcome taken_over
  ear.closed shop item1 boss: leg boss, ms 19s, why taken_over
  call.resumed shop item1 olga: held 10s, promise kept
  item.created shop item3: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item3, to_agent boss, taken_over
  agent.slot item1 olga: slot wrapup, was 5s
  item.connected shop item3 boss
  item.left shop item3 boss: reason answered
  agent.slot item3 boss: slot talking, was 20s
  > end ivan: normal
  > boss may speak
  > petro and boss hear each other
  > end olga: normal
09:02:00 boss ends
  agent.slot item3 boss: slot wrapup, was 20s
  item.wrapped shop item1 olga: auto, wrap 20s
  item.closed shop item1 olga: talk 25s, hold 10s
  agent.slot item1 olga: slot idle, was 20s
  > stop file1
  > end petro: normal
  > end boss: normal
  call.ended shop item3: by agent, cause normal
09:02:01 olga finishes
  no: floor.not_in_wrapup
09:02:10 boss finishes
  item.wrapped shop item3 boss: wrap 10s
  item.closed shop item3 boss: talk 20s
  agent.slot item3 boss: slot idle, was 10s
