# Olga gives Petro to another line, unheard. Her contact is over, she writes it up; he waits there
# at his place by his first ring, in a child of the item; the recording goes on, and so does
# the outcome that she noted.
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
09:01:30 olga codes done
09:02:00 olga transfers to line service
  item.created service item2: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item2, to_line service
  agent.slot item1 olga: slot wrapup, was 55s
  item.enqueued service item2: position 1
  item.offered service item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item2 ivan: slot offered, was 2m0s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:02:04 ivan answers
  agent.slot item2 ivan: slot connecting, was 4s
  > answer ivan
  item.offer_ended service item2 ivan: offer offer2, verdict accepted, rang 4s
  item.connected service item2 ivan: waited 4s
  item.left service item2 ivan: reason answered, waited 4s
  agent.slot item2 ivan: slot talking
  > petro and ivan hear each other
09:02:10 olga finishes
  item.wrapped shop item1 olga: disposition done, wrap 10s
  item.closed shop item1 olga: talk 55s
  agent.slot item1 olga: slot idle, was 10s
09:03:00 petro hangs up
  agent.slot item2 ivan: slot wrapup, was 56s
  item.wrapped service item2 ivan: disposition done, auto
  item.closed service item2 ivan: talk 56s
  agent.slot item2 ivan: slot idle
  > stop file1
  > end ivan: normal
  recording.closed shop item1 olga: recording file1, ms 1m55s
  call.ended service item2: by caller, cause normal
# He gives up waiting there: somebody owes him a call.
09:04:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item3: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:02:10)
  agent.slot item3 olga: slot offered, was 1m50s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:04:05 olga answers
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
09:04:10 olga holds 1m
  call.held shop item3 olga: promised_until 09:05:10
  agent.slot item3 olga: slot held, was 5s
  > petro and olga are parted
  > petro hears std_music again and again
09:04:20 olga transfers to line service
  call.resumed shop item3 olga: held 10s, promise kept
  item.created service item4: kind call, origin_at 09:04:00, parent item3, number petro
  item.transferred shop item3 olga: child item4, to_line service
  agent.slot item3 olga: slot wrapup, was 10s
  item.enqueued service item4: position 1
  item.offered service item4 ivan: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  agent.slot item4 ivan: slot offered, was 1m20s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:04:25 ivan declines busy
  item.offer_ended service item4 ivan: offer offer4, verdict declined, reason busy, rang 5s
  agent.slot item4 ivan: slot idle, was 5s
  > end ivan: declined
09:04:40 petro hangs up
  item.left service item4: reason abandoned, waited 20s
  promise.opened service item4 promise1: kind missed, cause abandoned, number petro, origin_at 09:04:00, due_at 09:06:40
  call.ended service item4: by caller, cause normal
  item.wrapped shop item3 olga: auto, wrap 20s
  item.closed shop item3 olga: talk 5s, hold 10s
  agent.slot item3 olga: slot idle, was 20s
  > stop file2
  recording.closed shop item3 olga: recording file2, ms 35s
# What cannot be.
09:05:00 olga finishes
  no: floor.not_in_wrapup
09:05:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item5: kind call, origin_at 09:05:00, number petro
  item.enqueued shop item5: position 1
  item.offered shop item5 olga: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:04:40)
  agent.slot item5 olga: slot offered, was 20s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
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
09:05:10 olga transfers to line moon
  no: floor.no_such_line
09:05:11 olga transfers to olga
  no: floor.bad_target
09:05:12 olga transfers to number petro
  no: floor.bad_target
09:05:13 olga transfers to nobody
  no: floor.no_such_agent
09:05:20 petro hangs up
  agent.slot item5 olga: slot wrapup, was 15s
  > stop file3
  > end olga: normal
  recording.closed shop item5 olga: recording file3, ms 15s
  call.ended shop item5: by caller, cause normal
09:05:21 olga transfers to line service
  no: floor.not_talking
