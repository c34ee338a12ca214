# Olga hangs up her receiver while Ivan's telephone still rings: Petro is not cut off, he waits in
# the line. On a mere hold her hanging up ends the call, as ever.
show call.ended consult item agent.slot
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
09:02:00 olga asks ivan
  agent.slot item1 olga: slot held, was 55s
  item.created shop item2: kind consult, origin_at 09:01:00, parent item1, number petro
  item.offered shop item2 ivan: offer offer2, device browser, (rule consulted, eligible 1, idle_since 09:00:00)
  agent.slot item2 ivan: slot offered, was 2m0s
  consult.started shop item1 olga: item item2, to_agent ivan
  > petro and olga are parted
  > petro hears std_music again and again
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:05 olga's phone hangs up
  item.offer_ended shop item2 ivan: offer offer2, verdict rescinded, rang 5s
  item.left shop item2: reason cancelled, detail agent_left, waited 5s
  agent.slot item2 ivan: slot idle, was 5s
  consult.ended shop item1: outcome agent_left
  item.created shop item3: kind call, origin_at 09:01:00, parent item1, number petro
  item.transferred shop item1 olga: child item3, to_line shop
  agent.slot item1 olga: slot wrapup, was 5s
  item.enqueued shop item3: position 1
  > end ivan: normal
  > petro hears std_music again and again
09:02:10 olga finishes
  item.wrapped shop item1 olga: wrap 5s
  item.closed shop item1 olga: talk 55s, hold 5s
  agent.slot item1 olga: slot idle, was 5s
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:02:10)
  agent.slot item3 olga: slot offered
  > ring olga at browser
09:02:15 olga answers
  agent.slot item3 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 10s
  item.left shop item3 olga: reason answered, waited 10s
  agent.slot item3 olga: slot talking
  > petro and olga hear each other
09:02:20 olga asks number dad
  agent.slot item3 olga: slot held, was 5s
  consult.started shop item3 olga: to_number dad
  > petro and olga are parted
  > petro hears std_music again and again
  > ring dad
  > olga hears tone ring again and again
09:02:25 olga's phone hangs up
  consult.ended shop item3: outcome agent_left
  item.created shop item4: kind call, origin_at 09:01:00, parent item3, number petro
  item.transferred shop item3 olga: child item4, to_line shop
  agent.slot item3 olga: slot wrapup, was 5s
  item.enqueued shop item4: position 1
  > end dad: normal
  > petro hears std_music again and again
09:02:30 olga finishes
  item.wrapped shop item3 olga: wrap 5s
  item.closed shop item3 olga: talk 5s, hold 5s
  agent.slot item3 olga: slot idle, was 5s
  item.offered shop item4 olga: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:02:30)
  agent.slot item4 olga: slot offered
  > ring olga at browser
09:02:35 olga answers
  agent.slot item4 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item4 olga: offer offer4, verdict accepted, rang 5s
  item.connected shop item4 olga: waited 10s
  item.left shop item4 olga: reason answered, waited 10s
  agent.slot item4 olga: slot talking
  > petro and olga hear each other
09:02:40 olga holds
  agent.slot item4 olga: slot held, was 5s
  > petro and olga are parted
  > petro hears std_music again and again
09:02:45 olga's phone hangs up
  agent.slot item4 olga: slot wrapup, was 5s
  > end petro: normal
  call.ended shop item4: by agent, cause normal
