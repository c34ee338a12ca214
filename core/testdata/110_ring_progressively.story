# ring_progressively: one telephone rings, after each step one more, and the first does not stop
# (product.md 5.3).
show item.offered item.offer_ended
08:59:00 line shop skill=sales wrap=none strategy=ring_progressively many=3 step=4s ring=15s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
08:59:00 agent nina sales=3
08:59:00 agent vera sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:00:02 nina starts browser
09:00:02 nina's browser comes
09:00:03 vera starts browser
09:00:03 vera's browser comes
09:01:00 petro calls 100
  item.offered shop item1 olga: offer offer1, device browser, (rule ring_progressively, eligible 4, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
  -- 09:01:04
  item.offered shop item1 ivan: offer offer2, device browser, (rule ring_progressively, eligible 3, idle_since 09:00:01, runner_up nina, runner_up_idle_since 09:00:02, with olga)
  > ring ivan at browser
  -- 09:01:08
  item.offered shop item1 nina: offer offer3, device browser, (rule ring_progressively, eligible 2, idle_since 09:00:02, runner_up vera, runner_up_idle_since 09:00:03, with olga and ivan)
  > ring nina at browser
09:01:10 nina answers
  item.offer_ended shop item1 ivan: offer offer2, verdict rescinded, rang 6s
  item.offer_ended shop item1 olga: offer offer1, verdict rescinded, rang 10s
  > answer nina
  > end ivan: cancelled
  > end olga: cancelled
  item.offer_ended shop item1 nina: offer offer3, verdict accepted, rang 2s
  > petro and nina hear each other
# Who answers at once is rung alone.
09:02:00 maria calls 100
  item.offered shop item2 olga: offer offer4, device browser, (rule ring_progressively, eligible 3, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  > answer maria
  > maria hears std_music again and again
  > ring olga at browser
09:02:02 olga answers
  > answer olga
  item.offer_ended shop item2 olga: offer offer4, verdict accepted, rang 2s
  > maria and olga hear each other
09:02:20 olga ends
  > end maria: normal
  > end olga: normal
