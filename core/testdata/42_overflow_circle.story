# Two lines that overflow into each other: three times round is enough.
show item
08:59:00 line a skill=sales overflow=b after=10s
08:59:00 line b skill=support overflow=a after=10s
08:59:00 number 100 line=a
09:00:00 petro calls 100
  item.created a item1: kind call, origin_at 09:00:00, number petro
  item.enqueued a item1: position 1
  > answer petro
  > petro hears std_music again and again
  -- 09:00:10
  item.left a item1: reason overflowed, detail b, waited 10s
  item.created b item2: kind call, origin_at 09:00:00, parent item1, number petro
  item.enqueued b item2: position 1
  > petro hears std_music again and again
  -- 09:00:20
  item.left b item2: reason overflowed, detail a, waited 10s
  item.created a item3: kind call, origin_at 09:00:00, parent item2, number petro
  item.enqueued a item3: position 1
  > petro hears std_music again and again
  -- 09:00:30
  item.left a item3: reason overflowed, detail b, waited 10s
  item.created b item4: kind call, origin_at 09:00:00, parent item3, number petro
  item.enqueued b item4: position 1
  > petro hears std_music again and again
09:02:00 petro hangs up
  item.left b item4: reason abandoned, waited 1m30s
