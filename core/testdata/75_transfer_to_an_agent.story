# Olga gives Petro to Ivan alone. He answers; the file runs on.
show item call recording agent.slot agent.presence promise
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more
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
09:02:00 olga transfers to ivan
  item.created shop item2: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item2, to_agent ivan
  agent.slot item1 olga: slot wrapup, was 55s
  item.offered shop item2 ivan: offer offer2, device browser, (rule handed_over, eligible 1, idle_since 09:00:00)
  agent.slot item2 ivan: slot offered, was 2m0s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:02:05 ivan answers
  agent.slot item2 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 ivan: waited 5s
  item.left shop item2 ivan: reason answered, waited 5s
  agent.slot item2 ivan: slot talking
  > petro and ivan hear each other
09:02:10 olga finishes
  item.wrapped shop item1 olga: wrap 10s
  item.closed shop item1 olga: talk 55s
  agent.slot item1 olga: slot idle, was 10s
09:03:00 petro hangs up
  agent.slot item2 ivan: slot wrapup, was 55s
  > stop file1
  > end ivan: normal
  recording.closed shop item1 olga: recording file1, ms 1m55s
  call.ended shop item2: by caller, cause normal
# He declines: Petro comes back to Olga, whose wrap-up ends by it. The reason stands on her desk.
  -- 09:03:20
  item.wrapped shop item2 ivan: auto, wrap 20s
  item.closed shop item2 ivan: talk 55s
  agent.slot item2 ivan: slot idle, was 20s
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
09:04:06 olga codes more
09:04:10 olga transfers to ivan
  item.created shop item4: kind call, origin_at 09:04:00, parent item3, number petro
  item.transferred shop item3 olga: child item4, to_agent ivan
  agent.slot item3 olga: slot wrapup, was 5s
  item.offered shop item4 ivan: offer offer4, device browser, (rule handed_over, eligible 1, idle_since 09:03:20)
  agent.slot item4 ivan: slot offered, was 50s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:04:15 ivan declines busy
  item.offer_ended shop item4 ivan: offer offer4, verdict declined, reason busy, rang 5s
  agent.slot item4 ivan: slot idle, was 5s
  item.returned shop item4: giver olga, from_agent ivan, verdict declined
  item.wrapped shop item3 olga: disposition more, auto, wrap 5s
  item.closed shop item3 olga: talk 5s
  agent.slot item3 olga: slot idle, was 5s
  item.offered shop item4 olga: offer offer5, device browser, (rule returned, eligible 1, idle_since 09:04:15)
  agent.slot item4 olga: slot offered
  > end ivan: declined
  > ring olga at browser
09:04:18 olga answers
  agent.slot item4 olga: slot connecting, was 3s
  > answer olga
  item.offer_ended shop item4 olga: offer offer5, verdict accepted, rang 3s
  item.connected shop item4 olga: waited 8s
  item.left shop item4 olga: reason answered, waited 8s
  agent.slot item4 olga: slot talking
  > petro and olga hear each other
09:05:00 petro hangs up
  agent.slot item4 olga: slot wrapup, was 42s
  > stop file2
  > end olga: normal
  recording.closed shop item3 olga: recording file2, ms 55s
  call.ended shop item4: by caller, cause normal
09:05:05 olga finishes
  item.wrapped shop item4 olga: disposition more, wrap 5s
  item.closed shop item4 olga: talk 42s
  agent.slot item4 olga: slot idle, was 5s
# He lets it ring, and she does not answer either: Petro waits at the head of the line.
09:06:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item5: kind call, origin_at 09:06:00, number petro
  item.enqueued shop item5: position 1
  item.offered shop item5 olga: offer offer6, device browser, (rule longest_idle, eligible 1, idle_since 09:05:05)
  agent.slot item5 olga: slot offered, was 55s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:06:05 olga answers
  agent.slot item5 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item5 olga: offer offer6, verdict accepted, rang 5s
  item.connected shop item5 olga: waited 5s
  item.left shop item5 olga: reason answered, waited 5s
  agent.slot item5 olga: slot talking
  call.answered shop item5 olga: leg olga
  recording.started shop item5 olga: recording file3
  > petro and olga hear each other
  > record file3: petro and olga
09:06:10 olga transfers to ivan
  item.created shop item6: kind call, origin_at 09:06:00, parent item5, number petro
  item.transferred shop item5 olga: child item6, to_agent ivan
  agent.slot item5 olga: slot wrapup, was 5s
  item.offered shop item6 ivan: offer offer7, device browser, (rule handed_over, eligible 1, idle_since 09:03:20)
  agent.slot item6 ivan: slot offered, was 1m55s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
  -- 09:06:25
  item.offer_ended shop item6 ivan: offer offer7, verdict no_answer, rang 15s
  agent.slot item6 ivan: slot idle, was 15s
  item.returned shop item6: giver olga, from_agent ivan, verdict no_answer
  item.wrapped shop item5 olga: auto, wrap 15s
  item.closed shop item5 olga: talk 5s
  agent.slot item5 olga: slot idle, was 15s
  item.offered shop item6 olga: offer offer8, device browser, (rule returned, eligible 1, idle_since 09:06:25)
  agent.slot item6 olga: slot offered
  > end ivan: no_answer
  > ring olga at browser
  -- 09:06:40
  item.offer_ended shop item6 olga: offer offer8, verdict no_answer, rang 15s
  agent.slot item6 olga: slot idle, was 15s
  item.enqueued shop item6: position 1
  > end olga: no_answer
