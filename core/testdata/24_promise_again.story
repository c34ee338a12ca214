# One promise per person and tree of lines: a second miss counts, keeps the oldest origin,
# and a message makes it a message. While Petro is on the line nobody may call him; when he
# is answered, he has reached us. Nobody can be promised a call whose number is withheld,
# which is said, so that the report stays honest.
show item.left promise
08:59:00 line shop skill=sales
08:59:00 line help skill=support parent=shop
08:59:00 number 100 line=shop
08:59:00 number 200 line=help
08:59:00 agent olga sales=3 support=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:10:00 petro calls 200
  > answer petro
  > petro hears std_music again and again
09:10:30 petro hangs up
  item.left help item2: reason abandoned, waited 30s
  promise.missed_again shop item2 promise1: cause abandoned, misses 2
09:20:00 maria calls 100 withheld
  > answer maria
  > maria hears std_music again and again
09:20:10 maria hangs up
  item.left shop item3: reason abandoned, waited 10s
  promise.no_number shop item3: cause abandoned
10:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
10:00:10 olga starts browser
10:00:10 olga's browser comes
  > ring olga at browser
10:00:12 olga declines other
  > end olga: declined
10:00:15 olga calls back promise1
  no: promise.caller_on_line
  -- 10:00:42
  > ring olga at browser
10:00:50 olga answers
  > answer olga
  item.left shop item4 olga: reason answered, waited 50s
  promise.closed shop item4 olga promise1: reason caller_reached_us
  > petro and olga hear each other
10:01:10 petro hangs up
  > end olga: normal
