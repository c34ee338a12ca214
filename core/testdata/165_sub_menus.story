# A menu may go through another and come back (nodes "sub" and "return"). Variables are the
# call's. A call keeps the editions of all menus with which it began: a publication in its
# middle changes nothing for it.
show menu
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop menu=main
08:59:00 menu ask v3 start=which ; which digits say=contract variable=c digits=2 next=back fail=back ; back return
08:59:00 menu main v1 start=hello ; hello play say=hello next=sub ; sub sub menu=ask next=after ; after variable variable=c 42=vip>bye else=toShop ; toShop enqueue line=shop ; bye hang_up
09:00:00 petro calls 100
  menu.entered shop item1: flow main, version 1, node hello
  > answer petro
  > petro hears hello
09:00:01 menu ask v4 start=which ; which play say=new next=back ; back return
09:00:05 petro hears it out
  menu.entered shop item1: flow ask, version 3, node which
  > mind the keys of petro
  > petro hears contract
09:00:06 petro presses 4
  > petro hears nothing
09:00:07 petro presses 2
  menu.choice shop item1: node after, branch vip
  menu.left shop item1: node bye, reason served
  > end petro: normal
# Who calls now meets the new edition.
09:01:00 maria calls 100
  menu.entered shop item2: flow main, version 1, node hello
  > answer maria
  > maria hears hello
09:01:05 maria hears it out
  menu.entered shop item2: flow ask, version 4, node which
  > maria hears new
09:01:10 maria hears it out
  menu.left shop item2: node toShop, reason enqueued
  > maria hears std_music again and again
# Taken out of service, it fails for who comes then: he hears an apology and is owed a call.
09:02:00 remove flw_ask
09:03:00 nina calls 100
  menu.entered shop item3: flow main, version 1, node hello
  > answer nina
  > nina hears hello
09:03:05 nina hears it out
  menu.left shop item3: node sub, reason failed
  > nina hears std_apology
