# Ivan has a desk phone: he is told who is asking before he hears Olga.
show call consult item recording agent.slot
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more hold=1m
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3 desk=t1
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts t1
09:00:00 ivan's desk comes
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
09:02:00 olga asks ivan announcing petro
  call.held shop item1 olga: promised_until 09:03:00
  agent.slot item1 olga: slot held, was 55s
  item.created shop item2: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item2 ivan: offer offer2, device t1, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item2 ivan: slot offered, was 2m0s
  consult.started shop item1 olga: item item2, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at t1
09:02:05 ivan's phone answers
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 ivan: waited 5s
  item.left shop item2 ivan: reason answered, waited 5s
  agent.slot item2 ivan: slot talking, was 5s
  agent.slot item1 olga: slot consulting, was 5s
  consult.answered shop item1: leg ivan
  > ivan hears petro
09:02:06 olga confers
  no: floor.not_answered
09:02:09 ivan hears it out
  > olga and ivan hear each other
09:02:10 condemn petro
  agent.slot item2 ivan: slot idle, was 5s
  item.closed shop item2 ivan: talk 5s
  consult.ended shop item1: outcome failed
  agent.slot item1 olga: slot wrapup, was 5s
  > end ivan: normal
  > end olga: failed
  > stop file1
  > petro hears std_apology
  recording.closed shop item1 olga: recording file1, ms 1m5s
  -- 09:02:30
  item.wrapped shop item1 olga: auto, wrap 20s
  item.closed shop item1 olga: talk 55s, hold 10s
  agent.slot item1 olga: slot idle, was 20s
09:03:00 olga finishes
  no: floor.not_in_wrapup
