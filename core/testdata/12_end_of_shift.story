# Olga wants to go while Petro talks: she goes after the wrap-up, and gets nothing new.
show agent item.offered
08:59:00 line shop skill=sales wrap=20s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:01:10 olga leaves
09:01:20 maria calls 100
  > answer maria
  > maria hears std_music again and again
09:01:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 25s
  > end olga: normal
  -- 09:01:50
  agent.slot item1 olga: slot idle, was 20s
  agent.presence olga: presence offline, was 1m50s
09:02:00 later
09:03:00 olga is ready
  no: floor.no_shift
