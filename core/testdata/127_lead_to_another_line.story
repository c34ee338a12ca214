# A supervisor may lead a waiting caller to another line of the tenant: he goes on there in a child of his item,
# with the age that he has; the line that he left owes him nothing (product.md 5.2,
# transferred_by_supervisor).
show item promise
08:59:00 line shop skill=sales wrap=none
08:59:00 line help skill=help wrap=none
08:59:00 number 100 line=shop
08:59:00 number 200 line=help
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:01:10 maria calls 200
  item.created help item2: kind call, origin_at 09:01:10, number maria
  item.enqueued help item2: position 1
  > answer maria
  > maria hears std_music again and again
09:01:20 supervisor leads petro to help
  item.left shop item1: reason transferred_by_supervisor, detail help, waited 20s
  item.created help item3: kind call, origin_at 09:01:00, parent item1, number petro
  item.moved shop item1: child item3, to_line help, by boss
  item.enqueued help item3: position 1
  > petro hears std_music again and again
09:01:25 supervisor leads petro to help
  no: floor.no_such_line
09:01:30 agent olga help=3
09:01:30 olga starts browser
09:01:30 olga's browser comes
  item.offered help item3 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:30)
  > ring olga at browser
09:01:32 olga answers
  > answer olga
  item.offer_ended help item3 olga: offer offer1, verdict accepted, rang 2s
  item.connected help item3 olga: waited 12s
  item.left help item3 olga: reason answered, waited 12s
  > petro and olga hear each other
09:01:33 supervisor leads petro to shop
  no: floor.not_waiting
