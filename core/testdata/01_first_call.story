# The whole way of a call: Petro rings the shop, waits with music, Olga answers in her
# browser, they talk and are recorded, Petro hangs up, Olga writes it up.
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=30s codes=order,question
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:01 olga's browser comes
  agent.device olga: device browser, healthy
09:00:10 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:10, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 10s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:00:11 olga's phone rings
09:00:14 olga answers
  agent.slot item1 olga: slot connecting, was 4s
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 4s
  item.connected shop item1 olga: waited 4s
  item.left shop item1 olga: reason answered, waited 4s
  agent.slot item1 olga: slot talking
  call.answered shop item1 olga: leg olga
  recording.started shop item1 olga: recording file1
  > petro and olga hear each other
  > record file1: petro and olga
09:01:00 olga codes order
09:01:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 1m16s
  > stop file1
  > end olga: normal
  recording.closed shop item1 olga: recording file1, ms 1m16s
  call.ended shop item1: by caller, cause normal
09:01:40 olga finishes
  item.wrapped shop item1 olga: disposition order, wrap 10s
  item.closed shop item1 olga: talk 1m16s
  agent.slot item1 olga: slot idle, was 10s
