# sticky: who talked with the person last gets him again, in this tree of lines, unless that was too long
# ago (product.md 5.3).
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none sticky=1h sticky-wait=20s
08:59:00 line gold parent=shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 number 200 line=gold
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  > petro and olga hear each other
09:01:30 petro hangs up
  > end olga: normal
# Ivan is idle longer; Petro gets Olga nevertheless, in the branch too.
09:05:00 petro calls 200
  item.offered gold item2 olga: offer offer2, device browser, (rule sticky, eligible 1, idle_since 09:01:30)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:05:05 olga answers
  > answer olga
  item.offer_ended gold item2 olga: offer offer2, verdict accepted, rang 5s
  > petro and olga hear each other
09:05:30 petro hangs up
  > end olga: normal
# Maria has talked with nobody yet.
09:06:00 maria calls 100
  item.offered shop item3 ivan: offer offer3, device browser, (rule longest_idle, eligible 2, idle_since 09:00:01, runner_up olga, runner_up_idle_since 09:05:30)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:06:05 maria hangs up
  item.offer_ended shop item3 ivan: offer offer3, verdict rescinded, rang 5s
  > end ivan: cancelled
# Two hours later nobody remembers.
11:30:00 petro calls 100
  item.offered shop item4 ivan: offer offer4, device browser, (rule longest_idle, eligible 2, idle_since 09:00:01, runner_up olga, runner_up_idle_since 09:05:30)
  > answer petro
  > petro hears std_music again and again
  > ring ivan at browser
