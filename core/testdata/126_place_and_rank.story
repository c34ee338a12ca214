# A supervisor may put a waiting caller at another place of his line, or give him another priority; it takes
# effect at once, and the record of the offer says that it was somebody's hand (product.md 5.2).
show item
08:59:00 line shop skill=sales wrap=none
08:59:00 number 100 line=shop
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:01:10 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:10, number maria
  item.enqueued shop item2: position 2
  > answer maria
  > maria hears std_music again and again
09:01:20 taras calls 100
  item.created shop item3: kind call, origin_at 09:01:20, number taras
  item.enqueued shop item3: position 3
  > answer taras
  > taras hears std_music again and again
09:01:30 nina calls 100
  item.created shop item4: kind call, origin_at 09:01:30, number nina
  item.enqueued shop item4: position 4
  > answer nina
  > nina hears std_music again and again
09:01:40 supervisor places taras at 1
  item.placed shop item3: was 3, place 1, by boss
09:01:50 supervisor ranks nina 5
  item.ranked shop item4: priority 5, by boss
09:01:55 supervisor places petro at 9
  item.placed shop item1: was 3, place 4, by boss
09:02:00 agent olga sales=3
09:02:00 olga starts browser
09:02:00 olga's browser comes
  item.offered shop item4 olga: offer offer1, device browser, (rule longest_idle, item hand, eligible 1, idle_since 09:02:00)
  > ring olga at browser
09:02:02 olga answers
  > answer olga
  item.offer_ended shop item4 olga: offer offer1, verdict accepted, rang 2s
  item.connected shop item4 olga: waited 32s
  item.left shop item4 olga: reason answered, waited 32s
  > nina and olga hear each other
09:02:03 olga ends
  item.wrapped shop item4 olga: auto
  item.closed shop item4 olga: talk 1s
  > end nina: normal
  > end olga: normal
  item.offered shop item3 olga: offer offer2, device browser, (rule longest_idle, item hand, eligible 1, idle_since 09:02:03)
  > ring olga at browser
09:02:04 olga answers
  > answer olga
  item.offer_ended shop item3 olga: offer offer2, verdict accepted, rang 1s
  item.connected shop item3 olga: waited 44s
  item.left shop item3 olga: reason answered, waited 44s
  > taras and olga hear each other
09:02:05 olga ends
  item.wrapped shop item3 olga: auto
  item.closed shop item3 olga: talk 1s
  > end taras: normal
  > end olga: normal
  item.offered shop item2 olga: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:02:05)
  > ring olga at browser
09:02:06 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer3, verdict accepted, rang 1s
  item.connected shop item2 olga: waited 56s
  item.left shop item2 olga: reason answered, waited 56s
  > maria and olga hear each other
# Who does not wait any more cannot be moved.
09:02:10 supervisor places maria at 1
  no: floor.not_waiting
09:02:12 olga ends
  item.wrapped shop item2 olga: auto
  item.closed shop item2 olga: talk 6s
  > end maria: normal
  > end olga: normal
  item.offered shop item1 olga: offer offer4, device browser, (rule longest_idle, item hand, eligible 1, idle_since 09:02:12)
  > ring olga at browser
