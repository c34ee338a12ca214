# A line may let nobody wait for longer than it says (product.md 5.2, max_wait). While a telephone rings for
# him, he stays.
show item promise
08:59:00 line shop skill=sales wrap=none longest=30s ring=10s
08:59:00 number 100 line=shop
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
  -- 09:01:30
  item.left shop item1: reason max_wait, waited 30s
  promise.opened shop item1 promise1: kind missed, cause max_wait, number petro, origin_at 09:01:00, due_at 09:03:30
  > petro hears std_all_busy
09:01:40 line shop skill=sales wrap=none longest=30s when-late=callback ring=10s
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
  -- 09:02:30
  item.left shop item2: reason callback_requested, detail max_wait, waited 30s
  promise.opened shop item2 promise2: kind virtual_hold, cause callback_requested, number maria, origin_at 09:02:00, due_at 09:02:30
  > end petro: normal
  > maria hears std_callback_saved
09:02:40 taras calls 100
  item.created shop item3: kind call, origin_at 09:02:40, number taras
  item.enqueued shop item3: position 1
  > answer taras
  > taras hears std_music again and again
09:03:05 agent olga sales=3
09:03:05 olga starts browser
09:03:05 olga's browser comes
  item.offered shop item3 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:03:05)
  > ring olga at browser
09:03:12 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer1, verdict accepted, rang 7s
  item.connected shop item3 olga: waited 32s
  item.left shop item3 olga: reason answered, waited 32s
  > taras and olga hear each other
