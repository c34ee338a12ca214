# A desk phone is not judged by its registration in mid-call, but by its sound. When that
# is lost, the caller gets somebody else; when the caller's own is lost, the call is a
# ghost and ends.
show item agent call
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3 desk=t1
09:00:00 olga's desk comes
09:00:00 olga starts t1
  agent.presence olga: presence online, device t1
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device t1, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at t1
09:01:05 olga answers
  no: floor.answer_on_phone
09:01:06 olga's phone answers
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 6s
  item.connected shop item1 olga: waited 6s
  item.left shop item1 olga: reason answered, waited 6s
  agent.slot item1 olga: slot talking, was 6s
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
09:02:00 olga's desk goes
  agent.device item1 olga: device t1, why registration
09:03:00 olga's desk comes
  agent.device item1 olga: device t1, healthy
09:03:30 olga's phone goes silent
  agent.slot item1 olga: slot idle, was 2m24s
  agent.presence olga: presence pause, reason lost_connection, kind system, device t1, was 3m30s
  item.closed shop item1 olga: talk 2m24s
  item.created shop item2: kind call, origin_at 09:01:00, parent item1, number petro
  item.enqueued shop item2: position 1
  > end olga: media_lost
  > petro hears std_please_wait
09:04:00 olga is ready
  agent.presence olga: presence online, device t1, was 30s
  item.offered shop item2 olga: offer offer2, device t1, (rule longest_idle, eligible 1, idle_since 09:03:30)
  agent.slot item2 olga: slot offered, was 30s
  > ring olga at t1
09:04:04 olga's phone answers
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 4s
  item.connected shop item2 olga: waited 34s
  item.left shop item2 olga: reason answered, waited 34s
  agent.slot item2 olga: slot talking, was 4s
  > petro and olga hear each other
09:05:00 petro goes silent
  agent.slot item2 olga: slot wrapup, was 56s
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 56s
  agent.slot item2 olga: slot idle
  > end petro: media_lost
  > end olga: normal
  call.ended shop item2: by system, cause media_lost
