# Olga gives Petro to somebody outside. He hears that it rings; they talk without us, and the
# file runs on.
show item call recording agent.slot promise
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more
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
09:02:00 olga transfers to number dad
  item.created shop item2: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item2, to_number dad
  agent.slot item1 olga: slot wrapup, was 55s
  > end olga: normal
  > ring dad
  > petro hears tone ring again and again
09:02:02 dad rings
09:02:04 dad rings early
  > petro and dad hear each other
09:02:10 dad answers
  item.left shop item2: reason sent_outside
  -- 09:02:20
  item.wrapped shop item1 olga: auto, wrap 20s
  item.closed shop item1 olga: talk 55s
  agent.slot item1 olga: slot idle, was 20s
09:03:00 dad hangs up
  > end petro: normal
  call.ended shop item2: by outside, cause normal
  > stop file1
  recording.closed shop item1 olga: recording file1, ms 1m55s
09:03:10 olga finishes
  no: floor.not_in_wrapup
# Busy; silent for forty seconds; no such number: he comes back with the reason.
09:04:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item3: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:02:20)
  agent.slot item3 olga: slot offered, was 1m40s
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
09:04:10 olga transfers to number dad
  item.created shop item4: kind call, origin_at 09:04:00, parent item3, number petro
  item.transferred shop item3 olga: child item4, to_number dad
  agent.slot item3 olga: slot wrapup, was 5s
  > end olga: normal
  > ring dad
  > petro hears tone ring again and again
09:04:12 dad is busy
  item.returned shop item4: giver olga, from_number dad, verdict busy
  item.wrapped shop item3 olga: auto, wrap 2s
  item.closed shop item3 olga: talk 5s
  agent.slot item3 olga: slot idle, was 2s
  item.offered shop item4 olga: offer offer3, device browser, (rule returned, eligible 1, idle_since 09:04:12)
  agent.slot item4 olga: slot offered
  > petro hears std_music again and again
  > ring olga at browser
09:04:15 olga answers
  agent.slot item4 olga: slot connecting, was 3s
  > answer olga
  item.offer_ended shop item4 olga: offer offer3, verdict accepted, rang 3s
  item.connected shop item4 olga: waited 3s
  item.left shop item4 olga: reason answered, waited 3s
  agent.slot item4 olga: slot talking
  > petro and olga hear each other
09:04:20 olga transfers to number dad
  item.created shop item5: kind call, origin_at 09:04:00, parent item4, number petro
  item.transferred shop item4 olga: child item5, to_number dad
  agent.slot item4 olga: slot wrapup, was 5s
  > end olga: normal
  > ring dad
  > petro hears tone ring again and again
  -- 09:04:40
  item.wrapped shop item4 olga: auto, wrap 20s
  item.closed shop item4 olga: talk 5s
  agent.slot item4 olga: slot idle, was 20s
  -- 09:05:00
  item.returned shop item5: giver olga, from_number dad, verdict no_answer
  item.offered shop item5 olga: offer offer4, device browser, (rule returned, eligible 1, idle_since 09:04:40)
  agent.slot item5 olga: slot offered, was 20s
  > end dad: no_answer
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  agent.slot item5 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item5 olga: offer offer4, verdict accepted, rang 5s
  item.connected shop item5 olga: waited 5s
  item.left shop item5 olga: reason answered, waited 5s
  agent.slot item5 olga: slot talking
  > petro and olga hear each other
09:05:10 olga transfers to number dad
  item.created shop item6: kind call, origin_at 09:04:00, parent item5, number petro
  item.transferred shop item5 olga: child item6, to_number dad
  agent.slot item5 olga: slot wrapup, was 5s
  > end olga: normal
  > ring dad
  > petro hears tone ring again and again
09:05:12 dad does not exist
  item.returned shop item6: giver olga, from_number dad, verdict invalid
  item.wrapped shop item5 olga: auto, wrap 2s
  item.closed shop item5 olga: talk 5s
  agent.slot item5 olga: slot idle, was 2s
  item.offered shop item6 olga: offer offer5, device browser, (rule returned, eligible 1, idle_since 09:05:12)
  agent.slot item6 olga: slot offered
  > petro hears std_music again and again
  > ring olga at browser
09:05:15 olga answers
  agent.slot item6 olga: slot connecting, was 3s
  > answer olga
  item.offer_ended shop item6 olga: offer offer5, verdict accepted, rang 3s
  item.connected shop item6 olga: waited 3s
  item.left shop item6 olga: reason answered, waited 3s
  agent.slot item6 olga: slot talking
  > petro and olga hear each other
# Petro hangs up while it rings; a restart forgets that it rings.
09:05:20 olga transfers to number dad
  item.created shop item7: kind call, origin_at 09:04:00, parent item6, number petro
  item.transferred shop item6 olga: child item7, to_number dad
  agent.slot item6 olga: slot wrapup, was 5s
  > end olga: normal
  > ring dad
  > petro hears tone ring again and again
09:05:25 petro hangs up
  item.left shop item7: reason abandoned
  promise.opened shop item7 promise1: kind missed, cause abandoned, number petro, origin_at 09:04:00, due_at 09:07:25
  > end dad: cancelled
  call.ended shop item7: by caller, cause normal
  > stop file2
  recording.closed shop item3 olga: recording file2, ms 1m20s
09:05:30 olga finishes
  item.wrapped shop item6 olga: wrap 10s
  item.closed shop item6 olga: talk 5s
  agent.slot item6 olga: slot idle, was 10s
09:06:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item8: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item8: position 1
  item.offered shop item8 olga: offer offer6, device browser, (rule longest_idle, eligible 1, idle_since 09:05:30)
  agent.slot item8 olga: slot offered, was 30s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:06:05 olga answers
  agent.slot item8 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item8 olga: offer offer6, verdict accepted, rang 5s
  item.connected shop item8 olga: waited 5s
  item.left shop item8 olga: reason answered, waited 5s
  agent.slot item8 olga: slot talking
  call.answered shop item8 olga: leg olga
  recording.started shop item8 olga: recording file3
  promise.closed shop item8 olga promise1: reason caller_reached_us
  > petro and olga hear each other
  > record file3: petro and olga
09:06:10 olga transfers to number dad
  item.created shop item9: kind call, origin_at 09:04:00, parent item8, number petro
  item.transferred shop item8 olga: child item9, to_number dad
  agent.slot item8 olga: slot wrapup, was 5s
  > end olga: normal
  > ring dad
  > petro hears tone ring again and again
09:06:15 restart keeping petro olga
  item.returned shop item9: giver olga, from_number dad, verdict interrupted
  item.wrapped shop item8 olga: auto, wrap 5s
  item.closed shop item8 olga: talk 5s
  agent.slot item8 olga: slot idle, was 5s
  item.offered shop item9 olga: offer offer7, device browser, (rule returned, eligible 1, idle_since 09:06:15)
  agent.slot item9 olga: slot offered
  > petro hears std_music again and again
  > record file3: petro and petro
  > ring olga at browser
09:06:20 olga answers
  agent.slot item9 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item9 olga: offer offer7, verdict accepted, rang 5s
  item.connected shop item9 olga: waited 5s
  item.left shop item9 olga: reason answered, waited 5s
  agent.slot item9 olga: slot talking
  > petro and olga hear each other
09:06:30 petro hangs up
  agent.slot item9 olga: slot wrapup, was 10s
  > stop file3
  > end olga: normal
  recording.closed shop item8 olga: recording file3, ms 15s
  call.ended shop item9: by caller, cause normal