09:07:10 petro hangs up
  item.left shop item6: reason abandoned, waited 30s
  promise.opened shop item6 promise1: kind missed, cause abandoned, number petro, origin_at 09:06:00, due_at 09:09:10
  call.ended shop item6: by caller, cause normal
  > stop file3
  recording.closed shop item5 olga: recording file3, ms 1m5s
09:08:00 olga is ready
09:08:00 ivan is ready
# Ivan's telephone cannot be reached.
09:08:10 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item7: kind call, origin_at 09:06:00, number petro
  item.enqueued shop item7: position 1
  item.offered shop item7 olga: offer offer9, device browser, (rule longest_idle, eligible 1, idle_since 09:06:25)
  agent.slot item7 olga: slot offered, was 1m30s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:08:15 olga answers
  agent.slot item7 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item7 olga: offer offer9, verdict accepted, rang 5s
  item.connected shop item7 olga: waited 5s
  item.left shop item7 olga: reason answered, waited 5s
  agent.slot item7 olga: slot talking
  call.answered shop item7 olga: leg olga
  recording.started shop item7 olga: recording file4
  promise.closed shop item7 olga promise1: reason caller_reached_us
  > petro and olga hear each other
  > record file4: petro and olga
09:08:20 olga transfers to ivan
  item.created shop item8: kind call, origin_at 09:06:00, parent item7, number petro
  item.transferred shop item7 olga: child item8, to_agent ivan
  agent.slot item7 olga: slot wrapup, was 5s
  item.offered shop item8 ivan: offer offer10, device browser, (rule handed_over, eligible 1, idle_since 09:03:20)
  agent.slot item8 ivan: slot offered, was 1m55s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:08:21 ivan's phone is unreachable
  item.offer_ended shop item8 ivan: offer offer10, verdict unreachable, reason unreachable, rang 1s
  agent.slot item8 ivan: slot idle, was 1s
  item.returned shop item8: giver olga, from_agent ivan, verdict unreachable
  item.wrapped shop item7 olga: auto, wrap 1s
  item.closed shop item7 olga: talk 5s
  agent.slot item7 olga: slot idle, was 1s
  item.offered shop item8 olga: offer offer11, device browser, (rule returned, eligible 1, idle_since 09:08:21)
  agent.slot item8 olga: slot offered
  > ring olga at browser
09:08:25 olga answers
  agent.slot item8 olga: slot connecting, was 4s
  > answer olga
  item.offer_ended shop item8 olga: offer offer11, verdict accepted, rang 4s
  item.connected shop item8 olga: waited 5s
  item.left shop item8 olga: reason answered, waited 5s
  agent.slot item8 olga: slot talking
  > petro and olga hear each other
09:08:30 petro hangs up
  agent.slot item8 olga: slot wrapup, was 5s
  > stop file4
  > end olga: normal
  recording.closed shop item7 olga: recording file4, ms 15s
  call.ended shop item8: by caller, cause normal
09:08:31 olga finishes
  item.wrapped shop item8 olga: wrap 1s
  item.closed shop item8 olga: talk 5s
  agent.slot item8 olga: slot idle, was 1s
  agent.presence ivan: presence pause, reason lost_connection, kind system, device browser, was 8m31s
# He is busy, away, or gone: that is said at once.
09:09:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item9: kind call, origin_at 09:09:00, number petro
  item.enqueued shop item9: position 1
  item.offered shop item9 olga: offer offer12, device browser, (rule longest_idle, eligible 1, idle_since 09:08:31)
  agent.slot item9 olga: slot offered, was 29s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:09:05 olga answers
  agent.slot item9 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item9 olga: offer offer12, verdict accepted, rang 5s
  item.connected shop item9 olga: waited 5s
  item.left shop item9 olga: reason answered, waited 5s
  agent.slot item9 olga: slot talking
  call.answered shop item9 olga: leg olga
  recording.started shop item9 olga: recording file5
  > petro and olga hear each other
  > record file5: petro and olga
09:09:10 olga transfers to ivan
  no: floor.agent_away
09:09:11 ivan leaves
  agent.presence ivan: presence offline, was 40s
09:09:12 olga transfers to ivan
  no: floor.agent_away
09:09:15 petro hangs up
  agent.slot item9 olga: slot wrapup, was 10s
  > stop file5
  > end olga: normal
  recording.closed shop item9 olga: recording file5, ms 10s
  call.ended shop item9: by caller, cause normal
