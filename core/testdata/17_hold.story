# Olga holds Petro for the two minutes that she promised him; he hears music. She changes
# the promise, comes back. Her desk phone's own hold key does the same.
show call agent.slot item.closed
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3 desk=t1
09:00:00 olga's desk comes
09:00:00 olga starts t1
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at t1
09:01:06 olga's phone answers
  agent.slot item1 olga: slot talking, was 6s
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
09:02:00 olga holds 2m
  call.held shop item1 olga: promised_until 09:04:00
  agent.slot item1 olga: slot held, was 54s
  > petro and olga are parted
  > petro hears std_music again and again
09:03:00 olga holds 5m
09:04:00 olga resumes
  call.resumed shop item1 olga: held 2m0s, promise kept
  agent.slot item1 olga: slot talking, was 2m0s
  > petro and olga hear each other
09:05:00 olga's phone holds
  call.held shop item1 olga: by_device
  agent.slot item1 olga: slot held, was 1m0s
  > petro and olga are parted
  > petro hears std_music again and again
09:05:10 olga resumes
  no: floor.held_by_device
09:05:30 olga's phone resumes
  call.resumed shop item1 olga: held 30s
  agent.slot item1 olga: slot talking, was 30s
  > petro and olga hear each other
09:05:31 olga resumes
  no: floor.not_held
09:06:00 olga mutes
  call.muted shop item1 olga: muted
  > mute olga: true
09:06:10 olga unmutes
  call.muted shop item1 olga
  > mute olga: false
09:06:20 olga dials 12#
  > send 3 digits to petro
09:07:00 olga holds
  call.held shop item1 olga: promised_until 09:09:00
  agent.slot item1 olga: slot held, was 1m30s
  > petro and olga are parted
  > petro hears std_music again and again
09:07:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 30s
  item.closed shop item1 olga: talk 3m24s, hold 3m0s
  agent.slot item1 olga: slot idle
  > end olga: normal
  call.ended shop item1: by caller, cause normal
