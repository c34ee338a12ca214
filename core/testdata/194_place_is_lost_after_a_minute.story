# 5.2 Who hangs up and calls again within a minute keeps his place; after that his need begins
# anew, as everybody's does.
show item
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:10 petro hangs up
  item.left shop item1: reason abandoned, waited 10s
09:00:30 maria calls 100
  item.created shop item2: kind call, origin_at 09:00:30, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
09:01:00 petro calls 100
  item.created shop item3: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item3: position 1
  > answer petro
  > petro hears std_music again and again
09:01:10 petro hangs up
  item.left shop item3: reason abandoned, waited 10s
# This time he takes longer.
09:02:30 petro calls 100
  item.created shop item4: kind call, origin_at 09:02:30, number petro
  item.enqueued shop item4: position 2
  > answer petro
  > petro hears std_music again and again
