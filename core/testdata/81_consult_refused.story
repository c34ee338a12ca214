# Whom Olga asks declines, lets it ring, cannot be reached; she is back with Petro on hold, whose
# clock runs on, and may ask somebody else at once.
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
09:02:05 ivan declines busy
  item.offer_ended shop item2 ivan: offer offer2, verdict declined, reason busy, rang 5s
  agent.slot item2 ivan: slot idle, was 5s
  item.left shop item2: reason cancelled, detail declined, waited 5s
  consult.ended shop item1: outcome declined
  > end ivan: declined
  > olga hears nothing
09:02:06 olga resumes
  call.resumed shop item1 olga: held 6s, promise kept
  agent.slot item1 olga: slot talking, was 6s
  > petro and olga hear each other
09:02:10 olga asks ivan
  call.held shop item1 olga: promised_until 09:03:10
  agent.slot item1 olga: slot held, was 4s
  item.created shop item3: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item3 ivan: offer offer3, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item3 ivan: slot offered, was 5s
  consult.started shop item1 olga: item item3, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
  -- 09:02:25
  item.offer_ended shop item3 ivan: offer offer3, verdict no_answer, rang 15s
  agent.slot item3 ivan: slot idle, was 15s
  item.left shop item3: reason cancelled, detail no_answer, waited 15s
  consult.ended shop item1: outcome no_answer
  > end ivan: no_answer
  > olga hears nothing
09:02:30 olga asks ivan
  item.created shop item4: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item4 ivan: offer offer4, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item4 ivan: slot offered, was 5s
  consult.started shop item1 olga: item item4, to_agent ivan
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:31 ivan's phone is unreachable
  item.offer_ended shop item4 ivan: offer offer4, verdict unreachable, reason unreachable, rang 1s
  agent.slot item4 ivan: slot idle, was 1s
  item.left shop item4: reason cancelled, detail unreachable, waited 1s
  consult.ended shop item1: outcome unreachable
  > olga hears nothing
09:02:35 olga asks ivan
  no: floor.device_down
09:02:36 ivan is ready
09:02:37 olga asks ivan
  item.created shop item5: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item5 ivan: offer offer5, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item5 ivan: slot offered, was 6s
  consult.started shop item1 olga: item item5, to_agent ivan
  > olga hears tone ring again and again
  > ring ivan at browser
  -- 09:02:52
  item.offer_ended shop item5 ivan: offer offer5, verdict no_answer, rang 15s
  agent.slot item5 ivan: slot idle, was 15s
  item.left shop item5: reason cancelled, detail no_answer, waited 15s
  consult.ended shop item1: outcome no_answer
  > end ivan: no_answer
  > olga hears nothing
  -- 09:03:10
  call.hold_late shop item1 olga: promised_until 09:03:10
  > petro hears std_hold_late
  -- 09:03:25
  > petro hears std_music again and again
09:03:40 olga returns
  call.resumed shop item1 olga: held 1m30s, promise broken
  agent.slot item1 olga: slot talking, was 1m30s
  > petro and olga hear each other
09:03:50 petro hangs up
  agent.slot item1 olga: slot wrapup, was 10s
  > stop file1
  > end olga: normal
  recording.closed shop item1 olga: recording file1, ms 2m45s
  call.ended shop item1: by caller, cause normal
09:03:51 olga asks ivan
  no: floor.not_talking
