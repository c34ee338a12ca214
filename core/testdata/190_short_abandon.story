# 5.4 Who gives up within the short limit of his line is counted apart: he has hardly waited,
# and the service level of the day is not made of wrong numbers. He is owed a call all the same.
show item promise
08:59:00 line shop skill=sales short=5s
08:59:00 number 100 line=shop
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:04 petro hangs up
  item.left shop item1: reason abandoned, waited 4s, short
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:04
# On the very limit it is no short one any more.
09:01:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:00, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
09:01:05 maria hangs up
  item.left shop item2: reason abandoned, waited 5s
  promise.opened shop item2 promise2: kind missed, cause abandoned, number maria, origin_at 09:01:00, due_at 09:03:05
