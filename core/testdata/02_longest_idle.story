# Who has been free longest gets the next caller: since the end of the last contact, over
# all lines. An offer that was rescinded does not count. Of who has fewer skills nothing is said
# in these lines: all are equal.
show item agent.slot
08:59:00 line shop skill=sales wrap=none equal
08:59:00 line help skill=support wrap=none equal
08:59:00 number 100 line=shop
08:59:00 number 200 line=help
08:59:00 agent olga sales=3 support=1
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
# Olga is here longer.
09:01:00 petro calls 200
  item.created help item1: kind call, origin_at 09:01:00, number petro
  item.enqueued help item1: position 1
  item.offered help item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended help item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected help item1 olga: waited 5s
  item.left help item1 olga: reason answered, waited 5s
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:02:00 petro hangs up
  agent.slot item1 olga: slot wrapup, was 55s
  item.wrapped help item1 olga: auto
  item.closed help item1 olga: talk 55s
  agent.slot item1 olga: slot idle
  > end olga: normal
# Now Ivan is free longer, though Olga's contact was in another line.
09:03:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:03:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 2, idle_since 09:00:01, runner_up olga, runner_up_idle_since 09:02:00)
  agent.slot item2 ivan: slot offered, was 2m59s
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
# Maria gives up while it rings: Ivan keeps his place.
09:03:05 maria hangs up
  item.offer_ended shop item2 ivan: offer offer2, verdict rescinded, rang 5s
  item.left shop item2: reason abandoned, waited 5s
  agent.slot item2 ivan: slot idle, was 5s
  > end ivan: cancelled
09:04:00 taras calls 100
  item.created shop item3: kind call, origin_at 09:04:00, number taras
  item.enqueued shop item3: position 1
  item.offered shop item3 ivan: offer offer3, device browser, (rule longest_idle, eligible 2, idle_since 09:00:01, runner_up olga, runner_up_idle_since 09:02:00)
  agent.slot item3 ivan: slot offered, was 55s
  > answer taras
  > taras hears std_music again and again
  > ring ivan at browser
09:04:05 ivan answers
  agent.slot item3 ivan: slot connecting, was 5s
  > answer ivan
  item.offer_ended shop item3 ivan: offer offer3, verdict accepted, rang 5s
  item.connected shop item3 ivan: waited 5s
  item.left shop item3 ivan: reason answered, waited 5s
  agent.slot item3 ivan: slot talking
  > taras and ivan hear each other
09:04:30 ivan ends
  agent.slot item3 ivan: slot wrapup, was 25s
  item.wrapped shop item3 ivan: auto
  item.closed shop item3 ivan: talk 25s
  agent.slot item3 ivan: slot idle
  > end taras: normal
  > end ivan: normal
# Now Olga again.
09:05:00 maria calls 100
  item.created shop item4: kind call, origin_at 09:05:00, number maria
  item.enqueued shop item4: position 1
  item.offered shop item4 olga: offer offer4, device browser, (rule longest_idle, eligible 2, idle_since 09:02:00, runner_up ivan, runner_up_idle_since 09:04:30)
  agent.slot item4 olga: slot offered, was 3m0s
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:05:04 olga answers
  agent.slot item4 olga: slot connecting, was 4s
  > answer olga
  item.offer_ended shop item4 olga: offer offer4, verdict accepted, rang 4s
  item.connected shop item4 olga: waited 4s
  item.left shop item4 olga: reason answered, waited 4s
  agent.slot item4 olga: slot talking
  > maria and olga hear each other
09:05:30 maria hangs up
  agent.slot item4 olga: slot wrapup, was 26s
  item.wrapped shop item4 olga: auto
  item.closed shop item4 olga: talk 26s
  agent.slot item4 olga: slot idle
  > end olga: normal
