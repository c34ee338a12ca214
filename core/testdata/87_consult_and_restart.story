# A restart in the middle of a consultation. All of it is said again, and what is gone is gone.
show call consult item recording agent.slot promise
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more hold=1m
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
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
  recording.started shop item1 olga: recording file1
  > petro and olga hear each other
  > record file1: petro and olga
09:02:00 olga asks ivan
  call.held shop item1 olga: promised_until 09:03:00
  agent.slot item1 olga: slot held, was 55s
  item.created shop item2: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item2 ivan: offer offer2, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item2 ivan: slot offered, was 2m0s
  consult.started shop item1 olga: item item2, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:02 restart keeping petro olga ivan
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > record file1: petro and olga
09:02:05 ivan answers
  agent.slot item2 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 ivan: waited 5s
  item.left shop item2 ivan: reason answered, waited 5s
  agent.slot item2 ivan: slot talking
  agent.slot item1 olga: slot consulting, was 5s
  consult.answered shop item1: leg ivan
  > olga and ivan hear each other
09:02:10 restart keeping petro olga ivan
  > petro hears std_music again and again
  > olga and ivan hear each other
  > record file1: petro and olga
09:02:20 olga confers
  call.resumed shop item1 olga: held 20s, promise kept
  call.conference shop item1 olga: leg ivan
  agent.slot item1 olga: slot talking, was 15s
  > petro hears olga and ivan
  > olga hears petro and ivan
  > ivan hears petro and olga
09:02:25 restart keeping petro olga ivan
  > petro hears olga and ivan
  > olga hears petro and ivan
  > ivan hears petro and olga
  > record file1: petro and olga
09:02:30 restart keeping petro olga
  agent.slot item2 ivan: slot idle, was 25s
  item.closed shop item2 ivan: talk 25s
  consult.ended shop item1: outcome left
  > petro and olga hear each other
  > record file1: petro and olga
09:02:40 ivan's browser comes
09:02:40 ivan is ready
09:02:41 olga asks ivan
  call.held shop item1 olga: promised_until 09:03:41
  agent.slot item1 olga: slot held, was 21s
  item.created shop item3: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item3 ivan: offer offer3, device browser, (rule consulted, eligible 1, idle_since 09:02:30)
  agent.slot item3 ivan: slot offered, was 11s
  consult.started shop item1 olga: item item3, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:45 ivan answers
  agent.slot item3 ivan: slot connecting, was 4s
  > answer ivan
  item.offer_ended shop item3 ivan: offer offer3, verdict accepted, rang 4s
  item.connected shop item3 ivan: waited 4s
  item.left shop item3 ivan: reason answered, waited 4s
  agent.slot item3 ivan: slot talking
  agent.slot item1 olga: slot consulting, was 4s
  consult.answered shop item1: leg ivan
  > olga and ivan hear each other
09:02:50 restart keeping petro ivan
  agent.slot item3 ivan: slot idle, was 5s
  item.closed shop item3 ivan: talk 5s
  consult.ended shop item1: outcome agent_lost
  agent.slot item1 olga: slot idle, was 5s
  item.closed shop item1 olga: talk 1m16s, hold 29s
  item.created shop item4: kind call, origin_at 09:01:00, parent item1, number petro
  item.enqueued shop item4: position 1
  > end ivan: normal
  > stop file1
  > petro hears std_please_wait
  recording.closed shop item1 olga: recording file1, ms 20s
09:03:00 olga's browser comes
09:03:00 olga is ready
  item.offered shop item4 olga: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:02:50)
  agent.slot item4 olga: slot offered, was 10s
  > ring olga at browser
09:03:05 olga answers
  agent.slot item4 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item4 olga: offer offer4, verdict accepted, rang 5s
  item.connected shop item4 olga: waited 15s
  item.left shop item4 olga: reason answered, waited 15s
  agent.slot item4 olga: slot talking
  recording.started shop item4 olga: recording file2
  > petro and olga hear each other
  > record file2: petro and olga
09:03:10 olga asks number dad
  call.held shop item4 olga: promised_until 09:04:10
  agent.slot item4 olga: slot held, was 5s
  consult.started shop item4 olga: to_number dad
  > petro and olga are parted
  > petro hears std_music again and again
  > ring dad
  > olga hears tone ring again and again
09:03:15 dad answers
  agent.slot item4 olga: slot consulting, was 5s
  consult.answered shop item4: leg dad
  > olga and dad hear each other
09:03:20 restart keeping petro olga dad
  > petro hears std_music again and again
  > olga and dad hear each other
  > record file2: petro and olga
09:03:25 restart keeping petro olga
  consult.ended shop item4: outcome left
  agent.slot item4 olga: slot held, was 10s
  call.resumed shop item4 olga: held 15s, promise kept
  agent.slot item4 olga: slot talking
  > olga hears nothing
  > petro and olga hear each other
  > record file2: petro and olga
09:03:30 olga asks number dad
  call.held shop item4 olga: promised_until 09:04:30
  agent.slot item4 olga: slot held, was 5s
  consult.started shop item4 olga: to_number dad
  > petro and olga are parted
  > petro hears std_music again and again
  > ring dad
  > olga hears tone ring again and again
09:03:32 restart keeping petro olga
  consult.ended shop item4: outcome interrupted
  > olga hears nothing
  > petro hears std_music again and again
  > record file2: petro and olga
09:03:40 restart keeping olga
  agent.slot item4 olga: slot wrapup, was 10s
  promise.opened shop item4 promise1: kind missed, cause failed, number petro, origin_at 09:01:00, due_at 09:05:40
  > stop file2
  > end olga: normal
  recording.closed shop item4 olga: recording file2, ms 8s
  call.ended shop item4: by system, cause restart
