# The clinic's own reception rings first; the caller pays nothing while it rings there. It is
# busy, then nobody picks up, then somebody does: that caller has left us.
show item call promise
08:59:00 line clinic skill=sales own=reception own-ring=15s mode=own_first did=100
08:59:00 number 100 line=clinic
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  call.created clinic: inbound, leg petro, did 100, caller petro
  item.created clinic item1: kind call, origin_at 09:00:00, number petro
  > ring reception as 100
  > petro hears that it rings
09:00:03 reception is busy
  item.enqueued clinic item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left clinic item1: reason abandoned, waited 17s
  promise.opened clinic item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
  call.ended clinic item1: by caller, cause normal
09:10:00 maria calls 100
  call.created clinic: inbound, leg maria, did 100, caller maria
  item.created clinic item2: kind call, origin_at 09:10:00, number maria
  > ring reception as 100
  > maria hears that it rings
09:10:01 reception rings
  -- 09:10:15
  item.enqueued clinic item2: position 1
  > end reception: no_answer
  > answer maria
  > maria hears std_music again and again
09:10:40 maria hangs up
  item.left clinic item2: reason abandoned, waited 25s
  promise.opened clinic item2 promise2: kind missed, cause abandoned, number maria, origin_at 09:10:00, due_at 09:12:40
  call.ended clinic item2: by caller, cause normal
09:20:00 petro calls 100
  call.created clinic: inbound, leg petro, did 100, caller petro
  item.created clinic item3: kind call, origin_at 09:20:00, number petro
  > ring reception as 100
  > petro hears that it rings
09:20:01 reception rings
09:20:08 reception answers
  call.answered clinic item3: leg reception
  item.left clinic item3: reason sent_outside
  promise.closed clinic item3 promise1: reason caller_reached_us
  > answer petro
  > petro and reception hear each other
09:22:00 reception hangs up
  > end petro: normal
  call.ended clinic item3: by outside, cause normal
# The other way round, and a caller who gives up while it rings.
09:30:00 maria calls 100
  call.created clinic: inbound, leg maria, did 100, caller maria
  item.created clinic item4: kind call, origin_at 09:30:00, number maria
  > ring reception as 100
  > maria hears that it rings
09:30:05 reception answers
  call.answered clinic item4: leg reception
  item.left clinic item4: reason sent_outside
  promise.closed clinic item4 promise2: reason caller_reached_us
  > answer maria
  > maria and reception hear each other
09:31:00 maria hangs up
  > end reception: normal
  call.ended clinic item4: by caller, cause normal
09:40:00 taras calls 100
  call.created clinic: inbound, leg taras, did 100, caller taras
  item.created clinic item5: kind call, origin_at 09:40:00, number taras
  > ring reception as 100
  > taras hears that it rings
09:40:05 taras hangs up
  item.left clinic item5: reason abandoned
  promise.opened clinic item5 promise3: kind missed, cause abandoned, number taras, origin_at 09:40:00, due_at 09:42:05
  > end reception: cancelled
  call.ended clinic item5: by caller, cause normal
# The owner has switched the centre off: only the miss is remembered.
10:00:00 line clinic skill=sales own=reception own-ring=15s mode=own_only did=100
10:01:00 nina calls 100
  call.created clinic: inbound, leg nina, did 100, caller nina
  item.created clinic item6: kind call, origin_at 10:01:00, number nina
  > ring reception as 100
  > nina hears that it rings
  -- 10:01:15
  item.left clinic item6: reason failed, detail own_telephone
  promise.opened clinic item6 promise4: kind missed, cause failed, number nina, origin_at 10:01:00, due_at 10:03:15
  > end reception: no_answer
  > answer nina
  > nina hears std_all_busy
10:01:20 nina hears it out
  > end nina: normal
  call.ended clinic item6: by system, cause normal
# And on: all calls go to the centre at once.
11:00:00 line clinic skill=sales own=reception
11:01:00 nina calls 100
  call.created clinic: inbound, leg nina, did 100, caller nina
  item.created clinic item7: kind call, origin_at 11:01:00, number nina
  item.enqueued clinic item7: position 1
  > answer nina
  > nina hears std_music again and again
11:01:30 nina hangs up
  item.left clinic item7: reason abandoned, waited 30s
  promise.missed_again clinic item7 promise4: cause abandoned, misses 2
  call.ended clinic item7: by caller, cause normal
11:02:00 later
