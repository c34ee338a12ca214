# A line takes as many as it says; what becomes of the next is the line's to say: he is told, goes on to
# another line, or is called back without losing his place (product.md 5.2, queue_full).
show item promise
08:59:00 line shop skill=sales wrap=none most=1
08:59:00 line help skill=help wrap=none
08:59:00 number 100 line=shop
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:01:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  item.left shop item2: reason queue_full
  promise.opened shop item2 promise1: kind missed, cause queue_full, number maria, origin_at 09:01:10, due_at 09:03:10
  > answer maria
  > maria hears std_all_busy
09:01:20 line shop skill=sales wrap=none most=1 when-full=callback
09:01:30 taras calls 100
  item.created shop item3: kind call, origin_at 09:01:30, number taras
  item.left shop item3: reason callback_requested, detail queue_full
  promise.opened shop item3 promise2: kind virtual_hold, cause callback_requested, number taras, origin_at 09:01:30, due_at 09:01:30
  > answer taras
  > taras hears std_callback_saved
09:01:40 line shop skill=sales wrap=none most=1 when-full=overflow overflow=help
09:01:50 nina calls 100
  item.created shop item4: kind call, origin_at 09:01:50, number nina
  item.left shop item4: reason overflowed, detail help
  item.created help item5: kind call, origin_at 09:01:50, parent item4, number nina
  item.enqueued help item5: position 1
  > answer nina
  > nina hears std_music again and again
