# Customer first (product.md 5.5 rule 4): the agent is kept, the person is rung, and the agent is
# joined when he answers. For lines whose people let it ring long.
08:59:00 line shop skill=sales wrap=none keeps=customer-first returns=2m,15m
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
  call.ended shop item1: by caller, cause normal
09:01:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:01:00 olga's browser comes
  agent.device olga: device browser, healthy
09:02:20 later
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  item.enqueued shop item2 promise1: position 1
  item.offered shop item2 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  agent.slot item2 olga: slot offered, was 1m20s
  call.created shop item2 promise1: leg leg1, caller petro
  item.called shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  item.offer_ended shop item2 olga promise1: offer offer1, verdict accepted
  agent.slot item2 olga: slot dialling
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring petro
09:02:40 petro answers
  > petro hears tone ring again and again
  > ring olga at browser, to connect at once
09:02:41 olga's phone answers
  item.connected shop item2 olga promise1: waited 21s
  item.left shop item2 olga promise1: reason answered, waited 21s
  agent.slot item2 olga: slot talking, was 21s
  call.answered shop item2 olga promise1: leg olga
  > petro and olga hear each other
09:03:00 petro hangs up
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item2 olga promise1: reason talked
  agent.slot item2 olga: slot wrapup, was 19s
  item.wrapped shop item2 olga promise1: auto
  item.closed shop item2 olga promise1: talk 19s
  agent.slot item2 olga: slot idle
  > end olga: normal
  call.ended shop item2 promise1: by caller, cause normal
show item promise attempt agent.presence
# Her telephone does not come: whom we have rung is not hung up on, he waits in the line, at the
# head by his origin.
09:10:00 maria calls 100
  item.created shop item3: kind call, origin_at 09:10:00, number maria
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:10:05 maria hangs up
  item.offer_ended shop item3 olga: offer offer2, verdict rescinded, rang 5s
  item.left shop item3: reason abandoned, waited 5s
  promise.opened shop item3 promise2: kind missed, cause abandoned, number maria, origin_at 09:10:00, due_at 09:12:05
  > end olga: cancelled
09:12:05 later
  item.created shop item4 promise2: kind missed_return, origin_at 09:10:00, parent item3, number maria
  item.enqueued shop item4 promise2: position 1
  item.offered shop item4 olga promise2: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  item.called shop item4 promise2: kind missed_return, origin_at 09:10:00, parent item3, number maria
  item.offer_ended shop item4 olga promise2: offer offer3, verdict accepted
  attempt.started shop item4 olga promise2: attempt attempt2, n 1
  > ring maria
09:12:15 maria answers
  > maria hears tone ring again and again
  > ring olga at browser, to connect at once
  -- 09:12:25
  attempt.ended shop item4 olga promise2: attempt attempt2, outcome agent_lost, cause no_answer
  item.left shop item4 olga promise2: reason failed, detail agent_lost, waited 20s
  item.created shop item5: kind call, origin_at 09:10:00, parent item4, number maria
  item.enqueued shop item5: position 1
  > end olga: no_answer
  > maria hears std_please_wait
09:12:30 ivan starts browser
  agent.presence ivan: presence online, device browser
09:12:30 ivan's browser comes
  item.offered shop item5 ivan: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:12:30, excluded olga by reoffer_delay)
  > ring ivan at browser
09:12:33 ivan answers
  > answer ivan
  item.offer_ended shop item5 ivan: offer offer4, verdict accepted, rang 3s
  item.connected shop item5 ivan: waited 8s
  item.left shop item5 ivan: reason answered, waited 8s
  promise.closed shop item5 ivan promise2: reason talked
  > maria and ivan hear each other
09:13:00 maria hangs up
  item.wrapped shop item5 ivan: auto
  item.closed shop item5 ivan: talk 27s
  > end ivan: normal
09:13:01 ivan leaves
  agent.presence ivan: presence offline, was 31s
# Who answers and hangs up before anybody of us is there has been bothered: it was a try.
09:20:00 taras calls 100
  item.created shop item6: kind call, origin_at 09:20:00, number taras
  item.enqueued shop item6: position 1
  item.offered shop item6 olga: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:20:01 taras hangs up
  item.offer_ended shop item6 olga: offer offer5, verdict rescinded, rang 1s
  item.left shop item6: reason abandoned, waited 1s, short
  promise.opened shop item6 promise3: kind missed, cause abandoned, number taras, origin_at 09:20:00, due_at 09:22:01
  > end olga: cancelled
  -- 09:22:01
  item.created shop item7 promise3: kind missed_return, origin_at 09:20:00, parent item6, number taras
  item.enqueued shop item7 promise3: position 1
  item.offered shop item7 olga promise3: offer offer6, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  item.called shop item7 promise3: kind missed_return, origin_at 09:20:00, parent item6, number taras
  item.offer_ended shop item7 olga promise3: offer offer6, verdict accepted
  attempt.started shop item7 olga promise3: attempt attempt3, n 1
  > ring taras
09:22:10 taras answers
  > taras hears tone ring again and again
  > ring olga at browser, to connect at once
09:22:11 taras hangs up
  attempt.ended shop item7 olga promise3: attempt attempt3, outcome dropped, cause normal, next_at 09:37:11
  item.left shop item7 olga promise3: reason failed, detail dropped, waited 10s
  > end olga: normal
