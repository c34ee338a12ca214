# A line asks for a level; whoever has it or a higher one may take it, the longest idle
# first, not the best.
09:00:00 easy line skill=billing level=2
09:00:00 hard line skill=billing level=4
09:00:00 olga agent billing=5
09:00:00 ivan agent billing=2
09:00:00 nina agent billing=1
09:00:01 nina comes
  agent.presence nina {presence:online,device:browser,was_ms:0}
09:00:02 ivan comes
  agent.presence ivan {presence:online,device:browser,was_ms:0}
09:00:03 olga comes
  agent.presence olga {presence:online,device:browser,was_ms:0}
09:00:10 c1 enters hard
  item.enqueued c1 {position:1}
  item.offered c1 olga {offer:offer1,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603603000,excluded:[{agent:nina,rule:level,idle_since:1767603601000}]}}
  agent.slot c1 olga {slot:offered,was_ms:7000}
09:00:20 c2 enters easy
  item.enqueued c2 {position:1}
  item.offered c2 ivan {offer:offer2,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603602000,excluded:[{agent:nina,rule:level,idle_since:1767603601000}]}}
  agent.slot c2 ivan {slot:offered,was_ms:18000}
  -- 09:00:25
  item.offer_ended c1 olga {offer:offer1,verdict:no_answer,rang_ms:15000}
  agent.slot c1 olga {slot:idle,was_ms:15000}
09:00:30 c3 enters easy
  item.enqueued c3 {position:1}
  item.offered c3 olga {offer:offer3,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603603000,excluded:[{agent:nina,rule:level,idle_since:1767603601000}]}}
  agent.slot c3 olga {slot:offered,was_ms:5000}
