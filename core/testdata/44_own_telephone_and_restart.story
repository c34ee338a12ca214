# A caller talks with the clinic's own reception over a restart of ours. Another waited for
# it to answer and is still there afterwards: the centre takes her.
show item call
08:59:00 line clinic skill=sales own=reception mode=own_first
08:59:00 number 100 line=clinic
09:00:00 petro calls 100
  call.created clinic: inbound, leg petro, did 100, caller petro
  item.created clinic item1: kind call, origin_at 09:00:00, number petro
  > ring reception
  > petro hears that it rings
09:00:05 reception answers
  call.answered clinic item1: leg reception
  item.left clinic item1: reason sent_outside
  > answer petro
  > petro and reception hear each other
09:00:30 restart keeping petro reception
  > petro and reception hear each other
09:01:00 petro hangs up
  > end reception: normal
  call.ended clinic item1: by caller, cause normal
09:10:00 maria calls 100
  call.created clinic: inbound, leg maria, did 100, caller maria
  item.created clinic item2: kind call, origin_at 09:10:00, number maria
  > ring reception
  > maria hears that it rings
09:10:05 restart unanswered maria
  item.enqueued clinic item2: position 1
  > answer maria
  > maria hears std_music again and again
09:10:30 maria hangs up
  item.left clinic item2: reason abandoned, waited 25s
  call.ended clinic item2: by caller, cause normal
