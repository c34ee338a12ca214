# Who hangs up in the menu was missed by the number's own line: a promise is opened. Who
# was served by the menu was not.
show menu item promise call.ended
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop menu=main
08:59:00 menu main v1 start=ask ; ask menu say=choose 1=sales>toShop 2=hours>tell ; toShop enqueue line=shop ; tell play say=hours next=end ; end hang_up
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  menu.entered shop item1: flow main, version 1, node ask
  > answer petro
  > mind the keys of petro
  > petro hears choose
09:00:04 petro hangs up
  menu.left shop item1: node ask, reason hung_up
  item.left shop item1: reason left_in_menu, detail ask
  promise.opened shop item1 promise1: kind missed, cause left_in_menu, number petro, origin_at 09:00:00, due_at 09:02:04
  call.ended shop item1: by caller, cause normal
09:01:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:00, number maria
  menu.entered shop item2: flow main, version 1, node ask
  > answer maria
  > mind the keys of maria
  > maria hears choose
09:01:02 maria presses 2
  menu.choice shop item2: node ask, branch hours
  menu.entered shop item2: flow main, version 1, node tell
  > maria hears hours
09:01:12 maria hears it out
  menu.left shop item2: node end, reason served
  item.left shop item2: reason served_by_menu, detail end
  > end maria: normal
  call.ended shop item2: by system, cause normal
