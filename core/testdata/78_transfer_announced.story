# Ivan sits at a desk phone, which has no screen: he is told who comes before he hears him. The
# caller hears music meanwhile.
show call item.connected item.transferred agent.slot
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3 desk=t1
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts t1
09:00:00 ivan's desk comes
09:01:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.connected shop item1 olga: waited 5s
  agent.slot item1 olga: slot talking
  call.answered shop item1 olga: leg olga
  > petro and olga hear each other
  > record file1: petro and olga
09:02:00 olga transfers to ivan announcing petro
  item.transferred shop item1 olga: child item2, to_agent ivan
  agent.slot item1 olga: slot wrapup, was 55s
  agent.slot item2 ivan: slot offered, was 2m0s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at t1
09:02:05 ivan's phone answers
  item.connected shop item2 ivan: waited 5s
  agent.slot item2 ivan: slot talking, was 5s
  > ivan hears petro
09:02:09 ivan hears it out
  > petro and ivan hear each other
  -- 09:02:20
  agent.slot item1 olga: slot idle, was 20s
09:03:00 petro hangs up
  agent.slot item2 ivan: slot wrapup, was 55s
  > stop file1
  > end ivan: normal
  call.ended shop item2: by caller, cause normal
09:03:00 olga finishes
  no: floor.not_in_wrapup
# Petro hangs up in the middle of it.
  -- 09:03:20
  agent.slot item2 ivan: slot idle, was 20s
09:04:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  agent.slot item3 olga: slot offered, was 1m40s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:04:05 olga answers
  agent.slot item3 olga: slot connecting, was 5s
  > answer olga
  item.connected shop item3 olga: waited 5s
  agent.slot item3 olga: slot talking
  call.answered shop item3 olga: leg olga
  > petro and olga hear each other
  > record file2: petro and olga
09:04:10 olga transfers to ivan announcing petro
  item.transferred shop item3 olga: child item4, to_agent ivan
  agent.slot item3 olga: slot wrapup, was 5s
  agent.slot item4 ivan: slot offered, was 50s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at t1
09:04:15 ivan's phone answers
  item.connected shop item4 ivan: waited 5s
  agent.slot item4 ivan: slot talking, was 5s
  > ivan hears petro
09:04:17 petro hangs up
  agent.slot item4 ivan: slot wrapup, was 2s
  > stop file2
  > end ivan: normal
  call.ended shop item4: by caller, cause normal
# Nobody tells that it is over.
  -- 09:04:30
  agent.slot item3 olga: slot idle, was 20s
  -- 09:04:37
  agent.slot item4 ivan: slot idle, was 20s
09:05:00 olga finishes
  no: floor.not_in_wrapup
09:05:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  agent.slot item5 olga: slot offered, was 30s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  agent.slot item5 olga: slot connecting, was 5s
  > answer olga
  item.connected shop item5 olga: waited 5s
  agent.slot item5 olga: slot talking
  call.answered shop item5 olga: leg olga
  > petro and olga hear each other
  > record file3: petro and olga
09:05:10 olga transfers to ivan announcing petro
  item.transferred shop item5 olga: child item6, to_agent ivan
  agent.slot item5 olga: slot wrapup, was 5s
  agent.slot item6 ivan: slot offered, was 33s
  > end olga: normal
  > petro hears std_music again and again
  > ring ivan at t1
09:05:15 ivan's phone answers
  item.connected shop item6 ivan: waited 5s
  agent.slot item6 ivan: slot talking, was 5s
  > ivan hears petro
  -- 09:05:30
  agent.slot item5 olga: slot idle, was 20s
  > petro and ivan hear each other
09:05:40 ivan's phone hangs up
  agent.slot item6 ivan: slot wrapup, was 25s
  > stop file3
  > end petro: normal
  call.ended shop item6: by agent, cause normal
