# Olga keeps a promise and her browser is lost in mid-talk: Petro, whom we called, is not
# dropped. He waits at the head of the line for Ivan; the attempt has not kept the promise,
# but his talk with Ivan does. While he waits nobody may dial him.
show item promise attempt agent.presence call
08:59:00 line shop skill=sales wrap=none did=100
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
09:02:30 olga starts browser
  agent.presence olga: presence online, device browser
09:02:30 olga's browser comes
09:03:00 olga calls back promise1
  call.created shop item2 promise1: leg leg1, caller petro
  item.created shop item2 promise1: kind missed_return, origin_at 09:00:00, parent item1, number petro
  attempt.started shop item2 olga promise1: attempt attempt1, n 1
  > ring olga at browser, to connect at once
09:03:01 olga's phone answers
  > ring petro as 100
  > olga hears tone ring again and again
09:03:05 petro answers
  item.connected shop item2 olga promise1
  item.left shop item2 olga promise1: reason answered
  call.answered shop item2 olga promise1: leg olga
  > petro and olga hear each other
09:03:30 olga's browser goes
  -- 09:04:00
  attempt.ended shop item2 olga promise1: attempt attempt1, outcome agent_lost, cause media_lost
  agent.presence olga: presence pause, reason lost_connection, kind system, device browser, was 1m30s
  item.closed shop item2 olga promise1: talk 55s
  item.created shop item3: kind call, origin_at 09:00:00, parent item2, number petro
  item.enqueued shop item3: position 1
  > end olga: media_lost
  > petro hears std_please_wait
09:04:10 ivan starts browser
  agent.presence ivan: presence online, device browser
09:04:10 ivan's browser comes
  item.offered shop item3 ivan: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:04:10, excluded olga by pause)
  > ring ivan at browser
09:04:11 ivan calls back promise1
  no: promise.caller_on_line
09:04:15 ivan answers
  > answer ivan
  item.offer_ended shop item3 ivan: offer offer1, verdict accepted, rang 5s
  item.connected shop item3 ivan: waited 15s
  item.left shop item3 ivan: reason answered, waited 15s
  promise.closed shop item3 ivan promise1: reason talked
  > petro and ivan hear each other
09:05:00 petro hangs up
  item.wrapped shop item3 ivan: auto
  item.closed shop item3 ivan: talk 45s
  > end ivan: normal
  call.ended shop item3: by caller, cause normal
