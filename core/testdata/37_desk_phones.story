# A desk phone serves one agent at a time. An agent may change the device between contacts,
# not in one. A supervisor may send somebody to work at his desk phone.
show agent
09:00:00 line shop skill=sales wrap=20s
09:00:00 number 100 line=shop
09:00:00 agent olga sales=3 desk=t1
09:00:00 agent ivan sales=3 desk=t1
09:00:00 agent nina sales=3 desk=t3
09:00:10 olga's desk comes
09:00:20 olga starts t1
  agent.presence olga: presence online, device t1
09:00:30 ivan starts t1
  no: floor.device_taken
09:00:40 ivan starts t9
  no: floor.no_such_device
09:01:00 petro calls 100
  agent.slot item1 olga: slot offered, was 40s
  > answer petro
  > petro hears std_music again and again
  > ring olga at t1
09:01:05 olga's phone answers
  agent.slot item1 olga: slot talking, was 5s
  > petro and olga hear each other
09:01:10 olga starts browser
  no: floor.busy
09:01:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 25s
  > end olga: normal
09:01:40 olga finishes
  agent.slot item1 olga: slot idle, was 10s
09:01:50 olga's browser comes
09:01:51 olga starts browser
  agent.presence olga: presence online, device browser, was 1m31s
09:02:00 ivan starts t1
  agent.presence ivan: presence online, device t1
09:02:10 nina's desk comes
09:02:11 supervisor sends nina online
  agent.presence nina: presence online, device t3
09:02:12 supervisor sends nina online
09:02:20 nina leaves
  agent.presence nina: presence offline, was 9s
