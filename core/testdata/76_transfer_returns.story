# Who gave Petro away is busy when he comes back: he waits for her twenty seconds, then anybody
# may have him.
show item agent.slot
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=none codes=done,more
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
09:01:10 agent maria sales=3
09:02:00 taras calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number taras
  item.enqueued shop item2: position 1
  > answer taras
  > taras hears std_music again and again
09:02:00 olga transfers to ivan
  item.created shop item3: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item3, to_agent ivan
  agent.slot item1 olga: slot wrapup, was 55s
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 55s
  agent.slot item1 olga: slot idle
  item.offered shop item3 ivan: offer offer2, device browser, (rule handed_over, eligible 1, idle_since 09:00:00)
  agent.slot item3 ivan: slot offered, was 2m0s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
  item.offered shop item2 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:02:00)
  agent.slot item2 olga: slot offered
  > ring olga at browser
09:02:02 olga answers
  agent.slot item2 olga: slot connecting, was 2s
  > answer olga
  item.offer_ended shop item2 olga: offer offer3, verdict accepted, rang 2s
  item.connected shop item2 olga: waited 2s
  item.left shop item2 olga: reason answered, waited 2s
  agent.slot item2 olga: slot talking
  > taras and olga hear each other
  > record file2: taras and olga
09:02:05 ivan declines busy
  item.offer_ended shop item3 ivan: offer offer2, verdict declined, reason busy, rang 5s
  agent.slot item3 ivan: slot idle, was 5s
  item.returned shop item3: giver olga, from_agent ivan, verdict declined
  > end ivan: declined
09:02:20 maria starts browser
09:02:20 maria's browser comes
  -- 09:02:25
  item.enqueued shop item3: position 1
  item.offered shop item3 maria: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:02:20)
  agent.slot item3 maria: slot offered, was 5s
  > ring maria at browser
09:02:30 maria answers
  agent.slot item3 maria: slot connecting, was 5s
  > answer maria
  item.offer_ended shop item3 maria: offer offer4, verdict accepted, rang 5s
  item.connected shop item3 maria: waited 5s
  item.left shop item3 maria: reason answered, waited 5s
  agent.slot item3 maria: slot talking
  > petro and maria hear each other
09:02:40 petro hangs up
  agent.slot item3 maria: slot wrapup, was 10s
  item.wrapped shop item3 maria: auto
  item.closed shop item3 maria: talk 10s
  agent.slot item3 maria: slot idle
  > stop file1
  > end maria: normal
09:02:45 taras hangs up
  agent.slot item2 olga: slot wrapup, was 43s
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 43s
  agent.slot item2 olga: slot idle
  > stop file2
  > end olga: normal
# She becomes free in time.
09:03:00 maria leaves
09:03:00 petro calls 100
  item.created shop item4: kind call, origin_at 09:03:00, number petro
  item.enqueued shop item4: position 1
  item.offered shop item4 olga: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:02:45)
  agent.slot item4 olga: slot offered, was 15s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:03:05 olga answers
  agent.slot item4 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item4 olga: offer offer5, verdict accepted, rang 5s
  item.connected shop item4 olga: waited 5s
  item.left shop item4 olga: reason answered, waited 5s
  agent.slot item4 olga: slot talking
  > petro and olga hear each other
  > record file3: petro and olga
09:03:06 taras calls 100
  item.created shop item5: kind call, origin_at 09:03:06, number taras
  item.enqueued shop item5: position 1
  > answer taras
  > taras hears std_music again and again
09:03:10 olga transfers to ivan
  item.created shop item6: kind call, origin_at 09:03:00, parent item4, number petro
  item.transferred shop item4 olga: child item6, to_agent ivan
  agent.slot item4 olga: slot wrapup, was 5s
  item.wrapped shop item4 olga: auto
  item.closed shop item4 olga: talk 5s
  agent.slot item4 olga: slot idle
  item.offered shop item6 ivan: offer offer6, device browser, (rule handed_over, eligible 1, idle_since 09:00:00)
  agent.slot item6 ivan: slot offered, was 1m5s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
  item.offered shop item5 olga: offer offer7, device browser, (rule longest_idle, eligible 1, idle_since 09:03:10)
  agent.slot item5 olga: slot offered
  > ring olga at browser
09:03:12 olga answers
  agent.slot item5 olga: slot connecting, was 2s
  > answer olga
  item.offer_ended shop item5 olga: offer offer7, verdict accepted, rang 2s
  item.connected shop item5 olga: waited 6s
  item.left shop item5 olga: reason answered, waited 6s
  agent.slot item5 olga: slot talking
  > taras and olga hear each other
  > record file4: taras and olga
