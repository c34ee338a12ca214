# An agent gets offers only where all three machines agree: presence, slot, device. And the
# device must have let go of the last call.
09:00:00 money line skill=billing wrap=0
09:00:00 olga agent billing=3
09:00:01 c1 enters money
  item.enqueued c1 {position:1}
09:00:02 olga comes
  agent.presence olga {presence:online,device:browser,was_ms:0}
  item.offered c1 olga {offer:offer1,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603602000}}
  agent.slot c1 olga {slot:offered,was_ms:0}
09:00:04 olga connects
  item.offer_ended c1 olga {offer:offer1,verdict:accepted,rang_ms:2000}
  item.connected c1 olga {waited_ms:3000}
  item.left c1 olga {reason:answered,waited_ms:3000}
  agent.slot c1 olga {slot:talking,was_ms:2000}
09:00:10 olga blocked
09:00:10 olga finishes
  agent.slot c1 olga {slot:wrapup,was_ms:6000}
  item.wrapped c1 olga {auto:true,wrap_ms:0}
  item.closed c1 olga {talk_ms:6000,hold_ms:0}
  agent.slot c1 olga {slot:idle,was_ms:0}
09:00:11 c2 enters money
  item.enqueued c2 {position:1}
09:00:12 olga loses wifi
  agent.device olga {device:browser,healthy:false,why:wifi}
09:00:13 olga clears
09:00:14 olga finds
  agent.device olga {device:browser,healthy:true}
  item.offered c2 olga {offer:offer2,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603610000}}
  agent.slot c2 olga {slot:offered,was_ms:4000}
09:00:16 olga loses wifi
  agent.device c2 olga {device:browser,healthy:false,why:wifi}
  item.offer_ended c2 olga {offer:offer2,verdict:unreachable,reason:wifi,rang_ms:2000}
  agent.slot c2 olga {slot:idle,was_ms:2000}
  -- 09:00:26
  agent.presence olga {presence:pause,reason:lost_connection,kind:system,device:browser,was_ms:24000}
09:00:40 olga ready
  no: floor.device_down
09:00:50 olga finds
  agent.device olga {device:browser,healthy:true}
09:00:51 olga ready
  agent.presence olga {presence:online,device:browser,was_ms:25000}
  item.offered c2 olga {offer:offer3,device:browser,decision:{rule:longest_idle,eligible:1,idle_since:1767603610000}}
  agent.slot c2 olga {slot:offered,was_ms:35000}
