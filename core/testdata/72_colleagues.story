# Olga calls Ivan: no line, no figures, no wrap-up. He answers; he declines; he is busy; he
# lets it ring.
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
08:59:30 olga phones ivan
  no: floor.agent_away
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:00:00 olga phones ivan
  no: floor.agent_away
09:00:01 ivan starts browser
  agent.presence ivan: presence online, device browser
  agent.device ivan: device browser, why not_connected
09:00:01 ivan's browser comes
  agent.device ivan: device browser, healthy
09:01:00 olga phones ivan
  agent.slot item1 olga: slot dialling, was 1m0s
  call.created item1: leg leg1
  item.created item1: kind internal, origin_at 09:01:00
  > ring olga at browser, to connect at once
09:01:01 olga's phone answers
  item.created item2: kind internal, origin_at 09:01:00, parent item1
  item.offered item2 ivan: offer offer1, device browser, (rule called, eligible 1, idle_since 09:00:01)
  agent.slot item2 ivan: slot offered, was 1m0s
  > olga hears tone ring again and again
  > ring ivan at browser
09:01:05 ivan answers
  agent.slot item2 ivan: slot connecting, was 4s
  > answer ivan
  item.offer_ended item2 ivan: offer offer1, verdict accepted, rang 4s
  item.connected item2 ivan: waited 4s
  item.left item2 ivan: reason answered, waited 4s
  agent.slot item2 ivan: slot talking
  item.connected item1 olga
  item.left item1 olga: reason answered
  agent.slot item1 olga: slot talking, was 5s
  call.answered item1 olga: leg olga
  > olga and ivan hear each other
09:01:20 ivan holds
  no: floor.not_talking
09:01:21 olga transfers to line shop
  no: floor.no_customer
09:01:22 olga asks line shop
  no: floor.no_customer
09:01:30 ivan ends
  agent.slot item2 ivan: slot idle, was 25s
  item.closed item2 ivan: talk 25s
  agent.slot item1 olga: slot idle, was 25s
  item.closed item1 olga: talk 25s
  > end ivan: normal
  > end olga: normal
  call.ended item1: by agent, cause normal
09:02:00 olga phones ivan
  agent.slot item3 olga: slot dialling, was 30s
  call.created item3: leg leg3
  item.created item3: kind internal, origin_at 09:02:00
  > ring olga at browser, to connect at once
09:02:01 olga's phone answers
  item.created item4: kind internal, origin_at 09:02:00, parent item3
  item.offered item4 ivan: offer offer2, device browser, (rule called, eligible 1, idle_since 09:01:30)
  agent.slot item4 ivan: slot offered, was 31s
  > olga hears tone ring again and again
  > ring ivan at browser
09:02:05 ivan declines busy
  item.offer_ended item4 ivan: offer offer2, verdict declined, reason busy, rang 4s
  agent.slot item4 ivan: slot idle, was 4s
  item.left item4: reason cancelled, detail declined, waited 4s
  item.left item3 olga: reason failed, detail declined
  agent.slot item3 olga: slot idle, was 5s
  > end ivan: declined
  > end olga: normal
  call.ended item3: by system, cause normal
09:03:00 olga phones ivan
  agent.slot item5 olga: slot dialling, was 55s
  call.created item5: leg leg5
  item.created item5: kind internal, origin_at 09:03:00
  > ring olga at browser, to connect at once
09:03:01 olga's phone answers
  item.created item6: kind internal, origin_at 09:03:00, parent item5
  item.offered item6 ivan: offer offer3, device browser, (rule called, eligible 1, idle_since 09:01:30)
  agent.slot item6 ivan: slot offered, was 56s
  > olga hears tone ring again and again
  > ring ivan at browser
  -- 09:03:16
  item.offer_ended item6 ivan: offer offer3, verdict no_answer, rang 15s
  agent.slot item6 ivan: slot idle, was 15s
  item.left item6: reason cancelled, detail no_answer, waited 15s
  item.left item5 olga: reason failed, detail no_answer
  agent.slot item5 olga: slot idle, was 16s
  > end ivan: no_answer
  > end olga: normal
  call.ended item5: by system, cause normal
09:04:00 ivan pauses none
  no: floor.no_such_pause
09:05:00 olga phones ivan
  agent.slot item7 olga: slot dialling, was 1m44s
  call.created item7: leg leg7
  item.created item7: kind internal, origin_at 09:05:00
  > ring olga at browser, to connect at once
09:05:01 olga's phone answers
  item.created item8: kind internal, origin_at 09:05:00, parent item7
  item.offered item8 ivan: offer offer4, device browser, (rule called, eligible 1, idle_since 09:01:30)
  agent.slot item8 ivan: slot offered, was 1m45s
  > olga hears tone ring again and again
  > ring ivan at browser
