# A pause that is asked for during a contact comes after its wrap-up; asked for while free
# it comes at once. Ready takes a pending pause back.
show agent
08:59:00 line shop skill=sales wrap=20s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 reason lunch kind=meal
08:59:00 reason coffee kind=break
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 100
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:01:30 olga pauses lunch
  agent.pause_asked item1 olga: reason lunch
09:01:40 petro hangs up
  agent.slot item1 olga: slot wrapup, was 35s
  > end olga: normal
  -- 09:02:00
  agent.slot item1 olga: slot idle, was 20s
  agent.presence olga: presence pause, reason lunch, kind meal, device browser, was 2m0s
09:02:30 olga is ready
  agent.presence olga: presence online, device browser, was 30s
09:03:00 olga pauses coffee
  agent.presence olga: presence pause, reason coffee, kind break, device browser, was 30s
09:04:00 olga is ready
  agent.presence olga: presence online, device browser, was 1m0s
09:04:00 olga pauses holiday
  no: floor.no_such_pause
09:04:01 olga pauses rona
  no: floor.pause_reserved
09:05:00 petro calls 100
  agent.slot item2 olga: slot offered, was 3m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  agent.slot item2 olga: slot connecting, was 5s
  > answer olga
  agent.slot item2 olga: slot talking
  > petro and olga hear each other
09:05:10 olga pauses lunch
  agent.pause_asked item2 olga: reason lunch
09:05:20 olga is ready
09:05:30 petro hangs up
  agent.slot item2 olga: slot wrapup, was 25s
  > end olga: normal
09:05:40 olga finishes
  agent.slot item2 olga: slot idle, was 10s
