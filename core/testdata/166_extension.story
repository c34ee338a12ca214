# Dialling a colleague (nodes "extension" and "name"): offered to him alone at first. Who is
# busy or away leads to the other branch, here to a message for him: his is the promise.
show menu item promise
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop menu=main
08:59:00 number 200 line=shop menu=names
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
08:59:00 extensions olga=101:73873656 ivan=102:738768
08:59:00 menu main v1 start=who ; who extension line=shop digits=3 else=box fail=toShop ; box voicemail line=shop ; toShop enqueue line=shop
08:59:00 menu names v1 start=who ; who name line=shop else=box fail=toShop ; box voicemail line=shop ; toShop enqueue line=shop
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts browser
09:00:00 ivan's browser comes
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  menu.entered shop item1: flow main, version 1, node who
  > answer petro
  > mind the keys of petro
  > petro hears std_dial_extension
09:01:01 petro presses 1
  > petro hears nothing
09:01:02 petro presses 0
09:01:03 petro presses 2
  menu.left shop item1: node who, reason dialled
  item.offered shop item1 ivan: offer offer1, device browser, (rule dialled, eligible 1, idle_since 09:00:00)
  > petro hears std_music again and again
  > ring ivan at browser
09:01:10 ivan answers
  > answer ivan
  item.offer_ended shop item1 ivan: offer offer1, verdict accepted, rang 7s
  item.connected shop item1 ivan: waited 7s
  item.left shop item1 ivan: reason answered, waited 7s
  > petro and ivan hear each other
# Ivan talks: Maria leaves him a message, and he owes her a call.
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  menu.entered shop item2: flow main, version 1, node who
  > answer maria
  > mind the keys of maria
  > maria hears std_dial_extension
09:02:01 maria presses 1
  > maria hears nothing
09:02:02 maria presses 0
09:02:03 maria presses 2
  menu.entered shop item2: flow main, version 1, node box
  > maria hears std_voicemail, tone beep
09:02:10 maria hears it out
  > mind the keys of maria
  > record file1: maria
09:02:20 maria hangs up
  menu.left shop item2: node box, reason voicemail
  item.left shop item2: reason voicemail
  promise.opened shop item2 promise1: kind voicemail, cause voicemail, number maria, origin_at 09:02:00, due_at 09:04:20, recording file1, owner ivan
  > stop file1
09:03:00 petro hangs up
  item.wrapped shop item1 ivan: auto
  item.closed shop item1 ivan: talk 1m50s
  > end ivan: normal
# Olga does not answer: Nina waits in the line like any other.
09:04:00 nina calls 200
  item.created shop item3: kind call, origin_at 09:04:00, number nina
  menu.entered shop item3: flow names, version 1, node who
  > answer nina
  > mind the keys of nina
  > nina hears std_dial_name
09:04:01 nina presses 7
  > nina hears nothing
09:04:02 nina presses 3
09:04:03 nina presses 8
09:04:04 nina presses #
  > nina hears std_dial_many
# Petrenko and Petrov: another letter.
09:04:10 nina hears it out
09:04:11 nina presses 7
09:04:12 nina presses 3
  menu.left shop item3: node who, reason dialled
  item.offered shop item3 olga: offer offer2, device browser, (rule dialled, eligible 1, idle_since 09:00:00)
  > nina hears std_music again and again
  > ring olga at browser
09:04:20 olga declines busy
  item.offer_ended shop item3 olga: offer offer2, verdict declined, reason busy, rang 8s
  item.enqueued shop item3: position 1
  item.offered shop item3 ivan: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:03:00)
  > end olga: declined
  > ring ivan at browser
09:04:30 ivan answers
  > answer ivan
  item.offer_ended shop item3 ivan: offer offer3, verdict accepted, rang 10s
  item.connected shop item3 ivan: waited 10s
  item.left shop item3 ivan: reason answered, waited 10s
  > nina and ivan hear each other
