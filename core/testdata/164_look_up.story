# A look-up over HTTP (node "lookup"): asked after the commit, nobody waits for it. The caller
# hears that it goes on. The answer's values become variables and get into no fact.
show menu item
08:59:00 line shop skill=sales
08:59:00 line debts skill=sales
08:59:00 number 100 line=shop menu=main
08:59:00 menu main v1 start=ask ; ask lookup lookup=orders timeout=3s next=much else=toShop ; much if expr=number(debt)>100 next=toDebts else=toShop ; toDebts enqueue line=debts ; toShop enqueue line=shop
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  menu.entered shop item1: flow main, version 1, node ask
  > answer petro
  > petro hears std_please_wait, std_music
  ? orders for petro, 0 values
09:00:01 petro is-looked-up ok debt=120,50
  menu.looked_up shop item1: node ask, lookup orders, outcome ok, took 1s
  menu.left shop item1: node toDebts, reason enqueued
  item.enqueued debts item1: position 1
  > petro hears std_music again and again
09:00:05 petro hangs up
  item.left debts item1: reason abandoned, waited 4s, short
# No answer in time: the other branch. The one that comes later finds nobody who waits for it.
09:01:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:00, number maria
  menu.entered shop item2: flow main, version 1, node ask
  > answer maria
  > maria hears std_please_wait, std_music
  ? orders for maria, 0 values
  -- 09:01:03
  menu.looked_up shop item2: node ask, lookup orders, outcome timeout, took 3s
  menu.left shop item2: node toShop, reason enqueued
  item.enqueued shop item2: position 1
  > maria hears std_music again and again
09:01:04 maria is-looked-up ok debt=500
09:01:10 maria hangs up
  item.left shop item2: reason abandoned, waited 7s
# Refused by the guard against private addresses, or broken: the other branch at once.
09:02:00 nina calls 100
  item.created shop item3: kind call, origin_at 09:02:00, number nina
  menu.entered shop item3: flow main, version 1, node ask
  > answer nina
  > nina hears std_please_wait, std_music
  ? orders for nina, 0 values
09:02:01 nina is-looked-up refused
  menu.looked_up shop item3: node ask, lookup orders, outcome refused, took 1s
  menu.left shop item3: node toShop, reason enqueued
  item.enqueued shop item3: position 1
  > nina hears std_music again and again
09:02:05 nina hangs up
  item.left shop item3: reason abandoned, waited 4s, short
# Who hangs up meanwhile is not looked for any more.
09:03:00 taras calls 100
  item.created shop item4: kind call, origin_at 09:03:00, number taras
  menu.entered shop item4: flow main, version 1, node ask
  > answer taras
  > taras hears std_please_wait, std_music
  ? orders for taras, 0 values
09:03:01 taras hangs up
  menu.left shop item4: node ask, reason hung_up
  item.left shop item4: reason left_in_menu, detail ask
09:03:02 taras is-looked-up ok debt=1
# After a restart nobody answers what was asked before it: the other branch.
09:04:00 olena calls 100
  item.created shop item5: kind call, origin_at 09:04:00, number olena
  menu.entered shop item5: flow main, version 1, node ask
  > answer olena
  > olena hears std_please_wait, std_music
  ? orders for olena, 0 values
09:04:01 restart keeping olena
  menu.looked_up shop item5: node ask, lookup orders, outcome failed, took 1s
  menu.left shop item5: node toShop, reason enqueued
  item.enqueued shop item5: position 1
  > olena hears std_music again and again
09:04:02 olena is-looked-up ok debt=1
09:04:10 olena hangs up
  item.left shop item5: reason abandoned, waited 9s
