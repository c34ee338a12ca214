# Olga is lost while she asks Ivan: Petro goes back to the head of the line, Ivan is let go.
show call consult item recording agent.slot agent.presence
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more hold=1m
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
09:00:00 olga's browser comes
09:00:00 ivan starts browser
  agent.presence ivan: presence online, device browser
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
09:02:10 olga's phone fails
  agent.slot item2 ivan: slot idle, was 5s
  item.closed shop item2 ivan: talk 5s
  consult.ended shop item1: outcome agent_lost
  agent.slot item1 olga: slot idle, was 5s
  agent.presence olga: presence pause, reason lost_connection, kind system, device browser, was 2m10s
  item.closed shop item1 olga: talk 55s, hold 10s
  item.created shop item3: kind call, origin_at 09:01:00, parent item1, number petro
  item.enqueued shop item3: position 1
  > end ivan: normal
  > stop file1
  > petro hears std_please_wait
  recording.closed shop item1 olga: recording file1, ms 1m5s
09:02:20 olga is ready
  agent.presence olga: presence online, device browser, was 10s
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:02:10)
  agent.slot item3 olga: slot offered, was 10s
  > ring olga at browser
09:02:30 olga answers
  agent.slot item3 olga: slot connecting, was 10s
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 10s
  item.connected shop item3 olga: waited 20s
  item.left shop item3 olga: reason answered, waited 20s
  agent.slot item3 olga: slot talking
  recording.started shop item3 olga: recording file2
  > petro and olga hear each other
  > record file2: petro and olga
09:02:40 olga asks ivan
  call.held shop item3 olga: promised_until 09:03:40
  agent.slot item3 olga: slot held, was 10s
  item.created shop item4: kind consult, origin_at 09:01:00, parent item3, number petro
  item.offered shop item4 ivan: offer offer4, device browser, (rule consulted, eligible 1, idle_since 09:02:10)
  agent.slot item4 ivan: slot offered, was 30s
  consult.started shop item3 olga: item item4, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:45 olga's browser goes
  -- 09:02:55
  item.offer_ended shop item4 ivan: offer offer4, verdict no_answer, rang 15s
  agent.slot item4 ivan: slot idle, was 15s
  item.left shop item4: reason cancelled, detail no_answer, waited 15s
  consult.ended shop item3: outcome no_answer
  > end ivan: no_answer
  > olga hears nothing
  -- 09:03:15
  agent.slot item3 olga: slot idle, was 35s
  agent.presence olga: presence pause, reason lost_connection, kind system, device browser, was 55s
  item.closed shop item3 olga: talk 10s, hold 35s
  item.created shop item5: kind call, origin_at 09:01:00, parent item3, number petro
  item.enqueued shop item5: position 1
  > end olga: media_lost
  > stop file2
  > petro hears std_please_wait
  recording.closed shop item3 olga: recording file2, ms 45s
09:03:30 olga's browser comes
09:03:31 olga is ready
  agent.presence olga: presence online, device browser, was 16s
  item.offered shop item5 olga: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:03:15)
  agent.slot item5 olga: slot offered, was 16s
  > ring olga at browser
09:03:35 olga answers
  agent.slot item5 olga: slot connecting, was 4s
  > answer olga
  item.offer_ended shop item5 olga: offer offer5, verdict accepted, rang 4s
  item.connected shop item5 olga: waited 20s
  item.left shop item5 olga: reason answered, waited 20s
  agent.slot item5 olga: slot talking
  recording.started shop item5 olga: recording file3
  > petro and olga hear each other
  > record file3: petro and olga
# In a conference the others go on.
09:03:40 olga asks ivan
  call.held shop item5 olga: promised_until 09:04:40
  agent.slot item5 olga: slot held, was 5s
  item.created shop item6: kind consult, origin_at 09:01:00, parent item5, number petro
  item.offered shop item6 ivan: offer offer6, device browser, (rule consulted, eligible 1, idle_since 09:02:10)
  agent.slot item6 ivan: slot offered, was 45s
  consult.started shop item5 olga: item item6, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:03:45 ivan answers
  agent.slot item6 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item6 ivan: offer offer6, verdict accepted, rang 5s
  item.connected shop item6 ivan: waited 5s
  item.left shop item6 ivan: reason answered, waited 5s
  agent.slot item6 ivan: slot talking
  agent.slot item5 olga: slot consulting, was 5s
  consult.answered shop item5: leg ivan
  > olga and ivan hear each other
09:03:50 olga confers
  call.resumed shop item5 olga: held 10s, promise kept
  call.conference shop item5 olga: leg ivan
  agent.slot item5 olga: slot talking, was 5s
  > petro hears olga and ivan
  > olga hears petro and ivan
  > ivan hears petro and olga
# Her page reloads: nothing happens.
09:04:00 olga's browser goes
09:04:10 olga's browser comes
09:04:20 olga's phone fails
  consult.ended shop item5: outcome connected
  item.transferred shop item5 olga: child item6, to_agent ivan, warm
  agent.slot item5 olga: slot idle, was 30s
  agent.presence olga: presence pause, reason lost_connection, kind system, device browser, was 49s
  item.closed shop item5 olga: talk 35s, hold 10s
  > petro and ivan hear each other
09:05:00 petro hangs up
  agent.slot item6 ivan: slot wrapup, was 1m15s
  > stop file3
  > end ivan: normal
  recording.closed shop item5 olga: recording file3, ms 1m25s
  call.ended shop item6: by caller, cause normal
