# A desk phone may be told to be there before anybody has said whose it is: a floor that lost its
# past hears of phones first and of agents then.
show agent
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:10 restart keeping phone t1
08:59:11 agent olga sales=3 desk=t1
09:00:00 olga starts t1
  agent.presence olga: presence online, device t1
09:00:10 petro calls 100
  agent.slot item1 olga: slot offered, was 10s
  > answer petro
  > petro hears std_music again and again
  > ring olga at t1
