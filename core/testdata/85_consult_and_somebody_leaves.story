# Petro leaves while Ivan is asked: before he has answered, and after.
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
09:02:05 petro hangs up
  item.offer_ended shop item2 ivan: offer offer2, verdict rescinded, rang 5s
  item.left shop item2: reason cancelled, detail over, waited 5s
  agent.slot item2 ivan: slot idle, was 5s
  consult.ended shop item1: outcome over
  agent.slot item1 olga: slot wrapup, was 5s
  > end ivan: normal
  > stop file1
  > end olga: normal
  recording.closed shop item1 olga: recording file1, ms 1m0s
  call.ended shop item1: by caller, cause normal
09:02:10 olga finishes
  item.wrapped shop item1 olga: wrap 5s
  item.closed shop item1 olga: talk 55s, hold 5s
  agent.slot item1 olga: slot idle, was 5s
09:03:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item3: kind call, origin_at 09:03:00, number petro
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:02:10)
  agent.slot item3 olga: slot offered, was 50s
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
  item.offered shop item4 ivan: offer offer4, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item4 ivan: slot offered, was 1m5s
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
09:03:20 petro hangs up
  agent.slot item4 ivan: slot idle, was 5s
  item.closed shop item4 ivan: talk 5s
  consult.ended shop item3: outcome over
  agent.slot item3 olga: slot wrapup, was 5s
  > end ivan: normal
  > stop file2
  > end olga: normal
  recording.closed shop item3 olga: recording file2, ms 15s
  call.ended shop item3: by caller, cause normal
09:03:30 olga finishes
  item.wrapped shop item3 olga: wrap 10s
  item.closed shop item3 olga: talk 5s, hold 10s
  agent.slot item3 olga: slot idle, was 10s
# Ivan leaves: Petro is back with Olga. Ivan is lost: the same, and he is paused.
09:04:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item5: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item5: position 1
  item.offered shop item5 olga: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:03:30)
  agent.slot item5 olga: slot offered, was 30s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:04:05 olga answers
  agent.slot item5 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item5 olga: offer offer5, verdict accepted, rang 5s
  item.connected shop item5 olga: waited 5s
  item.left shop item5 olga: reason answered, waited 5s
  agent.slot item5 olga: slot talking
  call.answered shop item5 olga: leg olga
  recording.started shop item5 olga: recording file3
  > petro and olga hear each other
  > record file3: petro and olga
09:04:10 olga asks ivan
  call.held shop item5 olga: promised_until 09:05:10
  agent.slot item5 olga: slot held, was 5s
  item.created shop item6: kind consult, origin_at 09:04:00, parent item5, number petro
  item.offered shop item6 ivan: offer offer6, device browser, (rule consulted, eligible 1, idle_since 09:03:20)
  agent.slot item6 ivan: slot offered, was 50s
  consult.started shop item5 olga: item item6, to_agent ivan
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
  agent.slot item5 olga: slot consulting, was 5s
  consult.answered shop item5: leg ivan
  > olga and ivan hear each other
09:04:20 ivan ends
  agent.slot item6 ivan: slot idle, was 5s
  item.closed shop item6 ivan: talk 5s
  consult.ended shop item5: outcome left
  agent.slot item5 olga: slot held, was 5s
  call.resumed shop item5 olga: held 10s, promise kept
  agent.slot item5 olga: slot talking
  > end ivan: normal
  > olga hears nothing
  > petro and olga hear each other
09:04:30 olga asks ivan
  call.held shop item5 olga: promised_until 09:05:30
  agent.slot item5 olga: slot held, was 10s
  item.created shop item7: kind consult, origin_at 09:04:00, parent item5, number petro
  item.offered shop item7 ivan: offer offer7, device browser, (rule consulted, eligible 1, idle_since 09:04:20)
  agent.slot item7 ivan: slot offered, was 10s
  consult.started shop item5 olga: item item7, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:04:35 ivan answers
  agent.slot item7 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item7 ivan: offer offer7, verdict accepted, rang 5s
  item.connected shop item7 ivan: waited 5s
  item.left shop item7 ivan: reason answered, waited 5s
  agent.slot item7 ivan: slot talking
  agent.slot item5 olga: slot consulting, was 5s
  consult.answered shop item5: leg ivan
  > olga and ivan hear each other
09:04:40 ivan's phone fails
  agent.slot item7 ivan: slot idle, was 5s
  item.closed shop item7 ivan: talk 5s
  consult.ended shop item5: outcome left
  agent.slot item5 olga: slot held, was 5s
  call.resumed shop item5 olga: held 10s, promise kept
  agent.slot item5 olga: slot talking
  > olga hears nothing
  > petro and olga hear each other
09:04:50 ivan is ready
09:04:51 olga asks ivan
  call.held shop item5 olga: promised_until 09:05:51
  agent.slot item5 olga: slot held, was 11s
  item.created shop item8: kind consult, origin_at 09:04:00, parent item5, number petro
  item.offered shop item8 ivan: offer offer8, device browser, (rule consulted, eligible 1, idle_since 09:04:40)
  agent.slot item8 ivan: slot offered, was 11s
  consult.started shop item5 olga: item item8, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:04:55 ivan answers
  agent.slot item8 ivan: slot connecting, was 4s
  > answer ivan
  item.offer_ended shop item8 ivan: offer offer8, verdict accepted, rang 4s
  item.connected shop item8 ivan: waited 4s
  item.left shop item8 ivan: reason answered, waited 4s
  agent.slot item8 ivan: slot talking
  agent.slot item5 olga: slot consulting, was 4s
  consult.answered shop item5: leg ivan
  > olga and ivan hear each other
09:05:00 ivan's browser goes
  -- 09:05:30
  agent.slot item8 ivan: slot idle, was 35s
  item.closed shop item8 ivan: talk 35s
  consult.ended shop item5: outcome left
  agent.slot item5 olga: slot held, was 35s
  call.resumed shop item5 olga: held 39s, promise kept
  agent.slot item5 olga: slot talking
  > end ivan: media_lost
  > olga hears nothing
  > petro and olga hear each other
09:06:00 petro hangs up
  agent.slot item5 olga: slot wrapup, was 30s
  > stop file3
  > end olga: normal
  recording.closed shop item5 olga: recording file3, ms 1m55s
  call.ended shop item5: by caller, cause normal
