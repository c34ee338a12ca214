# An agent is taken out of service in mid-call: he finishes, and is gone. A supervisor may
# send people home, into a pause and to work.
show agent
08:59:00 line shop skill=sales wrap=10s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3 desk=t2
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
09:01:03 olga answers
  agent.slot item1 olga: slot connecting, was 3s
  > answer olga
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:01:10 remove agt_olga
09:02:00 petro hangs up
  agent.slot item1 olga: slot wrapup, was 57s
  > end olga: normal
  -- 09:02:10
  agent.slot item1 olga: slot idle, was 10s
  agent.presence olga: presence offline, was 2m10s
09:03:00 ivan's desk comes
09:03:00 supervisor sends ivan online
  agent.presence ivan: presence online, device t2
09:03:10 supervisor sends ivan pause
  agent.presence ivan: presence pause, reason forced, kind system, device t2, was 10s
09:03:20 supervisor sends ivan online
  agent.presence ivan: presence online, device t2, was 10s
09:03:30 supervisor sends ivan offline
  agent.presence ivan: presence offline, was 10s
09:03:40 supervisor sends ivan dancing
  no: floor.no_such_presence
