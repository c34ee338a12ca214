# At closing time those who wait are served, told, or offered a call, each line in its own
# way; a branch goes by its line's hours and manners.
show item promise
08:00:00 calendar week daily=09:00-18:00
08:00:00 line a skill=sales calendar=week
08:00:00 line b skill=sales calendar=week closing=tell
08:00:00 line c skill=sales calendar=week closing=callback
08:00:00 line d skill=sales parent=c
08:00:00 number 100 line=a
08:00:00 number 200 line=b
08:00:00 number 300 line=c
08:00:00 number 400 line=d
17:59:00 petro calls 100
  item.created a item1: kind call, origin_at 17:59:00, number petro
  item.enqueued a item1: position 1
  > answer petro
  > petro hears std_music again and again
17:59:01 maria calls 200
  item.created b item2: kind call, origin_at 17:59:01, number maria
  item.enqueued b item2: position 1
  > answer maria
  > maria hears std_music again and again
17:59:02 taras calls 300
  item.created c item3: kind call, origin_at 17:59:02, number taras
  item.enqueued c item3: position 1
  > answer taras
  > taras hears std_music again and again
17:59:03 nina calls 400
  item.created d item4: kind call, origin_at 17:59:03, number nina
  item.enqueued d item4: position 1
  > answer nina
  > nina hears std_music again and again
17:59:04 oleg calls 300 withheld
  item.created c item5: kind call, origin_at 17:59:04
  item.enqueued c item5: position 2
  > answer oleg
  > oleg hears std_music again and again
  -- 18:00:00
  item.left b item2: reason closed_now, waited 59s
  promise.opened b item2 promise1: kind missed, cause closed_now, number maria, origin_at 17:59:01, due_at day 2 09:00:00
  item.left c item5: reason closed_now, waited 56s
  promise.no_number c item5: cause closed_now
  > maria hears std_closed
  > mind the keys of taras
  > taras hears std_closed, std_callback_offer
  > oleg hears std_closed
  > mind the keys of nina
  > nina hears std_closed, std_callback_offer
18:00:05 maria hears it out
  > end maria: normal
18:00:06 taras presses 1
  item.left c item3: reason callback_requested, waited 1m4s
  promise.opened c item3 promise2: kind virtual_hold, cause callback_requested, number taras, origin_at 17:59:02, due_at day 2 09:00:00
  > taras hears std_callback_saved
18:00:07 nina hears it out
18:00:09 taras hears it out
  > end taras: normal
18:00:09 oleg hears it out
  > end oleg: normal
  -- 18:00:13
  item.left d item4: reason closed_now, waited 1m10s
  promise.opened d item4 promise3: kind missed, cause closed_now, number nina, origin_at 17:59:03, due_at day 2 09:00:00
  > nina hears std_goodbye
18:00:30 nina hears it out
  > end nina: normal
18:01:00 petro hangs up
  item.left a item1: reason abandoned, waited 2m0s
  promise.opened a item1 promise4: kind missed, cause abandoned, number petro, origin_at 17:59:00, due_at day 2 09:00:00
19:00:00 nina calls 400
  item.created d item6: kind call, origin_at 19:00:00, number nina
  item.left d item6: reason closed_now
  promise.missed_again d item6 promise3: cause closed_now, misses 2
  > answer nina
  > nina hears std_closed
