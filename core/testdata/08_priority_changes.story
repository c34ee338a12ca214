# A line's new priority sorts those who wait at once.
show item
08:59:00 line shop skill=sales wrap=none
08:59:00 line help skill=sales wrap=none
08:59:00 number 100 line=shop
08:59:00 number 200 line=help
08:59:00 agent olga sales=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:10 maria calls 200
  item.created help item2: kind call, origin_at 09:00:10, number maria
  item.enqueued help item2: position 1
  > answer maria
  > maria hears std_music again and again
09:00:20 line help skill=sales wrap=none priority=5
09:01:00 olga starts browser
09:01:00 olga's browser comes
  item.offered help item2 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  > ring olga at browser
