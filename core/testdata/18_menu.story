# Petro calls a number with a menu. His first key is wrong, which is a try; the second he
# presses while he is being spoken to, which ends the speech.
show menu item call
08:59:00 line shop skill=sales
08:59:00 line help skill=support parent=shop
08:59:00 number 100 line=shop menu=main
08:59:00 menu main v1 start=pick ; pick answer next=hello ; hello play say=welcome next=ask ; ask menu say=choose 1=sales>toShop 2=service>toHelp fail=bye tries=2 timeout=5s ; toShop enqueue line=shop ; toHelp enqueue line=help ; bye hang_up
09:00:00 petro calls 100
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  menu.entered shop item1: flow main, version 1, node hello
  > answer petro
  > petro hears welcome
09:00:03 petro presses 2
09:00:05 petro hears it out
  menu.entered shop item1: flow main, version 1, node ask
  > mind the keys of petro
  > petro hears choose
09:00:08 petro presses 7
  > petro hears choose
09:00:09 petro presses 2
  menu.choice shop item1: node ask, branch service
  menu.left shop item1: node toHelp, reason enqueued
  item.enqueued help item1: position 1
  > petro hears std_music again and again
09:00:30 petro hangs up
  item.left help item1: reason abandoned, waited 21s
  call.ended help item1: by caller, cause normal
# Maria says nothing twice.
09:01:00 maria calls 100
  call.created shop: inbound, leg maria, did 100, caller maria
  item.created shop item2: kind call, origin_at 09:01:00, number maria
  menu.entered shop item2: flow main, version 1, node hello
  > answer maria
  > maria hears welcome
09:01:05 maria hears it out
  menu.entered shop item2: flow main, version 1, node ask
  > mind the keys of maria
  > maria hears choose
09:01:08 maria hears it out
  -- 09:01:13
  > maria hears choose
09:01:15 maria hears it out
  -- 09:01:20
  menu.left shop item2: node bye, reason served
  item.left shop item2: reason served_by_menu, detail bye
  > end maria: normal
  call.ended shop item2: by system, cause normal
09:01:30 later