09:05:05 ivan answers
  agent.slot item8 ivan: slot connecting, was 4s
  > answer ivan
  item.offer_ended item8 ivan: offer offer4, verdict accepted, rang 4s
  item.connected item8 ivan: waited 4s
  item.left item8 ivan: reason answered, waited 4s
  agent.slot item8 ivan: slot talking
  item.connected item7 olga
  item.left item7 olga: reason answered
  agent.slot item7 olga: slot talking, was 5s
  call.answered item7 olga: leg olga
  > olga and ivan hear each other
09:05:10 olga ends
  agent.slot item8 ivan: slot idle, was 5s
  item.closed item8 ivan: talk 5s
  agent.slot item7 olga: slot idle, was 5s
  item.closed item7 olga: talk 5s
  > end ivan: normal
  > end olga: normal
  call.ended item7: by agent, cause normal
09:06:00 olga phones ivan
  agent.slot item9 olga: slot dialling, was 50s
  call.created item9: leg leg9
  item.created item9: kind internal, origin_at 09:06:00
  > ring olga at browser, to connect at once
09:06:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item10: kind call, origin_at 09:06:00, number petro
  item.enqueued shop item10: position 1
  item.offered shop item10 ivan: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:05:10)
  agent.slot item10 ivan: slot offered, was 50s
  > answer petro
  > petro hears std_music again and again
  > ring ivan at browser
09:06:01 olga's phone answers
  item.left item9 olga: reason failed, detail busy
  agent.slot item9 olga: slot idle, was 1s
  > end olga: normal
  call.ended item9: by system, cause busy
09:06:10 ivan's phone hangs up
  item.offer_ended shop item10 ivan: offer offer5, verdict declined, reason device, rang 10s
  agent.slot item10 ivan: slot idle, was 10s
  item.offered shop item10 olga: offer offer6, device browser, (rule longest_idle, eligible 1, idle_since 09:05:10, excluded ivan by reoffer_delay)
  agent.slot item10 olga: slot offered, was 9s
  > ring olga at browser
  -- 09:06:25
  item.offer_ended shop item10 olga: offer offer6, verdict no_answer, rang 15s
  agent.slot item10 olga: slot idle, was 15s
  > end olga: no_answer
  -- 09:06:40
  item.offered shop item10 ivan: offer offer7, device browser, (rule longest_idle, eligible 1, idle_since 09:05:10, excluded olga by reoffer_delay)
  agent.slot item10 ivan: slot offered, was 30s
  > ring ivan at browser
  -- 09:06:55
  item.offer_ended shop item10 ivan: offer offer7, verdict no_answer, rang 15s
  agent.slot item10 ivan: slot idle, was 15s
  item.offered shop item10 olga: offer offer8, device browser, (rule longest_idle, eligible 1, idle_since 09:05:10)
  agent.slot item10 olga: slot offered, was 30s
  > end ivan: no_answer
  > ring olga at browser
09:07:00 petro hangs up
  item.offer_ended shop item10 olga: offer offer8, verdict rescinded, rang 5s
  item.left shop item10: reason abandoned, waited 1m0s
  agent.slot item10 olga: slot idle, was 5s
  promise.opened shop item10 promise1: kind missed, cause abandoned, number petro, origin_at 09:06:00, due_at 09:09:00
  > end olga: cancelled
  call.ended shop item10: by caller, cause normal
09:08:00 olga phones ivan
  agent.slot item11 olga: slot dialling, was 1m0s
  call.created item11: leg leg14
  item.created item11: kind internal, origin_at 09:08:00
  > ring olga at browser, to connect at once
09:08:01 olga's phone answers
  item.created item12: kind internal, origin_at 09:08:00, parent item11
  item.offered item12 ivan: offer offer9, device browser, (rule called, eligible 1, idle_since 09:05:10)
  agent.slot item12 ivan: slot offered, was 1m6s
  > olga hears tone ring again and again
  > ring ivan at browser
09:08:05 ivan answers
  agent.slot item12 ivan: slot connecting, was 4s
  > answer ivan
  item.offer_ended item12 ivan: offer offer9, verdict accepted, rang 4s
  item.connected item12 ivan: waited 4s
  item.left item12 ivan: reason answered, waited 4s
  agent.slot item12 ivan: slot talking
  item.connected item11 olga
  item.left item11 olga: reason answered
  agent.slot item11 olga: slot talking, was 5s
  call.answered item11 olga: leg olga
  > olga and ivan hear each other
09:08:06 ivan's phone fails
  agent.slot item12 ivan: slot idle, was 1s
  agent.presence ivan: presence pause, reason lost_connection, kind system, device browser, was 8m5s
  item.closed item12 ivan: talk 1s
  agent.slot item11 olga: slot idle, was 1s
  item.closed item11 olga: talk 1s
  > end olga: normal
  call.ended item11: by agent, cause failed
