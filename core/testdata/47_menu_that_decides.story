# A menu that goes by the hours, knows old customers, asks for a contract, changes its
# language, puts through and offers a call.
show menu item promise call
08:59:00 calendar week daily=09:00-18:00
08:59:00 line shop skill=sales calendar=week
08:59:00 number 100 line=shop menu=main
08:59:00 menu main v1 start=pick ; pick answer next=lang ; lang language lang=uk next=told ; told notice next=open ; open hours line=shop next=old else=box ; box voicemail line=shop ; old known next=out else=ask ; ask digits say=contract variable=c digits=3 next=which fail=place ; which variable variable=c 77=vip>out else=place ; out transfer number=boss next=place ; place position line=shop next=later ; later callback line=shop next=toShop ; toShop enqueue line=shop
09:00:00 petro calls 100 known
  call.created shop: inbound, leg petro, did 100, caller petro
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  menu.entered shop item1: flow main, version 1, node told
  > answer petro
  > petro hears std_record_notice
09:00:05 petro hears it out
  menu.entered shop item1: flow main, version 1, node out
  > ring boss
  > petro hears tone ring again and again
09:00:10 boss answers
  call.answered shop item1: leg boss
  menu.left shop item1: node out, reason sent_outside
  item.left shop item1: reason sent_outside
  > petro and boss hear each other
09:01:00 boss hangs up
  > end petro: normal
  call.ended shop item1: by outside, cause normal
# Somebody who is not known types a contract that is; the boss does not answer.
09:10:00 maria calls 100
  call.created shop: inbound, leg maria, did 100, caller maria
  item.created shop item2: kind call, origin_at 09:10:00, number maria
  menu.entered shop item2: flow main, version 1, node told
  > answer maria
  > maria hears std_record_notice
09:10:05 maria hears it out
  menu.entered shop item2: flow main, version 1, node ask
  > mind the keys of maria
  > maria hears contract
09:10:07 maria presses 7
  > maria hears nothing
09:10:08 maria presses 7
09:10:09 maria presses #
  menu.choice shop item2: node which, branch vip
  menu.entered shop item2: flow main, version 1, node out
  > ring boss
  > maria hears tone ring again and again
  -- 09:10:39
  menu.entered shop item2: flow main, version 1, node place
  > end boss: no_answer
  > maria hears position 1
09:10:45 maria hears it out
  menu.entered shop item2: flow main, version 1, node later
  > mind the keys of maria
  > maria hears std_callback_offer
09:10:47 maria presses 1
  menu.left shop item2: node later, reason callback_requested
  item.left shop item2: reason callback_requested
  promise.opened shop item2 promise1: kind virtual_hold, cause callback_requested, number maria, origin_at 09:10:00, due_at 09:10:47
  > maria hears std_callback_saved
09:10:50 maria hears it out
  > end maria: normal
  call.ended shop item2: by system, cause normal
# Another waits rather than be called.
09:20:00 taras calls 100
  call.created shop: inbound, leg taras, did 100, caller taras
  item.created shop item3: kind call, origin_at 09:20:00, number taras
  menu.entered shop item3: flow main, version 1, node told
  > answer taras
  > taras hears std_record_notice
09:20:05 taras hears it out
  menu.entered shop item3: flow main, version 1, node ask
  > mind the keys of taras
  > taras hears contract
09:20:07 taras presses 1
  > taras hears nothing
  -- 09:20:12
  menu.entered shop item3: flow main, version 1, node place
  > taras hears position 1
09:20:20 taras hears it out
  menu.entered shop item3: flow main, version 1, node later
  > mind the keys of taras
  > taras hears std_callback_offer
09:20:25 taras hears it out
  -- 09:20:30
  menu.left shop item3: node toShop, reason enqueued
  item.enqueued shop item3: position 1
  > taras hears std_music again and again
09:20:35 taras hangs up
  item.left shop item3: reason abandoned, waited 5s
  promise.opened shop item3 promise2: kind missed, cause abandoned, number taras, origin_at 09:20:00, due_at 09:22:35
  call.ended shop item3: by caller, cause normal
# In the evening the box.
20:00:00 nina calls 100
  call.created shop: inbound, leg nina, did 100, caller nina
  item.created shop item4: kind call, origin_at 20:00:00, number nina
  menu.entered shop item4: flow main, version 1, node told
  > answer nina
  > nina hears std_record_notice
20:00:05 nina hears it out
  menu.entered shop item4: flow main, version 1, node box
  > nina hears std_voicemail, tone beep
20:00:10 nina hangs up
  menu.left shop item4: node box, reason hung_up
  item.left shop item4: reason left_in_menu, detail box
  promise.opened shop item4 promise3: kind missed, cause left_in_menu, number nina, origin_at 20:00:00, due_at day 2 09:00:00
  call.ended shop item4: by caller, cause normal
