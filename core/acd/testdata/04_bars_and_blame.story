# Who lets it ring is not asked for the same caller again for a while, and pays for the
# second time in a row with a pause. An answer takes the count back.
09:00:00 money line skill=billing wrap=0
09:00:00 olga agent billing=3
09:00:01 olga comes
  agent.presence olga {presence:online,device:browser,was_ms:0}
09:00:10 c1 enters money
  item.enqueued c1 {position:1}
  item.offered c1 olga {offer:offer1,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603601000}}
  agent.slot c1 olga {slot:offered,was_ms:9000}
  -- 09:00:25
  item.offer_ended c1 olga {offer:offer1,verdict:no_answer,rang_ms:15000}
  agent.slot c1 olga {slot:idle,was_ms:15000}
  -- 09:00:55
  item.offered c1 olga {offer:offer2,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603601000}}
  agent.slot c1 olga {slot:offered,was_ms:30000}
09:01:00 olga connects
  item.offer_ended c1 olga {offer:offer2,verdict:accepted,rang_ms:5000}
  item.connected c1 olga {waited_ms:50000}
  item.left c1 olga {reason:answered,waited_ms:50000}
  agent.slot c1 olga {slot:talking,was_ms:5000}
09:01:10 olga finishes
  agent.slot c1 olga {slot:wrapup,was_ms:10000}
  item.wrapped c1 olga {auto:true,wrap_ms:0}
  item.closed c1 olga {talk_ms:10000,hold_ms:0}
  agent.slot c1 olga {slot:idle,was_ms:0}
09:02:00 c2 enters money
  item.enqueued c2 {position:1}
  item.offered c2 olga {offer:offer3,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603670000}}
  agent.slot c2 olga {slot:offered,was_ms:50000}
  -- 09:02:15
  item.offer_ended c2 olga {offer:offer3,verdict:no_answer,rang_ms:15000}
  agent.slot c2 olga {slot:idle,was_ms:15000}
  -- 09:02:45
  item.offered c2 olga {offer:offer4,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603670000}}
  agent.slot c2 olga {slot:offered,was_ms:30000}
09:03:00 c3 enters money
  item.enqueued c3 {position:1}
  -- 09:03:00
  item.offer_ended c2 olga {offer:offer4,verdict:no_answer,rang_ms:15000}
  agent.slot c2 olga {slot:idle,was_ms:15000}
  agent.presence olga {presence:pause,reason:rona,kind:system,device:browser,was_ms:179000}
09:04:00 olga ready
  agent.presence olga {presence:online,device:browser,was_ms:60000}
  item.offered c2 olga {offer:offer5,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603670000}}
  agent.slot c2 olga {slot:offered,was_ms:60000}
