# Wrap-up belongs to the contact: the line of the contact says how long it may take and
# whether an outcome must be given. The agent may extend it four times by half a minute.
show item agent
08:59:00 line shop skill=sales wrap=20s must-code codes=order,refusal
08:59:00 line help skill=support wrap=none
08:59:00 number 100 line=shop
08:59:00 number 200 line=help
08:59:00 agent olga sales=3 support=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 200
  item.created help item1: kind call, origin_at 09:01:00, number petro
  item.enqueued help item1: position 1
  item.offered help item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended help item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected help item1 olga: waited 5s
  item.left help item1 olga: reason answered, waited 5s
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:01:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 25s
  item.wrapped help item1 olga: auto
  item.closed help item1 olga: talk 25s
  agent.slot item1 olga: slot idle
  > end olga: normal
# No wrap-up in that line. The next one wants an outcome.
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:01:30)
  agent.slot item2 olga: slot offered, was 30s
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:02:05 olga answers
  agent.slot item2 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item2 olga: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 5s
  item.left shop item2 olga: reason answered, waited 5s
  agent.slot item2 olga: slot talking
  > maria and olga hear each other
09:02:30 maria hangs up
  agent.slot item2 olga: slot wrapup, was 25s
  > end olga: normal
09:02:35 olga finishes
  no: floor.must_code
09:02:36 olga codes music
  no: floor.no_such_disposition
09:02:37 olga codes order
09:02:38 olga extends
09:02:39 olga extends
09:02:40 olga extends
09:02:41 olga extends
09:02:42 olga extends
  no: floor.extended_enough
09:04:00 olga finishes
  item.wrapped shop item2 olga: disposition order, wrap 1m30s
  item.closed shop item2 olga: talk 25s
  agent.slot item2 olga: slot idle, was 1m30s
# And if nobody gives one, the clock does, and somebody looks into it.
09:05:00 taras calls 100
  item.created shop item3: kind call, origin_at 09:05:00, number taras
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:04:00)
  agent.slot item3 olga: slot offered, was 1m0s
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  agent.slot item3 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 5s
  item.left shop item3 olga: reason answered, waited 5s
  agent.slot item3 olga: slot talking
  > taras and olga hear each other
09:05:30 taras hangs up
  agent.slot item3 olga: slot wrapup, was 25s
  > end olga: normal
  -- 09:05:50
  item.wrapped shop item3 olga: auto, wrap 20s
  item.closed shop item3 olga: talk 25s
  agent.slot item3 olga: slot idle, was 20s
  agent.presence olga: presence pause, reason wrapup_overrun, kind system, device browser, was 5m50s
09:06:00 later
