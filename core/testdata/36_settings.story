# Settings change while people are on the line: a menu is taken out of service and its
# number goes straight into its line; a line without its calendar is always open; a tenant
# that is not recorded any more is not; a line has its own music.
show item menu agent.presence call.refused recording
08:00:00 tenant a record
08:00:00 calendar week daily=09:00-18:00
08:00:00 line shop skill=sales wrap=none calendar=week music=waltz
08:00:00 number 100 line=shop menu=main
08:00:00 menu main v1 start=ask ; ask menu say=choose 1=sales>toShop ; toShop enqueue line=shop
08:00:00 agent olga sales=3
08:00:00 reason coffee kind=break
08:10:00 petro calls 100
  item.created shop item1: kind call, origin_at 08:10:00, number petro
  menu.entered shop item1: flow main, version 1, node ask
  > answer petro
  > mind the keys of petro
  > petro hears choose
# Petro goes on in the menu that he is in.
08:10:01 remove flw_main
08:10:02 petro presses 1
  menu.choice shop item1: node ask, branch sales
  menu.left shop item1: node toShop, reason enqueued
  item.left shop item1: reason closed_now
  > petro hears std_closed
08:10:08 petro hears it out
  > end petro: normal
08:11:00 remove cal_week
08:12:00 maria calls 100
  item.created shop item2: kind call, origin_at 08:12:00, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears waltz again and again
08:12:10 olga starts browser
  agent.presence olga: presence online, device browser
08:12:10 olga's browser comes
  item.offered shop item2 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 08:12:10)
  > ring olga at browser
08:12:15 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item2 olga: waited 15s
  item.left shop item2 olga: reason answered, waited 15s
  recording.started shop item2 olga: recording file1
  > maria and olga hear each other
  > record file1: maria and olga
08:12:20 remove ten_a
08:12:30 maria hangs up
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 15s
  > stop file1
  > end olga: normal
  recording.closed shop item2 olga: recording file1, ms 15s
08:13:00 taras calls 100
  item.created shop item3: kind call, origin_at 08:13:00, number taras
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 08:12:30)
  > answer taras
  > taras hears waltz again and again
  > ring olga at browser
08:13:05 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer2, verdict accepted, rang 5s
  item.connected shop item3 olga: waited 5s
  item.left shop item3 olga: reason answered, waited 5s
  > taras and olga hear each other
08:13:10 olga holds
  > taras and olga are parted
  > taras hears waltz again and again
08:13:30 taras hangs up
  item.wrapped shop item3 olga: auto
  item.closed shop item3 olga: talk 5s, hold 20s
  > end olga: normal
08:14:00 remove pau_coffee
08:14:01 olga pauses coffee
  no: floor.no_such_pause
08:15:00 remove did_100
08:15:01 petro calls 100
  call.refused: reason unknown_number, caller petro
  > end petro: not_found
