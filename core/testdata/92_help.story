# Olga asks for help; a supervisor sees to it; she does without; her contact is over.
show agent.help agent.help_taken agent.slot
08:59:00 tenant a record
08:59:00 line shop skill=sales wrap=20s codes=done,more hold=1m
08:59:00 line service skill=repair wrap=none codes=done
08:59:00 number 100 line=shop
08:59:00 agent olga sales=3
08:59:00 agent ivan repair=3
09:00:00 olga starts browser
09:00:00 olga's browser comes
09:00:00 ivan starts browser
09:00:00 ivan's browser comes
09:01:00 petro calls 100
  agent.slot item1 olga: slot offered, was 1m0s
  > answer petro
  > petro hears std_music again and again
  > ring olga at browser
09:01:05 olga answers
  agent.slot item1 olga: slot connecting, was 5s
  > answer olga
  agent.slot item1 olga: slot talking
  > petro and olga hear each other
  > record file1: petro and olga
09:01:10 olga wants help
  agent.help item1 olga: on
09:01:11 olga wants help
09:01:20 supervisor helps olga
  agent.help_taken item1 olga: after 10s
09:01:21 supervisor helps olga
  no: floor.no_help_asked
09:01:30 olga wants help
  agent.help item1 olga: on
09:01:40 olga wants nothing
  agent.help item1 olga
09:01:50 olga wants help
  agent.help item1 olga: on
09:02:00 petro hangs up
  agent.slot item1 olga: slot wrapup, was 55s
  > stop file1
  > end olga: normal
09:02:10 olga finishes
  agent.help item1 olga
  agent.slot item1 olga: slot idle, was 10s
09:02:20 olga leaves
09:02:30 olga wants help
  no: floor.no_shift
