# Olga asks somebody outside, and leaves Petro with him.
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
09:02:00 olga asks number dad
  call.held shop item1 olga: promised_until 09:03:00
  agent.slot item1 olga: slot held, was 55s
  consult.started shop item1 olga: to_number dad
  > petro and olga are parted
  > petro hears std_music again and again
  > ring dad
  > olga hears tone ring again and again
09:02:03 dad rings
09:02:05 dad rings early
  > olga and dad hear each other
09:02:10 dad answers
  agent.slot item1 olga: slot consulting, was 10s
  consult.answered shop item1: leg dad
09:02:15 olga dials 1
  > send 1 digits to dad
09:02:30 olga connects
  consult.ended shop item1: outcome connected
  call.resumed shop item1 olga: held 30s, promise kept
  item.created shop item2: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item2, to_number dad, warm
  agent.slot item1 olga: slot wrapup, was 20s
  item.left shop item2: reason sent_outside
  > petro and dad hear each other
  > end olga: normal
  -- 09:02:50
  item.wrapped shop item1 olga: auto, wrap 20s
  item.closed shop item1 olga: talk 55s, hold 30s
  agent.slot item1 olga: slot idle, was 20s
09:03:00 petro hangs up
  > end dad: normal
  call.ended shop item2: by caller, cause normal
  > stop file1
  recording.closed shop item1 olga: recording file1, ms 1m55s
09:03:10 olga finishes
  no: floor.not_in_wrapup
# Busy; nobody answers in forty seconds; he hangs up.
09:04:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item3: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:02:50)
  agent.slot item3 olga: slot offered, was 1m10s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:04:05 olga answers
  agent.slot item3 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item3 olga: offer offer2, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 5s
  item.left shop item3 olga: reason answered, waited 5s
  agent.slot item3 olga: slot talking
  call.answered shop item3 olga: leg olga
  recording.started shop item3 olga: recording file2
  > petro and olga hear each other
  > record file2: petro and olga
09:04:10 olga asks number dad
  call.held shop item3 olga: promised_until 09:05:10
  agent.slot item3 olga: slot held, was 5s
  consult.started shop item3 olga: to_number dad
  > petro and olga are parted
  > petro hears std_music again and again
  > ring dad
  > olga hears tone ring again and again
09:04:12 dad is busy
  consult.ended shop item3: outcome busy
  > olga hears nothing
09:04:15 olga resumes
  call.resumed shop item3 olga: held 5s, promise kept
  agent.slot item3 olga: slot talking, was 5s
  > petro and olga hear each other
09:04:20 olga asks number dad
  call.held shop item3 olga: promised_until 09:05:20
  agent.slot item3 olga: slot held, was 5s
  consult.started shop item3 olga: to_number dad
  > petro and olga are parted
  > petro hears std_music again and again
  > ring dad
  > olga hears tone ring again and again
  -- 09:05:00
  consult.ended shop item3: outcome no_answer
  > end dad: no_answer
  > olga hears nothing
09:05:05 olga asks number dad
  consult.started shop item3 olga: to_number dad
  > ring dad
  > olga hears tone ring again and again
09:05:10 dad answers
  agent.slot item3 olga: slot consulting, was 50s
  consult.answered shop item3: leg dad
  > olga and dad hear each other
09:05:20 dad hangs up
  consult.ended shop item3: outcome left
  agent.slot item3 olga: slot held, was 10s
  call.resumed shop item3 olga: held 1m0s, promise kept
  agent.slot item3 olga: slot talking
  > olga hears nothing
  > petro and olga hear each other
09:05:30 petro hangs up
  agent.slot item3 olga: slot wrapup, was 10s
  > stop file2
  > end olga: normal
  recording.closed shop item3 olga: recording file2, ms 1m25s
  call.ended shop item3: by caller, cause normal
