# Saying no is allowed; whoever does so more often than three times within an hour is named to the supervisors,
# and nothing else happens to him (product.md 5.1).
show item.offer_ended agent
08:59:00 line shop skill=sales wrap=none reoffer=5s
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
09:00:00 olga starts browser
  agent.presence olga: presence online, device browser
  agent.device olga: device browser, why not_connected
09:00:00 olga's browser comes
  agent.device olga: device browser, healthy
09:01:00 petro calls 100
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga declines busy
  item.offer_ended shop item1 olga: offer offer1, verdict declined, reason busy, rang 5s
  agent.slot item1 olga: slot idle, was 5s
  > end olga: declined
  -- 09:01:10
  agent.slot item1 olga: slot offered, was 5s
  > ring olga at browser
09:01:15 olga declines busy
  item.offer_ended shop item1 olga: offer offer2, verdict declined, reason busy, rang 5s
  agent.slot item1 olga: slot idle, was 5s
  > end olga: declined
  -- 09:01:20
  agent.slot item1 olga: slot offered, was 5s
  > ring olga at browser
09:01:25 olga declines busy
  item.offer_ended shop item1 olga: offer offer3, verdict declined, reason busy, rang 5s
  agent.slot item1 olga: slot idle, was 5s
  > end olga: declined
  -- 09:01:30
  agent.slot item1 olga: slot offered, was 5s
  > ring olga at browser
09:01:35 olga declines technical
  item.offer_ended shop item1 olga: offer offer4, verdict declined, reason technical, rang 5s
  agent.declines item1 olga: n 4
  agent.slot item1 olga: slot idle, was 5s
  > end olga: declined
  -- 09:01:40
  agent.slot item1 olga: slot offered, was 5s
  > ring olga at browser
09:01:45 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  item.offer_ended shop item1 olga: offer offer5, verdict accepted, rang 5s
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
