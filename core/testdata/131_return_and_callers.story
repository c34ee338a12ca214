# product.md 5.2 and 5.5: who waits in person comes first; a return of whom we merely missed is
# offered when an agent of the line would otherwise be idle.
show item.left item.offered promise
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 line fair skill=tea wrap=none keeps=agent-first bonus=1m
08:59:00 number 100 line=shop
08:59:00 number 200 line=fair
08:59:00 agent olga sales=3
08:59:00 agent ivan tea=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
  item.left shop item1: reason abandoned, waited 20s
  promise.opened shop item1 promise1: kind missed, cause abandoned, number petro, origin_at 09:00:00, due_at 09:02:20
09:10:00 maria calls 100
  > answer maria
  > maria hears std_music again and again
09:10:01 olga starts browser
09:10:01 olga's browser comes
  item.offered shop item2 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:10:01)
  > ring olga at browser
09:10:03 olga answers
  > answer olga
  item.left shop item2 olga: reason answered, waited 3s
  > maria and olga hear each other
09:11:00 maria hangs up
  > end olga: normal
  item.offered shop item3 olga promise1: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:11:00)
  > ring olga at browser
09:11:05 olga answers
  > answer olga
  > ring petro
  > olga hears tone ring again and again
09:11:06 petro lets it ring
  item.left shop item3 olga promise1: reason failed, detail no_answer, waited 8m46s
  > end olga: normal
09:11:07 olga leaves
# A line may give its returns a bonus: then one stands in the line like a caller who came when it
# was due, and that much earlier. Taras is due at 09:13:20 and counts from 09:12:20; Nina, who
# came at 09:12:00, is before him, Vasyl, who came at 09:12:30, is not.
09:11:10 taras calls 200
  > answer taras
  > taras hears std_music again and again
09:11:20 taras hangs up
  item.left fair item4: reason abandoned, waited 10s
  promise.opened fair item4 promise2: kind missed, cause abandoned, number taras, origin_at 09:11:10, due_at 09:13:20
09:12:00 nina calls 200
  > answer nina
  > nina hears std_music again and again
09:12:30 vasyl calls 200
  > answer vasyl
  > vasyl hears std_music again and again
09:13:30 ivan starts browser
09:13:30 ivan's browser comes
  item.offered fair item5 ivan: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:13:30)
  > ring ivan at browser
09:13:32 ivan answers
  > answer ivan
  item.left fair item5 ivan: reason answered, waited 1m32s
  > nina and ivan hear each other
09:14:00 nina hangs up
  > end ivan: normal
  item.offered fair item6 ivan promise2: offer offer4, device browser, (rule longest_idle, eligible 1, idle_since 09:14:00)
  > ring ivan at browser
09:14:02 ivan answers
  > answer ivan
  > ring taras
  > ivan hears tone ring again and again
09:14:05 taras answers
  item.left fair item6 ivan promise2: reason answered, waited 45s
  > taras and ivan hear each other
09:15:00 taras hangs up
  promise.closed fair item6 ivan promise2: reason talked
  > end ivan: normal
  item.offered fair item7 ivan: offer offer5, device browser, (rule longest_idle, eligible 1, idle_since 09:15:00)
  > ring ivan at browser
