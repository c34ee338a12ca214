# The estimated wait (product.md S-48): by the calls ahead, by how long the line's contacts
# take, by how many agents are there and by how soon its callers give up. It is told as a
# range, because nobody knows better: "from three to six minutes".
show item
08:59:00 line shop skill=sales tells=30s every=60s wrap=none
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
# Nobody is there: the place is told, and nothing that nobody knows.
09:00:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:00:00, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
  -- 09:00:30
  > petro hears position 1
09:00:40 petro hears it out
  > petro hears std_music again and again
# Olga comes and takes him. Who comes next is behind nobody, with one agent in the line.
09:01:00 olga starts browser
09:01:00 olga's browser comes
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00)
  > ring olga at browser
09:01:05 olga answers
  > answer olga
  item.offer_ended shop item1 olga: offer offer1, verdict accepted, rang 5s
  item.connected shop item1 olga: waited 1m5s
  item.left shop item1 olga: reason answered, waited 1m5s
  > petro and olga hear each other
09:02:00 maria calls 100
  item.created shop item2: kind call, origin_at 09:02:00, number maria
  item.enqueued shop item2: position 1
  > answer maria
  > maria hears std_music again and again
  -- 09:02:30
  > maria hears position 1, wait 0 to 7
09:02:35 maria hears it out
  > maria hears std_music again and again
09:02:40 nina calls 100
  item.created shop item3: kind call, origin_at 09:02:40, number nina
  item.enqueued shop item3: position 2
  > answer nina
  > nina hears std_music again and again
# Ivan comes too. His device rings for Maria, and Nina hears a shorter time than before.
  -- 09:03:10
  > nina hears position 2, wait 1 to 10
09:03:15 nina hears it out
  > nina hears std_music again and again
09:03:20 ivan starts browser
09:03:20 ivan's browser comes
  item.offered shop item2 ivan: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:03:20)
  > ring ivan at browser
09:03:25 ivan answers
  > answer ivan
  item.offer_ended shop item2 ivan: offer offer2, verdict accepted, rang 5s
  item.connected shop item2 ivan: waited 1m25s
  item.left shop item2 ivan: reason answered, waited 1m25s
  > maria and ivan hear each other
  -- 09:04:10
  > nina hears position 1, wait 0 to 4
09:04:15 nina hears it out
  > nina hears std_music again and again
