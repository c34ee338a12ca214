# 5.4 Who flows over is counted in the line that he left as overflowed, with what he waited there,
# and begins to wait anew in the next: the figures of each line are its own, and each caller is
# missed at most once.
show item promise
08:59:00 line shop skill=sales overflow=help after=30s
08:59:00 line help skill=support
08:59:00 number 100 line=shop
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
  -- 09:00:30
  item.left shop item1: reason overflowed, detail help, waited 30s
  item.created help item2: kind call, origin_at 09:00:00, parent item1, number petro
  item.enqueued help item2: position 1
  > petro hears std_music again and again
09:00:50 petro hangs up
  item.left help item2: reason abandoned, waited 20s
  promise.opened help item2 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:50
