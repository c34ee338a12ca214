# What comes too late finds nothing to do: an answer after the ring time-out, a digit after
# the menu, a key for an offer that is gone, the end of a leg that nobody knows.
show item agent call
08:59:00 line shop skill=sales ring=10s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
  -- 09:01:10
  item.offer_ended shop item1 olga: offer offer1, verdict no_answer, rang 10s
  agent.slot item1 olga: slot idle, was 10s
  > end olga: no_answer
09:01:20 olga answers
  no: floor.no_such_offer
09:01:20 olga's phone answers
09:01:21 olga declines late
  no: floor.no_such_offer
09:01:22 petro presses 5
09:01:23 olga holds
  no: floor.not_talking
09:01:24 olga ends
  no: floor.not_talking
09:01:25 olga finishes
  no: floor.not_in_wrapup
09:01:26 nobody hangs up
09:01:30 petro hangs up
  item.left shop item1: reason abandoned, waited 30s
  call.ended shop item1: by caller, cause normal
09:01:31 petro hangs up
