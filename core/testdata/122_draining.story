# draining: an agent finishes what he has and gets nothing new; then comes the pause, or the end of the shift
# (product.md 5.1). A pause that is asked for in a contact waits for the end of its wrap-up too.
show item.offered item.wrapped agent.presence agent.pause_asked
08:59:00 reason lunch kind=meal
08:59:00 line shop skill=sales wrap=10s
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
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  > petro and olga hear each other
09:01:10 olga drains lunch
  agent.presence item1 olga: presence draining, device browser, was 1m10s
09:01:20 olga ends
  > end petro: normal
  > end olga: normal
09:01:25 maria calls 100
  item.offered shop item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:01, excluded olga by wrapup)
  > answer maria
  > maria hears std_music again and again
  > ring ivan at browser
09:01:28 ivan answers
  > answer ivan
  > maria and ivan hear each other
09:01:29 ivan drains
  agent.presence item2 ivan: presence draining, device browser, was 1m28s
  -- 09:01:30
  item.wrapped shop item1 olga: auto, wrap 10s
  agent.presence olga: presence pause, reason lunch, kind meal, device browser, was 20s
09:01:40 taras calls 100
  > answer taras
  > taras hears std_music again and again
09:01:45 ivan ends
  > end maria: normal
  > end ivan: normal
# Who has nothing in hand goes at once; who changes his mind is back.
  -- 09:01:55
  item.wrapped shop item2 ivan: auto, wrap 10s
  agent.presence ivan: presence offline, was 26s
09:02:10 olga is ready
  agent.presence olga: presence online, device browser, was 40s
  item.offered shop item3 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:30)
  > ring olga at browser
09:02:12 olga answers
  > answer olga
  > taras and olga hear each other
09:02:15 olga drains lunch
  agent.presence item3 olga: presence draining, device browser, was 5s
09:02:20 olga is ready
  agent.presence item3 olga: presence online, device browser, was 5s
09:02:30 olga ends
  > end taras: normal
  > end olga: normal
  -- 09:02:40
  item.wrapped shop item3 olga: auto, wrap 10s
09:02:45 olga drains lunch
  agent.presence olga: presence pause, reason lunch, kind meal, device browser, was 25s
