# The idle clock runs from the end of the last contact, which is the end of its wrap-up. It
# is not moved by an offer that came to nothing, nor by a pause.
09:00:00 money line skill=billing
09:00:00 olga agent billing=3
09:00:00 ivan agent billing=3
09:00:01 olga comes
  agent.presence olga {presence:online,device:browser,was_ms:0}
09:00:02 ivan comes
  agent.presence ivan {presence:online,device:browser,was_ms:0}
09:00:10 c1 enters money
  item.enqueued c1 {position:1}
  item.offered c1 olga {offer:offer1,device:browser,decision:{rule:longest_idle,eligible:2,idle_since:1767603601000,runner_up:ivan,runner_up_idle_since:1767603602000}}
  agent.slot c1 olga {slot:offered,was_ms:9000}
09:00:12 c1 leaves
  item.offer_ended c1 olga {offer:offer1,verdict:rescinded,rang_ms:2000}
  item.left c1 {reason:abandoned,waited_ms:2000,short:true}
  agent.slot c1 olga {slot:idle,was_ms:2000}
09:00:20 olga pauses lunch
  agent.presence olga {presence:pause,reason:lunch,kind:meal,device:browser,was_ms:19000}
09:05:00 olga ready
  agent.presence olga {presence:online,device:browser,was_ms:280000}
09:05:10 c2 enters money
  item.enqueued c2 {position:1}
  item.offered c2 olga {offer:offer2,device:browser,decision:{rule:longest_idle,eligible:2,idle_since:1767603601000,runner_up:ivan,runner_up_idle_since:1767603602000}}
  agent.slot c2 olga {slot:offered,was_ms:298000}
09:05:12 olga connects
  item.offer_ended c2 olga {offer:offer2,verdict:accepted,rang_ms:2000}
  item.connected c2 olga {waited_ms:2000}
  item.left c2 olga {reason:answered,waited_ms:2000}
  agent.slot c2 olga {slot:talking,was_ms:2000}
09:05:20 olga finishes
  agent.slot c2 olga {slot:wrapup,was_ms:8000}
09:05:25 c3 enters money
  item.enqueued c3 {position:1}
  item.offered c3 ivan {offer:offer3,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603602000,excluded:[{agent:olga,rule:wrapup,idle_since:1767603601000,until:1767603920000}]}}
  agent.slot c3 ivan {slot:offered,was_ms:323000}
09:05:28 ivan connects
  item.offer_ended c3 ivan {offer:offer3,verdict:accepted,rang_ms:3000}
  item.connected c3 ivan {waited_ms:3000}
  item.left c3 ivan {reason:answered,waited_ms:3000}
  agent.slot c3 ivan {slot:talking,was_ms:3000}
  -- 09:05:30
  item.wrapped c2 olga {auto:true,wrap_ms:10000}
  item.closed c2 olga {talk_ms:8000,hold_ms:0}
  agent.slot c2 olga {slot:idle,was_ms:10000}
09:05:40 ivan finishes
  agent.slot c3 ivan {slot:wrapup,was_ms:12000}
# Ivan's wrap-up lasts longer than Olga's, so Olga is idle longer.
  -- 09:05:50
  item.wrapped c3 ivan {auto:true,wrap_ms:10000}
  item.closed c3 ivan {talk_ms:12000,hold_ms:0}
  agent.slot c3 ivan {slot:idle,was_ms:10000}
09:06:00 c4 enters money
  item.enqueued c4 {position:1}
  item.offered c4 olga {offer:offer4,device:browser,decision:{rule:longest_idle,eligible:2,idle_since:1767603930000,runner_up:ivan,runner_up_idle_since:1767603950000}}
  agent.slot c4 olga {slot:offered,was_ms:30000}
