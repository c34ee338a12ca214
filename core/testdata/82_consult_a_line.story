# Olga asks whoever is free in a line. No figure of the line counts her question. The first one
# declines, the next answers.
show call consult item recording agent.slot
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more hold=1m
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
08:59:00 agent maria repair=2
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
09:01:10 maria starts browser
09:01:10 maria's browser comes
09:02:00 olga asks line service
  call.held shop item1 olga: promised_until 09:03:00
  agent.slot item1 olga: slot held, was 55s
  item.created service item2: kind consult, origin_at 09:01:00, parent item1, number petro
  item.enqueued service item2: position 1, consult
  consult.started shop item1 olga: item item2, to_line service
  item.offered service item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up maria, runner_up_idle_since 09:01:10)
  agent.slot item2 ivan: slot offered, was 2m0s
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:05 ivan declines busy
  item.offer_ended service item2 ivan: offer offer2, verdict declined, reason busy, rang 5s
  agent.slot item2 ivan: slot idle, was 5s
  item.offered service item2 maria: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:10)
  agent.slot item2 maria: slot offered, was 55s
  > end ivan: declined
  > ring maria at browser
09:02:10 maria answers
  agent.slot item2 maria: slot connecting, was 5s
  > answer maria
  item.offer_ended service item2 maria: offer offer3, verdict accepted, rang 5s
  item.connected service item2 maria: waited 10s
  item.left service item2 maria: reason answered, waited 10s
  agent.slot item2 maria: slot talking
  agent.slot item1 olga: slot consulting, was 10s
  consult.answered shop item1: leg maria
  > olga and maria hear each other
09:02:30 olga connects
  consult.ended shop item1: outcome connected
  call.resumed shop item1 olga: held 30s, promise kept
  item.transferred shop item1 olga: child item2, to_line service, to_agent maria, warm
  agent.slot item1 olga: slot wrapup, was 20s
  > petro and maria hear each other
  > end olga: normal
09:02:40 petro hangs up
  agent.slot item2 maria: slot wrapup, was 30s
  item.wrapped service item2 maria: auto
  item.closed service item2 maria: talk 30s
  agent.slot item2 maria: slot idle
  > stop file1
  > end maria: normal
  recording.closed shop item1 olga: recording file1, ms 1m35s
  call.ended service item2: by caller, cause normal
# Nobody is free: she waits and gives it up.
  -- 09:02:50
  item.wrapped shop item1 olga: auto, wrap 20s
  item.closed shop item1 olga: talk 55s, hold 30s
  agent.slot item1 olga: slot idle, was 20s
09:03:00 olga finishes
  no: floor.not_in_wrapup
09:03:00 ivan leaves
09:03:00 maria leaves
09:03:01 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item3: kind call, origin_at 09:03:01, number petro
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:02:50)
  agent.slot item3 olga: slot offered, was 11s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:03:05 olga answers
  agent.slot item3 olga: slot connecting, was 4s
  > answer olga
  item.offer_ended shop item3 olga: offer offer4, verdict accepted, rang 4s
  item.connected shop item3 olga: waited 4s
  item.left shop item3 olga: reason answered, waited 4s
  agent.slot item3 olga: slot talking
  call.answered shop item3 olga: leg olga
  recording.started shop item3 olga: recording file2
  > petro and olga hear each other
  > record file2: petro and olga
09:03:10 olga asks line service
  call.held shop item3 olga: promised_until 09:04:10
  agent.slot item3 olga: slot held, was 5s
  item.created service item4: kind consult, origin_at 09:03:01, parent item3, number petro
  item.enqueued service item4: position 1, consult
  consult.started shop item3 olga: item item4, to_line service
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
09:03:40 olga returns
  item.left service item4: reason cancelled, detail back, waited 30s
  consult.ended shop item3: outcome back
  call.resumed shop item3 olga: held 30s, promise kept
  agent.slot item3 olga: slot talking, was 30s
  > olga hears nothing
  > petro and olga hear each other
09:03:50 olga asks line service
  call.held shop item3 olga: promised_until 09:04:50
  agent.slot item3 olga: slot held, was 10s
  item.created service item5: kind consult, origin_at 09:03:01, parent item3, number petro
  item.enqueued service item5: position 1, consult
  consult.started shop item3 olga: item item5, to_line service
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
# The line is taken out of service meanwhile.
09:03:55 remove lin_service
  item.left service item5: reason cancelled, detail removed, waited 5s
  consult.ended shop item3: outcome removed
  > olga hears nothing
09:04:00 olga resumes
  call.resumed shop item3 olga: held 10s, promise kept
  agent.slot item3 olga: slot talking, was 10s
  > petro and olga hear each other
09:04:10 petro hangs up
  agent.slot item3 olga: slot wrapup, was 10s
  > stop file2
  > end olga: normal
  recording.closed shop item3 olga: recording file2, ms 1m5s
  call.ended shop item3: by caller, cause normal
