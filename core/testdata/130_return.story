# product.md 5.5 rule 1 and 4: whom nobody served is called back by the floor itself. When his
# turn has come and an agent of the line is free, the agent is offered the return like a call;
# the person is rung when the agent is there, and never hears silence.
08:59:00 tenant a
08:59:00 line shop skill=sales wrap=none keeps=agent-first returns=2m,15m,2h
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
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
# Two minutes after the miss it is due. Olga is free: her telephone rings.
09:02:20 later
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  item.enqueued shop item2 promise1: position 1
  item.offered shop item2 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  agent.slot item2 olga: slot offered, was 1m20s
  call.created shop item2 promise1: leg leg1, caller petro
  item.called shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  > ring olga at browser
09:02:25 olga answers
  agent.slot item2 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item2 olga promise1: offer offer1, verdict accepted, rang 5s
  agent.slot item2 olga: slot dialling
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:02:28 petro rings
09:02:35 petro answers
  item.connected shop item2 olga promise1: waited 15s
  item.left shop item2 olga promise1: reason answered, waited 15s
  agent.slot item2 olga: slot talking, was 10s
  call.answered shop item2 olga promise1: leg olga
  > petro and olga hear each other
09:03:35 petro hangs up
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item2 olga promise1: reason talked
  agent.slot item2 olga: slot wrapup, was 1m0s
  item.wrapped shop item2 olga promise1: auto
  item.closed shop item2 olga promise1: talk 1m0s
  agent.slot item2 olga: slot idle
  > end olga: normal
  call.ended shop item2 promise1: by caller, cause normal
# What is owed to whom is known at every moment: opened = open + closed by reason.
