# A caller of a line with a higher priority overtakes; among equals who came first.
09:00:00 money line skill=billing
09:00:00 vip line skill=billing priority=5
09:00:01 c1 enters money
  item.enqueued c1 {position:1}
09:00:02 c2 enters money
  item.enqueued c2 {position:2}
09:00:03 c3 enters vip
  item.enqueued c3 {priority:5,position:1}
09:00:10 olga agent billing=3
09:00:11 olga comes
  agent.presence olga {presence:online,device:browser,was_ms:0}
  item.offered c3 olga {offer:offer1,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603611000}}
  agent.slot c3 olga {slot:offered,was_ms:0}
09:00:12 olga connects
  item.offer_ended c3 olga {offer:offer1,verdict:accepted,rang_ms:1000}
  item.connected c3 olga {waited_ms:9000}
  item.left c3 olga {reason:answered,waited_ms:9000}
  agent.slot c3 olga {slot:talking,was_ms:1000}
09:00:20 olga finishes
  agent.slot c3 olga {slot:wrapup,was_ms:8000}
09:00:22 olga wraps
  item.wrapped c3 olga {wrap_ms:2000}
  item.closed c3 olga {talk_ms:8000,hold_ms:0}
  agent.slot c3 olga {slot:idle,was_ms:2000}
  item.offered c1 olga {offer:offer2,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603622000}}
  agent.slot c1 olga {slot:offered,was_ms:0}
09:00:25 olga refuses declined busy
  item.offer_ended c1 olga {offer:offer2,verdict:declined,reason:busy,rang_ms:3000}
  agent.slot c1 olga {slot:idle,was_ms:3000}
  item.offered c2 olga {offer:offer3,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603622000}}
  agent.slot c2 olga {slot:offered,was_ms:0}
