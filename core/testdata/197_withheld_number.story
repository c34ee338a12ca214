# 5.5 rule 7: Whose number is withheld cannot be called back. He is counted as missed without a
# number, so that the report does not look better than the day was.
show item promise
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
09:00:00 petro calls 100 withheld
  item.created shop item1: kind call, origin_at 09:00:00
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:00:30 petro hangs up
  item.left shop item1: reason abandoned, waited 30s
  promise.no_number shop item1: cause abandoned
