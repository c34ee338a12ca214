# product.md 5.5 rule 4, virtual hold: who presses 1 hangs up and keeps his place. His return
# stands in the line where he stood, before those who came after him.
show item promise attempt
08:59:00 line shop skill=sales wrap=none keeps=agent-first offers=20s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:20 later
  > mind the keys of petro
  > petro hears std_callback_offer
09:00:22 petro presses 1
  item.left shop item1: reason callback_requested, waited 22s
  promise.opened shop item1 promise1: kind virtual_hold, cause callback_requested, number petro, origin_at 09:00:00, due_at 09:00:22
  > petro hears std_callback_saved
09:00:23 petro hears it out
  > end petro: normal
  item.created shop item2 promise1: kind virtual_hold_return, origin_at 09:00:00, parent item1, number petro
  item.enqueued shop item2 promise1: position 1
09:00:30 maria calls 100
  item.created shop item3: kind call, origin_at 09:00:30, number maria
  item.enqueued shop item3: position 2
  > answer maria
  > maria hears std_music again and again
  -- 09:00:50
  > mind the keys of maria
  > maria hears std_callback_offer
09:01:00 olga starts browser
09:01:00 olga's browser comes
  item.offered shop item2 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  item.called shop item2 promise1: kind virtual_hold_return, origin_at 09:00:00, parent item1, number petro
  > ring olga at browser
09:01:03 olga answers
  > answer olga
  item.offer_ended shop item2 olga promise1: offer offer1, verdict accepted, rang 3s
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
09:01:06 petro answers
  item.connected shop item2 olga promise1: waited 43s
  item.left shop item2 olga promise1: reason answered, waited 43s
  > petro and olga hear each other
09:02:00 petro hangs up
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome talked, cause normal
  promise.closed shop item2 olga promise1: reason talked
  item.wrapped shop item2 olga promise1: auto
  item.closed shop item2 olga promise1: talk 54s
  > end olga: normal
  item.offered shop item3 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:02:00)
  > ring olga at browser
09:02:03 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer2, verdict accepted, rang 3s
  item.connected shop item3 olga: waited 1m33s
  item.left shop item3 olga: reason answered, waited 1m33s
  > maria and olga hear each other
09:03:00 maria hangs up
  item.wrapped shop item3 olga: auto
  item.closed shop item3 olga: talk 57s
  > end olga: normal
