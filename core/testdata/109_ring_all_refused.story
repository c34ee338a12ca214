# Of several who are rung one may say no, and the others ring on. When nobody takes the caller he waits
# at his place, and is not offered to the same ones too soon; who let it ring is told so, each for
# himself (product.md 5.1).
show item agent.presence
08:59:00 line shop skill=sales wrap=none strategy=ring_all many=2 ring=10s reoffer=30s rona=1
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
  agent.presence ivan: presence online, device browser
09:00:01 ivan's browser comes
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule ring_all, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  item.offered shop item1 ivan: offer offer2, device browser, (rule ring_all, eligible 1, idle_since 09:00:01, with olga)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
  > ring ivan at browser
09:01:03 olga declines busy
  item.offer_ended shop item1 olga: offer offer1, verdict declined, reason busy, rang 3s
  > end olga: declined
# Ivan lets it ring: the pause is his alone. Olga is asked again when her delay is over.
  -- 09:01:10
  item.offer_ended shop item1 ivan: offer offer2, verdict no_answer, rang 10s
  agent.presence ivan: presence pause, reason rona, kind system, device browser, was 1m9s
  > end ivan: no_answer
  -- 09:01:33
  item.offered shop item1 olga: offer offer3, device browser, (rule ring_all, eligible 1, idle_since 09:00:00)
  > ring olga at browser
09:01:40 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer3, verdict accepted, rang 7s
  item.connected shop item1 olga: waited 40s
  item.left shop item1 olga: reason answered, waited 40s
  > petro and olga hear each other
# A desk where two ring and the caller gives up: nobody is to blame.
09:02:00 ivan is ready
  agent.presence ivan: presence online, device browser, was 50s
09:02:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:10, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 ivan: offer offer4, device browser, (rule ring_all, eligible 1, idle_since 09:00:01)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:02:12 maria hangs up
  item.offer_ended shop item2 ivan: offer offer4, verdict rescinded, rang 2s
  item.left shop item2: reason abandoned, waited 2s, short
  > end ivan: cancelled
09:02:20 olga ends
  item.wrapped shop item1 olga: auto
  item.closed shop item1 olga: talk 40s
  > end petro: normal
  > end olga: normal
