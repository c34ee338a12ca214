# The process ends after it decided to answer and before it said so. Petro still hears his
# call ring: the new process answers him, and he has lost nothing.
show item call.ended floor
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
09:01:10 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:10, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:01:11 restart keeping unanswered petro
  floor.started: epoch 1, version 3, seed 1
  floor.restored: legs 1
  > answer petro
  > petro hears std_music again and again
09:01:20 petro hangs up
  item.left shop item1: reason abandoned, waited 10s
  call.ended shop item1: by caller, cause normal
