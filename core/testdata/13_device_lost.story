# Olga's browser is gone: no offers at once, one that rings is taken back and is not her
# fault, and after ten seconds a rule pauses her. A short absence changes nothing.
show item agent
08:59:00 line shop skill=sales
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 olga's browser goes
  agent.device olga: device browser, why connection
09:01:01 petro calls 100
  item.created shop item1: kind call, origin_at 09:01:01, number petro
  item.enqueued shop item1: position 1
  > answer petro
  > petro hears std_music again and again
09:01:05 olga's browser comes
  agent.device olga: device browser, healthy
  item.offered shop item1 olga: offer offer1, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m5s
  > ring olga at browser
09:01:08 olga's browser goes
  agent.device item1 olga: device browser, why connection
  item.offer_ended shop item1 olga: offer offer1, verdict unreachable, reason connection, rang 3s
  agent.slot item1 olga: slot idle, was 3s
  > end olga: cancelled
  -- 09:01:18
  agent.presence olga: presence pause, reason lost_connection, kind system, device browser, was 1m18s
09:01:30 later
09:02:00 olga is ready
  no: floor.device_down
09:02:10 olga's browser comes
  agent.device olga: device browser, healthy
09:02:12 olga is ready
  agent.presence olga: presence online, device browser, was 54s
  item.offered shop item1 olga: offer offer2, device browser, (rule longest_idle, eligible 1, idle_since 09:00:00)
  agent.slot item1 olga: slot offered, was 1m4s
  > ring olga at browser
09:02:20 olga answers
  agent.slot item1 olga: slot connecting, was 8s
  > answer olga
  item.offer_ended shop item1 olga: offer offer2, verdict accepted, rang 8s
  item.connected shop item1 olga: waited 1m19s
  item.left shop item1 olga: reason answered, waited 1m19s
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
09:02:30 petro hangs up
  agent.slot item1 olga: slot wrapup, was 10s
  > end olga: normal
