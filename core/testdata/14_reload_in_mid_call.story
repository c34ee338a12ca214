# A page that reloads in mid-call comes back within half a minute: the call goes on, and
# nobody is paused.
show item agent
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:01:30 olga's browser goes
  agent.device item1 olga: device browser, why connection
09:01:50 olga's browser comes
  agent.device item1 olga: device browser, healthy
09:02:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 1m25s
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 1m25s
  agent.slot item1 olga: slot idle
  > end olga: normal
