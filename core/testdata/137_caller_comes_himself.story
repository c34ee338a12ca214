# product.md 5.5 rule 2: whoever is on our line is not dialled. His return leaves the line while he
# waits, an offer of it is rescinded, and the promise is closed when one of us talks to him.
show item promise attempt agent.slot
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
# His return waits for an agent when he calls again; he gives up; it waits again.
  -- 09:02:20
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  item.enqueued shop item2 promise1: position 1
09:05:00 petro calls 100
  item.created shop item3: kind call, origin_at 09:05:00, number petro
  item.enqueued shop item3: position 1
  item.left shop item2 promise1: reason cancelled, detail caller_on_line, waited 2m40s
  > answer petro
  > petro hears std_music again and again
09:05:10 petro hangs up
  item.left shop item3: reason abandoned, waited 10s
  promise.missed_again shop item3 promise1: cause abandoned, misses 2
  -- 09:05:40
  item.created shop item4 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  item.enqueued shop item4 promise1: position 1
09:06:00 olga starts browser
09:06:00 olga's browser comes
  item.offered shop item4 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:06:00)
  agent.slot item4 olga: slot offered
  item.called shop item4 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  > ring olga at browser
# It rings at Olga's when he calls again: now he himself is offered to her.
09:06:05 petro calls 100
  item.created shop item5: kind call, origin_at 09:05:00, number petro
  item.enqueued shop item5: position 1
  item.offer_ended shop item4 olga promise1: offer offer1, verdict rescinded, rang 5s
  item.left shop item4 promise1: reason cancelled, detail caller_on_line, waited 25s
  agent.slot item4 olga: slot idle, was 5s
  > answer petro
  > petro hears std_music again and again
  > end olga: cancelled
  item.offered shop item5 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:06:00)
  agent.slot item5 olga: slot offered
  > ring olga at browser
09:06:08 olga answers
  agent.slot item5 olga: slot connecting, was 3s
  > answer olga
  item.offer_ended shop item5 olga: offer offer2, verdict accepted, rang 3s
  item.connected shop item5 olga: waited 3s
  item.left shop item5 olga: reason answered, waited 3s
  agent.slot item5 olga: slot talking
  promise.closed shop item5 olga promise1: reason caller_reached_us
  > petro and olga hear each other
09:07:00 petro hangs up
  agent.slot item5 olga: slot wrapup, was 52s
  item.wrapped shop item5 olga: auto
  item.closed shop item5 olga: talk 52s
  agent.slot item5 olga: slot idle
  > end olga: normal
# Maria calls at the very moment at which she is being called: her call counts, ours ends. It was
# no try, and she talks to the agent who was kept for her.
09:08:00 olga leaves
09:08:10 maria calls 100
  item.created shop item6: kind call, origin_at 09:08:10, number maria
  item.enqueued shop item6: position 1
  > answer maria
  > maria hears std_music again and again
09:08:20 maria hangs up
  item.left shop item6: reason abandoned, waited 10s
  promise.opened shop item6 promise2: kind missed, cause abandoned, number maria, origin_at 09:08:10, due_at 09:10:20
  -- 09:10:20
  item.created shop item7 promise2: kind missed_return, origin_at 09:08:10, parent item6, number maria
  item.enqueued shop item7 promise2: position 1
09:10:30 olga starts browser
  item.offered shop item7 olga promise2: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:07:00)
  agent.slot item7 olga: slot offered
  item.called shop item7 promise2: kind missed_return, origin_at 09:08:10, parent item6, number maria
  > ring olga at browser
09:10:30 olga's browser comes
09:10:33 olga answers
  agent.slot item7 olga: slot connecting, was 3s
  > answer olga
  item.offer_ended shop item7 olga promise2: offer offer3, verdict accepted, rang 3s
  agent.slot item7 olga: slot dialling
  attempt.started shop item7 olga promise2: attempt attempt1, n 1
  > ring maria
  > olga hears tone ring again and again
09:10:35 maria rings
09:10:36 maria calls 100
  item.created shop item8: kind call, origin_at 09:10:36, number maria
  item.enqueued shop item8: position 1
  attempt.ended shop item7 olga promise2: attempt attempt1, outcome crossed, cause cancelled
  item.left shop item7 olga promise2: reason failed, detail crossed, waited 16s
  agent.slot item7 olga: slot idle, was 3s
  > answer maria
  > maria hears std_music again and again
  > end maria: cancelled
  > end olga: normal
  item.offered shop item8 olga: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:07:00)
  agent.slot item8 olga: slot offered
  > ring olga at browser
09:10:40 olga answers
  agent.slot item8 olga: slot connecting, was 4s
  > answer olga
  item.offer_ended shop item8 olga: offer offer4, verdict accepted, rang 4s
  item.connected shop item8 olga: waited 4s
  item.left shop item8 olga: reason answered, waited 4s
  agent.slot item8 olga: slot talking
  promise.closed shop item8 olga promise2: reason caller_reached_us
  > maria and olga hear each other
09:11:00 maria hangs up
  agent.slot item8 olga: slot wrapup, was 20s
  item.wrapped shop item8 olga: auto
  item.closed shop item8 olga: talk 20s
  agent.slot item8 olga: slot idle
  > end olga: normal
