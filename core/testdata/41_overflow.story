# Who has waited a minute flows over into the line of the other shift: an item of its own in
# the same call, with the origin and the place that go with it. It is no miss.
show item promise
08:59:00 line shop skill=sales overflow=help after=60s
08:59:00 line help skill=support
08:59:00 number 100 line=shop
08:59:00 agent ivan support=3
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
  -- 09:01:00
  item.left shop item1: reason overflowed, detail help, waited 1m0s
  item.created help item2: kind call, origin_at 09:00:00, parent item1, number petro
  item.enqueued help item2: position 1
  > petro hears std_music again and again
09:01:10 ivan starts browser
09:01:10 ivan's browser comes
  item.offered help item2 ivan: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:10)
  > ring ivan at browser
09:01:15 ivan answers
  > answer ivan
  item.offer_ended help item2 ivan: offer offer1, verdict accepted, rang 5s
  item.connected help item2 ivan: waited 15s
  item.left help item2 ivan: reason answered, waited 15s
  > petro and ivan hear each other
09:02:00 petro hangs up
  > end ivan: normal
# Where nobody is signed in at all, the caller does not wait first.
  -- 09:02:30
  item.wrapped help item2 ivan: auto, wrap 30s
  item.closed help item2 ivan: talk 45s
10:00:00 line shop skill=sales overflow=help unstaffed
10:00:00 maria calls 100
  item.created shop item3: kind call, origin_at 10:00:00, number maria
  item.left shop item3: reason overflowed, detail help
  item.created help item4: kind call, origin_at 10:00:00, parent item3, number maria
  item.enqueued help item4: position 1
  item.offered help item4 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:02:30)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
10:00:10 ivan answers
  > answer ivan
  item.offer_ended help item4 ivan: offer offer2, verdict accepted, rang 10s
  item.connected help item4 ivan: waited 10s
  item.left help item4 ivan: reason answered, waited 10s
  > maria and ivan hear each other
10:01:00 maria hangs up
  > end ivan: normal
  -- 10:01:30
  item.wrapped help item4 ivan: auto, wrap 30s
  item.closed help item4 ivan: talk 50s
10:02:00 ivan finishes
  no: floor.not_in_wrapup
# Nobody is signed in there either: the caller stays where somebody may come.
11:00:00 ivan leaves
11:00:10 taras calls 100
  item.created shop item5: kind call, origin_at 11:00:10, number taras
  item.enqueued shop item5: position 1
  > answer taras
  > taras hears std_music again and again
11:00:40 ivan starts browser
  item.left shop item5: reason overflowed, detail help, waited 30s
  item.created help item6: kind call, origin_at 11:00:10, parent item5, number taras
  item.enqueued help item6: position 1
  item.offered help item6 ivan: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 10:01:30)
  > taras hears std_music again and again
  > ring ivan at browser
11:00:40 ivan's browser comes
  -- 11:00:55
  item.offer_ended help item6 ivan: offer offer3, verdict no_answer, rang 15s
  > end ivan: no_answer
11:01:00 taras hangs up
  item.left help item6: reason abandoned, waited 20s
  promise.opened help item6 promise1: kind missed, cause abandoned, number taras, origin_at 11:00:10, due_at 11:03:00
