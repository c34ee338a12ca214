# Olga calls Petro for the shop: her own telephone comes first, then his rings, as the shop's
# number. She hears that it rings and never silence. Nobody else may dial him meanwhile.
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s did=100
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:00:00 ivan starts browser
  agent.presence ivan: presence online, device browser
  agent.device ivan: device browser, why not_connected
09:00:00 ivan's browser comes
  agent.device ivan: device browser, healthy
09:01:00 olga phones petro for shop
  agent.slot item1 olga: slot dialling, was 1m0s
  call.created shop item1: leg leg1, caller petro
  item.created shop item1: kind outgoing, origin_at 09:01:00, number petro
  > ring olga at browser, to connect at once
09:01:01 olga's phone answers
  > ring petro as 100
  > olga hears tone ring again and again
09:01:02 ivan phones petro for shop
  no: promise.caller_on_line
09:01:03 petro rings
09:01:06 petro answers
  item.connected shop item1 olga
  item.left shop item1 olga: reason answered
  agent.slot item1 olga: slot talking, was 6s
  call.answered shop item1 olga: leg olga
  recording.started shop item1 olga: recording file1
  > petro and olga hear each other
  > record file1: petro and olga
09:02:00 olga holds 1m
  call.held shop item1 olga: promised_until 09:03:00
  agent.slot item1 olga: slot held, was 54s
  > petro and olga are parted
  > petro hears std_music again and again
09:02:30 olga resumes
  call.resumed shop item1 olga: held 30s, promise kept
  agent.slot item1 olga: slot talking, was 30s
  > petro and olga hear each other
09:03:00 petro hangs up
  agent.slot item1 olga: slot wrapup, was 30s
  > stop file1
  > end olga: normal
  recording.closed shop item1 olga: recording file1, ms 1m54s
  call.ended shop item1: by caller, cause normal
09:03:10 olga finishes
  item.wrapped shop item1 olga: wrap 10s
  item.closed shop item1 olga: talk 1m24s, hold 30s
  agent.slot item1 olga: slot idle, was 10s
# Busy, no answer in forty seconds, a number that does not exist; she gives up.
09:04:00 olga phones petro for shop
  agent.slot item2 olga: slot dialling, was 50s
  call.created shop item2: leg leg3, caller petro
  item.created shop item2: kind outgoing, origin_at 09:04:00, number petro
  > ring olga at browser, to connect at once
09:04:01 olga's phone answers
  > ring petro as 100
  > olga hears tone ring again and again
09:04:03 petro is busy
  item.left shop item2 olga: reason failed, detail busy
  agent.slot item2 olga: slot idle, was 3s
  > end olga: normal
  call.ended shop item2: by caller, cause busy
09:05:00 olga phones petro for shop
  agent.slot item3 olga: slot dialling, was 57s
  call.created shop item3: leg leg5, caller petro
  item.created shop item3: kind outgoing, origin_at 09:05:00, number petro
  > ring olga at browser, to connect at once
09:05:01 olga's phone answers
  > ring petro as 100
  > olga hears tone ring again and again
09:05:02 petro rings early
  > petro and olga hear each other
  -- 09:05:41
  item.left shop item3 olga: reason failed, detail no_answer
  agent.slot item3 olga: slot idle, was 41s
  > end petro: no_answer
  > end olga: normal
  call.ended shop item3: by system, cause no_answer
09:06:00 olga phones petro for shop
  agent.slot item4 olga: slot dialling, was 19s
  call.created shop item4: leg leg7, caller petro
  item.created shop item4: kind outgoing, origin_at 09:06:00, number petro
  > ring olga at browser, to connect at once
09:06:01 olga's phone answers
  > ring petro as 100
  > olga hears tone ring again and again
09:06:03 petro does not exist
  item.left shop item4 olga: reason failed, detail invalid
  agent.slot item4 olga: slot idle, was 3s
  > end olga: normal
  call.ended shop item4: by caller, cause not_found
09:07:00 olga phones petro for shop
  agent.slot item5 olga: slot dialling, was 57s
  call.created shop item5: leg leg9, caller petro
  item.created shop item5: kind outgoing, origin_at 09:07:00, number petro
  > ring olga at browser, to connect at once
09:07:01 olga's phone answers
  > ring petro as 100
  > olga hears tone ring again and again
09:07:05 petro rings
09:07:10 olga ends
  item.left shop item5 olga: reason cancelled, detail given_up
  agent.slot item5 olga: slot idle, was 10s
  > end petro: cancelled
  > end olga: normal
  call.ended shop item5: by agent, cause cancelled
09:08:00 olga phones petro for shop
  agent.slot item6 olga: slot dialling, was 50s
  call.created shop item6: leg leg11, caller petro
  item.created shop item6: kind outgoing, origin_at 09:08:00, number petro
  > ring olga at browser, to connect at once
09:08:02 olga ends
  item.left shop item6 olga: reason cancelled, detail given_up
  agent.slot item6 olga: slot idle, was 2s
  > end olga: normal
  call.ended shop item6: by agent, cause cancelled
# Her own telephone is not picked up.
09:09:00 olga phones petro for shop
  agent.slot item7 olga: slot dialling, was 58s
  call.created shop item7: leg leg12, caller petro
  item.created shop item7: kind outgoing, origin_at 09:09:00, number petro
  > ring olga at browser, to connect at once
  -- 09:09:20
  item.left shop item7 olga: reason failed, detail agent_lost
  agent.slot item7 olga: slot idle, was 20s
  > end olga: no_answer
  call.ended shop item7: by system, cause no_answer
09:09:30 olga phones petro for moon
  no: floor.no_such_line
09:09:31 olga phones olga
  no: floor.bad_target
09:09:32 olga phones nobody
  no: floor.no_such_agent
