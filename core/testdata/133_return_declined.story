# An offer of a return is an offer like any: who declines or lets it ring does not get it again
# for a while, the next agent does, and letting it ring twice costs a pause (product.md 5.1).
show item.offered item.offer_ended agent.presence attempt
08:59:00 line shop skill=sales wrap=none keeps=agent-first
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
09:00:00 petro calls 100
  > answer petro
  > petro hears std_music again and again
09:00:20 petro hangs up
09:01:00 olga starts browser
  agent.presence olga: presence online, device browser
09:01:00 olga's browser comes
09:01:01 ivan starts browser
  agent.presence ivan: presence online, device browser
09:01:01 ivan's browser comes
  -- 09:02:20
  item.offered shop item1 olga promise1: offer offer1, device browser, (rule longest_idle, eligible 2, idle_since 09:01:00, runner_up ivan, runner_up_idle_since 09:01:01)
  > ring olga at browser
09:02:25 olga declines busy
  item.offer_ended shop item1 olga promise1: offer offer1, verdict declined, reason busy, rang 5s
  item.offered shop item1 ivan promise1: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:01:01)
  > end olga: declined
  > ring ivan at browser
# Ivan lets it ring; half a minute after she declined Olga may have it again.
  -- 09:02:40
  item.offer_ended shop item1 ivan promise1: offer offer2, verdict no_answer, rang 15s
  > end ivan: no_answer
09:02:55 later
  item.offered shop item1 olga promise1: offer offer3, device browser, (rule longest_idle, eligible 1, idle_since 09:01:00, excluded ivan by reoffer_delay)
  > ring olga at browser
09:02:58 olga answers
  > answer olga
  item.offer_ended shop item1 olga promise1: offer offer3, verdict accepted, rang 3s
  attempt.started shop item1 olga promise1: attempt attempt1, n 1
  > ring petro
  > olga hears tone ring again and again
# She gives up while it rings at Petro's: his phone has rung, so it was a try.
09:03:00 petro rings
09:03:10 olga ends
  attempt.ended shop item1 olga promise1: attempt attempt1, outcome no_answer, cause cancelled, next_at 09:18:10
  > end petro: cancelled
  > end olga: normal