09:03:15 ivan is ready
09:03:20 ivan declines busy
  item.offer_ended shop item6 ivan: offer offer6, verdict declined, reason busy, rang 10s
  agent.slot item6 ivan: slot idle, was 10s
  item.returned shop item6: giver olga, from_agent ivan, verdict declined
  > end ivan: declined
09:03:30 taras hangs up
  agent.slot item5 olga: slot wrapup, was 18s
  item.wrapped shop item5 olga: auto
  item.closed shop item5 olga: talk 18s
  agent.slot item5 olga: slot idle
  > stop file4
  > end olga: normal
  item.offered shop item6 olga: offer offer8, device browser, (rule returned, eligible 1, idle_since 09:03:30)
  agent.slot item6 olga: slot offered
  > ring olga at browser
09:03:35 olga answers
  agent.slot item6 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item6 olga: offer offer8, verdict accepted, rang 5s
  item.connected shop item6 olga: waited 25s
  item.left shop item6 olga: reason answered, waited 25s
  agent.slot item6 olga: slot talking
  > petro and olga hear each other
09:03:40 petro hangs up
  agent.slot item6 olga: slot wrapup, was 5s
  item.wrapped shop item6 olga: auto
  item.closed shop item6 olga: talk 5s
  agent.slot item6 olga: slot idle
  > stop file3
  > end olga: normal
# She has gone home.
09:04:00 ivan is ready
09:04:00 petro calls 100
  item.created shop item7: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item7: position 1
  item.offered shop item7 olga: offer offer9, device browser, (rule longest_idle, eligible 1, idle_since 09:03:40)
  agent.slot item7 olga: slot offered, was 20s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:04:05 olga answers
  agent.slot item7 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item7 olga: offer offer9, verdict accepted, rang 5s
  item.connected shop item7 olga: waited 5s
  item.left shop item7 olga: reason answered, waited 5s
  agent.slot item7 olga: slot talking
  > petro and olga hear each other
  > record file5: petro and olga
09:04:06 olga leaves
09:04:10 olga transfers to ivan
  item.created shop item8: kind call, origin_at 09:04:00, parent item7, number petro
  item.transferred shop item7 olga: child item8, to_agent ivan
  agent.slot item7 olga: slot wrapup, was 5s
  item.wrapped shop item7 olga: auto
  item.closed shop item7 olga: talk 5s
  agent.slot item7 olga: slot idle
  item.offered shop item8 ivan: offer offer10, device browser, (rule handed_over, eligible 1, idle_since 09:00:00)
  agent.slot item8 ivan: slot offered, was 50s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:04:15 ivan declines busy
  item.offer_ended shop item8 ivan: offer offer10, verdict declined, reason busy, rang 5s
  agent.slot item8 ivan: slot idle, was 5s
  item.returned shop item8: from_agent ivan, verdict declined
  item.enqueued shop item8: position 1
  > end ivan: declined
09:04:40 petro hangs up
  item.left shop item8: reason abandoned, waited 25s
  > stop file5
# Petro himself is gone before anybody has decided.
09:05:00 olga starts browser
09:05:00 petro calls 100
  item.created shop item9: kind call, origin_at 09:04:00, number petro
  item.enqueued shop item9: position 1
  item.offered shop item9 olga: offer offer11, device browser, (rule longest_idle, eligible 1, idle_since 09:04:10)
  agent.slot item9 olga: slot offered
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  agent.slot item9 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item9 olga: offer offer11, verdict accepted, rang 5s
  item.connected shop item9 olga: waited 5s
  item.left shop item9 olga: reason answered, waited 5s
  agent.slot item9 olga: slot talking
  > petro and olga hear each other
  > record file6: petro and olga
09:05:10 olga transfers to ivan
  item.created shop item10: kind call, origin_at 09:04:00, parent item9, number petro
  item.transferred shop item9 olga: child item10, to_agent ivan
  agent.slot item9 olga: slot wrapup, was 5s
  item.wrapped shop item9 olga: auto
  item.closed shop item9 olga: talk 5s
  agent.slot item9 olga: slot idle
  item.offered shop item10 ivan: offer offer12, device browser, (rule handed_over, eligible 1, idle_since 09:00:00)
  agent.slot item10 ivan: slot offered, was 55s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at browser
09:05:12 petro hangs up
  item.offer_ended shop item10 ivan: offer offer12, verdict rescinded, rang 2s
  item.left shop item10: reason abandoned, waited 2s, short
  agent.slot item10 ivan: slot idle, was 2s
  > end ivan: cancelled
  > stop file6
