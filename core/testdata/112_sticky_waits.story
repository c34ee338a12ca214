# When the preferred agent is busy, the caller waits for him as long as the line says, at the place that
# is his; then he is anybody's. When the agent does not take him, at once (product.md 5.3).
show item
08:59:00 line shop skill=sales wrap=none sticky=1h sticky-wait=20s reoffer=60s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 5s
  item.left shop item1 olga: reason answered, waited 5s
  > petro and olga hear each other
09:01:30 petro hangs up
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 25s
  > end olga: normal
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 2, idle_since 09:00:01, runner_up olga, runner_up_idle_since 09:01:30)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:02:05 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 ivan: waited 5s
  item.left shop item2 ivan: reason answered, waited 5s
  > maria and ivan hear each other
09:02:10 taras calls 100
  item.created shop item3: kind call, origin_at 09:02:10, number taras
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:30)
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:02:15 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer3, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 5s
  item.left shop item3 olga: reason answered, waited 5s
  > taras and olga hear each other
09:02:20 ivan ends
  item.wrapped shop item2 ivan: auto
  item.closed shop item2 ivan: talk 15s
  > end maria: normal
  > end ivan: normal
# Ivan is free, and Petro waits for Olga; she comes in time.
09:03:00 petro calls 100
  item.created shop item4: kind call, origin_at 09:03:00, number petro
  item.enqueued shop item4: position 1
  > answer petro
  > petro hears std_music again and again
09:03:10 olga ends
  item.wrapped shop item3 olga: auto
  item.closed shop item3 olga: talk 55s
  > end taras: normal
  > end olga: normal
  item.offered shop item4 olga: offer offer4, device browser, (rule sticky, eligible 1, idle_since 09:03:10)
  > ring olga at browser
09:03:12 olga declines busy
  item.offer_ended shop item4 olga: offer offer4, verdict declined, reason busy, rang 2s
  item.offered shop item4 ivan: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:02:20)
  > end olga: declined
  > ring ivan at browser
09:03:15 ivan answers
  > answer ivan
  item.offer_ended shop item4 ivan: offer offer5, verdict accepted, rang 3s
  item.connected shop item4 ivan: waited 15s
  item.left shop item4 ivan: reason answered, waited 15s
  > petro and ivan hear each other
09:03:30 ivan ends
  item.wrapped shop item4 ivan: auto
  item.closed shop item4 ivan: talk 15s
  > end petro: normal
  > end ivan: normal
09:04:00 nina calls 100
  item.created shop item5: kind call, origin_at 09:04:00, number nina
  item.enqueued shop item5: position 1
  item.offered shop item5 olga: offer offer6, device browser, (rule longest_idle, eligible 2, idle_since 09:03:10, runner_up ivan, runner_up_idle_since 09:03:30)
  > answer nina
  > nina hears std_music again and again
  > ring olga at browser
09:04:05 olga answers
  > answer olga
  item.offer_ended shop item5 olga: offer offer6, verdict accepted, rang 5s
  item.connected shop item5 olga: waited 5s
  item.left shop item5 olga: reason answered, waited 5s
  > nina and olga hear each other
# Now Petro's last is Ivan, who is busy for longer than Petro waits for him.
09:04:10 vera calls 100
  item.created shop item6: kind call, origin_at 09:04:10, number vera
  item.enqueued shop item6: position 1
  item.offered shop item6 ivan: offer offer7, device browser, (rule longest_idle, eligible 1, idle_since 09:03:30)
  > answer vera
  > vera hears std_music again and again
  > ring ivan at browser
09:04:15 ivan answers
  > answer ivan
  item.offer_ended shop item6 ivan: offer offer7, verdict accepted, rang 5s
  item.connected shop item6 ivan: waited 5s
  item.left shop item6 ivan: reason answered, waited 5s
  > vera and ivan hear each other
09:05:00 petro calls 100
  item.created shop item7: kind call, origin_at 09:05:00, number petro
  item.enqueued shop item7: position 1
  > answer petro
  > petro hears std_music again and again
09:05:05 olga ends
  item.wrapped shop item5 olga: auto
  item.closed shop item5 olga: talk 1m0s
  > end nina: normal
  > end olga: normal
  -- 09:05:20
  item.offered shop item7 olga: offer offer8, device browser, (rule longest_idle, eligible 1, idle_since 09:05:05)
  > ring olga at browser
09:05:30 petro hangs up
  item.offer_ended shop item7 olga: offer offer8, verdict rescinded, rang 10s
  item.left shop item7: reason abandoned, waited 30s
  > end olga: cancelled
