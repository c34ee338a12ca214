# A menu may go by the estimated wait (node "wait"): who would wait longer than two minutes is
# led to the message box, others into the line. Where nobody is there to estimate by, it is long.
show menu item
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop menu=main
08:59:00 agent olga sales=3
08:59:00 menu main v1 start=how ; how wait line=shop over=2m next=box else=toShop ; box voicemail line=shop ; toShop enqueue line=shop
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  menu.entered shop item1: flow main, version 1, node box
  > answer petro
  > petro hears std_voicemail, tone beep
09:00:02 petro hangs up
  menu.left shop item1: node box, reason hung_up
  item.left shop item1: reason left_in_menu, detail box
09:01:00 olga starts browser
09:01:00 olga's browser comes
# Olga is free: no wait at all.
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  menu.left shop item2: node toShop, reason enqueued
  item.enqueued shop item2: position 1
  item.offered shop item2 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  > maria hears that it rings
  > ring olga at browser
09:02:05 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 5s
  item.left shop item2 olga: reason answered, waited 5s
  > answer maria
  > maria and olga hear each other
# Now three minutes, as far as anybody knows.
09:03:00 nina calls 100
  item.created shop item3: kind call, origin_at 09:03:00, number nina
  menu.entered shop item3: flow main, version 1, node box
  > answer nina
  > nina hears std_voicemail, tone beep
09:03:05 nina hangs up
  menu.left shop item3: node box, reason hung_up
  item.left shop item3: reason left_in_menu, detail box
