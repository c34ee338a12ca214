# All three talk. Olga leaves and the others go on; or Ivan leaves; or Petro, and it is over.
show call consult item recording agent.slot
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
09:02:10 olga confers
  call.resumed shop item1 olga: held 10s, promise kept
  call.conference shop item1 olga: leg ivan
  agent.slot item1 olga: slot talking, was 5s
  > petro hears olga and ivan
  > olga hears petro and ivan
  > ivan hears petro and olga
09:02:11 olga confers
09:02:12 olga holds
  no: floor.in_consultation
09:02:20 olga ends
  consult.ended shop item1: outcome connected
  item.transferred shop item1 olga: child item2, to_agent ivan, warm
  agent.slot item1 olga: slot wrapup, was 10s
  > petro and ivan hear each other
  > end olga: normal
09:02:30 ivan ends
  agent.slot item2 ivan: slot wrapup, was 25s
  > stop file1
  > end petro: normal
  > end ivan: normal
  recording.closed shop item1 olga: recording file1, ms 1m25s
  call.ended shop item2: by agent, cause normal
09:02:35 olga finishes
  item.wrapped shop item1 olga: wrap 15s
  item.closed shop item1 olga: talk 1m5s, hold 10s
  agent.slot item1 olga: slot idle, was 15s
  -- 09:02:50
  item.wrapped shop item2 ivan: auto, wrap 20s
  item.closed shop item2 ivan: talk 25s
  agent.slot item2 ivan: slot idle, was 20s
09:03:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item3: kind call, origin_at 09:03:00, number petro
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:02:35)
  agent.slot item3 olga: slot offered, was 25s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:03:05 olga answers
  agent.slot item3 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 5s
  item.left shop item3 olga: reason answered, waited 5s
  agent.slot item3 olga: slot talking
  call.answered shop item3 olga: leg olga
  recording.started shop item3 olga: recording file2
  > petro and olga hear each other
  > record file2: petro and olga
09:03:10 olga asks ivan
  call.held shop item3 olga: promised_until 09:04:10
  agent.slot item3 olga: slot held, was 5s
  item.created shop item4: kind consult, origin_at 09:03:00, parent item3, number petro
  item.offered shop item4 ivan: offer offer4, device browser, (rule consulted, eligible 1, idle_since 09:02:50)
  agent.slot item4 ivan: slot offered, was 20s
  consult.started shop item3 olga: item item4, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:03:15 ivan answers
  agent.slot item4 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item4 ivan: offer offer4, verdict accepted, rang 5s
  item.connected shop item4 ivan: waited 5s
  item.left shop item4 ivan: reason answered, waited 5s
  agent.slot item4 ivan: slot talking
  agent.slot item3 olga: slot consulting, was 5s
  consult.answered shop item3: leg ivan
  > olga and ivan hear each other
09:03:20 olga confers
  call.resumed shop item3 olga: held 10s, promise kept
  call.conference shop item3 olga: leg ivan
  agent.slot item3 olga: slot talking, was 5s
  > petro hears olga and ivan
  > olga hears petro and ivan
  > ivan hears petro and olga
09:03:30 ivan ends
  agent.slot item4 ivan: slot idle, was 15s
  item.closed shop item4 ivan: talk 15s
  consult.ended shop item3: outcome left
  > end ivan: normal
  > petro and olga hear each other
09:03:40 olga asks ivan
  call.held shop item3 olga: promised_until 09:04:40
  agent.slot item3 olga: slot held, was 20s
  item.created shop item5: kind consult, origin_at 09:03:00, parent item3, number petro
  item.offered shop item5 ivan: offer offer5, device browser, (rule consulted, eligible 1, idle_since 09:03:30)
  agent.slot item5 ivan: slot offered, was 10s
  consult.started shop item3 olga: item item5, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:03:45 ivan answers
  agent.slot item5 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item5 ivan: offer offer5, verdict accepted, rang 5s
  item.connected shop item5 ivan: waited 5s
  item.left shop item5 ivan: reason answered, waited 5s
  agent.slot item5 ivan: slot talking
  agent.slot item3 olga: slot consulting, was 5s
  consult.answered shop item3: leg ivan
  > olga and ivan hear each other
09:03:50 olga confers
  call.resumed shop item3 olga: held 10s, promise kept
  call.conference shop item3 olga: leg ivan
  agent.slot item3 olga: slot talking, was 5s
  > petro hears olga and ivan
  > olga hears petro and ivan
  > ivan hears petro and olga
