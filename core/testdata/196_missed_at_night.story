# 5.5 rule 6: Who calls when we are closed is told so, and is called when we open, not before.
show item promise
08:00:00 calendar week daily=09:00-18:00
08:00:00 line shop skill=sales calendar=week
08:00:00 number 100 line=shop
20:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 20:00:00, number petro
  item.left shop item1: reason closed_now
  promise.opened shop item1 promise1: kind missed, cause closed_now, number petro, origin_at 20:00:00, due_at day 2 09:00:00
  > answer petro
  > petro hears std_closed
20:00:05 petro hears it out
  > end petro: normal
