# Who waits is told the place and about how long it will take, and may ask by a key to be
# called back without losing the place.
show item promise
08:59:00 line shop skill=sales tells=30s every=60s offers=60s
08:59:00 line help skill=support parent=shop
08:59:00 number 100 line=shop
08:59:00 number 200 line=help
08:59:00 agent olga sales=3 support=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:01 maria calls 100
  item.created shop item2: kind call, origin_at 09:00:01, number maria
  item.enqueued shop item2: position 2
  > answer maria
  > maria hears std_music again and again
  -- 09:00:30
  > petro hears position 1
  -- 09:00:31
  > maria hears position 2
09:00:35 petro hears it out
  > petro hears std_music again and again
09:00:36 maria hears it out
  > maria hears std_music again and again
  -- 09:01:00
  > mind the keys of petro
  > petro hears std_callback_offer
  -- 09:01:01
  > mind the keys of maria
  > maria hears std_callback_offer
09:01:05 maria presses 1
  item.left shop item2: reason callback_requested, waited 1m4s
  promise.opened shop item2 promise1: kind virtual_hold, cause callback_requested, number maria, origin_at 09:00:01, due_at 09:01:05
  > maria hears std_callback_saved
09:01:10 maria hears it out
  > end maria: normal
09:01:20 petro presses 2
  -- 09:01:30
  > petro hears position 1
09:02:00 olga starts browser
  > petro hears std_callback_offer
09:02:00 olga's browser comes
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:02:00)
  > ring olga at browser
09:02:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 2m5s
  item.left shop item1 olga: reason answered, waited 2m5s
  > petro and olga hear each other
09:03:00 petro hangs up
  > end olga: normal
09:03:10 olga finishes
  item.wrapped shop item1 olga: wrap 10s
  item.closed shop item1 olga: talk 55s
# Her turn: she is called from the time at which she first called.
09:03:20 olga calls back promise1
  item.created shop item3 promise1: kind virtual_hold_return, origin_at 09:00:01, parent item2, number maria
  > ring olga at browser, to connect at once
09:03:22 olga's phone answers
  > ring maria
  > olga hears tone ring again and again
09:03:25 maria rings
09:03:30 maria answers
  item.connected shop item3 olga promise1
  item.left shop item3 olga promise1: reason answered
  > maria and olga hear each other
09:04:00 maria hangs up
  promise.closed shop item3 olga promise1: reason talked
  > end olga: normal
# A branch tells what its line tells; nobody is offered a call whose number is withheld.
  -- 09:04:30
  item.wrapped shop item3 olga promise1: auto, wrap 30s
  item.closed shop item3 olga promise1: talk 30s
09:10:00 olga leaves
09:20:00 nina calls 200 withheld
  item.created help item4: kind call, origin_at 09:20:00
  item.enqueued help item4: position 1
  > answer nina
  > nina hears std_music again and again
  -- 09:20:30
  > nina hears position 1
09:21:05 nina hears it out
  > nina hears std_music again and again
09:21:10 nina presses 1
  -- 09:21:30
  > nina hears position 1
09:22:00 nina hangs up
  item.left help item4: reason abandoned, waited 2m0s
  promise.no_number help item4: cause abandoned