09:04:00 olga returns
  agent.slot item5 ivan: slot idle, was 15s
  item.closed shop item5 ivan: talk 15s
  consult.ended shop item3: outcome back
  > end ivan: normal
  > petro and olga hear each other
09:04:10 olga asks ivan
  call.held shop item3 olga: promised_until 09:05:10
  agent.slot item3 olga: slot held, was 20s
  item.created shop item6: kind consult, origin_at 09:03:00, parent item3, number petro
  item.offered shop item6 ivan: offer offer6, device browser, (rule consulted, eligible 1, idle_since 09:04:00)
  agent.slot item6 ivan: slot offered, was 10s
  consult.started shop item3 olga: item item6, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:04:15 ivan answers
  agent.slot item6 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item6 ivan: offer offer6, verdict accepted, rang 5s
  item.connected shop item6 ivan: waited 5s
  item.left shop item6 ivan: reason answered, waited 5s
  agent.slot item6 ivan: slot talking
  agent.slot item3 olga: slot consulting, was 5s
  consult.answered shop item3: leg ivan
  > olga and ivan hear each other
09:04:20 olga confers
  call.resumed shop item3 olga: held 10s, promise kept
  call.conference shop item3 olga: leg ivan
  agent.slot item3 olga: slot talking, was 5s
  > petro hears olga and ivan
  > olga hears petro and ivan
  > ivan hears petro and olga
09:04:30 petro hangs up
  agent.slot item6 ivan: slot idle, was 15s
  item.closed shop item6 ivan: talk 15s
  consult.ended shop item3: outcome over
  agent.slot item3 olga: slot wrapup, was 10s
  > end ivan: normal
  > stop file2
  > end olga: normal
  recording.closed shop item3 olga: recording file2, ms 1m25s
  call.ended shop item3: by caller, cause normal
# With somebody outside.
  -- 09:04:50
  item.wrapped shop item3 olga: auto, wrap 20s
  item.closed shop item3 olga: talk 55s, hold 30s
  agent.slot item3 olga: slot idle, was 20s
09:05:00 olga finishes
  no: floor.not_in_wrapup
09:05:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item7: kind call, origin_at 09:05:00, number petro
  item.enqueued shop item7: position 1
  item.offered shop item7 olga: offer offer7, device browser, (rule longest_idle, eligible 1, idle_since 09:04:50)
  agent.slot item7 olga: slot offered, was 10s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  agent.slot item7 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item7 olga: offer offer7, verdict accepted, rang 5s
  item.connected shop item7 olga: waited 5s
  item.left shop item7 olga: reason answered, waited 5s
  agent.slot item7 olga: slot talking
  call.answered shop item7 olga: leg olga
  recording.started shop item7 olga: recording file3
  > petro and olga hear each other
  > record file3: petro and olga
09:05:10 olga asks number dad
  call.held shop item7 olga: promised_until 09:06:10
  agent.slot item7 olga: slot held, was 5s
  consult.started shop item7 olga: to_number dad
  > petro and olga are parted
  > petro hears std_music again and again
  > ring dad
  > olga hears tone ring again and again
09:05:15 dad answers
  agent.slot item7 olga: slot consulting, was 5s
  consult.answered shop item7: leg dad
  > olga and dad hear each other
09:05:20 olga confers
  call.resumed shop item7 olga: held 10s, promise kept
  call.conference shop item7 olga: leg dad
  agent.slot item7 olga: slot talking, was 5s
  > petro hears olga and dad
  > olga hears petro and dad
  > dad hears petro and olga
09:05:30 olga connects
  consult.ended shop item7: outcome connected
  item.created shop item8: kind call, origin_at 09:05:00, parent item7, number petro
  item.transferred shop item7 olga: child item8, to_number dad, warm
  agent.slot item7 olga: slot wrapup, was 10s
  item.left shop item8: reason sent_outside
  > petro and dad hear each other
  > end olga: normal
  -- 09:05:50
  item.wrapped shop item7 olga: auto, wrap 20s
  item.closed shop item7 olga: talk 15s, hold 10s
  agent.slot item7 olga: slot idle, was 20s
09:06:00 dad hangs up
  > end petro: normal
  call.ended shop item8: by outside, cause normal
  > stop file3
  recording.closed shop item7 olga: recording file3, ms 55s
