# A restart in the middle of a transfer: Petro waits on, the offer is nobody's fault.
show item promise agent.slot floor.restored
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
09:02:03 restart keeping petro olga
  item.offer_ended shop item2 ivan: offer offer2, verdict unreachable, reason restart, rang 3s
  agent.slot item2 ivan: slot idle, was 3s
  floor.restored: legs 1, lost 1
  item.returned shop item2: giver olga, from_agent ivan, verdict unreachable
  item.wrapped shop item1 olga: auto, wrap 3s
  item.closed shop item1 olga: talk 55s
  agent.slot item1 olga: slot idle, was 3s
  item.offered shop item2 olga: offer offer3, device browser, (rule returned, eligible 1, idle_since 09:02:03)
  agent.slot item2 olga: slot offered
  > petro hears std_music again and again
  > record file1: petro and petro
  > ring olga at browser
09:02:10 olga answers
  agent.slot item2 olga: slot connecting, was 7s
  > answer olga
  item.offer_ended shop item2 olga: offer offer3, verdict accepted, rang 7s
  item.connected shop item2 olga: waited 10s
  item.left shop item2 olga: reason answered, waited 10s
  agent.slot item2 olga: slot talking
  > petro and olga hear each other
09:02:20 olga transfers to line service
  item.created service item3: kind call, origin_at 09:01:00, parent item2, number petro
  item.transferred shop item2 olga: child item3, to_line service
  agent.slot item2 olga: slot wrapup, was 10s
  item.enqueued service item3: position 1
  > end olga: normal
  > petro hears std_music again and again
09:02:25 restart keeping petro olga ivan
  floor.restored: legs 1
  > petro hears std_music again and again
  > record file1: petro and petro
09:02:30 ivan answers
  no: floor.no_such_offer
09:02:40 restart keeping olga ivan
  item.left service item3: reason failed, detail restart, waited 20s
  promise.opened service item3 promise1: kind missed, cause failed, number petro, origin_at 09:01:00, due_at 09:04:40
  floor.restored: lost 1
  item.wrapped shop item2 olga: auto, wrap 20s
  item.closed shop item2 olga: talk 10s
  agent.slot item2 olga: slot idle, was 20s
  > stop file1
09:03:00 ivan finishes
  no: floor.not_in_wrapup
# The line to which he goes is taken out of service.
09:04:00 olga finishes
  no: floor.not_in_wrapup
09:04:00 petro calls 100
  item.created shop item4: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item4: position 1
  item.offered shop item4 olga: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:02:40)
  agent.slot item4 olga: slot offered, was 1m20s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:04:05 olga answers
  agent.slot item4 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item4 olga: offer offer4, verdict accepted, rang 5s
  item.connected shop item4 olga: waited 5s
  item.left shop item4 olga: reason answered, waited 5s
  agent.slot item4 olga: slot talking
  > petro and olga hear each other
  > record file2: petro and olga
09:04:10 olga transfers to line service
  item.created service item5: kind call, origin_at 09:04:00, parent item4, number petro
  item.transferred shop item4 olga: child item5, to_line service
  agent.slot item4 olga: slot wrapup, was 5s
  item.enqueued service item5: position 1
  > end olga: normal
  > petro hears std_music again and again
09:04:12 remove lin_service
  item.left service item5: reason failed, detail removed, waited 2s
  promise.closed service promise1: reason cancelled_by_supervisor, detail line_removed
  > petro hears std_apology
09:04:20 olga finishes
  item.wrapped shop item4 olga: wrap 10s
  item.closed shop item4 olga: talk 5s
  agent.slot item4 olga: slot idle, was 10s
09:05:00 petro calls 100
  item.created shop item6: kind call, origin_at 09:05:00, number petro
  item.enqueued shop item6: position 1
  item.offered shop item6 olga: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:04:20)
  agent.slot item6 olga: slot offered, was 40s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  agent.slot item6 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item6 olga: offer offer5, verdict accepted, rang 5s
  item.connected shop item6 olga: waited 5s
  item.left shop item6 olga: reason answered, waited 5s
  agent.slot item6 olga: slot talking
  > petro and olga hear each other
  > record file3: petro and olga
09:05:09 ivan is ready
09:05:10 olga transfers to ivan
  item.created shop item7: kind call, origin_at 09:05:00, parent item6, number petro
  item.transferred shop item6 olga: child item7, to_agent ivan
  agent.slot item6 olga: slot wrapup, was 5s
  item.offered shop item7 ivan: offer offer6, device browser, (rule handed_over, eligible 1, idle_since 09:00:00)
  agent.slot item7 ivan: slot offered, was 3m7s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:05:12 remove lin_shop
  > end petro: normal
  > stop file2
09:05:15 ivan declines busy
  item.offer_ended shop item7 ivan: offer offer6, verdict declined, reason busy, rang 5s
  agent.slot item7 ivan: slot idle, was 5s
  item.returned shop item7: giver olga, from_agent ivan, verdict declined
  item.wrapped shop item6 olga: auto, wrap 5s
  item.closed shop item6 olga: talk 5s
  agent.slot item6 olga: slot idle, was 5s
  item.left shop item7: reason failed, detail removed, waited 5s
  > end ivan: declined
  > petro hears std_apology
