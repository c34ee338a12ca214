# 5.5 rule 1: Who was missed and then agrees on a moment has one promise, not two; the agreed moment
# counts. When he is missed again after that, it is the same promise still.
show promise
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:01:00 olga starts browser
09:01:00 olga's browser comes
09:01:10 olga agrees petro 12:00:00 mine
  promise.agreed shop olga promise1: kind requested, due_at 12:00:00, owner olga
09:05:00 olga leaves
09:10:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:10:30 petro hangs up
  promise.missed_again shop item2 promise1: cause abandoned, misses 2
