# A line asks for a skill at a level. Olga can it a little, which is not enough; Ivan has
# another skill. The decision says who was kept out.
show item
08:59:00 line expert skill=sales level=4
08:59:00 number 100 line=expert
08:59:00 agent olga sales=3
08:59:00 agent ivan support=5
08:59:00 agent nina sales=4
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts browser
09:00:00 ivan's browser comes
09:01:00 petro calls 100
  item.created expert item1: kind call, origin_at 09:01:00, number petro
  item.enqueued expert item1: position 1
  > answer petro
  > petro hears std_music again and again
09:02:00 nina starts browser
09:02:01 nina's browser comes
  item.offered expert item1 nina: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:02:00, excluded olga by level)
  > ring nina at browser
09:02:10 petro hangs up
  item.offer_ended expert item1 nina: offer offer1, verdict rescinded, rang 9s
  item.left expert item1: reason abandoned, waited 1m10s
  > end nina: cancelled
# Olga learns.
09:03:00 agent olga sales=5
09:04:00 petro calls 100
  item.created expert item2: kind call, origin_at 09:04:00, number petro
  item.enqueued expert item2: position 1
  item.offered expert item2 olga: offer offer2, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up nina, runner_up_idle_since 09:02:00)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
