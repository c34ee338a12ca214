# ring_all: several telephones ring at once, and all their agents are kept in the same moment: nothing
# else is offered to them. Who picks up first has the caller; for the others the offer is rescinded,
# which is nobody's fault and moves no idle clock (product.md 5.3).
show item agent.slot
08:59:00 line shop skill=sales wrap=none strategy=ring_all many=2
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan sales=3
08:59:00 agent nina sales=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:01 ivan starts browser
09:00:01 ivan's browser comes
09:00:02 nina starts browser
09:00:02 nina's browser comes
09:01:00 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:00, number petro
  item.enqueued shop item1: position 1
  item.offered shop item1 olga: offer offer1, device browser, (rule ring_all, eligible 3, idle_since 09:00:00, runner_up ivan, runner_up_idle_since 09:00:01)
  agent.slot item1 olga: slot offered, was 1m0s
  item.offered shop item1 ivan: offer offer2, device browser, (rule ring_all, eligible 2, idle_since 09:00:01, runner_up nina, runner_up_idle_since 09:00:02, with olga)
  agent.slot item1 ivan: slot offered, was 59s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
  > ring ivan at browser
# Maria gets the one who is left.
09:01:01 maria calls 100
  item.created shop item2: kind call, origin_at 09:01:01, number maria
  item.enqueued shop item2: position 1
  item.offered shop item2 nina: offer offer3, device browser, (rule ring_all, eligible 1, idle_since 09:00:02)
  agent.slot item2 nina: slot offered, was 59s
  > answer maria
  > maria hears std_music again and again
  > ring nina at browser
09:01:04 ivan answers
  item.offer_ended shop item1 olga: offer offer1, verdict rescinded, rang 4s
  agent.slot item1 olga: slot idle, was 4s
  agent.slot item1 ivan: slot connecting, was 4s
  > answer ivan
  > end olga: cancelled
  item.offer_ended shop item1 ivan: offer offer2, verdict accepted, rang 4s
  item.connected shop item1 ivan: waited 4s
  item.left shop item1 ivan: reason answered, waited 4s
  agent.slot item1 ivan: slot talking
  > petro and ivan hear each other
# Olga is free again, and still the longest idle.
09:01:10 taras calls 100
  item.created shop item3: kind call, origin_at 09:01:10, number taras
  item.enqueued shop item3: position 1
  item.offered shop item3 olga: offer offer4, device browser, (rule ring_all, eligible 1, idle_since 09:00:00)
  agent.slot item3 olga: slot offered, was 6s
  > answer taras
  > taras hears std_music again and again
  > ring olga at browser
09:01:12 olga answers
  agent.slot item3 olga: slot connecting, was 2s
  > answer olga
  item.offer_ended shop item3 olga: offer offer4, verdict accepted, rang 2s
  item.connected shop item3 olga: waited 2s
  item.left shop item3 olga: reason answered, waited 2s
  agent.slot item3 olga: slot talking
  > taras and olga hear each other
