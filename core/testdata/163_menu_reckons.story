# Expressions (nodes "set", "variable" and "if"): what the caller typed and the moment are
# reckoned with; the moment is passed in with the input, so that a replay comes to the same.
# An expression that fails is no.
show menu item
08:59:00 calendar week daily=09:00-18:00
08:59:00 line shop skill=sales calendar=week
08:59:00 line night skill=sales
08:59:00 number 100 line=shop menu=main
08:59:00 menu main v1 start=ask ; ask digits say=contract variable=c digits=4 next=kind fail=bye ; kind set variable=k expr=len(c)==4?"full":"part" next=which ; which variable expr=k+string(weekday) full1=monday>late else=bye ; late if expr=hour>=17 next=toNight else=toShop ; toShop enqueue line=shop ; toNight enqueue line=night ; bye hang_up
10:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 10:00:00, number petro
  menu.entered shop item1: flow main, version 1, node ask
  > answer petro
  > mind the keys of petro
  > petro hears contract
10:00:01 petro presses 1
  > petro hears nothing
10:00:02 petro presses 2
10:00:03 petro presses 3
10:00:04 petro presses 4
  menu.choice shop item1: node which, branch monday
  menu.left shop item1: node toShop, reason enqueued
  item.enqueued shop item1: position 1
  > petro hears std_music again and again
10:00:10 petro hangs up
  item.left shop item1: reason abandoned, waited 6s
17:30:00 maria calls 100
  item.created shop item2: kind call, origin_at 17:30:00, number maria
  menu.entered shop item2: flow main, version 1, node ask
  > answer maria
  > mind the keys of maria
  > maria hears contract
17:30:01 maria presses 9
  > maria hears nothing
17:30:02 maria presses 9
17:30:03 maria presses 9
17:30:04 maria presses 9
  menu.choice shop item2: node which, branch monday
  menu.left shop item2: node toNight, reason enqueued
  item.enqueued night item2: position 1
  > maria hears std_music again and again
17:30:10 maria hangs up
  item.left night item2: reason abandoned, waited 6s
17:31:00 nina calls 100
  item.created shop item3: kind call, origin_at 17:31:00, number nina
  menu.entered shop item3: flow main, version 1, node ask
  > answer nina
  > mind the keys of nina
  > nina hears contract
17:31:01 nina presses 9
  > nina hears nothing
17:31:02 nina presses #
  menu.left shop item3: node bye, reason served
  item.left shop item3: reason served_by_menu, detail bye
  > end nina: normal
