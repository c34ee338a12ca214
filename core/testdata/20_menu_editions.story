# A menu is published anew while Petro is in it: he goes on with the edition he began with.
show menu item.enqueued
08:59:00 line shop skill=sales
08:59:00 line help skill=support
08:59:00 number 100 line=shop menu=main
08:59:00 menu main v1 start=ask ; ask menu say=choose 1=sales>toShop ; toShop enqueue line=shop
09:00:00 petro calls 100
  menu.entered shop item1: flow main, version 1, node ask
  > answer petro
  > mind the keys of petro
  > petro hears choose
09:00:01 menu main v2 start=ask ; ask menu say=new 1=help>toHelp ; toHelp enqueue line=help
09:00:02 maria calls 100
  menu.entered shop item2: flow main, version 2, node ask
  > answer maria
  > mind the keys of maria
  > maria hears new
09:00:03 petro presses 1
  menu.choice shop item1: node ask, branch sales
  menu.left shop item1: node toShop, reason enqueued
  item.enqueued shop item1: position 1
  > petro hears std_music again and again
09:00:04 maria presses 1
  menu.choice shop item2: node ask, branch help
  menu.left shop item2: node toHelp, reason enqueued
  item.enqueued help item2: position 1
  > maria hears std_music again and again
