# Olga promises a minute. She comes back in time; the next time she does not: the caller hears
# an apology, once, then music again, and the board shows it.
show call
08:59:00 line shop skill=sales wrap=none hold=1m
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
09:02:00 olga holds
  call.held shop item1 olga: promised_until 09:03:00
  > petro and olga are parted
  > petro hears std_music again and again
09:02:50 olga resumes
  call.resumed shop item1 olga: held 50s, promise kept
  > petro and olga hear each other
09:03:00 olga holds
  call.held shop item1 olga: promised_until 09:04:00
  > petro and olga are parted
  > petro hears std_music again and again
  -- 09:04:00
  call.hold_late shop item1 olga: promised_until 09:04:00
  > petro hears std_hold_late
09:04:05 petro hears it out
  > petro hears std_music again and again
09:04:10 olga holds 2m
  -- 09:06:10
  call.hold_late shop item1 olga: promised_until 09:06:10
  > petro hears std_hold_late
  -- 09:06:25
  > petro hears std_music again and again
09:06:30 olga resumes
  call.resumed shop item1 olga: held 3m30s, promise broken
  > petro and olga hear each other
09:07:00 olga holds 30s
  call.held shop item1 olga: promised_until 09:07:30
  > petro and olga are parted
  > petro hears std_music again and again
  -- 09:07:30
  call.hold_late shop item1 olga: promised_until 09:07:30
  > petro hears std_hold_late
09:07:35 restart keeping olga petro
  > petro hears std_hold_late
  -- 09:07:45
  > petro hears std_music again and again
09:08:00 petro hangs up
  > end olga: normal
  call.ended shop item1: by caller, cause normal
