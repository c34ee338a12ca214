# 5.4 Talk, hold and wrap-up are counted once, by the contact: however often the caller was on
# hold, its sums are told when the agent has written it up.
show item call agent.slot
08:59:00 line shop skill=sales wrap=60s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 olga starts browser
08:59:00 olga's browser comes
09:00:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 08:59:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:00:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  agent.slot item1 olga: slot talking
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
09:00:30 olga holds 1m
  call.held shop item1 olga: promised_until 09:01:30
  agent.slot item1 olga: slot held, was 25s
  > petro and olga are parted
  > petro hears std_music again and again
09:00:50 olga resumes
  call.resumed shop item1 olga: held 20s, promise kept
  agent.slot item1 olga: slot talking, was 20s
  > petro and olga hear each other
09:01:10 olga holds 1m
  call.held shop item1 olga: promised_until 09:02:10
  agent.slot item1 olga: slot held, was 20s
  > petro and olga are parted
  > petro hears std_music again and again
09:01:40 olga resumes
  call.resumed shop item1 olga: held 30s, promise kept
  agent.slot item1 olga: slot talking, was 30s
  > petro and olga hear each other
09:02:05 petro hangs up
  agent.slot item1 olga: slot wrapup, was 25s
  > end olga: normal
  call.ended shop item1: by caller, cause normal
09:02:25 olga finishes
  item.wrapped shop item1 olga: wrap 20s
  item.closed shop item1 olga: talk 1m10s, hold 50s
  agent.slot item1 olga: slot idle, was 20s
