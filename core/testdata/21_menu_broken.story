# A menu that goes in a circle was never to be published. If it was, the caller hears an
# apology and is called back.
show menu item promise
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop menu=main
08:59:00 menu main v1 start=a ; a answer next=b ; b answer next=a
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  menu.left shop item1: node a, reason failed
  item.left shop item1: reason failed, detail menu
  promise.opened shop item1 promise1: kind missed, cause failed, number petro, origin_at 09:00:00, due_at 09:02:00
  > answer petro
  > petro hears std_apology
09:00:03 petro hears it out
  > end petro: normal
